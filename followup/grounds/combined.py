"""What a combined measure needs: consent in force both ways, computed today.

A combined measure is two measures, each wholly its own side's, and a link between them. The
link tells each side of the other, so it exists for nobody unless the lines stand both ways:
NAV's to the school's elevtjeneste about the case and the measure, the school's to the office
about its own measure. Whatever ends one of them ends the link in the same moment.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from agreements.models import Contract
from followup.models import ASKING_STATES, Measure, MeasureType
from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from navskole.organisations.models import Role, School
from pupils import grounds
from pupils.models import ConsentLine, Enrolment, Information, Service

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model, QuerySet

    from followup.models import MeasurePart
    from navskole.access.actor import Actor
    from pupils.models import Case
    from pupils.querysets.consent import ConsentLineQuerySet


def link_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's ground for a link: they read both measures, and the lines stand.

    Reading one of them to decide it is not enough: a decider sees the other part only if
    it is covered.
    """
    if grounds.services_of(actor):
        ground = Ground.CONSENT_FROM_NAV
    elif actor.has_role(Role.NAV_COUNSELLOR, Role.NAV_MANAGER):
        ground = Ground.CONSENT_FROM_SCHOOL
    else:
        return {}
    read = Measure.objects.listed_to(actor).values("pk")
    both = Among("nav_measure_id", read) & Q(Among("school_measure_id", read))
    return {ground: both & _still_asked() & _lines_stand(on=actor.on)}


def _still_asked() -> Q:
    """Return the condition that NAV's part still asks for what the school made."""
    return Q(nav_measure__parts__other_type_id=F("school_measure__type_id"))


def _lines_stand(*, on: date) -> Q:
    from_nav = _from_nav(on=on).filter(
        consent__case_id=OuterRef("nav_measure__case_id"),
        receiver_id=OuterRef("school_measure__owner_id"),
    )
    from_school = _from_school(on=on).filter(
        consent__pupil_id=OuterRef("school_measure__pupil_id"),
        consent__owner_id=OuterRef("school_measure__owner_id"),
        receiver_id=OuterRef("nav_measure__owner_id"),
    )
    return (
        Q(Exists(from_nav.about(Information.EXISTENCE)))
        & Q(Exists(_covering(from_nav, "nav_measure__type", "nav_measure__is_sensitive")))
        & Q(Exists(_covering(from_school, "school_measure__type", "school_measure__is_sensitive")))
    )


def asked_here(actor: Actor) -> Q:
    """Return the condition that a measure of NAV's asks the rådgiver's school for a part.

    As it was sent, while the lines stand; whether the part is made is another question.
    """
    schools = actor.at(Role.SCHOOL_COUNSELLOR)
    asked, pupil = "parts__other_type", OuterRef("pupil_id")
    from_nav = _from_nav(on=actor.on).filter(
        consent__case_id=OuterRef("case_id"), receiver_id__in=schools
    )
    from_school = _from_school(on=actor.on).filter(
        consent__pupil_id=pupil, consent__owner_id__in=schools, receiver_id=OuterRef("owner_id")
    )
    return (
        Q(case__isnull=False, parts__state__in=ASKING_STATES, parts__other_type__isnull=False)
        & Q(Exists(from_nav.about(Information.EXISTENCE)))
        & Q(Exists(_covering(from_nav, "type", "is_sensitive")))
        & Q(Exists(_covering(from_school, asked, f"{asked}__is_sensitive")))
    )


def _from_nav(*, on: date) -> ConsentLineQuerySet:
    """Return NAV's lines in force to the service that makes the school's part."""
    return ConsentLine.objects.in_force(on=on).filter(service=Service.PUPIL_SERVICES)


def _from_school(*, on: date) -> ConsentLineQuerySet:
    """Return the schools' lines in force to an office with an open case."""
    return grounds.school_lines_to_open_cases(on=on)


def _covering(lines: ConsentLineQuerySet, kind: str, sensitive: str) -> QuerySet[ConsentLine]:
    """Return the lines about measures that cover one of the type at the outer path `kind`."""
    areas: QuerySet[Model] = MeasureType.areas.through.objects.filter(
        measuretype_id=OuterRef(OuterRef(f"{kind}_id"))
    )
    return grounds.covering(lines.about(Information.MEASURES), areas=areas, sensitive=sensitive)


# --- Before it is sent: what the pupil has not said yes to yet ------------------------


def school_to_ask(case: Case, *, on: date) -> School | None:
    """Return the school the pupil goes to today, where the office has a contract with it."""
    enrolled = Enrolment.objects.in_force(on=on).filter(pupil_id=case.pupil_id)
    partners = Contract.objects.schools_of([case.office_id], on=on)
    schools = School.objects.filter(pk__in=enrolled.values("school_id"))
    return schools.filter(pk__in=partners).order_by("pk").first()


def lines_missing(part: MeasurePart, *, on: date) -> list[str]:
    """Return what NAV's part lacks to be combined, in words; empty when the lines stand.

    The pupil must go to a school with a contract, and three lines must be in force.
    """
    case, kind = part.measure.case, part.other_type
    assert case is not None  # noqa: S101 - only NAV's measures ask the school
    assert kind is not None  # noqa: S101 - the caller has looked
    found = school_to_ask(case, on=on)
    if found is None:
        return [_("at eleven går på en skole som %(office)s har kontrakt med") % _of(case)]
    from_nav = _from_nav(on=on).filter(consent__case=case, receiver_id=found.pk)
    from_school = _from_school(on=on).filter(
        consent__pupil_id=case.pupil_id, consent__owner_id=found.pk, receiver_id=case.office_id
    )
    own, school = part.measure, {"school": found}
    needed = [
        (
            from_nav.about(Information.EXISTENCE).exists(),
            _("NAVs samtykke: Elevtjenesten ved %(school)s kan se at saken finnes") % school,
        ),
        (
            _covers(from_nav, own.type, is_sensitive=own.is_sensitive),
            _("NAVs samtykke: Elevtjenesten ved %(school)s kan se dette tiltaket") % school,
        ),
        (
            _covers(from_school, kind, is_sensitive=kind.is_sensitive),
            _("skolens samtykke: %(office)s kan se skolens tiltak") % _of(case),
        ),
    ]
    return [words for stands, words in needed if not stands]


def _of(case: Case) -> dict[str, object]:
    return {"office": case.office}


def _covers(lines: ConsentLineQuerySet, kind: MeasureType, *, is_sensitive: bool) -> bool:
    """Tell whether one of the lines, alone, covers a measure of the kind."""
    wanted = {area.pk for area in kind.areas.all()}
    about = lines.about(Information.MEASURES).prefetch_related("areas")
    return any(
        wanted <= {area.pk for area in line.areas.all()}
        and (line.includes_sensitive or not is_sensitive)
        for line in about
    )
