"""The filter over an employee's log."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any, Self

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from navskole.audit.events import Decision
from navskole.ui.forms import DateField, FilterForm
from navskole.ui.templatetags.ui_dates import short_date
from pupils.log_lines import LOOKS
from pupils.log_patterns import Pattern

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.http import QueryDict

SHOWN_DAYS = 30
"""How many days back the page shows unless it is asked for others."""

LONGEST = timedelta(days=92)
"""How many days can be summed at once: the log of a country is long."""


class PeriodFilter(FilterForm):
    """From which day to which; dates only, so by GET."""

    on: date
    fra = DateField(label=_("Fra og med"))
    til = DateField(label=_("Til og med"))

    @classmethod
    def asked(cls, query: QueryDict, *, on: date) -> Self:
        """Return the filter of the address; without a first day, the last month."""
        first = short_date(on - timedelta(days=SHOWN_DAYS))
        found = cls({"fra": first, **query.dict()})
        found.on = on
        return found

    def period(self) -> dict[str, datetime]:
        """Return the days as lookups of an event; what is not understood narrows nothing."""
        self.is_valid()
        return _lookups(self.cleaned_data)


class SumsFilter(PeriodFilter):
    """Days that numbers are summed over: never more than a quarter of a year."""

    def clean(self) -> dict[str, Any]:
        """Refuse a period that is too long, or ends before it begins."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("fra"), cleaned.get("til")
        if first and (last or self.on) - first > LONGEST:
            self.add_error("fra", _("Velg høyst tre måneder om gangen"))
        elif first and last and last < first:
            self.add_error("til", _("Siste dag må være lik eller etter første dag"))
        return cleaned

    def clear_days(self) -> dict[str, date]:
        """Return the days summed over, by field: the last month where the first is not clear."""
        self.is_valid()
        days = {name: day for name in self.fields if (day := self.cleaned_data.get(name))}
        last = days.get("til", self.on)
        return {"fra": last - timedelta(days=SHOWN_DAYS)} | days

    def period(self) -> dict[str, datetime]:
        """Return those days as lookups of an event."""
        return _lookups(self.clear_days())


class StaffLogFilter(PeriodFilter):
    """Days, what was done, whether it was given, and what is unusual about it."""

    handling = forms.ChoiceField(
        label=_("Handling"),
        choices=[
            ("", _("Alle")),
            ("view", _("Så på")),
            ("list", _("Så i liste")),
            ("search", _("Søkte")),
            ("change", _("Endret eller sendte inn")),
        ],
    )
    avgjorelse = forms.ChoiceField(
        label=_("Avgjørelse"), choices=[("", _("Alle")), *Decision.choices]
    )
    monster = forms.ChoiceField(
        label=_("Uvanlig bruk"), choices=[("", _("Alle")), *Pattern.choices]
    )

    @property
    def pattern(self) -> str:
        """The pattern asked for, or nothing."""
        self.is_valid()
        return str(self.cleaned_data.get("monster", ""))

    def condition(self) -> Q:
        """Return what holds for the events asked for; what is not understood narrows nothing."""
        condition = Q(**self.period())
        chosen: dict[str, Any] = self.cleaned_data
        if chosen.get("handling") == "change":
            condition &= ~Q(action__in=LOOKS)
        elif chosen.get("handling"):
            condition &= Q(action=chosen["handling"])
        if chosen.get("avgjorelse"):
            condition &= Q(decision=chosen["avgjorelse"])
        return condition


def _lookups(days: Mapping[str, Any]) -> dict[str, datetime]:
    period = {}
    if days.get("fra"):
        period["at__gte"] = _midnight(days["fra"])
    if days.get("til"):
        period["at__lt"] = _midnight(days["til"] + timedelta(days=1))
    return period


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
