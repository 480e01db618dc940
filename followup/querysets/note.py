"""Questions about notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db.models import OuterRef, Q, Subquery

from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from followup.models import Note
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class NoteQuerySet(GuardedQuerySet["Note"]):
    """Everything that reads notes starts with `visible_to(actor)`."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a note."""
        from followup import grounds

        return grounds.note_arms(actor)

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
