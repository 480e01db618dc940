"""Whatever is done is logged by its own name."""

from __future__ import annotations

import pytest

from navskole.audit.events import Action, Decision
from tests.access.declared import BY_NAME, address_of
from tests.access.forms import FORMS, find
from tests.access.logged import events_since, latest_event, pupils_of

pytestmark = pytest.mark.django_db

DONE: dict[str, set[Action]] = {
    "administration:user_create": {Action.USER_SAVED},
    "administration:user_update": {Action.USER_SAVED},
    "administration:membership_create": {Action.MEMBERSHIP_STARTED},
    "administration:membership_update": {Action.MEMBERSHIP_CHANGED},
    # Who leaves the office leaves its cases in the same act.
    "administration:membership_end": {
        Action.MEMBERSHIP_ENDED,
        Action.CASE_ASSIGNED,
        Action.GRANT_ENDED,
    },
    "administration:school_create": {Action.PLACE_SAVED},
    "administration:school_update": {Action.PLACE_SAVED},
    "administration:office_create": {Action.PLACE_SAVED},
    "administration:office_update": {Action.PLACE_SAVED},
    "administration:municipality_create": {Action.PLACE_SAVED},
    "administration:municipality_update": {Action.PLACE_SAVED},
    "administration:county_create": {Action.PLACE_SAVED},
    "administration:county_update": {Action.PLACE_SAVED},
    "administration:rule_create": {Action.RULE_SAVED},
    "administration:absence_reason_create": {Action.RULE_SAVED},
    "agreements:collaboration_create": {Action.COLLABORATION_SAVED},
    "agreements:collaboration_update": {Action.COLLABORATION_SAVED},
    "agreements:collaboration_end": {Action.COLLABORATION_ENDED},
    "agreements:collaboration_office_create": {Action.COLLABORATION_SAVED},
    "agreements:collaboration_office_end": {Action.COLLABORATION_OFFICE_ENDED},
    "agreements:contact_person_create": {Action.CONTACT_PERSON_SAVED},
    "agreements:contact_person_update": {Action.CONTACT_PERSON_SAVED},
    "agreements:contact_person_remove": {Action.CONTACT_PERSON_REMOVED},
    "agreements:steering_member_create": {Action.STEERING_MEMBER_SAVED},
    "agreements:steering_member_update": {Action.STEERING_MEMBER_SAVED},
    "agreements:steering_meeting_create": {Action.STEERING_MEETING_SAVED},
    "agreements:steering_meeting_update": {Action.STEERING_MEETING_SAVED},
    "agreements:steering_meeting_cancel": {Action.STEERING_MEETING_CANCELLED},
    "agreements:steering_minutes_update": {Action.STEERING_MINUTES_SAVED},
    "agreements:steering_decision_create": {Action.STEERING_DECISION_SAVED},
    "agreements:steering_decision_update": {Action.STEERING_DECISION_SAVED},
    "agreements:steering_decision_finish": {Action.STEERING_DECISION_SAVED},
    "agreements:startup_meeting_create": {Action.STARTUP_MEETING_SAVED},
    "agreements:startup_meeting_update": {Action.STARTUP_MEETING_SAVED},
    "agreements:startup_meeting_cancel": {Action.STARTUP_MEETING_CANCELLED},
    "agreements:startup_meeting_conclude": {Action.STARTUP_MEETING_CONCLUDED},
    "agreements:startup_meeting_turn": {Action.COLLABORATION_SAVED},
    "agreements:invitee_create": {Action.STARTUP_MEETING_SAVED},
    "agreements:invitee_update": {Action.STARTUP_MEETING_SAVED},
    "agreements:invitee_remove": {Action.STARTUP_MEETING_SAVED},
    "agreements:contract_create": {Action.CONTRACT_SAVED},
    "agreements:contract_update": {Action.CONTRACT_SAVED},
    "agreements:contract_renew": {Action.CONTRACT_SAVED},
    "agreements:contract_extend": {Action.CONTRACT_SAVED},
    "agreements:contract_discard": {Action.CONTRACT_DISCARDED},
    "agreements:contract_notice": {Action.CONTRACT_NOTICE_GIVEN},
    "agreements:contract_end": {Action.CONTRACT_ENDED},
    "agreements:contract_open": {Action.CONTRACT_OPENED},
    "agreements:contract_sign": {Action.CONTRACT_SIGNED},
    "agreements:signatures_lift": {Action.SIGNATURES_LIFTED},
    "agreements:placement_create": {Action.PLACEMENT_STARTED},
    "agreements:time_week": {Action.TIME_SAVED},
    "notices:notices_read": {Action.NOTICES_READ},
    "notices:notice_open": {Action.NOTICES_READ},
    "pupils:pupil_create": {Action.PUPIL_SAVED},
    "pupils:pupil_update": {Action.PUPIL_SAVED},
    "pupils:national_id_update": {Action.NATIONAL_ID_SAVED},
    "pupils:case_create": {Action.PUPIL_SAVED, Action.CASE_OPENED, Action.GRANT_STARTED},
    "pupils:referral_create": {Action.REFERRAL_SENT},
    "pupils:school_flag_create": {Action.FLAG_RAISED},
    "pupils:flag_resolve": {Action.FLAG_RESOLVED},
    "pupils:referral_take": {Action.CASE_OPENED, Action.GRANT_STARTED},
    "pupils:referral_decline": {Action.REFERRAL_DECLINED},
    "pupils:relation_create": {
        Action.RELATION_DECLARED,
        Action.GRANT_ENDED,
        Action.CASE_ASSIGNED,
    },
    "pupils:relation_lift": {Action.RELATION_LIFTED},
    "pupils:single_access_create": {Action.SINGLE_ACCESS_ASKED},
    "pupils:single_access_answer": {Action.GRANT_STARTED},
    "pupils:single_access_end": {Action.GRANT_ENDED},
    "pupils:protection_update": {
        Action.PROTECTION_PROPOSED,
        Action.PROTECTION_SET,
        Action.GRANT_STARTED,
    },
    "pupils:protection_confirm": {
        Action.PROTECTION_CONFIRMED,
        Action.PROTECTION_SET,
        Action.GRANT_ENDED,
    },
    "pupils:protection_withdraw": {Action.PROTECTION_WITHDRAWN},
    "pupils:naming_create": {Action.GRANT_STARTED},
    "pupils:naming_end": {Action.GRANT_ENDED},
    "followup:school_note_create": {Action.NOTE_WRITTEN},
    "followup:case_assign": {Action.CASE_ASSIGNED, Action.GRANT_STARTED, Action.GRANT_ENDED},
    "followup:case_note_create": {Action.NOTE_WRITTEN},
    "followup:note_update": {Action.NOTE_CHANGED},
    "followup:note_strike": {Action.NOTE_STRUCK},
    "followup:consent_create": {Action.CONSENT_RECORDED},
    "followup:consent_renew": {Action.CONSENT_RECORDED},
    "followup:pupil_consent_create": {Action.CONSENT_RECORDED},
    "followup:consent_withdraw": {Action.CONSENT_WITHDRAWN},
    "followup:case_flag_create": {Action.FLAG_RAISED},
    "followup:measure_create": {Action.MEASURE_SAVED},
    "followup:measure_update": {Action.MEASURE_SAVED},
    "followup:measure_submit": {Action.MEASURE_SUBMITTED},
    "followup:school_measure_create": {Action.MEASURE_SAVED},
    "followup:school_part_create": {Action.MEASURE_SAVED},
    "followup:nav_part_create": {Action.MEASURE_SAVED},
    "followup:nav_part_ask": {Action.COMBINATION_ASKED},
    "followup:combination_decline": {Action.COMBINATION_ENDED},
    "followup:question_take_back": {Action.COMBINATION_ENDED},
    "followup:combination_end": {Action.COMBINATION_ENDED},
    "followup:measure_forward": {Action.MEASURE_SAVED},
    "followup:measure_outside": {Action.MEASURE_PROGRESSED},
    "followup:measure_approve": {Action.MEASURE_DECIDED},
    "followup:measure_return": {Action.MEASURE_DECIDED},
    "followup:measure_hold": {Action.MEASURE_DECIDED},
    "followup:measure_reject": {Action.MEASURE_DECIDED},
    "followup:measure_undo": {Action.MEASURE_UNDONE},
    "followup:measure_offer": {Action.MEASURE_PROGRESSED},
    "followup:measure_decline": {Action.MEASURE_PROGRESSED},
    "followup:measure_agreement": {Action.MEASURE_PROGRESSED},
    "followup:measure_formal_decision": {Action.MEASURE_PROGRESSED},
    "followup:measure_start": {Action.MEASURE_PROGRESSED},
    "followup:measure_complete": {Action.MEASURE_PROGRESSED},
    "followup:measure_discontinue": {Action.MEASURE_PROGRESSED},
    "followup:review_create": {Action.CASELOAD_REVIEWED},
    "pupils:enrolment_end": {Action.ENROLMENT_ENDED},
    "pupils:standing_create": {Action.STANDING_SAVED},
    "pupils:standing_update": {Action.STANDING_SAVED},
    "pupils:caseload_handover": {
        Action.CASE_ASSIGNED,
        Action.GRANT_STARTED,
        Action.GRANT_ENDED,
    },
    "pupils:caseload_substitute": {Action.GRANT_STARTED},
    # The form leaves the cases to wait for the leader.
    "pupils:placement_end": {
        Action.PLACEMENT_ENDED,
        Action.CASE_ASSIGNED,
        Action.GRANT_ENDED,
    },
    "followup:case_status_update": {Action.CASE_STATUS_CHANGED},
    "followup:case_reopen": {Action.CASE_REOPENED},
    "followup:case_addendum_create": {Action.NOTE_WRITTEN},
    "followup:case_team_create": {Action.GRANT_STARTED},
    "followup:case_colleague_create": {Action.GRANT_STARTED},
    "followup:case_grant_end": {Action.GRANT_ENDED, Action.CASE_ASSIGNED},
    "followup:assessment_update": {Action.ASSESSMENT_SAVED},
    "followup:goal_create": {Action.GOAL_SAVED},
    "followup:goal_update": {Action.GOAL_SAVED},
    "followup:case_task_create": {Action.TASK_SAVED},
    "followup:school_task_create": {Action.TASK_SAVED},
    "followup:task_update": {Action.TASK_SAVED},
    "followup:task_strike": {Action.TASK_STRUCK},
    "followup:task_complete": {Action.TASK_DONE},
    "followup:task_reopen": {Action.TASK_REOPENED},
    "followup:note_disclose": {Action.ITEM_DISCLOSED},
    "followup:task_disclose": {Action.ITEM_DISCLOSED},
    "followup:measure_disclose": {Action.ITEM_DISCLOSED},
    "followup:disclosure_end": {Action.DISCLOSURE_ENDED},
    "followup:reminder_create": {Action.REMINDER_SAVED},
    "followup:reminder_update": {Action.REMINDER_SAVED},
    "followup:reminder_end": {Action.REMINDER_ENDED},
    "followup:contact_request_create": {Action.CONTACT_SAVED},
    "followup:contact_request_close": {Action.CONTACT_CLOSED},
    "followup:contact_request_take": {
        Action.CASE_OPENED,
        Action.GRANT_STARTED,
        Action.CONTACT_CLOSED,
    },
    "followup:outreach_create": {Action.OUTREACH_SAVED},
    "followup:outreach_update": {Action.OUTREACH_SAVED},
    "followup:review_point_create": {Action.TASK_SAVED},
    # The office's own way to reach the pupil: the form that was sent names case and pupil.
    "followup:case_contact": set(),
}


def test_every_form_that_changes_something_has_its_event():
    assert set(DONE) == {name for name, form in FORMS.items() if form.changes}


@pytest.mark.usefixtures("unrendered")
@pytest.mark.parametrize("name", DONE)
def test_what_is_done_is_logged_by_its_own_name(world, sight, enter, name):
    form = FORMS[name]
    record = find(sight, name, form.names)
    url = address_of(sight, BY_NAME[name], form.names)
    before = latest_event()

    enter(form.who).post(url, form.body(world, record))

    events = events_since(before)
    assert {event.action for event in events} == {*DONE[name], Action.SUBMIT}
    assert {(event.decision, event.user_id, event.path) for event in events} == {
        (Decision.PERMIT, world.records[form.who].pk, url)
    }
    pupil = getattr(record, "pupil_id", None) or (
        record.pk if form.names and form.names[0].startswith("pupil_") else None
    )
    if pupil is not None and DONE[name]:
        by_name = [event for event in events if event.action != Action.SUBMIT]
        assert {row[0] for event in by_name for row in pupils_of(event)} == {pupil}
