"""Questions about notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, Subquery, Value, When

from navskole.access.grounds import Ground
from pupils.querysets.closed_to_leader import ClosedToLeaderQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from followup.models import Note
    from navskole.access.actor import Actor
    from pupils.models import Case as PupilCase
    from pupils.models import ProblemArea


class NoteQuerySet(ClosedToLeaderQuerySet["Note"]):
    """Everything that reads notes starts with `visible_to(actor)`."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a note."""
        from followup import grounds

        return grounds.note_arms(actor)

    def shared(self) -> Self:
        """Return the notes written to be shared that have not been struck."""
        from followup.models import Audience

        return self.filter(audience=Audience.SHARED, struck_at__isnull=True)

    def within(self, *, areas: Iterable[ProblemArea], includes_sensitive: bool) -> Self:
        """Return the notes that a line about the areas would cover, one line alone."""
        areas_of_note = self.model.areas.through.objects.filter(note_id=OuterRef("pk"))
        outside = areas_of_note.exclude(problemarea__in=areas)
        plain = {} if includes_sensitive else {"is_sensitive": False}
        return self.filter(~Exists(outside), **plain)

    def opened_to(self, actor: Actor, case: PupilCase) -> Self:
        """Return the school's notes that a line to the case's office opens to the actor."""
        from followup import grounds
        from pupils.grounds import open_school_lines

        lines = open_school_lines(actor)
        if lines is None:
            return self.none()
        to_office = lines.filter(receiver_id=case.office_id)
        opened = self.filter(grounds.school_note(to_office), pupil_id=case.pupil_id)
        return opened.annotate(ground=Value(Ground.CONSENT_FROM_SCHOOL))

    def with_crossing(self, *, on: date) -> Self:
        """Annotate `is_open_across`: whether a line in force opens the note to anybody.

        For the own side, which goes on reading a note tagged as shared after the consent.
        """
        from followup import grounds
        from followup.models import Audience
        from pupils.grounds import one_covers, one_of_school_covers
        from pupils.models import ConsentLine, Information

        nav = ConsentLine.objects.in_force(on=on).about(Information.NOTES)
        school = ConsentLine.objects.from_school_in_force(on=on).about(Information.NOTES)
        covered = one_covers(nav, areas=grounds.note_areas()) | (
            Q(case__isnull=True) & one_of_school_covers(school, areas=grounds.note_areas())
        )
        return self.annotate(
            is_open_across=Case(
                When(Q(audience=Audience.SHARED) & covered, then=Value(value=True)),
                default=Value(value=False),
                output_field=BooleanField(),
            )
        )

    def contacts(self) -> Self:
        """Return the notes that tell of contact and have not been struck."""
        from followup.models.note import CONTACT_KINDS

        return self.filter(struck_at__isnull=True, kind__in=CONTACT_KINDS)

    def planning(self) -> Self:
        """Return the contacts that set a date for the next one, the latest first."""
        planned = self.contacts().filter(next_contact_on__isnull=False)
        return planned.order_by("-occurred_at", "-pk")

    def for_timeline(self) -> Self:
        """Return what a timeline shows, the latest first."""
        return (
            self.select_related("author", "owner", "struck_by", "case")
            .prefetch_related("areas")
            .order_by("-occurred_at", "-pk")
        )

    def latest_contact(self) -> Subquery:
        """Return the time of the latest contact of the outer case, as this queryset sees it."""
        latest = self.contacts().filter(case_id=OuterRef("pk")).order_by("-occurred_at", "-pk")
        return Subquery(latest.values("occurred_at")[:1])

    def next_contact(self) -> Subquery:
        """Return the planned next contact of the outer case: the latest that a note set."""
        planned = self.planning().filter(case_id=OuterRef("pk"))
        return Subquery(planned.values("next_contact_on")[:1])
