"""The demo's contracts: three in force, one that expired last month, and who is placed where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from agreements.actions.collaboration import CollaborationContent, change_collaboration
from agreements.actions.contact_person import ContactContent, add_contact_person
from agreements.actions.contract import create_contract, open_for_signing
from agreements.actions.placement import place_counsellor
from agreements.actions.signature import sign_contract
from agreements.demo_startup import seed_startup_meetings
from agreements.demo_steering import seed_steering_group
from agreements.models import Collaboration, CollaborationKind
from agreements.standard_model import standard_content
from navskole.administration.demo import working_morning
from navskole.notices.actions import forget_old_notices, read_all_notices, tell_what_is_due

if TYPE_CHECKING:
    from datetime import date

    from agreements.models import Contract
    from navskole.administration.demo import World


_TOLD_DAYS_AGO, _READ_DAYS_AGO = (45, 14, 0), 14


@dataclass(frozen=True)
class Pair:
    """One contract: the pair, the leaders who sign, the months, and the placed veiledere.

    `from_month` and `until_month` count from this month; the last one is included.
    """

    school: str
    office: str
    principal: str
    manager: str
    from_month: int
    until_month: int
    placed: tuple[tuple[str, int], ...]


PAIRS = (
    Pair(
        "Fjordvik vgs",
        "NAV Fjordvik",
        "rektor.fjordvik",
        "leder.fjordvik",
        -20,
        2,
        (("veileder.fjordvik", 80), ("veileder2.fjordvik", 40)),
    ),
    Pair(
        "Fjordvik vgs",
        "NAV Sundet",
        "rektor.fjordvik",
        "leder.sundet",
        -14,
        9,
        (("veileder.sundet", 50),),
    ),
    Pair(
        "Elvebyen vgs",
        "NAV Elvebyen",
        "rektor.elvebyen",
        "leder.elvebyen",
        -16,
        7,
        (("veileder.elvebyen", 80),),
    ),
    Pair(
        "Skogheim vgs",
        "NAV Skogheim",
        "rektor.skogheim",
        "leder.skogheim",
        -24,
        -1,
        (("veileder.skogheim", 60),),
    ),
)


@dataclass(frozen=True)
class Contact:
    """Somebody to call about the collaboration of a school."""

    school: str
    added_by: str
    name: str
    function: str
    organisation: str
    phone: str
    email: str = ""


CONTACTS = (
    Contact(
        "Fjordvik vgs",
        "rektor.fjordvik",
        "Farid Haidari",
        "Rådgiver i elevtjenesten",
        "Fjordvik vgs",
        "55 00 01 10",
        "farid.haidari@fjordvik.example",
    ),
    Contact(
        "Fjordvik vgs",
        "leder.fjordvik",
        "Torbjørn Lindset",
        "NAV-leder",
        "NAV Fjordvik",
        "55 00 02 20",
    ),
    Contact(
        "Elvebyen vgs",
        "rektor.elvebyen",
        "Máret Utsi",
        "Rådgiver",
        "Elvebyen vgs",
        "55 00 03 30",
        "maret.utsi@elvebyen.example",
    ),
)


def seed_agreements(world: World) -> None:
    """Sign the contracts before they start, place the veiledere, and say whom to call.

    The contracts bring the schools and offices into their collaborations.
    """
    seed_startup_meetings(world)
    for pair in PAIRS:
        contract = _signed_contract(world, pair)
        for username, post_fraction in pair.placed:
            _place(world, pair, contract, username, post_fraction)
    for contact in CONTACTS:
        _add_contact(world, contact)
    _work_in_own_way(world)
    seed_steering_group(world)
    _tell_what_came(world)


def _tell_what_came(world: World) -> None:
    """Tell what dates have brought, as the daily command would; the NAV-ledere read a while ago."""
    for days_ago in _TOLD_DAYS_AGO:
        tell_what_is_due(actor=world.system(world.moment(days_ago)))
    for pair in PAIRS:
        read_all_notices(actor=world.actor(pair.manager, world.moment(_READ_DAYS_AGO)))
    forget_old_notices(actor=world.system(world.now))


def _signed_contract(world: World, pair: Pair) -> Contract:
    school, office = world.places.schools[pair.school], world.places.offices[pair.office]
    starts_on = first_of_month(world.day(0), pair.from_month)
    drafted = working_morning(starts_on - timedelta(days=30))
    contract = create_contract(
        actor=world.actor(pair.principal, drafted),
        school=school,
        office=office,
        content=standard_content(school=school, office=office)
        | {
            "starts_on": starts_on,
            "ends_on": first_of_month(world.day(0), pair.until_month + 1) - timedelta(days=1),
            "post_fraction": Decimal(sum(post for _username, post in pair.placed)),
        },
    )
    contract = open_for_signing(
        actor=world.actor(pair.manager, drafted + timedelta(days=5)), contract=contract
    )
    for username, days in ((pair.principal, 7), (pair.manager, 9)):
        signer = world.actor(username, drafted + timedelta(days=days))
        sign_contract(actor=signer, contract=contract, digest=contract.digest)
    contract.refresh_from_db()
    return contract


def _work_in_own_way(world: World) -> None:
    """Let Elvebyen describe its local variant."""
    collaboration = Collaboration.objects.get(school__name="Elvebyen vgs")
    change_collaboration(
        actor=world.actor("rektor.elvebyen", world.moment(50)),
        collaboration=collaboration,
        version=collaboration.version,
        content=CollaborationContent(
            starts_on=collaboration.starts_on,
            kind=CollaborationKind.LOCAL,
            variant="Veilederen er tre dager på hovedskolen og én på avdelingen i Øvre Elvedal. "
            "Elevtjenesten og NAV har felles inntaksmøte hver mandag.",
        ),
    )


def _add_contact(world: World, contact: Contact) -> None:
    content = {
        name: value for name, value in vars(contact).items() if name not in ("school", "added_by")
    }
    add_contact_person(
        actor=world.actor(contact.added_by, world.moment(60)),
        collaboration=Collaboration.objects.get(school__name=contact.school),
        content=ContactContent(**content),
    )


def _place(world: World, pair: Pair, contract: Contract, username: str, post_fraction: int) -> None:
    first_day = contract.starts_on
    place_counsellor(
        actor=world.actor(pair.manager, working_morning(first_day + timedelta(days=2))),
        contract=contract,
        counsellor=world.people[username],
        post_fraction=Decimal(post_fraction),
        starts_on=first_day,
    )


def first_of_month(day: date, months: int) -> date:
    """Return the first of the month so many months from that of `day`.

    >>> first_of_month(date(2026, 1, 31), -2)
    datetime.date(2025, 11, 1)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=1)
