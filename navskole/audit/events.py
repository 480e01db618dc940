"""The closed list of what is logged, with its wording on screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Decision(models.TextChoices):
    """Whether the person got what was asked for."""

    PERMIT = "permit", _("Gitt")
    DENY = "deny", _("Avslått")


class Action(models.TextChoices):
    """What a person did, or tried to do."""

    VIEW = "view", _("Så på")
    LIST = "list", _("Så i liste")
    SEARCH = "search", _("Søkte")
    SUBMIT = "submit", _("Sendte inn skjema")
    SIGN_IN = "sign_in", _("Logget inn")
    SIGN_IN_FAILED = "sign_in_failed", _("Mislyktes med å logge inn")
    SIGN_OUT = "sign_out", _("Logget ut")
    SIDE_SWITCHED = "side_switched", _("Byttet side")
    USER_SAVED = "user_saved", _("Lagret bruker")
    MEMBERSHIP_STARTED = "membership_started", _("Ga medlemskap")
    MEMBERSHIP_CHANGED = "membership_changed", _("Flyttet slutten på et medlemskap")
    MEMBERSHIP_ENDED = "membership_ended", _("Avsluttet medlemskap")
    PLACE_SAVED = "place_saved", _("Lagret organisasjon")
    RULE_SAVED = "rule_saved", _("Satte regel")
    GRANT_STARTED = "grant_started", _("Ga tilgang")
    GRANT_ENDED = "grant_ended", _("Avsluttet tilgang")
    SINGLE_ACCESS_ASKED = "single_access_asked", _("Ba om enkelttilgang")
    SINGLE_ACCESS_DECLINED = "single_access_declined", _("Avslo enkelttilgang")
    COLLABORATION_SAVED = "collaboration_saved", _("Lagret samarbeid")
    COLLABORATION_ENDED = "collaboration_ended", _("Avsluttet samarbeid")
    COLLABORATION_OFFICE_ENDED = "collaboration_office_ended", _("Tok kontor ut av samarbeid")
    CONTACT_PERSON_SAVED = "contact_person_saved", _("Lagret kontaktperson")
    CONTACT_PERSON_REMOVED = "contact_person_removed", _("Fjernet kontaktperson")
    STARTUP_MEETING_SAVED = "startup_meeting_saved", _("Lagret oppstartsmøte")
    STARTUP_MEETING_CANCELLED = "startup_meeting_cancelled", _("Avlyste oppstartsmøte")
    STARTUP_MEETING_CONCLUDED = "startup_meeting_concluded", _("Skrev resultat av oppstartsmøte")
    STEERING_MEMBER_SAVED = "steering_member_saved", _("Lagret medlem av styringsgruppe")
    STEERING_MEETING_SAVED = "steering_meeting_saved", _("Lagret styringsgruppemøte")
    STEERING_MEETING_CANCELLED = "steering_meeting_cancelled", _("Avlyste styringsgruppemøte")
    STEERING_MINUTES_SAVED = "steering_minutes_saved", _("Skrev referat fra styringsgruppemøte")
    STEERING_DECISION_SAVED = "steering_decision_saved", _("Lagret vedtak i styringsgruppe")
    CONTRACT_SAVED = "contract_saved", _("Lagret samarbeidskontrakt")
    CONTRACT_OPENED = "contract_opened", _("Sendte kontrakt til signering")
    CONTRACT_SIGNED = "contract_signed", _("Signerte kontrakt")
    SIGNATURES_LIFTED = "signatures_lifted", _("Opphevet signaturer")
    CONTRACT_DISCARDED = "contract_discarded", _("Forkastet kontraktutkast")
    CONTRACT_NOTICE_GIVEN = "contract_notice_given", _("Sa opp kontrakt")
    CONTRACT_ENDED = "contract_ended", _("Avsluttet kontrakt")
    PLACEMENT_STARTED = "placement_started", _("Plasserte veileder")
    PLACEMENT_ENDED = "placement_ended", _("Avsluttet plassering")
    TIME_SAVED = "time_saved", _("Førte tidsbruk")
    PUPIL_SAVED = "pupil_saved", _("Lagret elev")
    ENROLMENT_ENDED = "enrolment_ended", _("Avsluttet skoleplass")
    STANDING_SAVED = "standing_saved", _("Førte fravær og vurdering")
    NATIONAL_ID_SAVED = "national_id_saved", _("Registrerte fødselsnummer")
    NATIONAL_ID_SHOWN = "national_id_shown", _("Viste fødselsnummer")
    PROTECTION_SET = "protection_set", _("Satte adressebeskyttelse")
    PROTECTION_PROPOSED = "protection_proposed", _("Foreslo adressebeskyttelse")
    PROTECTION_CONFIRMED = "protection_confirmed", _("Bekreftet adressebeskyttelse")
    PROTECTION_WITHDRAWN = "protection_withdrawn", _("Trakk forslag om adressebeskyttelse")
    RELATION_DECLARED = "relation_declared", _("Meldte nær relasjon")
    RELATION_LIFTED = "relation_lifted", _("Opphevet nær relasjon")
    REFERRAL_SENT = "referral_sent", _("Henviste")
    REFERRAL_DECLINED = "referral_declined", _("Avviste henvisning")
    CASE_OPENED = "case_opened", _("Opprettet sak")
    CASE_STATUS_CHANGED = "case_status_changed", _("Endret status i sak")
    CASE_CLOSED = "case_closed", _("Avsluttet sak")
    CASE_REOPENED = "case_reopened", _("Gjenåpnet sak")
    CASE_ASSIGNED = "case_assigned", _("Tildelte sak")
    CASE_PRINTED = "case_printed", _("Skrev ut sak")
    DOCUMENT_FETCHED = "document_fetched", _("Hentet dokument (PDF)")
    CONSENT_RECORDED = "consent_recorded", _("Registrerte samtykke")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Trakk samtykke")
    ITEM_DISCLOSED = "item_disclosed", _("Delte én opplysning etter lov")
    DISCLOSURE_ENDED = "disclosure_ended", _("Avsluttet deling etter lov")
    FLAG_RAISED = "flag_raised", _("Hevet flagg")
    FLAG_RESOLVED = "flag_resolved", _("Avsluttet flagg")
    NOTE_WRITTEN = "note_written", _("Skrev notat")
    NOTE_CHANGED = "note_changed", _("Endret notat")
    NOTE_STRUCK = "note_struck", _("Strøk notat")
    ASSESSMENT_SAVED = "assessment_saved", _("Lagret kartlegging")
    GOAL_SAVED = "goal_saved", _("Lagret mål")
    TASK_SAVED = "task_saved", _("Lagret oppgave")
    TASK_DONE = "task_done", _("Gjorde oppgave")
    TASK_REOPENED = "task_reopened", _("Åpnet oppgave igjen")
    TASK_STRUCK = "task_struck", _("Strøk oppgave")
    REMINDER_SAVED = "reminder_saved", _("Lagret huskelapp")
    REMINDER_ENDED = "reminder_ended", _("Fjernet huskelapp")
    MEASURE_SAVED = "measure_saved", _("Lagret tiltak")
    MEASURE_SUBMITTED = "measure_submitted", _("Sendte tiltak til godkjenning")
    MEASURE_DECIDED = "measure_decided", _("Avgjorde tiltak")
    MEASURE_UNDONE = "measure_undone", _("Angret avgjørelse av tiltak")
    MEASURE_FELL_BACK = "measure_fell_back", _("Gjorde tiltak til utkast igjen")
    MEASURE_PROGRESSED = "measure_progressed", _("Førte tiltak videre")
    COMBINATION_ASKED = "combination_asked", _("Ba den andre siden om en del i et tiltak")
    COMBINATION_ENDED = "combination_ended", _("Avsluttet en kombinasjon av tiltak")
    CONTACT_SAVED = "contact_saved", _("Registrerte henvendelse")
    CONTACT_CLOSED = "contact_closed", _("Avsluttet henvendelse")
    CONTACTS_DELETED = "contacts_deleted", _("Slettet avsluttede henvendelser")
    OUTREACH_SAVED = "outreach_saved", _("Registrerte oppsøkende aktivitet")
    LOG_PRINTED = "log_printed", _("Skrev ut hvem som har sett på eleven")
    LOG_DISPOSED = "log_disposed", _("Kasserte en del av innsynsloggen")
    PURPOSE_ASKED = "purpose_asked", _("Ble spurt om formålet")
    PURPOSE_STATED = "purpose_stated", _("Oppga formål")
    NOTICES_READ = "notices_read", _("Merket varsler som lest")
    NOTICES_SENT = "notices_sent", _("Sendte varsler på e-post")
    CASELOAD_REVIEWED = "caseload_reviewed", _("Gjennomgikk oppfølgingen")


PRINTS = (Action.CASE_PRINTED, Action.LOG_PRINTED, Action.DOCUMENT_FETCHED)
"""What takes a pupil's data out of the product, on paper or as a file."""


def action_choices() -> list[tuple[str, StrPromise]]:
    """Return the actions; called when asked, so that a new one changes no table."""
    return Action.choices
