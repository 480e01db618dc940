"""Fields with Norwegian formats, and choices that explain themselves."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms.widgets import (
    DateInput,
    DateTimeInput,
    DescribedCheckboxes,
    DescribedRadioSelect,
    Textarea,
    TimeInput,
)

DATE_FORMATS = ("%d.%m.%Y", "%Y-%m-%d")
TIME_FORMATS = ("%H.%M", "%H:%M", "%H")
WRITTEN_DATE = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
MONTHS, LONGEST_MONTH = 12, 31
INVALID_DATE = _("Fyll inn en gyldig dato, for eksempel 20.11.2026")
CLOCK_MOVED = _("Klokken stilles i den timen. Fyll inn et klokkeslett før eller etter.")
INVALID_TIME = _("Fyll inn et gyldig klokkeslett, for eksempel 09.15")

Described = Iterable[tuple[str, Any, Any]]


class LongTextField(forms.CharField):
    """Several lines of text; with `max_length` it shows how much is left."""

    widget = Textarea


class DateField(forms.DateField):
    """A date written dd.mm.åååå or d.m.åååå; ISO is understood too."""

    widget = DateInput
    default_error_messages = {"invalid": INVALID_DATE}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", DATE_FORMATS)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        """Return the date; of one that the calendar lacks, say what it lacks."""
        try:
            return super().to_python(value)
        except forms.ValidationError as error:
            if missing := _beyond_the_month(value):
                raise forms.ValidationError(missing, code=error.code) from error
            raise


def _beyond_the_month(value: Any) -> str:
    """Return how long the month is and what to do, of a day after its last; else nothing.

    >>> _beyond_the_month("29.02.2027")
    'Februar 2027 har 28 dager. Fyll inn en gyldig dato, for eksempel 20.11.2026'
    """
    written = WRITTEN_DATE.fullmatch(str(value).strip())
    if written is None:
        return ""
    day, month, year = map(int, written.groups())
    if not (1 <= month <= MONTHS and year >= dt.MINYEAR and day <= LONGEST_MONTH):
        return ""
    facts = {
        "month": date_format(dt.date(year, month, 1), "F Y"),
        "days": monthrange(year, month)[1],
    }
    told = capfirst(_("%(month)s har %(days)s dager.") % facts)
    return f"{told} {INVALID_DATE}"


class TimeField(forms.TimeField):
    """A time of day written 09.15, 9.15, 09:15 or "kl. 9"."""

    widget = TimeInput
    default_error_messages = {"invalid": INVALID_TIME}

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", TIME_FORMATS)
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.time | None:
        """Return the time, without the "kl." some write before it."""
        if isinstance(value, str):
            value = value.strip().lower().removeprefix("kl.").removeprefix("kl").strip()
        return super().to_python(value)


class DateTimeField(forms.SplitDateTimeField):
    """A moment given as date and time of day; the value is aware, in the current time zone."""

    widget = DateTimeInput
    default_error_messages = {"invalid_date": INVALID_DATE, "invalid_time": INVALID_TIME}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(require_all_fields=False, **kwargs)
        self.fields = (
            DateField(error_messages={"incomplete": _("Fyll inn datoen")}),
            TimeField(error_messages={"incomplete": _("Fyll inn klokkeslettet")}),
        )
        for field in self.fields:
            field.disabled = self.disabled

    def compress(self, data_list: Any) -> Any:
        """Return the moment; an hour that the moving of the clock skips or repeats is refused."""
        try:
            return super().compress(data_list)
        except forms.ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            raise forms.ValidationError(CLOCK_MOVED, code=error.code) from error


def _split(choices: Described) -> tuple[list[tuple[str, Any]], dict[str, Any]]:
    """Return the choices as Django wants them, and the descriptions by value."""
    rows = list(choices)
    return [(value, label) for value, label, _text in rows], {
        str(value): text for value, _label, text in rows
    }


class DescribedChoiceField(forms.ChoiceField):
    """One of a few choices given as (value, label, description), as radio buttons."""

    def __init__(self, *, choices: Described, **kwargs: Any) -> None:
        pairs, descriptions = _split(choices)
        kwargs.setdefault("widget", DescribedRadioSelect(descriptions=descriptions))
        super().__init__(choices=pairs, **kwargs)


class DescribedMultipleChoiceField(forms.MultipleChoiceField):
    """Any of a few choices given as (value, label, description), as checkboxes."""

    def __init__(self, *, choices: Described, **kwargs: Any) -> None:
        pairs, descriptions = _split(choices)
        kwargs.setdefault("widget", DescribedCheckboxes(descriptions=descriptions))
        super().__init__(choices=pairs, **kwargs)


class RecordChoiceField(forms.ModelChoiceField):
    """One of the records offered."""

    def to_python(self, value: Any) -> Any:
        """Return the record; what no record can be called is not among those offered."""
        try:
            return super().to_python(value)
        except (OverflowError, forms.ValidationError) as error:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from error


class RecordsChoiceField(forms.ModelMultipleChoiceField):
    """Any of the records offered, as checkboxes."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> Any:
        """Return the records; a number too big for the database is not among those offered."""
        try:
            return super().clean(value)
        except OverflowError as error:
            raise forms.ValidationError(
                self.error_messages["invalid_choice"], code="invalid_choice"
            ) from error
