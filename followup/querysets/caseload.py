"""What a caseload is filtered, counted and sorted by, each value under the reader's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

NO_FLAG = "ingen"

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from navskole.access.actor import Actor
    from pupils.querysets.case import CaseQuerySet
    from pupils.querysets.flag import RiskFlagQuerySet
    from pupils.querysets.pupil import PupilQuerySet


def with_contact_dates(cases: CaseQuerySet, actor: Actor) -> CaseQuerySet:
    """Annotate `latest_contact_at` and `next_contact_on`, of the notes the actor reads.

    A planned contact stands until there has been contact that day or later.
    """
    from followup.models import Note

    notes = Note.objects.visible_to(actor)
    rows: Any = cases  # the columns are declared on the model for those who read them
    planned = rows.annotate(
        latest_contact_at=notes.latest_contact(), planned_contact_on=notes.next_contact()
    )
    kept = When(latest_contact_at__date__gte=F("planned_contact_on"), then=Value(None))
    with_dates: CaseQuerySet = planned.annotate(
        next_contact_on=models.Case(
            kept, default=F("planned_contact_on"), output_field=models.DateField()
        )
    )
    return with_dates


def with_caseload_facts(cases: CaseQuerySet, actor: Actor) -> CaseQuerySet:
    """Annotate what a caseload shows: contact dates, highest flag, school, status, tasks, slips.

    `consent_ends_on` is when the first of its consents ends, once it is time to ask again.
    """
    from followup.models import Reminder, Task
    from pupils.models import CaseStatus, Consent, RiskFlag

    ending = Consent.objects.visible_to(actor).ending(on=actor.on).filter(case_id=OuterRef("pk"))
    flags: RiskFlagQuerySet = RiskFlag.objects.visible_to(actor).standing(on=actor.on)
    tasks = Task.objects.visible_to(actor).filter(case_id=OuterRef("pk"))
    slips = Reminder.objects.visible_to(actor).filter(case_id=OuterRef("pk"))
    ranks = [When(status=status, then=Value(place)) for place, status in enumerate(CaseStatus)]
    rows: Any = with_contact_dates(cases, actor).with_enrolment(actor)
    with_facts: CaseQuerySet = rows.annotate(
        flag_rank=highest(flags.filter(case_id=OuterRef("pk"))),
        open_tasks=number(tasks.open()),
        overdue_tasks=number(tasks.overdue(on=actor.on)),
        due_reminders=number(slips.due(on=actor.on)),
        consent_ends_on=Subquery(ending.order_by("ends_on").values("ends_on")[:1]),
        status_place=models.Case(*ranks, output_field=models.IntegerField()),
    )
    return with_facts


def with_followup_facts(pupils: PupilQuerySet, actor: Actor, *, owners: Iterable[int]) -> Any:
    """Annotate what rektor's list is filtered and sorted by.

    The school's own flags, its own tasks and those given to it; of the cases that consent
    opens that there is one, and the contact dates in shared notes.
    """
    from followup.models import Note, Task
    from pupils.models import Case, RiskFlag

    flags = RiskFlag.objects.visible_to(actor).standing(on=actor.on)
    tasks = Task.objects.visible_to(actor).filter(pupil_id=OuterRef("pk"))
    cases = Case.objects.visible_to(actor).open().filter(pupil_id=OuterRef("pk"))
    met: Any = cases.annotate(met_at=Note.objects.visible_to(actor).latest_contact())
    latest = met.order_by(F("met_at").desc(nulls_last=True), "pk")
    planned: Any = with_contact_dates(cases, actor)
    following = planned.order_by(F("next_contact_on").asc(nulls_last=True), "pk")
    rows: Any = pupils
    return rows.annotate(
        flag_rank=highest(flags.filter(owner_id__in=owners, pupil_id=OuterRef("pk"))),
        open_tasks=number(tasks.open()),
        overdue_tasks=number(tasks.overdue(on=actor.on)),
        has_case=models.Exists(cases),
        latest_contact_at=Subquery(latest.values("met_at")[:1]),
        next_contact_on=Subquery(following.values("next_contact_on")[:1]),
    )


def number(rows: models.QuerySet) -> Coalesce:
    """Return how many `rows` the outer row has."""
    counted = rows.order_by().annotate(group=Value(1)).values("group")
    found = Subquery(counted.annotate(number=Count("pk")).values("number"))
    return Coalesce(found, 0, output_field=models.IntegerField())


def highest(flags: RiskFlagQuerySet) -> Subquery:
    """Return the rank of the most urgent of the outer row's flags, or nothing without any."""
    ranked: Any = flags.with_urgency()
    most_urgent = ranked.order_by("-urgency_rank").values("urgency_rank")[:1]
    return Subquery(most_urgent, output_field=models.IntegerField())


def flagged(level: str) -> Q:
    """Return the condition that `level` is the highest flag; `NO_FLAG` for those without."""
    from pupils.models import FlagLevel

    if level == NO_FLAG:
        return Q(flag_rank__isnull=True)
    return Q(flag_rank=list(FlagLevel).index(FlagLevel(level)) + 1)


class Due(models.TextChoices):
    """What is late in the follow-up, or not planned."""

    ANY = "noe", _("Noe er over tiden")
    CONTACT = "kontakt", _("Kontakten er over tiden")
    TASKS = "oppgave", _("En oppgave er over fristen")
    REMINDER = "huskelapp", _("Datoen på en huskelapp er kommet")
    CONSENT = "samtykke", _("Samtykke går ut")
    UNPLANNED = "ikke-planlagt", _("Ingen kontakt er planlagt")


def due(what: str, *, on: date) -> Q:
    """Return the condition that it is late on `on`, or that no next contact is planned."""
    contact, task = Q(next_contact_on__lt=on), Q(overdue_tasks__gt=0)
    conditions = {
        Due.ANY: contact | task,
        Due.CONTACT: contact,
        Due.TASKS: task,
        Due.REMINDER: Q(due_reminders__gt=0),
        Due.CONSENT: Q(consent_ends_on__isnull=False),
        Due.UNPLANNED: Q(next_contact_on__isnull=True),
    }
    return conditions[Due(what)]
