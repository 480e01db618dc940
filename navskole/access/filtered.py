"""Lists with coded filters in the address, counts that are filters, and a chosen order."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import Count, F, Q

from navskole.access.lists import PAGE_SIZE, GuardedList
from navskole.access.paging import ListPaginator
from navskole.access.search import SEARCH_PARAM, KeptSearchMixin
from navskole.ui.forms import FilterForm
from navskole.ui.pagination import with_only
from navskole.ui.templatetags.ui_lists import SORT_PARAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable
    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor


class CodedFilterForm(FilterForm):
    """A filter whose choices are codes, so that the address that holds them names nobody.

    `words` says what a field is called in the address.
    """

    words: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def add_prefix(self, field_name: str) -> str:
        """Return the word of the address for the field."""
        return self.words.get(field_name, field_name)

    def add_choices(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """Let the field choose among the list's own codes, after those it has."""
        field: Any = self.fields[name]
        field.choices = [*field.choices, *choices]

    @property
    def chosen(self) -> dict[str, str]:
        """The valid choices; a code the list does not have is told at its field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def condition(self, choices: Mapping[str, str]) -> Q:
        """Return what holds for a record that fits the choices."""
        raise NotImplementedError


@dataclass(frozen=True)
class Tally:
    """A number of records, and the choices that show just these."""

    label: str | StrPromise
    color: str = "accent"
    choices: Mapping[str, str] = field(default_factory=dict)


class FilteredList(KeptSearchMixin, GuardedList):
    """A list somebody works in: searched, filtered, counted and sorted by the database."""

    filter_form_class: ClassVar[type[CodedFilterForm]]
    tallies: ClassVar[Sequence[Tally]] = ()
    orders: ClassVar[Mapping[str, Sequence[str | Combinable]]]
    default_order: ClassVar[str] = "navn"

    def get_records(self) -> Any:
        """Return every record of the list with the facts it is filtered and sorted by."""
        raise NotImplementedError

    @cached_property
    def records(self) -> Any:
        """Every record of the list."""
        return self.get_records()

    @cached_property
    def found(self) -> Any:
        """The records that match the words searched for."""
        return self.records.named(self.question) if self.question else self.records

    @cached_property
    def filters(self) -> CodedFilterForm:
        """The filter as the address has it."""
        form = self.filter_form_class(self.request.GET, actor=self.actor)
        self.add_choices(form)
        return form

    def add_choices(self, form: CodedFilterForm) -> None:
        """Add the choices that only the list's own records can tell."""

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many records are shown, and how many each tally stands for."""
        wanted = {"shown": self.filters.chosen}
        wanted |= {f"tally_{n}": dict(tally.choices) for n, tally in enumerate(self.tallies)}
        counted: dict[str, int] = self.found.aggregate(
            **{
                name: Count("pk", filter=self.filters.condition(choices) or None)
                for name, choices in wanted.items()
            }
        )
        return counted

    @property
    def order(self) -> str:
        """The order the address asks for, or the usual one."""
        asked = self.request.GET.get(SORT_PARAM, "")
        return asked if asked.removeprefix("-") in self.orders else self.default_order

    def get_rows(self) -> QuerySet:
        """Return the records that are shown, in order; what is not known comes last."""
        name = self.order.removeprefix("-")
        columns = [F(each) if isinstance(each, str) else each for each in self.orders[name]]
        in_order = [
            column.desc(nulls_last=True)  # type: ignore[attr-defined]  # expressions have it
            if self.order.startswith("-")
            else column.asc(nulls_last=True)  # type: ignore[attr-defined]
            for column in columns
        ]
        shown: QuerySet = self.found.filter(self.filters.condition(self.filters.chosen))
        return shown.order_by(*in_order, *self.orders[self.default_order], "pk")

    def get_paginator(self) -> ListPaginator:
        """Return the rows in pages, counted together with the tallies."""
        paginator = ListPaginator(self.get_rows(), PAGE_SIZE)
        paginator.count = self.counts["shown"]
        return paginator

    def address(self, choices: Mapping[str, str], *, searched: bool = True) -> str:
        """Return the list's address with these choices, in the same order."""
        codes = {self.filters.add_prefix(name): code for name, code in choices.items()}
        kept = (SEARCH_PARAM, SORT_PARAM) if searched else (SORT_PARAM,)
        return with_only(self.request, kept, **codes)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the search, the filter and the tallies."""
        chosen = self.filters.chosen
        shown = [
            {
                "count": self.counts[f"tally_{number}"],
                "label": tally.label,
                "color": tally.color,
                "href": self.address(tally.choices),
                "current": chosen == tally.choices,
            }
            for number, tally in enumerate(self.tallies)
        ]
        return super().get_context_data(
            search_form=self.get_search_form(),
            question=self.question,
            filter_form=self.filters,
            tallies=shown,
            default_order=self.default_order,
            reset=self.address({}) if chosen else "",
            reset_all=self.address({}, searched=False),
            **kwargs,
        )
