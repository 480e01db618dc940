"""Enter absence and standing in a subject."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.records.school_year import first_day, school_year_name, school_year_of
from navskole.rules.models import AbsenceReason
from navskole.ui.forms import AkselForm, DateField
from pupils.actions.standing import StandingContent
from pupils.models import Term

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.forms import BoundField

    from navskole.access.actor import Actor
    from pupils.models import SubjectStanding

_MOST_HOURS = 999
_PREFIX = "hours_"


def _hours(label: Any, *, least: int, required: bool = True) -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=least,
        max_value=_MOST_HOURS,
        max_digits=4,
        decimal_places=1,
        localize=True,
    )


class StandingFields(AkselForm):
    """A subject in a term, the hours absent by reason, and how the school has warned."""

    subject = forms.CharField(
        label=_("Fag"), max_length=80, help_text=_("For eksempel Matematikk 1P-Y")
    )
    school_year = forms.TypedChoiceField(label=_("Skoleår"), coerce=int)
    term = forms.ChoiceField(label=_("Termin"), choices=[("", _("Velg termin")), *Term.choices])
    lesson_hours = _hours(_("Timer i faget"), least=1)
    is_at_risk = forms.BooleanField(
        label=_("Eleven står i fare for ikke å få vurdering (IV)"), required=False
    )
    warning_sent_on = DateField(
        label=_("Varsel om fare for IV sendt"), required=False, help_text=_("dd.mm.åååå")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.reasons = AbsenceReason.objects.in_effect(on=actor.on)
        for reason in self.reasons:
            self.fields[f"{_PREFIX}{reason.code}"] = _hours(reason.name, least=0, required=False)
        self.conditional = {f"{_PREFIX}{reason.code}" for reason in self.reasons}
        self.fields["lesson_hours"].help_text = _(
            "Timene faget har hatt i terminen til nå, i samme enhet som fraværet."
        )
        self._offer_school_years()

    def _offer_school_years(self) -> None:
        this_year = school_year_of(self.actor.on)
        years = {this_year, this_year - 1, self.initial.get("school_year", this_year)}
        field = self.fields["school_year"]
        field.choices = [(year, school_year_name(year)) for year in sorted(years, reverse=True)]  # type: ignore[attr-defined]  # a choice field
        field.initial = this_year

    def counting_fields(self) -> Iterator[BoundField]:
        """Yield the hours that count towards the limit."""
        return self._reason_fields(is_exempt=False)

    def exempt_fields(self) -> Iterator[BoundField]:
        """Yield the hours for reasons that are exempt."""
        return self._reason_fields(is_exempt=True)

    def _reason_fields(self, *, is_exempt: bool) -> Iterator[BoundField]:
        for reason in self.reasons:
            if reason.is_exempt == is_exempt:
                yield self[f"{_PREFIX}{reason.code}"]

    def clean_warning_sent_on(self) -> date | None:
        """Refuse a day to come, and a mistyped year."""
        day: date | None = self.cleaned_data["warning_sent_on"]
        if day and day > self.actor.on:
            raise forms.ValidationError(_("Datoen må være i dag eller tidligere."))
        if day and day < first_day(school_year_of(self.actor.on)) - timedelta(days=366):
            raise forms.ValidationError(_("Datoen er for langt tilbake. Kontroller året."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse more hours absent than the subject had."""
        cleaned = super().clean()
        lessons = cleaned.get("lesson_hours")
        if lessons and sum(self._absences().values()) > lessons:
            self.add_error(
                "lesson_hours", _("Fraværet er flere timer enn faget har hatt. Kontroller timene.")
            )
        return cleaned

    def _absences(self) -> dict[str, Decimal]:
        codes = [reason.code for reason in self.reasons]
        given = {code: self.cleaned_data.get(f"{_PREFIX}{code}") for code in codes}
        return {code: hours for code, hours in given.items() if hours}

    def content(self) -> StandingContent:
        """Return what was entered."""
        names = (
            "subject", "school_year", "term", "lesson_hours", "is_at_risk", "warning_sent_on",
        )  # fmt: skip
        given = {name: self.cleaned_data[name] for name in names}
        return StandingContent(**given, absences=self._absences())


class StandingCreateForm(StandingFields, SubmittedOnceForm):
    """A subject that has not been entered for the term."""


class StandingUpdateForm(StandingFields, VersionedForm):
    """A new version of what was entered."""


def initial_of(standing: SubjectStanding) -> dict[str, Any]:
    """Return what the form starts with to change the standing."""
    names = ("version", "subject", "school_year", "term", "lesson_hours", "is_at_risk")
    known = {name: getattr(standing, name) for name in (*names, "warning_sent_on")}
    hours = {f"{_PREFIX}{row.reason_code}": row.hours for row in standing.absences.all()}
    return known | hours
