"""What consent lines open to the other side, and what closes with them: item by item."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from followup.combined import tell_combinations, title_of_combined
from followup.grounds import measure_areas, note_areas, task_areas
from followup.models import Measure, Note, Task
from navskole.records.digest import content_digest
from navskole.records.school_year import school_year_name
from navskole.ui.templatetags.ui_dates import short_date
from pupils.grounds import (
    covered_by,
    covered_by_school,
    school_absence,
    school_enrolment,
    school_standing,
)
from pupils.models import (
    Absence,
    ConsentLine,
    Enrolment,
    Information,
    Service,
    SubjectStanding,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence
    from typing import Any

    from django.db.models import Q, QuerySet

    from followup.querysets.measure import MeasureQuerySet
    from followup.querysets.note import NoteQuerySet
    from followup.querysets.task import TaskQuerySet
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.actions.consent import LineChoice
    from pupils.models import Case, Consent, ProblemArea, Pupil
    from pupils.querysets.consent import ConsentLineQuerySet
    from pupils.querysets.enrolment import EnrolmentQuerySet
    from pupils.querysets.standing import AbsenceQuerySet, SubjectStandingQuerySet


@dataclass(frozen=True)
class Part:
    """One kind of information to one receiver, with the items there are today.

    `items` are (title, when); `stays` says that another consent keeps the rest open.
    """

    kind: str
    items: list[tuple[str, str]]
    stays: bool = False


@dataclass(frozen=True)
class Reach:
    """What one receiver gets to see, or loses sight of."""

    receiver: str
    parts: list[Part]

    @property
    def has_items(self) -> bool:
        """Whether something written already is among it."""
        return any(part.items for part in self.parts)


@dataclass(frozen=True)
class Place:
    """Whose information it is: a case's, or the school's own about a pupil."""

    actor: Actor
    pupil: Pupil
    owner: Organisation
    case: Case | None = None

    def notes(self) -> NoteQuerySet:
        """Return the shared notes of the place, as far as the actor sees them."""
        return Note.objects.visible_to(self.actor).shared().filter(**self._here())

    def measures(self) -> MeasureQuerySet:
        """Return the measures of the place that have been sent."""
        return Measure.objects.listed_to(self.actor).sent().filter(**self._here())

    def tasks(self, line: LineChoice | ConsentLine) -> TaskQuerySet:
        """Return the place's tasks that the line is about; NAV's are given to one service."""
        tasks = Task.objects.visible_to(self.actor).standing().filter(**self._here())
        if self.case is None:
            return tasks
        return tasks.filter(given_to=line.service, receiver=line.receiver)

    def standings(self) -> SubjectStandingQuerySet:
        """Return the subjects the school has entered of the pupil; NAV enters none."""
        return SubjectStanding.objects.visible_to(self.actor).filter(
            pupil=self.pupil, owner=self.owner
        )

    def sensitive_absences(self) -> AbsenceQuerySet:
        """Return the hours absent for sensitive reasons, in the same subjects."""
        sensitive = Absence.objects.visible_to(self.actor).sensitive(on=self.actor.on)
        return sensitive.filter(standing__pupil=self.pupil, standing__owner=self.owner)

    def earlier_places(self) -> EnrolmentQuerySet:
        """Return the school's places of the pupil that are over."""
        places = Enrolment.objects.visible_to(self.actor).earlier(on=self.actor.on)
        return places.filter(pupil=self.pupil, school_id=self.owner.pk)

    def lines(self) -> ConsentLineQuerySet:
        """Return the place's lines in force."""
        lines = ConsentLine.objects.visible_to(self.actor)
        if self.case is not None:
            return lines.in_force(on=self.actor.on).filter(consent__case=self.case)
        standing = lines.from_school_in_force(on=self.actor.on)
        return standing.filter(consent__pupil=self.pupil, consent__owner=self.owner)

    def _here(self) -> dict[str, Any]:
        if self.case is not None:
            return {"case": self.case}
        return {"pupil": self.pupil, "owner": self.owner, "case__isnull": True}

    def covered(self, lines: QuerySet[ConsentLine], *, areas: QuerySet) -> Q:
        """Return the condition that one of the lines covers the place's item."""
        if self.case is not None:
            return covered_by(lines, areas=areas)
        return covered_by_school(lines, areas=areas)


def place_of(actor: Actor, consent: Consent) -> Place:
    """Return the place the consent is about."""
    return Place(actor, consent.pupil, consent.owner, consent.case)


def receiver_label(service: str, receiver: Organisation) -> str:
    """Return a receiving service in words: "Skoleledelsen, Fjordvik vgs", or the office."""
    if service == Service.NAV_OFFICE:
        return str(receiver)
    return f"{Service(service).label}, {receiver}"


# --- Before it is recorded --------------------------------------------------------------


def what_opens(place: Place, lines: Sequence[LineChoice]) -> list[Reach]:
    """Return what is there already that each receiver would see through the ticked lines."""
    return [
        Reach(label, [_opened(place, line) for line in chosen])
        for label, chosen in _by_receiver(lines)
    ]


def _opened(place: Place, line: LineChoice) -> Part:
    limits = Limits(line.areas, line.includes_sensitive)
    items: list[tuple[str, str]] = []
    if line.information == Information.NOTES:
        items = _note_items(limits.of(place.notes()))
    if line.information == Information.MEASURES:
        items = _measure_items(place.actor, limits.of(place.measures()))
    if line.information == _opens_tasks(place):
        items += _task_items(limits.of(place.tasks(line)))
    if line.information == Information.ABSENCE:
        items = _standing_items(place.standings())
        if line.includes_sensitive:
            items += _absence_items(place.sensitive_absences())
    if line.information == Information.SCHOOLING:
        items = _place_items(place.earlier_places())
    return Part(str(Information(line.information).label), items)


@dataclass(frozen=True)
class Limits:
    """What a line that is not recorded yet would cover."""

    areas: Collection[ProblemArea]
    includes_sensitive: bool

    def of(self, items: Any) -> Any:
        """Return those of the notes, measures or tasks that are within."""
        return items.within(areas=self.areas, includes_sensitive=self.includes_sensitive)


def _opens_tasks(place: Place) -> Information:
    """Return the kind of line that opens tasks: NAV's go with what a shared note needs."""
    return Information.TASKS if place.case is None else Information.NOTES


def digest_of(reaches: Iterable[Reach]) -> str:
    """Return what tells whether the same list was on screen before."""
    shown = {reach.receiver: [[part.kind, part.items] for part in reach.parts] for reach in reaches}
    return content_digest(shown, schema=1)


# --- Before it is withdrawn -------------------------------------------------------------


def what_closes(place: Place, consent: Consent) -> list[Reach]:
    """Return what each receiver loses sight of when the consent ends now."""
    standing = list(place.lines().select_related("receiver").order_by("pk"))
    own = [line for line in standing if line.consent_id == consent.pk]
    others = [line for line in standing if line.consent_id != consent.pk]
    return [
        Reach(label, [_closed(place, line, _alike(line, others)) for line in lines])
        for label, lines in _by_receiver(own)
    ]


def _alike(line: ConsentLine, others: list[ConsentLine]) -> list[ConsentLine]:
    """Return the other consents' lines that open the same kind to the same receiver."""
    same = (line.information, line.service, line.receiver_id)
    return [each for each in others if (each.information, each.service, each.receiver_id) == same]


def _closed(place: Place, line: ConsentLine, kept: list[ConsentLine]) -> Part:
    items: list[tuple[str, str]] = []
    if line.information == Information.NOTES:
        covered = partial(place.covered, areas=note_areas())
        items = _note_items(_lost(place, place.notes(), line, kept, covered))
    if line.information == Information.MEASURES:
        covered = partial(place.covered, areas=measure_areas())
        items = _measure_items(place.actor, _lost(place, place.measures(), line, kept, covered))
    if line.information == _opens_tasks(place):
        covered = partial(place.covered, areas=task_areas())
        items += _task_items(_lost(place, place.tasks(line), line, kept, covered))
    if line.information == Information.ABSENCE:
        items = _standing_items(_lost(place, place.standings(), line, kept, school_standing))
        covered = partial(school_absence, on=place.actor.on)
        items += _absence_items(_lost(place, place.sensitive_absences(), line, kept, covered))
    if line.information == Information.SCHOOLING:
        covered = partial(school_enrolment, on=place.actor.on)
        items = _place_items(_lost(place, place.earlier_places(), line, kept, covered))
    return Part(line.get_information_display(), items, stays=bool(kept))


def _lost(
    place: Place,
    items: Any,
    line: ConsentLine,
    kept: list[ConsentLine],
    covered: Callable[[ConsentLineQuerySet], Q],
) -> Any:
    """Return the items that the line covers and none of the kept ones does."""
    lines = ConsentLine.objects.visible_to(place.actor)
    mine, theirs = lines.filter(pk=line.pk), lines.filter(pk__in=[each.pk for each in kept])
    lost = items.filter(covered(mine))
    return lost.filter(~covered(theirs)) if kept else lost


def _by_receiver(lines: Iterable[Any]) -> Iterable[tuple[str, list[Any]]]:
    """Return the receivers in words, each with its lines, in the order they were ticked in."""
    receivers: dict[str, list[Any]] = {}
    for line in lines:
        receivers.setdefault(receiver_label(line.service, line.receiver), []).append(line)
    return receivers.items()


def _note_items(notes: NoteQuerySet) -> list[tuple[str, str]]:
    ordered = notes.order_by("-occurred_at", "-pk")
    return [(note.heading, short_date(note.occurred_at)) for note in ordered]


def _measure_items(actor: Actor, measures: MeasureQuerySet) -> list[tuple[str, str]]:
    ordered = list(measures.select_related("type").order_by("-created_at", "-pk"))
    tell_combinations(actor, ordered)
    return [(title_of_combined(measure), short_date(measure.created_at)) for measure in ordered]


def _task_items(tasks: TaskQuerySet) -> list[tuple[str, str]]:
    ordered = tasks.order_by("due_on", "pk")
    return [
        (task.heading, gettext("oppgave med frist %(day)s") % {"day": short_date(task.due_on)})
        for task in ordered
    ]


def _standing_items(standings: SubjectStandingQuerySet) -> list[tuple[str, str]]:
    ordered = standings.order_by("-school_year", "subject_key", "term", "pk")
    return [(standing.subject, _term_of(standing)) for standing in ordered]


def _absence_items(absences: AbsenceQuerySet) -> list[tuple[str, str]]:
    """Return a line for each subject with hours absent for a sensitive reason."""
    rows = absences.select_related("standing")
    ordered = rows.order_by("-standing__school_year", "standing__subject_key", "standing__term")
    told = gettext("%(subject)s, fravær av sensitive årsaker")
    items = [(told % {"subject": row.standing.subject}, _term_of(row.standing)) for row in ordered]
    return list(dict.fromkeys(items))


def _place_items(places: EnrolmentQuerySet) -> list[tuple[str, str]]:
    return [
        (str(place), gettext("fra %(day)s") % {"day": short_date(place.starts_on)})
        for place in places.for_list()
    ]


def _term_of(standing: SubjectStanding) -> str:
    return f"{standing.get_term_display()} {school_year_name(standing.school_year)}"
