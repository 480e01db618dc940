"""Writes a drawn world: who works where, which pupils there are, what ties them to whom."""

from __future__ import annotations

import uuid
from copy import copy
from decimal import Decimal
from itertools import product
from typing import Any

from django.utils import timezone
from hypothesis import strategies as st

from agreements.models import Contract, Party, Placement, Signature
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
    TeamRole,
)
from tests.access.oracle.cast import SECOND, TRADES, Cast
from tests.access.oracle.drawing import (
    CLOSED,
    HALF,
    SCHOOL_ENDS,
    SELDOM,
    Draw,
    Period,
    period,
    some,
)

PROTECTION = st.sampled_from(["none"] * 5 + ["confidential", "strict", "strict"])


class World:
    """One drawn world in the database, around the cast."""

    def __init__(self, cast: Cast, draw: Draw) -> None:
        self.cast, self.draw = cast, draw
        self.cases: list[Case] = []
        self.people = [copy(person) for person in cast.people.values()]
        self._add_memberships()
        self._add_contracts()
        self.pupils = [self._pupil() for _ in range(draw(st.integers(1, 2)))]
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

    def person(self, *names: str) -> User:
        """Draw one of the people called so, or anybody."""
        return self.cast.people[self.draw(st.sampled_from(names or tuple(TRADES)))]

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
            gone = self.draw(st.sampled_from(self.people))
            gone.is_active = False
            gone.save(update_fields=["is_active"])

    def _add_contracts(self) -> None:
        for school, office in product(self.cast.schools, self.cast.offices):
            if self.draw(SELDOM):
                continue
            drawn = period(self.draw)
            ends = drawn.ends if drawn.ends is not None else 400
            contract = Contract.objects.create(
                **standard_content(school=school, office=office)
                | {
                    "school": school,
                    "office": office,
                    "starts_on": self.cast.day(drawn.starts),
                    "ends_on": self.cast.day(ends),
                    "in_force_from": self.cast.day(drawn.starts),
                    "in_force_until": self.cast.day(ends),
                    "ended_at": self.cast.at(drawn.ended),
                }
            )
            Signature.objects.create(
                contract=contract,
                party=Party.SCHOOL,
                signed_by=self.cast.people["principal_a"],
                signed_at=self.cast.now,
                digest="0" * 64,
            )
            self._add_placements(contract)

    def _add_placements(self, contract: Contract) -> None:
        for who in some(self.draw, ["nav_1", "colleague_1", "nav_2"], 2):
            Placement.objects.create(
                contract=contract,
                counsellor=self.cast.people[who],
                post_fraction=Decimal(80),
                **self.dates(period(self.draw)),
            )

    # --- Pupils and their ties ---

    def _pupil(self) -> Pupil:
        pupil = Pupil(birth_date=self.cast.day(-17 * 366), address_protection=self.draw(PROTECTION))
        pupil.set_names(first_name="Elev", last_name=uuid.uuid4().hex)
        pupil.save()
        return pupil

    def _add_school_ties(self, pupil: Pupil) -> None:
        for school in some(self.draw, self.cast.schools, 2):
            drawn = [period(self.draw, SCHOOL_ENDS)]
            if drawn[0].ends is not None and drawn[0].ends < 0 and self.draw(SELDOM):
                drawn.append(Period(0, None))  # back again, after an end
            for each in drawn:
                Enrolment.objects.create(
                    pupil=pupil,
                    school=school,
                    programme_area="Helse",
                    level="vg1",
                    class_name="1HO",
                    **self.dates(each),
                )
        for owner in some(self.draw, [*self.cast.schools, *self.cast.offices], 2):
            ContactDetails.objects.create(pupil=pupil, owner_id=owner.pk, phone="90000000")
            OwnName.objects.create(
                pupil=pupil, owner_id=owner.pk, written_at=timezone.now(), first_name="Kalt"
            )

    def _add_cases(self, pupil: Pupil) -> None:
        for office in some(self.draw, self.cast.offices, 2):
            ends = [self.draw(CLOSED)] + ([-60] if self.draw(SELDOM) else [])
            for closed in ends:
                self.cases.append(self._case(pupil, office, closed))
        for _ in range(self.draw(st.integers(0, 2))):
            self._add_referral(pupil)

    def _case(self, pupil: Pupil, office: Any, closed: int | None) -> Case:
        case = Case.objects.create(
            pupil=pupil,
            office=office,
            source="self",
            status="active" if closed is None else "closed",
            opened_on=self.cast.day(-200),
            closed_on=self.cast.day(closed),
        )
        for who in some(self.draw, ["nav_1", "colleague_1", "nav_2", "manager_1"], 2):
            CaseGrant.objects.create(
                user=self.cast.people[who],
                content_object=case,
                permission=self.cast.permissions["view_case"],
                ground=Ground.CASE_TEAM,
                team_role=self.draw(st.sampled_from(list(TeamRole))),
                **self.dates(period(self.draw)),
            )
        return case

    def _add_referral(self, pupil: Pupil) -> None:
        office = self.draw(st.sampled_from(self.cast.offices))
        taken = [c for c in self.cases if c.pupil_id == pupil.pk and c.office_id == office.pk]
        Referral.objects.create(
            pupil=pupil,
            school=self.draw(st.sampled_from(self.cast.schools)),
            office=office,
            text="Vi er bekymret.",
            pupil_knows=True,
            sent_by=self.person("counsellor_a", "counsellor_b"),
            sent_at=self.cast.at(-20),
            case=taken[0] if taken and self.draw(HALF) else None,
            declined_at=self.cast.at(-2) if self.draw(SELDOM) else None,
        )

    def _add_exceptions(self, pupil: Pupil) -> None:
        if pupil.address_protection != "none":
            for who in some(self.draw, list(TRADES), 5):
                PupilGrant.objects.create(
                    user=self.cast.people[who],
                    content_object=pupil,
                    permission=self.cast.permissions["view_pupil"],
                    ground=Ground.NAMED_FOR_PROTECTED,
                    **self.dates(period(self.draw)),
                )
        if self.draw(SELDOM):
            owner = self.draw(st.sampled_from([*self.cast.schools, *self.cast.offices]))
            PersonRelation.objects.create(
                pupil=pupil,
                user=self.person(),
                owner_id=owner.pk,
                kind="family",
                declared_at=self.cast.now,
                lifted_at=self.cast.at(-1) if self.draw(SELDOM) else None,
            )
