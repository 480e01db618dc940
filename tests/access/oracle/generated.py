"""Writes a drawn world: who works where, which pupils there are, what ties them to whom."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from decimal import Decimal
from itertools import product
from typing import Any

from django.utils import timezone

from agreements.models import Contract, Party, Placement, Signature, TimeEntry
from agreements.standard_model import standard_content
from navskole.access.grounds import Ground
from navskole.accounts.models import User
from navskole.organisations.models import Membership
from pupils.models import (
    Case,
    CaseGrant,
    ContactDetails,
    Enrolment,
    OwnName,
    PersonRelation,
    Pupil,
    PupilGrant,
    Referral,
    SingleAccessRequest,
    TeamRole,
)
from tests.access.oracle.cast import AREAS, AT_OFFICE, SECOND, TRADES, TYPES, Cast
from tests.access.oracle.drawing import (
    ALONE_ENDED,
    ALONE_FOR,
    ALONE_FROM,
    CLOSED,
    HALF,
    MOSTLY,
    RARELY,
    REOPENED,
    SCHOOL_ENDS,
    SELDOM,
    Draw,
    Period,
    most_of,
    period,
    some,
)

OPENED = [-200, -200, -20, 0]
EARLIER = [-60, -31, -30, -29, -1]
PROTECTION = ["none"] * 10 + ["confidential", "strict", "strict"]


class World:
    """One drawn world in the database, around the cast."""

    def __init__(self, cast: Cast, draw: Draw) -> None:
        self.cast, self.draw = cast, draw
        self.cases: list[Case] = []
        self._ties: dict[Any, list[Any]] = defaultdict(list)
        self.people = [copy(person) for person in cast.people.values()]
        self._add_memberships()
        self._add_contracts()
        self.pupils = [self._pupil() for _ in range(draw(range(2, 5)))]
        self.schools_of: dict[int, list[Any]] = {}
        for pupil in self.pupils:
            self._add_school_ties(pupil)
            self._add_cases(pupil)
            self._add_exceptions(pupil)

    # --- Who works where ---

    def dates(self, drawn: Period) -> dict[str, Any]:
        """Return the columns of a dated row."""
        return {
            "starts_on": self.cast.day(drawn.starts),
            "ends_on": self.cast.day(drawn.ends),
            "ended_at": self.cast.at(drawn.ended),
        }

    def add(self, model: Any, **facts: Any) -> Any:
        """Write a row without its version: nothing here is read from versions."""
        return model.objects.bulk_create([model(**facts)])[0]

    def tie(self, row: Any, name: str, others: Iterable[Any]) -> None:
        """Tie the row to others by a many-to-many field, once all rows are there."""
        field = type(row)._meta.get_field(name)
        ends = field.m2m_column_name(), field.m2m_reverse_name()
        through = field.remote_field.through
        self._ties[through] += [
            through(**dict(zip(ends, (row.pk, other.pk), strict=True))) for other in others
        ]

    def write_ties(self) -> None:
        """Write what was tied."""
        for through, rows in self._ties.items():
            through.objects.bulk_create(rows)

    def is_about_sensitive(self, type_: Any) -> bool:
        """Tell whether the type of measure is about something sensitive: its last area."""
        return AREAS[-1] in TYPES[self.cast.types.index(type_)]

    def names_at(self, office: Any) -> list[str]:
        """Return who mostly works for the office with a pupil."""
        here = next(name for name, place in self.cast.places.items() if place.pk == office.pk)
        return AT_OFFICE[here]

    def person(self, *names: str) -> User:
        """Draw one of the people called so, or anybody."""
        return self.cast.people[self.draw(names or tuple(TRADES))]

    def _add_memberships(self) -> None:
        held = [(who, *trade) for who, trade in TRADES.items()]
        rows = [
            Membership(
                user=self.cast.people[who],
                role=role,
                organisation_id=self.cast.places[place].pk,
                is_deputy=who.startswith("deputy"),
                **self.dates(period(self.draw) if self.draw(SELDOM) else Period(-400, None)),
            )
            for who, role, place in held + some(self.draw, SECOND, 2)
        ]
        Membership.objects.bulk_create(rows)
        if self.draw(SELDOM):
            gone = self.draw(self.people)
            gone.is_active = False
            gone.save(update_fields=["is_active"])

    def _add_contracts(self) -> None:
        for school, office in product(self.cast.schools, self.cast.offices):
            if self.draw(RARELY):
                continue
            drawn = period(self.draw)
            ends = drawn.ends if drawn.ends is not None else 400
            contract = self.add(
                Contract,
                **standard_content(school=school, office=office)
                | {
                    "school": school,
                    "office": office,
                    "starts_on": self.cast.day(drawn.starts),
                    "ends_on": self.cast.day(ends),
                    "in_force_from": self.cast.day(drawn.starts),
                    "in_force_until": self.cast.day(ends),
                    "ended_at": self.cast.at(drawn.ended),
                },
            )
            self.add(
                Signature,
                contract=contract,
                party=Party.SCHOOL,
                signed_by=self.cast.people["principal_a"],
                signed_at=self.cast.now,
                digest="0" * 64,
            )
            self._add_placements(contract)

    def _add_placements(self, contract: Contract) -> None:
        for who in most_of(self.draw, self.names_at(contract.office)):
            placement = self.add(
                Placement,
                contract=contract,
                counsellor=self.cast.people[who],
                post_fraction=Decimal(80),
                **self.dates(period(self.draw)),
            )
            self.add(
                TimeEntry,
                placement=placement,
                counsellor=self.cast.people[who],
                day=self.cast.day(-(placement.pk % 365)),
                half="morning",
                place="school",
                kind="talks",
            )

    # --- Pupils and their ties ---

    def _pupil(self) -> Pupil:
        pupil = Pupil(birth_date=self.cast.day(-17 * 366), address_protection=self.draw(PROTECTION))
        pupil.set_names(first_name="Elev", last_name=uuid.uuid4().hex)
        Pupil.objects.bulk_create([pupil])
        return pupil

    def _add_school_ties(self, pupil: Pupil) -> None:
        first, other = self.cast.schools if self.draw(MOSTLY) else reversed(self.cast.schools)
        schools = [first, other] if self.draw(SELDOM) else [first]
        self.schools_of[pupil.pk] = schools if self.draw(MOSTLY) else []
        for school in self.schools_of[pupil.pk]:
            drawn = [period(self.draw, SCHOOL_ENDS)]
            if drawn[0].ends == -1:
                drawn.append(Period(0, None))  # back again, after an end
            elif self.draw(HALF):
                drawn.append(Period(-800, -450))  # has been there before
            if drawn[0].ends in (0, 1):
                drawn.append(Period(40, None))  # and comes back one day
            for each in drawn:
                self.add(
                    Enrolment,
                    pupil=pupil,
                    school=school,
                    programme_area="Helse",
                    level="vg1",
                    class_name="1HO",
                    **self.dates(each),
                )
        for owner in some(self.draw, [*self.cast.schools, *self.cast.offices], 3):
            self.add(ContactDetails, pupil=pupil, owner_id=owner.pk, phone="90000000")
            self.add(
                OwnName,
                pupil=pupil,
                owner_id=owner.pk,
                written_at=timezone.now(),
                first_name="Kalt",
            )

    def _add_cases(self, pupil: Pupil) -> None:
        for office in most_of(self.draw, self.cast.offices):
            ends = [self.draw(CLOSED)] + ([self.draw(EARLIER)] if self.draw(SELDOM) else [])
            for closed in ends:
                self.cases.append(self._case(pupil, office, closed))
        for _ in range(self.draw(range(3))):
            self._add_referral(pupil)

    def _case(self, pupil: Pupil, office: Any, closed: int | None) -> Case:
        case = self.add(
            Case,
            pupil=pupil,
            office=office,
            source="self",
            status="active" if closed is None else "closed",
            opened_on=self.cast.day(-200 if closed is not None else self.draw(OPENED)),
            closed_on=self.cast.day(closed),
            reopened_at=self.cast.at(self.draw(REOPENED)) if self.draw(RARELY) else None,
        )
        anybody = ["nav_1", "colleague_1", "nav_2", "manager_1"]
        usual = self.names_at(office)[:1] if self.draw(MOSTLY) else []
        others = [who for who in some(self.draw, anybody, 2) if who not in usual]
        for who in usual + others:
            self.add(
                CaseGrant,
                user=self.cast.people[who],
                content_object=case,
                permission=self.cast.permissions["view_case"],
                ground=Ground.CASE_TEAM,
                team_role=self.draw(list(TeamRole)),
                **self.dates(period(self.draw)),
            )
        return case

    def _add_referral(self, pupil: Pupil) -> None:
        office = self.draw(self.cast.offices)
        taken = [c for c in self.cases if c.pupil_id == pupil.pk and c.office_id == office.pk]
        self.add(
            Referral,
            pupil=pupil,
            school=self.draw(self.cast.schools),
            office=office,
            text="Vi er bekymret.",
            pupil_knows=True,
            sent_by=self.person("counsellor_a", "counsellor_b"),
            sent_at=self.cast.at(-20),
            case=taken[0] if taken and self.draw(HALF) else None,
            declined_at=self.cast.at(-2) if self.draw(SELDOM) else None,
        )

    def _add_single_access(self, pupil: Pupil, person: User) -> None:
        given_by = self.draw([other for other in self.people if other.pk != person.pk])
        first, length = self.draw(ALONE_FROM), self.draw(ALONE_FOR)
        owner_id = self.draw([*self.cast.schools, *self.cast.offices]).pk
        self.add(
            SingleAccessRequest,
            pupil=pupil if self.draw(HALF) else None,
            owner_id=owner_id,
            first_name=pupil.first_name,
            last_name=pupil.last_name,
            birth_date=pupil.birth_date,
            reason="Klagen skal besvares.",
            ends_on=self.cast.day(30),
            asked_by=person,
            asked_at=self.cast.now,
        )
        self.add(
            PupilGrant,
            user=person,
            content_object=pupil,
            permission=self.cast.permissions["view_pupil"],
            ground=Ground.SINGLE_ACCESS,
            owner_id=owner_id,
            granted_by=given_by,
            reason="Klagen skal besvares.",
            **self.dates(Period(first, first + length, self.draw(ALONE_ENDED))),
        )

    def _add_exceptions(self, pupil: Pupil) -> None:
        if pupil.address_protection != "none":
            for who in some(self.draw, list(TRADES), 5):
                self.add(
                    PupilGrant,
                    user=self.cast.people[who],
                    content_object=pupil,
                    permission=self.cast.permissions["view_pupil"],
                    ground=Ground.NAMED_FOR_PROTECTED,
                    **self.dates(period(self.draw)),
                )
        for who in some(self.draw, list(TRADES), 1) if self.draw(HALF) else []:
            self._add_single_access(pupil, self.cast.people[who])
        if self.draw(SELDOM):
            owner = self.draw([*self.cast.schools, *self.cast.offices])
            self.add(
                PersonRelation,
                pupil=pupil,
                user=self.person(),
                owner_id=owner.pk,
                kind="family",
                declared_at=self.cast.now,
                lifted_at=self.cast.at(-1) if self.draw(SELDOM) else None,
            )
