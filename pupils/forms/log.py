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
    from datetime import date

    from django.http import QueryDict

SHOWN_DAYS = 30
"""How many days back the page shows unless it is asked for others."""


class PeriodFilter(FilterForm):
    """From which day to which; dates only, so by GET."""

    fra = DateField(label=_("Fra og med"))
    til = DateField(label=_("Til og med"))

    @classmethod
    def asked(cls, query: QueryDict, *, on: date) -> Self:
        """Return the filter of the address; without a first day, the last month."""
        first = short_date(on - timedelta(days=SHOWN_DAYS))
        return cls({"fra": first, **query.dict()})

    def period(self) -> dict[str, datetime]:
        """Return the days as lookups of an event; what is not understood narrows nothing."""
        self.is_valid()
        days: dict[str, Any] = self.cleaned_data
        period = {}
        if days.get("fra"):
            period["at__gte"] = _midnight(days["fra"])
        if days.get("til"):
            period["at__lt"] = _midnight(days["til"] + timedelta(days=1))
        return period


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


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
