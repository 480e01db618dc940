"""What a combined measure needs: consent in force both ways, computed today.

A combined measure is two measures, each wholly its own side's, and a link between them. The
link tells each side of the other, so it exists for nobody unless the lines stand both ways:
NAV's to the school's elevtjeneste about the case and the measure, the school's to the office
about its own measure. Whatever ends one of them ends the link in the same moment.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext as _

from agreements.models import Contract
from followup.models import ASKING_STATES, Measure, MeasureLink, MeasureType, Sector
from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from navskole.organisations.models import Role, School
from pupils import grounds
from pupils.models import Case, ConsentLine, Enrolment, Information, Service

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model, QuerySet

    from followup.models import MeasurePart
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil
    from pupils.querysets.consent import ConsentLineQuerySet


NAV_ALONE = (Sector.MUNICIPAL, Sector.STATE)
"""Whose measures are NAV's own, and can be combined with one of the school's."""


def link_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's ground for a link: they read what it ties together, and lines stand.

    Reading a measure to decide it is not enough: a decider sees the other part only if it is
    covered. What the school has asked NAV is seen before there is anything of NAV's to read:
    by the case's own people, the leader not where it is sensitive, and at the school by whose
    service NAV's lines reach as far.
    """
    if grounds.services_of(actor):
        ground, asked = Ground.CONSENT_FROM_NAV, _told_of_what_is_asked(actor)
    elif actor.has_role(Role.NAV_COUNSELLOR, Role.NAV_MANAGER):
        records = grounds.own_case_records(actor, sensitive="asked_type__is_sensitive")
        own = reduce(or_, records.values(), Q(pk__in=[]))
        ground, asked = Ground.CONSENT_FROM_SCHOOL, own
    else:
        return {}
    read = Measure.objects.listed_to(actor).values("pk")
    reads_school = Among("school_measure_id", read)
    from_nav, from_school = _between(on=actor.on)
    # One of NAV's that is combined with the school's, or was and then ended; or one the school
    # declined, or NAV took back.
    own_of_nav = Q(Exists(_covering(from_nav, "nav_measure__type", "nav_measure__is_sensitive")))
    of_school = Q(
        Exists(_covering(from_school, "school_measure__type", "school_measure__is_sensitive"))
    )
    of_asked = Q(Exists(_covering(from_school, "asked_type", "asked_type__is_sensitive")))
    joined = Q(reads_school) & _still_asked() & of_school
    not_made = Q(school_measure__isnull=True) & of_asked
    of_nav = Among("nav_measure_id", read) & own_of_nav & (joined | not_made)
    asked_nav = Q(Exists(_covering(from_nav, "asked_type", "asked_type__is_sensitive")))
    by_school = Q(reads_school) & Q(is_asked_by_school=True) & of_school & asked_nav & asked
    existence = Q(Exists(from_nav.about(Information.EXISTENCE)))
    # Not within a question of its own about the row: SQLite reads only so many brackets.
    return {ground: existence & (of_nav | by_school)}


def _still_asked() -> Q:
    """Return the condition that NAV's part still asks for what the school made."""
    return Q(nav_measure__parts__other_type_id=F("school_measure__type_id"))


def _between(*, on: date) -> tuple[ConsentLineQuerySet, ConsentLineQuerySet]:
    """Return the lines in force between the outer link's case and school: NAV's, the school's."""
    from_nav = _from_nav(on=on).filter(
        consent__case_id=OuterRef("case_id"), receiver_id=OuterRef("school_id")
    )
    from_school = _from_school(on=on).filter(
        consent__pupil_id=OuterRef("case__pupil_id"),
        consent__owner_id=OuterRef("school_id"),
        receiver_id=OuterRef("case__office_id"),
    )
    return from_nav, from_school


def _told_of_what_is_asked(actor: Actor) -> Q:
    """Return the condition that NAV's lines tell the actor's own service of the case and type."""
    known = grounds.open_lines(actor, Information.EXISTENCE)
    covered = grounds.open_lines(actor, Information.MEASURES)
    if known is None or covered is None:
        return Q(pk__in=[])
    here = {"consent__case_id": OuterRef("case_id"), "receiver_id": OuterRef("school_id")}
    reaches = _covering(covered.filter(**here), "asked_type", "asked_type__is_sensitive")
    return Q(Exists(known.filter(**here))) & Q(Exists(reaches))


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


def _covering(lines: QuerySet[ConsentLine], kind: str, sensitive: str) -> QuerySet[ConsentLine]:
    """Return the lines about measures that cover one of the type at the outer path `kind`."""
    areas: QuerySet[Model] = MeasureType.areas.through.objects.filter(
        measuretype_id=OuterRef(OuterRef(f"{kind}_id"))
    )
    about = lines.filter(information=Information.MEASURES)
    return grounds.covering(about, areas=areas, sensitive=sensitive)


# --- What the school can ask NAV ------------------------------------------------------


def cases_to_ask(actor: Actor, pupil: Pupil, school: Organisation) -> dict[Case, list[MeasureType]]:
    """Return the cases NAV's lines tell the actor of, each with the types they cover.

    The school's own line about measures must reach the office; whether it covers the school's
    own part is known when that is chosen. Nothing is asked for where no line tells of a case.
    """
    told = grounds.open_lines(actor, Information.EXISTENCE)
    if told is None:
        return {}
    told = told.filter(service=Service.PUPIL_SERVICES, receiver_id=school.pk)
    known = Case.objects.filter(
        pk__in=told.filter(consent__pupil_id=pupil.pk).values("consent__case_id")
    )
    found: dict[Case, list[MeasureType]] = {}
    for case in known.select_related("office").order_by("pk"):
        from_nav, from_school = lines_between(case, school, on=actor.on)
        if from_school.about(Information.MEASURES).exists():
            covered = _types_covered(from_nav)
            found |= {case: covered} if covered else {}
    return found


def _types_covered(lines: ConsentLineQuerySet) -> list[MeasureType]:
    """Return NAV's own types that one of the lines, alone, covers."""
    own = MeasureType.objects.filter(sector__in=NAV_ALONE).prefetch_related("areas")
    about = list(lines.about(Information.MEASURES).prefetch_related("areas"))
    return [
        kind
        for kind in own
        if any(_reaches(line, Reach(kind, kind.is_sensitive)) for line in about)
    ]


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
    case, kind, own = part.measure.case, part.other_type, part.measure
    assert case is not None  # noqa: S101 - only NAV's measures ask the school
    assert kind is not None  # noqa: S101 - the caller has looked
    found = school_to_ask(case, on=on)
    if found is None:
        return [_("at eleven går på en skole som %(office)s har kontrakt med") % _of(case)]
    return missing_between(
        case, found, nav=Reach.of(own), school_part=Reach(kind, kind.is_sensitive), on=on
    )


@dataclass(frozen=True)
class Reach:
    """What a line about measures must cover."""

    kind: MeasureType
    is_sensitive: bool

    @classmethod
    def of(cls, measure: Measure) -> Reach:
        """Return what a line must cover to tell of the measure."""
        return cls(measure.type, measure.is_sensitive)


def missing_between(
    case: Case, school: Organisation, *, nav: Reach, school_part: Reach, on: date
) -> list[str]:
    """Return which of the three lines are missing, in words."""
    from_nav, from_school = lines_between(case, school, on=on)
    facts = {"school": school} | _of(case)
    needed = [
        (
            from_nav.about(Information.EXISTENCE).exists(),
            _("NAVs samtykke: Elevtjenesten ved %(school)s kan se at saken finnes"),
        ),
        (
            _covers(from_nav, nav),
            _("NAVs samtykke: Elevtjenesten ved %(school)s kan se dette tiltaket"),
        ),
        (
            _covers(from_school, school_part),
            _("skolens samtykke: %(office)s kan se skolens tiltak"),
        ),
    ]
    return [words % facts for stands, words in needed if not stands]


def lines_between(
    case: Case, school: Organisation, *, on: date
) -> tuple[ConsentLineQuerySet, ConsentLineQuerySet]:
    """Return the lines in force from the case to the school's elevtjeneste, and from the school."""
    from_nav = _from_nav(on=on).filter(consent__case=case, receiver_id=school.pk)
    from_school = _from_school(on=on).filter(
        consent__pupil_id=case.pupil_id, consent__owner_id=school.pk, receiver_id=case.office_id
    )
    return from_nav, from_school


def is_ended(part: MeasurePart, *, on: date) -> bool:
    """Tell whether what NAV's part asks of the school was declined, taken back or ended by hand.

    What NAV ended stays ended; what a school ended binds that school alone.
    """
    case = part.measure.case
    if case is None or part.other_type_id is None:
        return False
    ended = MeasureLink.objects.ended().filter(nav_measure=part.measure)
    if not (found := set(ended.for_asked(part.other_type_id).values_list("ended_for", flat=True))):
        return False
    school = school_to_ask(case, on=on)
    return part.owner_id in found or (school is not None and school.pk in found)


def _of(case: Case) -> dict[str, object]:
    return {"office": case.office}


def _covers(lines: ConsentLineQuerySet, reach: Reach) -> bool:
    """Tell whether one of the lines, alone, reaches as far."""
    about = lines.about(Information.MEASURES).prefetch_related("areas")
    return any(_reaches(line, reach) for line in about)


def _reaches(line: ConsentLine, reach: Reach) -> bool:
    wanted = {area.pk for area in reach.kind.areas.all()}
    return wanted <= {area.pk for area in line.areas.all()} and (
        line.includes_sensitive or not reach.is_sensitive
    )
