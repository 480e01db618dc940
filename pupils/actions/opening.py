"""Open a case on somebody found by an exact match; a match leaves no trace on the school's side."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.records.errors import RuleBroken
from pupils.actions.case import CaseMustBeOpenedWithManager, begin_case
from pupils.grounds import hard_rules
from pupils.models import Case, Enrolment, Pupil

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice, School


class NoExactMatch(RuleBroken):
    """Nobody of exactly that name and birth date goes to the school."""

    message = _(
        "Ingen elev ved skolen har akkurat dette navnet og denne fødselsdatoen. Kontroller "
        "skrivemåten med eleven."
    )
    field = "last_name"


@dataclass(frozen=True)
class Identity:
    """Whom the case is about, exactly as the person says; no school is "Ikke i skole"."""

    first_name: str
    last_name: str
    birth_date: date
    school: School | None


@transaction.atomic
def open_case_on_match(*, actor: Actor, identity: Identity, office: NavOffice, source: str) -> Case:
    """Open a case on the one pupil of exactly that identity, the actor responsible.

    Somebody outside school whom the office has not known is made. Told twice, it answers with
    the actor's own case. Raises NoExactMatch; CaseMustBeOpenedWithManager where the office has
    a case open already, a hard rule hides the pupil or two fit, all alike; NoContract.
    """
    policies.require(actor, "pupils.open_case", office)
    found = _matching(actor, identity, office)
    if not found and identity.school is not None:
        raise NoExactMatch
    pupil = found[0] if found else _make(actor, identity)
    open_here = Case.objects.open().filter(pupil=pupil, office=office)
    if own := open_here.on_team(actor).first():
        return own
    if len(found) > 1 or open_here.exists() or not _is_open_to(actor, pupil):
        raise CaseMustBeOpenedWithManager
    return begin_case(
        actor=actor, pupil=pupil, office=office, source=source, responsible=actor.person
    )


def _matching(actor: Actor, identity: Identity, office: NavOffice) -> list[Pupil]:
    """Return who fits: at the school today, or outside school and known to the office."""
    named = Pupil.objects.filter(
        first_name=identity.first_name,
        last_name=identity.last_name,
        birth_date=identity.birth_date,
    ).order_by("pk")
    enrolled = Enrolment.objects.in_force(on=actor.on)
    if identity.school is not None:
        here = enrolled.filter(school=identity.school)
        return list(named.filter(pk__in=here.values("pupil_id")))
    known = Case.objects.filter(office=office)
    outside = named.exclude(pk__in=enrolled.values("pupil_id"))
    return list(outside.filter(pk__in=known.values("pupil_id")))


def _is_open_to(actor: Actor, pupil: Pupil) -> bool:
    """Tell whether neither a hard rule nor the actor's own work at the school stands in the way."""
    elsewhere = Enrolment.objects.read_by_school(actor.other_side_organisations, on=actor.on)
    shut = elsewhere.filter(pupil=pupil).exists()
    return Pupil.objects.filter(hard_rules(actor), pk=pupil.pk).exists() and not shut


def _make(actor: Actor, identity: Identity) -> Pupil:
    pupil = Pupil(birth_date=identity.birth_date, registered_by=actor.user)
    pupil.set_names(first_name=identity.first_name, last_name=identity.last_name)
    pupil.save_change(by=actor.user, at=actor.now, new=True)
    return pupil
