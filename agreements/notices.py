"""What people are told about contracts, placements and meetings, and who they are.

The sentences hold schools, offices and days, never a person's name nor what somebody wrote.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Party
from agreements.notice_readers import (
    counsellor_of,
    leaders_of,
    placed_under,
    whom_of_meeting,
)
from navskole.notices.actions import tell
from navskole.notices.kinds import Telling, add_kind
from navskole.ui.templatetags.ui_dates import long_date, long_moment

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from agreements.models import (
        Contract,
        Placement,
        Signature,
        StartupMeeting,
    )
    from agreements.models.meeting import Meeting
    from navskole.access.actor import Actor
    from navskole.notices.kinds import Kind
    from navskole.organisations.models import Membership

CONTRACT_PAGE = "agreements:contract_detail"
MEETING_PAGE = "agreements:startup_meeting_detail"
PLACEMENT_PAGE = "agreements:time_use_detail"

CONTRACT_TO_SIGN = add_kind(
    "contract_to_sign",
    _("Kontrakten mellom %(school)s og %(office)s er sendt til signering."),
)
CONTRACT_SIGNED = add_kind(
    "contract_signed",
    _("%(signer)s har signert kontrakten mellom %(school)s og %(office)s."),
)
CONTRACT_AGREED = add_kind(
    "contract_agreed",
    _(
        "Begge parter har signert kontrakten mellom %(school)s og %(office)s. "
        "Den gjelder fra %(day)s."
    ),
)
CONTRACT_IN_FORCE = add_kind(
    "contract_in_force",
    _("Kontrakten mellom %(school)s og %(office)s gjelder fra %(day)s."),
)
SIGNATURES_LIFTED = add_kind(
    "signatures_lifted",
    _("Kontrakten mellom %(school)s og %(office)s kan endres igjen. Ingen signaturer gjelder."),
)
NOTICE_GIVEN = add_kind(
    "notice_given",
    _("Kontrakten mellom %(school)s og %(office)s er sagt opp. Siste dag er %(day)s."),
)
CONTRACT_ENDED = add_kind(
    "contract_ended",
    _("Kontrakten mellom %(school)s og %(office)s er avsluttet. Deling mellom partene er stengt."),
)
CONTRACT_EXPIRES = add_kind(
    "contract_expires",
    _("Kontrakten mellom %(school)s og %(office)s går ut %(day)s."),
)
CONTRACT_LAPSED = add_kind(
    "contract_lapsed",
    _(
        "Kontrakten mellom %(school)s og %(office)s gikk ut %(day)s. "
        "Deling mellom partene er stengt."
    ),
)
PLACEMENT_STARTED = add_kind(
    "placement_started", _("Du er plassert ved %(school)s for %(office)s fra %(day)s.")
)
PLACEMENT_ENDED = add_kind(
    "placement_ended", _("Plasseringen din ved %(school)s slutter. Siste dag er %(day)s.")
)
PLACEMENT_STOPPED = add_kind(
    "placement_stopped", _("Plasseringen din ved %(school)s er avsluttet.")
)
MEETING_PLANNED = add_kind(
    "startup_meeting_planned", _("Oppstartsmøte om samarbeid ved %(school)s: %(moment)s.")
)
MEETING_CANCELLED = add_kind(
    "startup_meeting_cancelled",
    _("Oppstartsmøtet om samarbeid ved %(school)s %(moment)s er avlyst."),
)
MEETING_COMING = add_kind(
    "startup_meeting_coming", _("Møte nærmer seg: oppstartsmøte ved %(school)s %(moment)s.")
)


# --- Contracts ------------------------------------------------------------------------


def of_contract(
    kind: Kind, contract: Contract, to: Iterable[Membership], *, occasion: object, **facts: object
) -> Telling:
    """Return what is told about a contract."""
    return Telling(
        kind=kind,
        subject=contract.public_id,
        occasion=str(occasion),
        to=to,
        page=CONTRACT_PAGE,
        facts={
            "school": str(contract.school),
            "office": str(contract.office),
            **{name: str(fact) for name, fact in facts.items()},
        },
    )


def tell_opened(actor: Actor, contract: Contract) -> None:
    """Tell both parties' leaders that the contract waits for their signatures."""
    to = leaders_of(contract, on=actor.on)
    tell(actor, of_contract(CONTRACT_TO_SIGN, contract, to, occasion=actor.now.isoformat()))


def tell_signed(actor: Actor, contract: Contract, signature: Signature) -> None:
    """Tell the other party that one has signed; once both have, both that it is agreed."""
    occasion = actor.now.isoformat()
    if (starts := contract.in_force_from) is not None:
        kind = CONTRACT_IN_FORCE if starts <= actor.on else CONTRACT_AGREED
        to = leaders_of(contract, on=actor.on)
        tell(actor, of_contract(kind, contract, to, occasion=occasion, day=long_date(starts)))
        return
    mine = Party(signature.party)
    other = Party.NAV if mine == Party.SCHOOL else Party.SCHOOL
    signer = contract.school if mine == Party.SCHOOL else contract.office
    to = leaders_of(contract, on=actor.on, parties=(other,))
    tell(actor, of_contract(CONTRACT_SIGNED, contract, to, occasion=occasion, signer=signer))


def tell_lifted(actor: Actor, contract: Contract) -> None:
    """Tell both parties' leaders that the signatures are lifted; the page says why."""
    to = leaders_of(contract, on=actor.on)
    tell(actor, of_contract(SIGNATURES_LIFTED, contract, to, occasion=actor.now.isoformat()))


def tell_notice_given(actor: Actor, contract: Contract) -> None:
    """Tell leaders and the placed veiledere which day is now the last."""
    to = [*leaders_of(contract, on=actor.on), *placed_under(contract, on=actor.on)]
    day = long_date(contract.notice_ends_on)
    tell(actor, of_contract(NOTICE_GIVEN, contract, to, occasion=actor.now.isoformat(), day=day))


def tell_ended(actor: Actor, contract: Contract, placed: Iterable[Placement]) -> None:
    """Tell leaders that the contract is ended, and those placed under it that they are not."""
    to = leaders_of(contract, on=actor.on)
    tell(
        actor,
        of_contract(CONTRACT_ENDED, contract, to, occasion=actor.now.isoformat()),
        *(_of_placement(PLACEMENT_STOPPED, placement, actor) for placement in placed),
    )


# --- Placements -----------------------------------------------------------------------


def tell_placed(actor: Actor, placement: Placement) -> None:
    """Tell the veileder where they are placed, and from when."""
    day = long_date(placement.starts_on)
    tell(actor, _of_placement(PLACEMENT_STARTED, placement, actor, day=day))


def tell_placement_ended(actor: Actor, placement: Placement) -> None:
    """Tell the veileder that the placement has ended, or will."""
    if placement.ended_at is not None:
        tell(actor, _of_placement(PLACEMENT_STOPPED, placement, actor))
    else:
        day = long_date(placement.ends_on)
        tell(actor, _of_placement(PLACEMENT_ENDED, placement, actor, day=day))


def _of_placement(kind: Kind, placement: Placement, actor: Actor, **facts: str) -> Telling:
    contract = placement.contract
    return Telling(
        kind=kind,
        subject=placement.public_id,
        occasion=actor.now.isoformat(),
        to=counsellor_of(placement, on=actor.on),
        page=PLACEMENT_PAGE,
        facts={"school": str(contract.school), "office": str(contract.office), **facts},
    )


# --- Start-up meetings ----------------------------------------------------------------


def of_meeting(kind: Kind, meeting: StartupMeeting, *, occasion: str, on: date) -> list[Telling]:
    """Return what is told about a meeting: to those who may open its page, and to others there."""
    facts = {"school": str(meeting.school), "moment": long_moment(meeting.starts_at)}
    return [
        Telling(
            kind=kind,
            subject=meeting.public_id,
            occasion=occasion,
            to=to,
            page=MEETING_PAGE if opens else "",
            facts=facts,
        )
        for opens, to in whom_of_meeting(meeting, on=on).items()
    ]


def day_of(meeting: Meeting) -> date:
    """Return the day of the meeting in Europe/Oslo."""
    return timezone.localdate(meeting.starts_at)


def tell_planned(actor: Actor, meeting: StartupMeeting) -> None:
    """Tell everybody with an account when and where; told again when the time is moved."""
    if meeting.starts_at > actor.now:
        occasion = meeting.starts_at.isoformat()
        tell(actor, *of_meeting(MEETING_PLANNED, meeting, occasion=occasion, on=actor.on))


def tell_cancelled(actor: Actor, meeting: StartupMeeting) -> None:
    """Tell everybody with an account that there will be no meeting."""
    occasion = actor.now.isoformat()
    tell(actor, *of_meeting(MEETING_CANCELLED, meeting, occasion=occasion, on=actor.on))
