"""Signaler: the pupils of a school with a standing flag, or absence near the limit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from navskole.access.visibility import Among
from navskole.organisations.models import Role
from navskole.records.school_year import school_year_of
from pupils.absence_limit import subject_rows
from pupils.models import Pupil, RiskFlag, SubjectStanding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from navskole.access.actor import Actor
    from pupils.absence_limit import AbsenceRules, SubjectRow
    from pupils.querysets.flag import RiskFlagQuerySet
    from pupils.querysets.pupil import PupilQuerySet
    from pupils.querysets.standing import SubjectStandingQuerySet


@dataclass
class SignalRow:
    """One pupil: the flags that stand, the most urgent first, and the subjects to look at."""

    pupil: Pupil
    flags: list[RiskFlag] = field(default_factory=list)
    subjects: list[SubjectRow] = field(default_factory=list)


def signal_pupils(actor: Actor, rules: AbsenceRules) -> PupilQuerySet:
    """Return the pupils at the actor's schools today with a signal of the school's own."""
    near = _standings(actor).pupils_near(
        school_year=school_year_of(actor.on), exempt=rules.exempt, percent=rules.near.number
    )
    at_risk = _standings(actor).filter(is_at_risk=True, school_year=school_year_of(actor.on))
    signalled = (
        Among("pk", _flags(actor).values("pupil_id"))
        | Among("pk", near)
        | Among("pk", at_risk.values("pupil_id"))
    )
    return (
        Pupil.objects.visible_to(actor)
        .with_ground(actor)
        .enrolled_at(actor.at(Role.SCHOOL_COUNSELLOR), on=actor.on)
        .filter(signalled)
        .with_enrolment(actor)
        .by_name()
    )


def signal_rows(actor: Actor, rules: AbsenceRules, pupils: Iterable[Pupil]) -> list[SignalRow]:
    """Return a row for each pupil, in the same order; a fixed number of queries."""
    rows = {pupil.pk: SignalRow(pupil=pupil) for pupil in pupils}
    flags = _flags(actor).filter(pupil_id__in=list(rows)).select_related("area")
    for flag in sorted(flags, key=RiskFlag.urgency, reverse=True):
        rows[flag.pupil_id].flags.append(flag)
    this_year = {"school_year": school_year_of(actor.on), "pupil_id__in": list(rows)}
    entered: dict[int, list[SubjectStanding]] = {}
    for standing in _standings(actor).filter(**this_year).for_list(actor):
        entered.setdefault(standing.pupil_id, []).append(standing)
    for pupil_id, standings in entered.items():
        subjects = subject_rows(standings, rules)
        rows[pupil_id].subjects = [row for row in subjects if row.needs_attention]
    return list(rows.values())


def _flags(actor: Actor) -> RiskFlagQuerySet:
    schools = actor.at(Role.SCHOOL_COUNSELLOR)
    return RiskFlag.objects.visible_to(actor).filter(owner_id__in=schools).standing(on=actor.on)


def _standings(actor: Actor) -> SubjectStandingQuerySet:
    return SubjectStanding.objects.visible_to(actor).filter(
        owner_id__in=actor.at(Role.SCHOOL_COUNSELLOR)
    )
