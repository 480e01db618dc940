"""The history of a school's own record of a pupil in plain sentences, as its reader may see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from followup import sentences
from followup.combined_history import events_of
from followup.history import NOTE_FIELDS, PART_FIELDS, TASK_FIELDS
from followup.models import Disclosure, MeasureLink, MeasurePart, Note, Task
from followup.pupil_history import place_changes
from followup.versions import area_change, areas_of
from navskole.access.changes import Change, changes_between
from navskole.access.history import HistoryLine, all_versions, steps
from navskole.audit.log import Access
from navskole.rules.models import AbsenceReason
from pupils.models import Consent, Enrolment, Referral, RiskFlag, SubjectStanding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from pupils.models import Pupil
    from pupils.querysets.standing import SubjectStandingQuerySet

NAVS_OWN = ("case", "declined_at", "declined_by", "decline_reason")
STANDING_FIELDS = ("subject", "term", "lesson_hours", "is_at_risk", "warning_sent_on")


@dataclass(frozen=True)
class SchoolLine(HistoryLine):
    """One change in the school's record, and from what to what."""

    pupil_id: int
    owner_id: int
    classes: str
    changes: tuple[Change, ...] = ()

    def access(self, ground: str = "") -> Access:
        """Return what the access log keeps of a look at this line."""
        return Access(
            pupil_id=self.pupil_id, owner_id=self.owner_id, ground=ground, classes=self.classes
        )


@dataclass(frozen=True)
class OpenedLine(SchoolLine):
    """One that NAV's consent line opens."""

    ground: str = ""


def school_history_visible_to(actor: Actor, pupil: Pupil) -> list[SchoolLine]:
    """Return the changes of what the reader's school keeps of the pupil, the latest first.

    Of NAV's there is what measures were combined with, as long as consents stand. A version that
    was sensitive when it was written is for those who read the record when it is: its author,
    and whoever it names.
    """
    reader = _Reader(actor, pupil)
    lines = [*reader.notes_and_tasks(), *reader.flags(), *reader.consents(), *reader.disclosures(),
             *reader.measures(), *reader.combinations(), *reader.standings(), *reader.referrals(),
             *reader.places()]  # fmt: skip
    return sorted(lines, key=lambda line: line.at, reverse=True)


class _Reader:
    """Reads the versions of a school's records of one pupil as one person may."""

    def __init__(self, actor: Actor, pupil: Pupil) -> None:
        self.actor, self.pupil = actor, pupil
        self.own = {"pupil": pupil, "case__isnull": True}

    def notes_and_tasks(self) -> Iterator[SchoolLine]:
        """Yield the changes of notes and tasks."""
        me = self.actor.person.pk
        notes = Note.objects.visible_to(self.actor).filter(**self.own)
        tasks = Task.objects.visible_to(self.actor).filter(**self.own)
        read = {
            Note: self._versions(Note, notes, Q(author=me) | Q(named_readers=me)),
            Task: self._versions(Task, tasks, Q(created_by=me) | Q(responsible=me)),
        }
        areas = areas_of(read)
        for rows, model, fields, sentence in (
            (read[Note], Note, NOTE_FIELDS, sentences.of_note),
            (read[Task].select_related("responsible"), Task, TASK_FIELDS, sentences.of_task),
        ):
            for old, new in steps(rows):
                changes = changes_between(old, new, fields) if old else []
                changes += area_change(areas[model], old, new)
                shared = getattr(new, "audience", "") == "shared"
                yield self._line(new, sentence(old, new), changes, _classes(new, shared=shared))

    def flags(self) -> Iterator[SchoolLine]:
        """Yield how flags were raised and settled."""
        visible = RiskFlag.objects.visible_to(self.actor).filter(**self.own)
        rows = self._versions(RiskFlag, visible, Q(raised_by=self.actor.person.pk))
        for old, new in steps(rows.select_related("area")):
            reason = Change(sentences.why(), "", new.resolved_reason or new.reason)
            yield self._line(new, sentences.of_flag(old, new), [reason], _classes(new))

    def consents(self) -> Iterator[SchoolLine]:
        """Yield the pupil's answers to the school, and how they ended."""
        visible = Consent.objects.visible_to(self.actor).filter(**self.own)
        for old, new in steps(all_versions(Consent, visible)):
            changes = changes_between(old, new, ("status",)) if old else [sentences.told(new)]
            yield self._line(new, sentences.of_consent(old, new), changes, "B")

    def disclosures(self) -> Iterator[SchoolLine]:
        """Yield what the school shared on a statute and when that ended; not what it said."""
        visible = Disclosure.objects.visible_to(self.actor).filter(**self.own)
        for _old, new in steps(all_versions(Disclosure, visible)):
            why = Change(sentences.why(), "", new.ended_reason or new.get_statute_display())
            yield self._line(new, sentences.of_disclosure(new), [why], "B")

    def measures(self) -> Iterator[SchoolLine]:
        """Yield how the school's measures were proposed, decided and carried out."""
        listed = MeasurePart.objects.listed_to(self.actor).filter(
            measure__pupil=self.pupil, measure__case__isnull=True
        )
        rows = all_versions(MeasurePart, listed).select_related("measure__type", "other_type")
        for old, new in steps(rows):
            changes = changes_between(old, new, PART_FIELDS) if old else []
            if changes or old is None:
                what = sentences.of_part(old, new)
                yield self._line(new, what, changes, new.measure.classes)

    def combinations(self) -> Iterator[SchoolLine]:
        """Yield how parts were asked for, made and left, as long as that may be known."""
        links = MeasureLink.objects.visible_to(self.actor).with_ground(self.actor)
        for event in events_of(links.filter(case__pupil=self.pupil).told()):
            yield OpenedLine(
                at=event.at,
                who=event.who,
                what=event.what,
                pupil_id=self.pupil.pk,
                owner_id=event.link.owning_organisation_id,
                classes=event.link.classes,
                changes=event.changes,
                ground=event.link.ground,
            )

    def standings(self) -> Iterator[SchoolLine]:
        """Yield what was entered of each subject, with the hours by reason."""
        visible = SubjectStanding.objects.visible_to(self.actor).filter(pupil=self.pupil)
        hours = self._hours(visible)
        for old, new in steps(all_versions(SubjectStanding, visible)):
            changes = changes_between(old, new, STANDING_FIELDS) if old else []
            changes += hours[new.id, new.history_date]
            yield self._line(new, sentences.of_standing(old, new), changes, "B")

    def _hours(self, visible: SubjectStandingQuerySet) -> dict[Any, list[Change]]:
        """Return the changes of hours absent, by the standing and the moment it was written."""
        names = {each.code: each.name for each in AbsenceReason.objects.in_effect(on=self.actor.on)}
        found: dict[Any, list[Change]] = defaultdict(list)
        stood: dict[int, Any] = {}
        for row in visible.absence_versions():
            after = None if row.history_type == "-" else row.hours
            before, stood[row.id] = stood.get(row.id), after
            name = names.get(row.reason_code, row.reason_code)
            change = Change(name, sentences.hours(before), sentences.hours(after))
            found[row.standing_id, row.history_date].append(change)
        return found

    def referrals(self) -> Iterator[SchoolLine]:
        """Yield what was sent to NAV; never what became of it."""
        sent = Referral.objects.visible_to(self.actor).filter(pupil=self.pupil)
        for referral in sent.select_related("office", "sent_by").defer(*NAVS_OWN):
            yield SchoolLine(
                at=referral.sent_at,
                who=str(referral.sent_by),
                what=sentences.of_referral(referral),
                pupil_id=self.pupil.pk,
                owner_id=referral.school_id,
                classes="B",
            )

    def places(self) -> Iterator[SchoolLine]:
        """Yield how class, level and programme changed, and when a place ended."""
        own = Enrolment.objects.visible_to(self.actor).filter(pupil=self.pupil)
        for school_id in sorted({place.school_id for place in own}):
            for line in place_changes(own.filter(school_id=school_id)):
                yield SchoolLine(
                    at=line.at,
                    who=line.who,
                    what=line.what,
                    pupil_id=self.pupil.pk,
                    owner_id=school_id,
                    classes="A",
                )

    def _versions(self, model: Any, visible: QuerySet, by_me: Q) -> QuerySet:
        mine = visible.filter(by_me)
        plain = Q(is_sensitive=False)
        return all_versions(model, visible).filter(plain | Q(id__in=mine.values("pk")))

    def _line(self, row: Any, what: str, changes: Iterable[Change], classes: str) -> SchoolLine:
        return SchoolLine(
            at=row.history_date,
            who=str(row.history_user or sentences.the_system()),
            what=what,
            pupil_id=self.pupil.pk,
            owner_id=getattr(row, "owner_id", None) or row.measure.owner_id,
            classes=classes,
            changes=tuple(changes),
        )


def _classes(row: Any, *, shared: bool = False) -> str:
    return ("E" if shared else "B") + ("D" if row.is_sensitive else "")
