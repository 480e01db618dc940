"""Notes, plans, tasks, measures and reviews."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

import factory
from django.utils import timezone

from followup.models import (
    Assessment,
    AssessmentArea,
    Audience,
    CaseloadReview,
    ContactChannel,
    ContactRequest,
    DecisionOutcome,
    Disclosure,
    Goal,
    Measure,
    MeasureDecision,
    MeasurePart,
    MeasureState,
    MeasureSubmission,
    MeasureType,
    Note,
    NoteKind,
    OutreachActivity,
    OutreachKind,
    Reminder,
    Statute,
    Task,
)
from navskole.accounts.models import User
from navskole.organisations.models import Organisation, Role
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pupils import area


def _today() -> date:
    return timezone.localdate()


def measure_type(code: str = "arbeidstrening") -> MeasureType:
    """Return a type of the shipped catalogue (state; municipal: "medvirkning-bolig")."""
    return MeasureType.objects.get(code=code)


def _author(record: Any) -> User:
    return record.case.responsible if record.case else member(Role.SCHOOL_COUNSELLOR, record.owner)


class NoteFactory(factory.django.DjangoModelFactory):
    """A note for the own side; of the office in a case, else of the school given as owner."""

    class Meta:
        model = Note
        skip_postgeneration_save = True

    case = None
    pupil = factory.LazyAttribute(lambda note: note.case.pupil)
    owner = factory.LazyAttribute(lambda note: note.case.office)
    kind = NoteKind.CONVERSATION
    occurred_at = factory.LazyFunction(timezone.now)
    heading = factory.Sequence(lambda n: f"Samtale {n}")
    text = factory.Sequence(lambda n: f"Innhold {n}")
    audience = Audience.OWN
    author = factory.LazyAttribute(_author)
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def areas(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Set the problem areas, given by code."""
        self.areas.set([area(code) for code in extracted or ()])

    @factory.post_generation
    def named_readers(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Let colleagues of the own school read."""
        self.named_readers.set(extracted or ())


class TaskFactory(factory.django.DjangoModelFactory):
    """A task with a deadline next week; of the office in a case, else of the school as owner."""

    class Meta:
        model = Task
        skip_postgeneration_save = True

    case = None
    pupil = factory.LazyAttribute(lambda task: task.case.pupil)
    owner = factory.LazyAttribute(lambda task: task.case.office)
    heading = factory.Sequence(lambda n: f"Oppgave {n}")
    due_on = factory.LazyFunction(lambda: _today() + timedelta(days=7))
    created_by = factory.LazyAttribute(_author)
    created_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def areas(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Set the problem areas, given by code."""
        self.areas.set([area(code) for code in extracted or ()])


class ReminderFactory(factory.django.DjangoModelFactory):
    """A slip without a date on a case."""

    class Meta:
        model = Reminder

    pupil = factory.LazyAttribute(lambda reminder: reminder.case.pupil)
    owner = factory.LazyAttribute(lambda reminder: reminder.case.office)
    text = factory.Sequence(lambda n: f"Husk {n}")
    created_by = factory.LazyAttribute(_author)
    created_at = factory.LazyFunction(timezone.now)
    saved_by = factory.SelfAttribute("created_by")
    saved_at = factory.SelfAttribute("created_at")


class GoalFactory(factory.django.DjangoModelFactory):
    """A goal that is worked on in a case."""

    class Meta:
        model = Goal

    pupil = factory.LazyAttribute(lambda goal: goal.case.pupil)
    owner = factory.LazyAttribute(lambda goal: goal.case.office)
    heading = factory.Sequence(lambda n: f"Mål {n}")
    created_by = factory.LazyAttribute(_author)
    created_at = factory.LazyFunction(timezone.now)


class AssessmentFactory(factory.django.DjangoModelFactory):
    """The assessment of a case; `words` are the own words by the area's code."""

    class Meta:
        model = Assessment
        skip_postgeneration_save = True

    pupil = factory.LazyAttribute(lambda row: row.case.pupil)
    owner = factory.LazyAttribute(lambda row: row.case.office)
    resources = factory.Sequence(lambda n: f"Ressurser {n}")
    own_goal = factory.Sequence(lambda n: f"Eget mål {n}")
    created_by = factory.LazyAttribute(_author)
    created_at = factory.LazyFunction(timezone.now)
    saved_by = factory.SelfAttribute("created_by")
    saved_at = factory.SelfAttribute("created_at")

    @factory.post_generation
    def words(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Write the words on each area, given by code."""
        for code, text in (extracted or {}).items():
            found = area(code)
            sensitive = self.is_sensitive or found.is_sensitive
            AssessmentArea.objects.create(
                assessment=self, area=found, words=text, is_sensitive=sensitive
            )


class MeasureFactory(factory.django.DjangoModelFactory):
    """The measure alone; `make_measure` adds its part and carries it on."""

    class Meta:
        model = Measure

    case = None
    pupil = factory.LazyAttribute(lambda measure: measure.case.pupil)
    owner = factory.LazyAttribute(lambda measure: measure.case.office)
    type = factory.LazyFunction(measure_type)
    is_sensitive = False
    created_by = factory.LazyAttribute(_author)
    created_at = factory.LazyFunction(timezone.now)


def make_measure(
    *,
    state: str = MeasureState.DRAFT,
    justification: str = "Eleven trenger erfaring fra arbeid.",
    deciding_organisation: Organisation | None = None,
    decided_by: User | None = None,
    decision_text: str = "",
    ended_on: date | None = None,
    asked_of_school: str = "",
    other_request: str = "",
    **facts: Any,
) -> Measure:
    """Return a measure with one part at `state`, after the submission and decision it takes.

    `asked_of_school` is the code of what the school is asked to make of a combined measure.
    """
    measure: Measure = MeasureFactory(**facts)
    part = MeasurePart(
        measure=measure,
        owner=measure.owner,
        state=state,
        justification=justification,
        planned_start=_today() + timedelta(days=14),
        planned_end=_today() + timedelta(days=100),
        ended_on=ended_on,
        other_type=measure_type(asked_of_school) if asked_of_school else None,
        other_request=other_request,
    )
    decider = deciding_organisation or measure.owner
    is_sent = state not in (MeasureState.DRAFT, MeasureState.OUTSIDE)
    if is_sent:
        part.deciding_organisation = decider
    part.save()
    part.proposers.add(measure.created_by)
    if is_sent:
        submission = submit(part)
        if state != MeasureState.SUBMITTED:
            decide(submission, outcome=_outcome(state), by=decided_by, text=decision_text)
    return measure


def _outcome(state: str) -> str:
    return state if state in DecisionOutcome.values else DecisionOutcome.APPROVED


def submit(part: MeasurePart) -> MeasureSubmission:
    """Return a submission of the part exactly as it stands."""
    content = part.content()
    decider = part.deciding_organisation
    assert decider is not None
    return MeasureSubmission.objects.create(
        part=part,
        part_version=part.version,
        digest=part.digest,
        content={
            name: value.isoformat() if isinstance(value, date) else value
            for name, value in content.items()
        },
        deciding_organisation=decider,
        submitted_by=part.measure.created_by,
        submitted_at=timezone.now(),
    )


def decide(
    submission: MeasureSubmission,
    *,
    outcome: str,
    by: User | None = None,
    text: str = "",
    reasons: Collection[str] = ("facts",),
) -> MeasureDecision:
    """Return the leader's answer to a submission."""
    role = Role.NAV_MANAGER if submission.part.measure.case_id else Role.PRINCIPAL
    return MeasureDecision.objects.create(
        submission=submission,
        outcome=outcome,
        reasons=list(reasons),
        text=text,
        decided_by=by or member(role, submission.deciding_organisation),
        role=role,
        decided_at=timezone.now(),
    )


class CaseloadReviewFactory(factory.django.DjangoModelFactory):
    """A review by the school's rektor."""

    class Meta:
        model = CaseloadReview

    school = factory.SubFactory(SchoolFactory)
    remarks = factory.Sequence(lambda n: f"Gjennomgang {n}")
    reviewed_by = factory.LazyAttribute(lambda review: member(Role.PRINCIPAL, review.school))
    reviewed_at = factory.LazyFunction(timezone.now)


class ContactRequestFactory(factory.django.DjangoModelFactory):
    """Somebody who came by today and waits for an answer."""

    class Meta:
        model = ContactRequest

    office = factory.SubFactory(NavOfficeFactory)
    school = factory.SubFactory(SchoolFactory)
    first_name = factory.Sequence(lambda n: f"Innom{n}")
    channel = ContactChannel.DROP_IN
    theme = factory.Sequence(lambda n: f"Tema {n}")
    recorded_by = factory.LazyAttribute(lambda contact: member(Role.NAV_COUNSELLOR, contact.office))
    received_at = factory.LazyFunction(timezone.now)


class OutreachActivityFactory(factory.django.DjangoModelFactory):
    """A class visit today, with twenty present."""

    class Meta:
        model = OutreachActivity

    office = factory.SubFactory(NavOfficeFactory)
    school = factory.SubFactory(SchoolFactory)
    held_on = factory.LazyFunction(_today)
    kind = OutreachKind.CLASS_VISIT
    theme = factory.Sequence(lambda n: f"Besøk {n}")
    headcount = 20
    recorded_by = factory.LazyAttribute(
        lambda activity: member(Role.NAV_COUNSELLOR, activity.office)
    )
    recorded_at = factory.LazyFunction(timezone.now)


class DisclosureFactory(factory.django.DjangoModelFactory):
    """A note shared on a statute with the people given, from yesterday and for a month."""

    class Meta:
        model = Disclosure
        skip_postgeneration_save = True

    note = factory.SubFactory(NoteFactory)
    pupil = factory.LazyAttribute(lambda made: made.note.pupil)
    owner = factory.LazyAttribute(lambda made: made.note.owner)
    case = factory.LazyAttribute(lambda made: made.note.case)
    heading = factory.LazyAttribute(lambda made: made.note.heading)
    text = factory.LazyAttribute(lambda made: made.note.text)
    is_sensitive = factory.LazyAttribute(lambda made: made.note.is_sensitive)
    statute = Statute.FVL_13B_DANGER
    assessment = factory.Sequence(lambda n: f"Nødvendig for at skolen skal gjøre oppgaven sin {n}.")
    pupil_informed = True
    starts_on = factory.LazyFunction(lambda: _today() - timedelta(days=1))
    ends_on = factory.LazyFunction(lambda: _today() + timedelta(days=30))
    disclosed_by = factory.LazyAttribute(lambda made: made.note.author)
    disclosed_at = factory.LazyFunction(timezone.now)

    @factory.post_generation
    def recipients(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        """Name the people, each in the first post they hold."""
        self.recipients.set(
            [person.memberships.order_by("pk").first() for person in extracted or ()]
        )
