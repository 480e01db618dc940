"""What a consent line opens to the other side, and which items it covers."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from navskole.access.of_one import is_asked_of_one
from navskole.access.visibility import Among, found_by_key, once_for_actor
from navskole.organisations.models import Role
from pupils.grounds.hard_rules import hard_rules
from pupils.grounds.own_side import led_cases, team_cases
from pupils.models import Case, ConsentLine, Service

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from pupils.querysets.consent import ConsentLineQuerySet


def services_of(actor: Actor) -> dict[str, frozenset[int]]:
    """Return the receiving services the actor belongs to, each with its schools' ids."""
    held = {
        Service.SCHOOL_LEADERSHIP: actor.at(Role.PRINCIPAL),
        Service.PUPIL_SERVICES: actor.at(Role.SCHOOL_COUNSELLOR),
    }
    return {service: schools for service, schools in held.items() if schools}


def open_lines(actor: Actor, information: str) -> ConsentLineQuerySet | None:
    """Return the lines in force that open one kind of NAV's information to the actor."""
    if not services_of(actor):
        return None
    return found_by_key(_lines_to(actor)).about(information)


@once_for_actor
def _lines_to(actor: Actor) -> ConsentLineQuerySet:
    """Return the lines in force that open anything of NAV's to the actor."""
    lines = ConsentLine.objects.in_force(on=actor.on).addressed_to(actor)
    return lines.filter(hard_rules(actor, path="consent__pupil__"))


@once_for_actor
def open_school_lines(actor: Actor) -> ConsentLineQuerySet | None:
    """Return the schools' lines that open something to the actor: team or leader of an open case.

    A line to an office ends with the pupil's case there: neither a case reopened since the
    line was recorded nor one opened after another was closed revives it.
    """
    team, led = team_cases(actor), led_cases(actor)
    ids = [Q(Among("pk", cases.values("pk"))) for cases in (team, led) if cases is not None]
    if not ids:
        return None
    offices = actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)
    standing = school_lines_to_open_cases(on=actor.on, cases=reduce(or_, ids))
    return found_by_key(standing.filter(receiver_id__in=offices))


def school_lines_to_open_cases(*, on: date, cases: Q | None = None) -> ConsentLineQuerySet:
    """Return the schools' lines in force to an office with an open case of the pupil's.

    `cases` limits which cases count.
    """
    same = {"pupil_id": OuterRef("consent__pupil_id"), "office_id": OuterRef("receiver_id")}
    recorded = OuterRef("consent__recorded_at")
    own = Case.objects.open().filter(
        cases or Q(), Q(reopened_at__isnull=True) | Q(reopened_at__lt=recorded), **same
    )
    ended = Case.objects.filter(closed_on__gte=OuterRef("consent__recorded_at__date"), **same)
    return ConsentLine.objects.from_school_in_force(on=on).filter(Exists(own), ~Exists(ended))


def covered_by(lines: QuerySet[ConsentLine], *, areas: QuerySet, case: str = "case_id") -> Q:
    """Return the condition that one of NAV's `lines` covers the item on its case.

    `areas` are the item's rows in a through table to ProblemArea, which refer to the item
    by `OuterRef(OuterRef(...))`. Every area must be the line's own; an item without area
    needs only the line; one with `is_sensitive` needs the line's own tick. One line covers
    the whole item: answers given apart are never added up to one the pupil did not give.
    """
    covered = one_covers(lines, areas=areas, case=case)
    return found_first(case, lines.values("consent__case_id")) & covered


def one_covers(lines: QuerySet[ConsentLine], *, areas: QuerySet, case: str = "case_id") -> Q:
    """Return the same as `covered_by` of items that are found already, whoever the lines are to.

    Asked of each item by itself: all lines of the country are far too many to begin with.
    """
    return Q(Exists(covering(lines, areas=areas).filter(consent__case_id=OuterRef(case))))


def covered_by_school(lines: QuerySet[ConsentLine], *, areas: QuerySet) -> Q:
    """Return the condition that one of a school's `lines` covers the item it owns; see above."""
    covered = one_of_school_covers(lines, areas=areas)
    return found_first("pupil_id", lines.values("consent__pupil_id")) & covered


def one_of_school_covers(lines: QuerySet[ConsentLine], *, areas: QuerySet) -> Q:
    """Return the same as `covered_by_school` of items that are found already; see above."""
    own = covering(lines, areas=areas).filter(
        consent__pupil_id=OuterRef("pupil_id"), consent__owner_id=OuterRef("owner_id")
    )
    return Q(Exists(own))


def held_by_school(lines: QuerySet[ConsentLine], *, path: str = "", owner: str = "owner_id") -> Q:
    """Return the condition that one of a school's `lines` is about the record it owns at `path`.

    For records without problem areas, which need only the line's kind.
    """
    about = lines.filter(
        consent__pupil_id=OuterRef(f"{path}pupil_id"),
        consent__owner_id=OuterRef(f"{path}{owner}"),
    )
    return found_first(f"{path}pupil_id", lines.values("consent__pupil_id")) & Q(Exists(about))


def found_first(path: str, ids: QuerySet) -> Q:
    """Return the condition that finds which of many rows to look at closer; none for one row."""
    return Q() if is_asked_of_one() else Q(Among(path, ids))


def covering(
    lines: QuerySet[ConsentLine], *, areas: QuerySet, sensitive: str = "is_sensitive"
) -> QuerySet[ConsentLine]:
    """Return those of the lines that reach as far as the outer item does; see `covered_by`."""
    held = ConsentLine.areas.through.objects.filter(
        consentline_id=OuterRef(OuterRef("pk")), problemarea_id=OuterRef("problemarea_id")
    )
    return lines.filter(
        ~Exists(areas.filter(~Exists(held))), includes_sensitive__gte=OuterRef(sensitive)
    )
