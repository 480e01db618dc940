"""The records of the demo whose ids stand in the addresses that the browser tests visit."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from agreements.actions.contract import create_contract, open_for_signing, renew_contract
from agreements.actions.signature import sign_contract
from agreements.forms.contract import CLAUSES
from agreements.models import (
    Collaboration,
    CollaborationOffice,
    ContactPerson,
    Contract,
    Invitee,
    Placement,
    StartupMeeting,
    SteeringDecision,
    SteeringMeeting,
    SteeringMember,
)
from agreements.standard_model import standard_content
from followup.actions.measure_decision import decide_measure
from followup.models import (
    Audience,
    CaseloadReview,
    ContactRequest,
    DecisionOutcome,
    Disclosure,
    Goal,
    GoalState,
    Measure,
    MeasureLink,
    MeasureState,
    Note,
    OutreachActivity,
    Reminder,
    Task,
)
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import County, Municipality, NavOffice, School
from navskole.records.week import Week
from pupils.models import (
    Case,
    Consent,
    ConsentLine,
    Information,
    Pupil,
    Referral,
    RiskFlag,
    SingleAccessRequest,
    SubjectStanding,
)
from tests.browser.addresses import LEADER, PRINCIPAL, VEILEDER


def find_ids() -> dict[str, Any]:
    """Return the random ids of one record of each kind that the pages need."""
    today = timezone.localdate()
    told = ConsentLine.objects.in_force(on=today).filter(information=Information.EXISTENCE)
    own = Case.objects.filter(responsible__username=VEILEDER, closed_on__isnull=True)
    shared = own.filter(pk__in=told.values("consent__case_id"))
    notes = Note.objects.filter(author__username=VEILEDER, struck_at__isnull=True)
    case = shared.filter(pk__in=notes.filter(audience=Audience.SHARED).values("case_id")).earliest(
        "pk"
    )
    flags = RiskFlag.objects.standing(on=today).filter(case__in=own)
    at_fjordvik = Q(pk__in=RiskFlag.objects.filter(owner__name="Fjordvik vgs").values("pupil_id"))
    contracts = Contract.objects.filter(school__name="Fjordvik vgs")
    records = {
        "user": User.objects.get(username=VEILEDER),
        "membership": User.objects.get(username=VEILEDER).memberships.earliest("pk"),
        "pupil": Pupil.objects.filter(at_fjordvik, address_protection="none").earliest("pk"),
        "protected": Pupil.objects.get(address_protection="strict"),
        "referral": Referral.objects.filter(
            office__name="NAV Fjordvik", case__isnull=True, declined_at__isnull=True
        ).earliest("pk"),
        "case": case,
        "case_pupil": case.pupil,
        "shared": case,
        "note": notes.filter(case=case).earliest("pk"),
        "sensitive_note": Note.objects.filter(
            case__office__name="NAV Fjordvik", is_sensitive=True
        ).earliest("pk"),
        "consent": Consent.objects.filter(case=case, ended_at__isnull=True).earliest("pk"),
        "renewable": Consent.objects.filter(
            case__in=own, ends_on__lt=today, ended_at=None
        ).earliest("pk"),
        "flag": flags.earliest("pk"),
        "closed": Case.objects.filter(
            responsible__username=VEILEDER, closed_on__isnull=False
        ).earliest("pk"),
        "read_alone": SingleAccessRequest.objects.get(grant__isnull=False).pupil,
        "asked_alone": SingleAccessRequest.objects.waiting().get(),
        "disclosure": Disclosure.objects.earliest("pk"),
        "goal": Goal.objects.filter(case__in=own, state=GoalState.OPEN).earliest("pk"),
        "task": Task.objects.standing().filter(case__in=own, done_at__isnull=True).earliest("pk"),
        "reminder": Reminder.objects.standing().filter(case__in=own).earliest("pk"),
        "standing": SubjectStanding.objects.filter(owner__name="Fjordvik vgs").earliest("pk"),
        "asked_pupil": Consent.objects.filter(case__isnull=True).earliest("pk").pupil,
        "contact": ContactRequest.objects.open().filter(recorded_by__username=VEILEDER)[0],
        "outreach": OutreachActivity.objects.filter(recorded_by__username=VEILEDER).earliest("pk"),
        **_measures(),
        "review": CaseloadReview.objects.latest("pk"),
        "collaboration": Collaboration.objects.get(school__name="Fjordvik vgs"),
        "member": CollaborationOffice.objects.get(
            collaboration__school__name="Fjordvik vgs", office__name="NAV Sundet"
        ),
        "contact_person": ContactPerson.objects.filter(
            collaboration__school__name="Fjordvik vgs"
        ).earliest("pk"),
        "startup": StartupMeeting.objects.get(school__name="Fjordvik vgs"),
        "planned_startup": StartupMeeting.objects.get(school__name="Elvebyen vgs"),
        "planned_invitee": Invitee.objects.filter(meeting__school__name="Elvebyen vgs").earliest(
            "pk"
        ),
        "held_startup": StartupMeeting.objects.get(school__name="Skogheim vgs"),
        "steering": SteeringMeeting.objects.filter(minuted_at__isnull=False).earliest("pk"),
        "planned_steering": SteeringMeeting.objects.filter(minuted_at=None).earliest("pk"),
        "steering_member": SteeringMember.objects.earliest("pk"),
        "steering_decision": SteeringDecision.objects.open().earliest("pk"),
        "contract": contracts.get(office__name="NAV Fjordvik"),
        "placement": Placement.objects.filter(counsellor__username=VEILEDER).earliest("pk"),
        "school": School.objects.get(name="Fjordvik vgs"),
        "office": NavOffice.objects.get(name="NAV Elvebyen"),
        "municipality": Municipality.objects.earliest("pk"),
        "county": County.objects.earliest("pk"),
        **_new_contracts(),
    }
    week = Week.of(today).before
    return {name: row.public_id for name, row in records.items()} | {
        "unknown": uuid.uuid4(),
        "week": week.code,
    }


def _measures() -> dict[str, Measure]:
    """Return a measure of the veileder's at each step; two of them are decided for the purpose."""
    mine = Measure.objects.filter(case__responsible__username=VEILEDER)
    mine = mine.filter(case__closed_on__isnull=True)
    drafts = mine.filter(parts__state__in=[MeasureState.DRAFT, MeasureState.RETURNED])
    here = mine.filter(parts__deciding_organisation__name="NAV Fjordvik")
    waiting = here.filter(parts__state=MeasureState.SUBMITTED)
    approved = waiting.filter(type__needs_agreement=True).earliest("pk")
    recommended = here.filter(
        parts__state=MeasureState.ON_HOLD, type__needs_formal_decision=True
    ).earliest("pk")
    _approve(approved)
    _approve(recommended)
    at_school = Measure.objects.filter(owner__name="Fjordvik vgs", case__isnull=True)
    links = MeasureLink.objects.order_by("pk")
    asked = links.filter(nav_measure__isnull=False).values("nav_measure_id")
    return {
        "draft": drafts.earliest("pk"),
        "moved": drafts.get(type__code="individuell-plan"),
        "sent": waiting.earliest("pk"),
        "decided": approved,
        "formal": recommended,
        "offered": mine.filter(parts__state=MeasureState.OFFERED).earliest("pk"),
        "running": mine.filter(parts__state=MeasureState.RUNNING).earliest("pk"),
        "combined": mine.filter(pk__in=links.standing().joined().values("nav_measure")).latest(
            "pk"
        ),
        "asking": mine.filter(parts__other_type__isnull=False).exclude(pk__in=asked).get(),
        "question": at_school.get(pk__in=links.unanswered().values("school_measure")),
        "school_measure": at_school.filter(parts__state=MeasureState.SUBMITTED).earliest("pk"),
    }


def _approve(measure: Measure) -> None:
    waiting = measure.parts.get().waiting_submission()
    assert waiting is not None
    decide_measure(
        actor=Actor.for_user(User.objects.get(username=LEADER), now=timezone.now()),
        measure=measure,
        outcome=DecisionOutcome.APPROVED,
        version=waiting.part_version,
        digest=waiting.digest,
        reasons=[],
        text="",
    )


def _new_contracts() -> dict[str, Contract]:
    """Make a contract before, during and after rektor's signing."""
    actor = Actor.for_user(User.objects.get(username=PRINCIPAL), now=timezone.now())
    school = School.objects.get(name="Fjordvik vgs")
    made = {}
    for name, office in (
        ("unopened", "NAV Skogheim"),
        ("unsigned", "NAV Elvebyen"),
        ("signed", "NAV Skogheim"),
    ):
        place = NavOffice.objects.get(name=office)
        dates = {"starts_on": actor.on + timedelta(days=30), "ends_on": actor.on + timedelta(400)}
        content = standard_content(school=school, office=place) | dates
        contract = create_contract(actor=actor, school=school, office=place, content=content)
        if name != "unopened":
            contract = open_for_signing(actor=actor, contract=contract)
        if name == "signed":
            sign_contract(actor=actor, contract=contract, digest=contract.digest)
        made[name] = contract
    return made | {"newer": _next_version(actor, school)}


def _next_version(actor: Actor, school: School) -> Contract:
    """Draft the next version of the contract with the other office."""
    contract = Contract.objects.get(school=school, office__name="NAV Sundet")
    dates = {"starts_on": actor.on + timedelta(days=30), "target_group": "Ungdom til og med 24 år."}
    content = {name: getattr(contract, name) for name in CLAUSES} | dates
    return renew_contract(actor=actor, contract=contract, content=content)
