"""Unusual use of the product by the own side's staff, for the privacy officer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import cached_property

from navskole.access.lists import GuardedList
from navskole.audit.events import Action
from navskole.ui.templatetags.ui_dates import short_date
from pupils.forms.log import SumsFilter
from pupils.log_patterns import Limits, Pattern, counts_by_person
from pupils.log_reading import staff_in_log

if TYPE_CHECKING:
    from navskole.accounts.models import User


@dataclass(frozen=True)
class Number:
    """How often somebody fits a pattern, and where the rows behind it are."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Person:
    """An employee with the numbers of each pattern, in the order of the table's columns."""

    user: User
    numbers: list[Number]


class PatternListView(GuardedList):
    """Whose use is unusual, most of it first; nobody's pupil is named."""

    permission = "pupils.list_log"
    template_name = "pupils/pattern_list.html"
    list_action = Action.LIST

    @cached_property
    def filters(self) -> SumsFilter:
        """The period as the address has it."""
        return SumsFilter.asked(self.request.GET, on=self.actor.on)

    @cached_property
    def counts(self) -> dict[int, dict[str, int]]:
        """The numbers of everybody who has any, by person."""
        return counts_by_person(self.actor, staff_in_log(self.actor), self.filters.period())

    def get_rows(self) -> Any:
        """Return the people with numbers, the highest sum first."""
        people = staff_in_log(self.actor).filter(pk__in=list(self.counts)).by_name()
        return sorted(people, key=lambda person: -sum(self.counts[person.pk].values()))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with a row for each person and the sums of all."""
        context = super().get_context_data(**kwargs)
        context["page"].object_list = [self._person(user) for user in context["page"].object_list]
        sums = [
            (pattern.label, sum(numbers[pattern] for numbers in self.counts.values()))
            for pattern in Pattern
        ]
        return context | {
            "sums": sums,
            "columns": Pattern.labels,
            "limits": Limits.of(self.actor),
            "filter_form": self.filters,
            "is_filtered": bool(self.request.GET),
        }

    def _person(self, user: User) -> Person:
        days = {name: short_date(day) for name, day in self.filters.clear_days().items()}
        address = reverse("pupils:staff_log_detail", args=[user.public_id])
        return Person(
            user,
            [
                Number(
                    str(pattern.label),
                    self.counts[user.pk][pattern],
                    f"{address}?{urlencode({**days, 'monster': pattern})}",
                )
                for pattern in Pattern
            ],
        )
