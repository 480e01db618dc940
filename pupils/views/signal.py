"""Signaler: where the rådgiver begins the day."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from navskole.access.lists import GuardedList
from navskole.records.school_year import school_year_of
from pupils.absence_limit import AbsenceRules
from pupils.signals import signal_pupils, signal_rows

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from pupils.models import Pupil


class SignalListView(GuardedList):
    """The school's pupils with a standing flag, absence near the limit, or a risk of IV."""

    permission = "pupils.list_signals"
    template_name = "pupils/signal_list.html"

    @cached_property
    def rules(self) -> AbsenceRules:
        """The rules of this school year."""
        return AbsenceRules.of(school_year_of(self.actor.on), on=self.actor.on)

    def get_rows(self) -> QuerySet[Pupil]:
        """Return the pupils, by name."""
        return signal_pupils(self.actor, self.rules)

    def note_rows(self, page: Page) -> None:
        """Make the rows, and say whose data they show."""
        self.rows = signal_rows(self.actor, self.rules, page.object_list)
        shown = [row.pupil.access() for row in self.rows]
        flags = [flag.access() for row in self.rows for flag in row.flags]
        terms = [term for row in self.rows for subject in row.subjects for term in subject.terms]
        standings = [term.standing.access() for term in terms]
        self.note_access([*shown, *flags, *standings], action=self.list_action)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the rows and the rules they are judged by."""
        return super().get_context_data(**kwargs) | {"rows": self.rows, "rules": self.rules}
