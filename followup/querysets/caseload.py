"""What a caseload is filtered, counted and sorted by, each value under the reader's own rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value, When
from django.utils.translation import gettext_lazy as _

NO_FLAG = "ingen"

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from pupils.querysets.case import CaseQuerySet
    from pupils.querysets.flag import RiskFlagQuerySet


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
    """Annotate what a caseload shows: contact dates, highest flag, school, order of status."""
    from pupils.models import CaseStatus, RiskFlag

    flags: RiskFlagQuerySet = RiskFlag.objects.visible_to(actor).standing(on=actor.on)
    ranks = [When(status=status, then=Value(place)) for place, status in enumerate(CaseStatus)]
    rows: Any = with_contact_dates(cases, actor).with_enrolment(actor)
    with_facts: CaseQuerySet = rows.annotate(
        flag_rank=highest(flags.filter(case_id=OuterRef("pk"))),
        status_place=models.Case(*ranks, output_field=models.IntegerField()),
    )
    return with_facts


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
    UNPLANNED = "ikke-planlagt", _("Ingen kontakt er planlagt")


def due(what: str, *, on: date) -> Q:
    """Return the condition that it is late on `on`, or that no next contact is planned."""
    contact = Q(next_contact_on__lt=on)
    conditions = {
        Due.ANY: contact,
        Due.CONTACT: contact,
        Due.UNPLANNED: Q(next_contact_on__isnull=True),
    }
    return conditions[Due(what)]
