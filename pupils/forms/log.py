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

if TYPE_CHECKING:
    from datetime import date

    from django.http import QueryDict

SHOWN_DAYS = 30
"""How many days back the page shows unless it is asked for others."""


class StaffLogFilter(FilterForm):
    """Days, what was done, and whether it was given; codes and dates only, so by GET."""

    fra = DateField(label=_("Fra og med"))
    til = DateField(label=_("Til og med"))
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

    @classmethod
    def asked(cls, query: QueryDict, *, on: date) -> Self:
        """Return the filter of the address; without a first day, the last month."""
        first = short_date(on - timedelta(days=SHOWN_DAYS))
        return cls({"fra": first, **query.dict()})

    def condition(self) -> Q:
        """Return what holds for the events asked for; what is not understood narrows nothing."""
        self.full_clean()
        chosen: dict[str, Any] = self.cleaned_data
        condition = Q()
        if chosen.get("fra"):
            condition &= Q(at__gte=_midnight(chosen["fra"]))
        if chosen.get("til"):
            condition &= Q(at__lt=_midnight(chosen["til"] + timedelta(days=1)))
        if chosen.get("handling") == "change":
            condition &= ~Q(action__in=LOOKS)
        elif chosen.get("handling"):
            condition &= Q(action=chosen["handling"])
        if chosen.get("avgjorelse"):
            condition &= Q(decision=chosen["avgjorelse"])
        return condition


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
