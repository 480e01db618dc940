"""Measures of NAV's and of the schools', each with one part and what was sent of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from followup.grounds import NAV_ALONE
from followup.models import Measure, MeasurePart, MeasureState, MeasureSubmission, MeasureType
from followup.models.measure_type import Sector

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.demo.scale.cases import Opened
    from followup.demo.scale.dealt import Dealer
    from followup.demo.scale.pupils import Enrolled
    from followup.demo.scale.size import Size

_NAV_PER_CENT = 60
_STATES = (
    MeasureState.DRAFT,
    MeasureState.SUBMITTED,
    MeasureState.APPROVED,
    MeasureState.RUNNING,
    MeasureState.RUNNING,
    MeasureState.COMPLETED,
)


@dataclass
class _Types:
    """Which types each side asks for."""

    nav: list[MeasureType]
    school: list[MeasureType]


def seed_measures(dealer: Dealer, size: Size, pupils: list[Enrolled], cases: list[Opened]) -> None:
    """Propose the measures, and send what is no draft."""
    of_each = MeasureType.objects.order_by("pk")
    types = _Types(
        list(of_each.filter(sector__in=NAV_ALONE)), list(of_each.filter(sector=Sector.SCHOOL))
    )
    rows = _measures(dealer, size.measures, types, pupils, cases)
    for batch in dealer.in_batches("measures", Measure, rows):
        parts = dealer.write("measure parts", MeasurePart, [_part(dealer, one) for one in batch])
        through = MeasurePart.proposers.through
        proposed = [
            through(measurepart_id=part.pk, user_id=part.measure.created_by_id) for part in parts
        ]
        dealer.link("proposers", through, proposed)
        sent = [part for part in parts if part.state != MeasureState.DRAFT]
        dealer.write("sent measures", MeasureSubmission, [_sent(dealer, part) for part in sent])


def _measures(
    dealer: Dealer, many: int, types: _Types, pupils: list[Enrolled], cases: list[Opened]
) -> Iterator[Measure]:
    for _ in range(many):
        if dealer.happens(_NAV_PER_CENT):
            case = dealer.rng.choice(cases).case
            kind, author = dealer.rng.choice(types.nav), case.responsible
            about = {"pupil": case.pupil, "case": case, "owner_id": case.office_id}
        else:
            one = dealer.rng.choice(pupils)
            kind, author = dealer.rng.choice(types.school), one.counsellors[0]
            about = {"pupil": one.pupil, "case": None, "owner_id": one.school.pk}
        yield Measure(
            public_id=dealer.uuid(),
            submission_id=dealer.uuid(),
            type=kind,
            is_sensitive=kind.is_sensitive,
            created_by=author,
            created_at=dealer.moment(dealer.days_ago(45, 20)),
            **about,
        )


def _part(dealer: Dealer, measure: Measure) -> MeasurePart:
    state = dealer.rng.choice(_STATES)
    begun = state in (MeasureState.RUNNING, MeasureState.COMPLETED)
    starts = dealer.days_ago(19) if begun else dealer.today + timedelta(days=14)
    ended = state == MeasureState.COMPLETED
    return MeasurePart(
        measure=measure,
        owner_id=measure.owner_id,
        deciding_organisation_id=measure.owner_id,
        state=state,
        justification=dealer.text(2),
        extent="To dager i uken",
        planned_start=starts,
        planned_end=starts + timedelta(days=90),
        started_on=starts if begun else None,
        ended_on=dealer.today if ended else None,
    )


def _sent(dealer: Dealer, part: MeasurePart) -> MeasureSubmission:
    return MeasureSubmission(
        part=part,
        part_version=part.version,
        digest=part.digest,
        content=part.content(),
        deciding_organisation_id=part.owner_id,
        submitted_by=part.measure.created_by,
        submitted_at=dealer.moment(dealer.days_ago(18)),
    )
