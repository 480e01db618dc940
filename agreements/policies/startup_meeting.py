"""Who may plan a start-up meeting, write down what came of it, and make it a collaboration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from agreements.models import Invitee, StartupMeeting, StartupOutcome, StartupState
from agreements.policies.contract import LIST_ROLES
from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from navskole.access.actor import Actor

_OPEN = {StartupState.PLANNED, StartupState.TO_CONCLUDE}


def _leads(actor: Actor, meeting: StartupMeeting) -> bool:
    """Tell whether the actor leads the school or one of the offices of the meeting."""
    if actor.holds(Role.PRINCIPAL, meeting.school_id):
        return True
    led = actor.at(Role.NAV_MANAGER)
    return bool(led) and actor.answer_once(
        "leads_in_meeting", meeting.pk, lambda: meeting.offices.filter(pk__in=led).exists()
    )


@policy(
    "agreements.list_startup_meetings",
    refusal=_("Oppstartsmøter er for rektor, NAV-leder og veiledere."),
)
def can_list_startup_meetings(actor: Actor, subject: None) -> bool:
    return actor.has_role(*LIST_ROLES)


@policy("agreements.read_startup_meeting", refusal=_("Du kan ikke se dette møtet."))
def can_read_startup_meeting(actor: Actor, meeting: StartupMeeting) -> bool:
    return can_list_startup_meetings(actor, None)


@policy(
    "agreements.add_startup_meeting",
    refusal=_("Bare rektor eller NAV-leder kan planlegge et oppstartsmøte."),
)
def can_add_startup_meeting(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.PRINCIPAL, Role.NAV_MANAGER)


@policy(
    "agreements.change_startup_meeting",
    refusal=_("Rektor og NAV-lederne endrer et møte som ikke er holdt eller avlyst."),
)
def can_change_startup_meeting(actor: Actor, meeting: StartupMeeting) -> bool:
    return _leads(actor, meeting) and meeting.state(now=actor.now) in _OPEN


@policy(
    "agreements.change_invitee",
    refusal=_("Rektor og NAV-lederne endrer hvem som er innkalt, før resultatet er skrevet."),
)
def can_change_invitee(actor: Actor, invitee: Invitee) -> bool:
    return can_change_startup_meeting(actor, invitee.meeting)


@policy(
    "agreements.conclude_startup_meeting",
    refusal=_("Rektor og NAV-lederne skriver resultatet når møtet har begynt."),
)
def can_conclude_startup_meeting(actor: Actor, meeting: StartupMeeting) -> bool:
    concluding = {StartupState.TO_CONCLUDE, StartupState.CONCLUDED}
    return _leads(actor, meeting) and meeting.state(now=actor.now) in concluding


@policy(
    "agreements.turn_startup_meeting",
    refusal=_("Rektor og NAV-lederne gjør et møte med felles interesse om til samarbeid."),
)
def can_turn_startup_meeting(actor: Actor, meeting: StartupMeeting) -> bool:
    concluded = meeting.state(now=actor.now) == StartupState.CONCLUDED
    return concluded and meeting.outcome == StartupOutcome.YES and _leads(actor, meeting)
