"""What a consent line opens to the other side, and which items it covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from navskole.access.visibility import Among
from navskole.organisations.models import Role
from pupils.grounds.hard_rules import hard_rules
from pupils.models import ConsentLine, Service

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor


def services_of(actor: Actor) -> dict[str, frozenset[int]]:
    """Return the receiving services the actor belongs to, each with its schools' ids."""
    held = {
        Service.SCHOOL_LEADERSHIP: actor.at(Role.PRINCIPAL),
        Service.PUPIL_SERVICES: actor.at(Role.SCHOOL_COUNSELLOR),
    }
    return {service: schools for service, schools in held.items() if schools}


def open_lines(actor: Actor, information: str) -> QuerySet[ConsentLine] | None:
    """Return the lines in force that open one kind of NAV's information to the actor."""
    if not services_of(actor):
        return None
    return (
        ConsentLine.objects.in_force(on=actor.on)
        .addressed_to(actor)
        .about(information)
        .filter(hard_rules(actor, path="consent__pupil__"))
    )


def covered_by(lines: QuerySet[ConsentLine], *, areas: QuerySet, case: str = "case_id") -> Q:
    """Return the condition that one of `lines` covers the item on its case.

    `areas` are the item's rows in a through table to ProblemArea, which refer to the item
    by `OuterRef(OuterRef(...))`. Every area must be the line's own; an item without area
    needs only the line; one with `is_sensitive` needs the line's own tick.
    """
    held = ConsentLine.areas.through.objects.filter(
        consentline_id=OuterRef(OuterRef("pk")), problemarea_id=OuterRef("problemarea_id")
    )
    covering = lines.filter(
        ~Exists(areas.filter(~Exists(held))),
        consent__case_id=OuterRef(case),
        includes_sensitive__gte=OuterRef("is_sensitive"),
    )
    return Among(case, lines.values("consent__case_id")) & Q(Exists(covering))
