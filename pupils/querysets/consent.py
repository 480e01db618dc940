"""Questions about consents and their lines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db.models import (
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Prefetch,
    Q,
    Value,
)
from django.db.models.lookups import LessThanOrEqual

from agreements.models import Contract
from navskole.access.visibility import GuardedQuerySet
from navskole.records.models import DatedQuerySet, in_force
from navskole.rules.models import Rule, RuleCode

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from pupils.models import Consent, ConsentLine


class ConsentQuerySet(  # type: ignore[override]  # the plugin types `as_manager` per class
    GuardedQuerySet["Consent"], DatedQuerySet["Consent"]
):
    """An answer is read by the side that recorded it."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a recorded answer."""
        from pupils import grounds

        return grounds.own_school_records(actor) | grounds.own_case_records(actor)

    def ending(self, *, on: date) -> Self:
        """Return the yeses that end within the days of the rule, and nobody has renewed.

        Those of a closed case, or of a school the pupil has left, have ended already.
        """
        from pupils.models import ConsentStatus, Enrolment

        number: Any = Rule.objects.number_of(RuleCode.CONSENT_REMINDER, on=on)
        within = ExpressionWrapper(number * Value(timedelta(days=1)), DurationField())
        left = ExpressionWrapper(F("ends_on") - Value(on, DateField()), DurationField())
        enrolled = Enrolment.objects.in_force(on=on).filter(
            pupil_id=OuterRef("pupil_id"), school_id=OuterRef("owner_id")
        )
        return self.in_force(on=on).filter(
            Q(case__isnull=False, case__closed_on__isnull=True)
            | Q(Exists(enrolled), case__isnull=True),
            LessThanOrEqual(left, within),
            status=ConsentStatus.GIVEN,
        )

    def for_list(self) -> Self:
        """Return what a list of answers shows, the latest first; `is_replaced` says by another."""
        from pupils.models import ConsentLine

        newer = self.model.objects.filter(replaces_id=OuterRef("pk"))
        return (
            self.annotate(is_replaced=Exists(newer))
            .select_related("recorded_by", "case", "owner", "pupil")
            .prefetch_related(
                Prefetch("lines", ConsentLine.objects.order_by("pk")),
                "lines__receiver",
                "lines__areas",
                "lines__consent",
            )
            .order_by("-recorded_at", "-pk")
        )


class ConsentLineQuerySet(GuardedQuerySet["ConsentLine"]):
    """A line is read by its own side, and by the receiver while it is in force."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a line."""
        from pupils import grounds

        return grounds.consent_line_arms(actor)

    def in_force(self, *, on: date) -> Self:
        """Return NAV's lines that open something on `on`.

        Given and in its period, the case open, the pupil enrolled at the receiving school,
        and the contract of school and office in force: each computed today. The enrolment must
        be the one the line was recorded in: a line ends with it, and a later one revives none.
        """
        standing = self._between(on=on, school="receiver_id", office="consent__owner_id")
        return standing.filter(consent__case__isnull=False, consent__case__closed_on__isnull=True)

    def from_school_in_force(self, *, on: date) -> Self:
        """Return the schools' lines that stand on `on`, as far as the school can know.

        Whether the office has a case is NAV's to know: `grounds.open_school_lines` asks it.
        """
        standing = self._between(on=on, school="consent__owner_id", office="receiver_id")
        return standing.filter(consent__case__isnull=True)

    def _between(self, *, on: date, school: str, office: str) -> Self:
        """Return the lines given and in their period, with enrolment and contract in force."""
        from pupils.models import ConsentStatus, Enrolment

        enrolled = Enrolment.objects.in_force(on=on).filter(
            pupil_id=OuterRef("consent__pupil_id"),
            school_id=OuterRef(school),
            starts_on__lte=OuterRef("consent__recorded_at__date"),
        )
        contract = Contract.objects.in_force(on=on).between(
            school_id=OuterRef(school), office_id=OuterRef(office)
        )
        return self.filter(
            in_force(on=on, path="consent__"),
            Exists(enrolled),
            Exists(contract),
            consent__status=ConsentStatus.GIVEN,
        )

    def about(self, information: str) -> Self:
        """Return the lines that open one kind of information."""
        return self.filter(information=information)

    def addressed_to(self, actor: Actor) -> Self:
        """Return the lines whose receiving service at a school the actor belongs to."""
        from pupils.grounds import services_of

        wanted = Q(pk__in=[])
        for service, organisation_ids in services_of(actor).items():
            wanted |= Q(service=service, receiver_id__in=organisation_ids)
        return self.filter(wanted)
