"""A collaboration at a glance, as far as the reader sees its contracts and placements."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from agreements.leaders import leaders_at, vacant_posts
from agreements.missing import LIVE, missing_contracts
from agreements.models import Contract, ContractState, Placement, StartupMeeting
from agreements.parties import party_rows, what_comes_next
from agreements.posts import Posts
from agreements.time_glance import placed_today
from navskole.access.grounds import Ground
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agreements.models import Collaboration, CollaborationOffice, ContactPerson
    from navskole.access.actor import Actor


@dataclass(frozen=True)
class OfficeGlance:
    """One office of the collaboration, with the contracts and placements the reader sees.

    is_open  every contract of the office is the reader's to see
    """

    member: CollaborationOffice
    is_open: bool
    contracts: Sequence[Contract]
    placements: Sequence[Placement]

    @property
    def posts(self) -> Posts | None:
        """What is placed today beside what the contract says; None where nobody is placed."""
        under = {row.contract_id for row in self.placements}
        contract = next((each for each in self.contracts if each.pk in under), None)
        return Posts.of(contract, self.placements) if contract is not None else None

    @property
    def lacks_contract(self) -> bool:
        """Whether an office that stays has no contract or draft, as far as the reader sees."""
        stays = self.member.ends_on is None
        return (
            self.is_open
            and stays
            and not any(
                contract.state_today in LIVE  # type: ignore[attr-defined]  # set by _office
                for contract in self.contracts
            )
        )


@dataclass(frozen=True)
class Glance:
    """What the collaboration's page shows."""

    state: Any
    offices: Sequence[OfficeGlance]
    left: Sequence[CollaborationOffice]
    vacancies: Sequence[str]
    missing: Sequence[str]
    contacts: Sequence[ContactPerson]
    startup_meetings: Sequence[StartupMeeting]
    names_shown: bool

    @classmethod
    def of(cls, actor: Actor, collaboration: Any) -> Self:
        """Look at a collaboration read `for_list` and `with_ground`."""
        on = actor.on
        contracts = list(_contracts(actor, [collaboration.school_id]))
        placements = placed_today(actor, school_id=collaboration.school_id)
        ended = collaboration.ended_on is not None
        inside = [row for row in collaboration.all_members if ended or not row.is_over(on=on)]
        offices = [
            _office(actor, collaboration, member, contracts, placements) for member in inside
        ]
        leaders = leaders_at([collaboration.school, *[row.office for row in inside]], on=on)
        return cls(
            state=collaboration.state(),
            offices=offices,
            left=[row for row in collaboration.all_members if row not in inside],
            vacancies=[] if ended else vacant_posts(collaboration, inside, leaders),
            missing=[] if ended else _missing(actor, collaboration, contracts),
            contacts=list(collaboration.contacts.by_name()),
            startup_meetings=list(
                StartupMeeting.objects.visible_to(actor)
                .filter(collaboration=collaboration)
                .order_by("starts_at", "pk")
            ),
            names_shown=collaboration.ground != Ground.OVERSIGHT,
        )


def for_list(actor: Actor, rows: Sequence[Any]) -> None:
    """Give each row, read `for_list`, its state, its offices and what it waits for."""
    by_school = defaultdict(list)
    for contract in _contracts(actor, [row.school_id for row in rows]):
        by_school[contract.school_id].append(contract)
    places = [row.school for row in rows]
    places += [member.office for row in rows for member in row.all_members]
    leaders = leaders_at(places, on=actor.on)
    for row in rows:
        row.state_today = row.state()
        ended = row.ended_on is not None
        row.inside = [each for each in row.all_members if ended or not each.is_over(on=actor.on)]
        own = by_school[row.school_id]
        row.missing = [] if ended else _missing(actor, row, own)
        row.vacancies = [] if ended else vacant_posts(row, row.inside, leaders)


def _contracts(actor: Actor, school_ids: Iterable[int]) -> Any:
    visible = Contract.objects.visible_to(actor).filter(school_id__in=school_ids)
    return visible.for_list().order_by("-starts_on", "pk")


def _office(
    actor: Actor,
    collaboration: Any,
    member: CollaborationOffice,
    contracts: Iterable[Contract],
    placements: dict[int, list[Placement]],
) -> OfficeGlance:
    own: list[Any] = [contract for contract in contracts if member.covers(contract)]
    for contract in own:
        contract.state_today = contract.state(on=actor.on)
    own = [contract for contract in own if contract.state_today != ContractState.DISCARDED]
    for contract in own:
        contract.parties = party_rows(contract, contract.standing_signatures, on=actor.on)
        contract.next = what_comes_next(contract, contract.standing_signatures, on=actor.on)
    return OfficeGlance(
        member=member,
        is_open=_opens(actor, collaboration, member),
        contracts=own,
        placements=[row for contract in own for row in placements.get(contract.pk, [])],
    )


def _missing(actor: Actor, row: Any, contracts: Iterable[Contract]) -> list[str]:
    """Return what the contracts of the offices wait for whose contracts the reader sees."""
    told = [
        each
        for each in row.all_members
        if not each.is_over(on=actor.on) and _opens(actor, row, each)
    ]
    own = [contract for contract in contracts if any(each.covers(contract) for each in told)]
    return list(missing_contracts(told, own, on=actor.on))


def _opens(actor: Actor, collaboration: Collaboration, member: CollaborationOffice) -> bool:
    """Tell whether the reader sees every contract of the office in this collaboration."""
    if actor.has_role(Role.COUNTY_COORDINATOR, Role.DIRECTORATE_READER):
        return True
    if actor.holds(Role.PRINCIPAL, collaboration.school_id):
        return True
    return member.office_id in actor.at(Role.NAV_MANAGER)
