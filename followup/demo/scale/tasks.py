"""Tasks with deadlines on both sides of today, and flags of three levels."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from followup.models import Task
from pupils.models import FlagKind, FlagLevel, ProblemArea, RiskFlag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.demo.scale.cases import Opened
    from followup.demo.scale.dealt import Dealer
    from followup.demo.scale.pupils import Enrolled

_TASKS_PER_CASE = 3
_SCHOOL_FLAG_PER_CENT = 4
_CASE_FLAG_PER_CENT = 40


def seed_tasks(dealer: Dealer, pupils: list[Enrolled], cases: list[Opened]) -> None:
    """Give every case a few tasks, and some pupils one at their school."""
    dealer.link("tasks", Task, _tasks(dealer, pupils, cases))


def seed_flags(dealer: Dealer, pupils: list[Enrolled], cases: list[Opened]) -> None:
    """Raise flags on some of the cases, and at some of the schools."""
    areas = list(ProblemArea.objects.filter(is_sensitive=False).order_by("pk"))
    dealer.link("flags", RiskFlag, _flags(dealer, areas, pupils, cases))


def _owned(
    pupils: list[Enrolled], cases: list[Opened]
) -> Iterator[tuple[Any, dict[str, Any], bool]]:
    """Yield who works with it, whose record it is in, and whether in a case."""
    for one in cases:
        case = one.case
        about = {"pupil_id": case.pupil_id, "owner_id": case.office_id, "case": case}
        yield case.responsible, about, True
    for enrolled in pupils:
        school = {"pupil_id": enrolled.pupil.pk, "owner_id": enrolled.school.pk, "case": None}
        yield enrolled.counsellors[0], school, False


def _tasks(dealer: Dealer, pupils: list[Enrolled], cases: list[Opened]) -> Iterator[Task]:
    for author, about, in_case in _owned(pupils, cases):
        for _ in range(_TASKS_PER_CASE if in_case else 1):
            if not in_case and not dealer.happens(_SCHOOL_FLAG_PER_CENT):
                continue
            made = dealer.moment(dealer.days_ago(40, 15))
            is_done = dealer.happens(50)
            yield Task(
                public_id=dealer.uuid(),
                submission_id=dealer.uuid(),
                heading=dealer.text(1)[:60],
                due_on=dealer.today + timedelta(days=dealer.rng.randint(-14, 30)),
                responsible=author,
                created_by=author,
                created_at=made,
                done_by=author if is_done else None,
                done_at=made + timedelta(days=7) if is_done else None,
                **about,
            )


def _flags(
    dealer: Dealer, areas: list[ProblemArea], pupils: list[Enrolled], cases: list[Opened]
) -> Iterator[RiskFlag]:
    for author, about, in_case in _owned(pupils, cases):
        if not dealer.happens(_CASE_FLAG_PER_CENT if in_case else _SCHOOL_FLAG_PER_CENT):
            continue
        yield RiskFlag(
            public_id=dealer.uuid(),
            submission_id=dealer.uuid(),
            kind=FlagKind.AREA,
            area=dealer.rng.choice(areas),
            level=dealer.rng.choice(list(FlagLevel)),
            reason=dealer.text(1),
            raised_by=author,
            raised_at=dealer.moment(dealer.days_ago(30)),
            expires_on=dealer.today + timedelta(days=dealer.rng.randint(1, 60)),
            **about,
        )
