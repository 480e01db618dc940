"""Record and change outreach; choose what the list shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from followup.actions.outreach import OutreachContent
from followup.models.outreach import MOST_HEADS, OutreachKind
from navskole.organisations.models import Role, School
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.records.school_year import first_day, school_year_name, school_year_of
from navskole.ui.forms import AkselForm, DateField, FilterForm, RecordChoiceField

if TYPE_CHECKING:
    from datetime import date

    from followup.models import OutreachActivity
    from navskole.access.actor import Actor

_YEARS_BACK = 3


class OutreachFields(AkselForm):
    """What was held, where, and how many came."""

    held_on = DateField(label=_("Dato"), help_text=_("dd.mm.åååå"))
    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )
    kind = forms.ChoiceField(
        label=_("Hva slags aktivitet?"), choices=OutreachKind.choices, widget=forms.RadioSelect
    )
    theme = forms.CharField(
        label=_("Tema"), max_length=200, help_text=_("Skriv uten navn på elever.")
    )
    headcount = forms.IntegerField(
        label=_("Antall til stede"), min_value=0, max_value=MOST_HEADS, localize=True
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        partners = Contract.objects.schools_of(actor.at(Role.NAV_COUNSELLOR), on=actor.on)
        kept = [self.initial["school"]] if "school" in self.initial else []
        schools = School.objects.filter(pk__in=partners) | School.objects.filter(pk__in=kept)
        self.offer("school", schools.distinct().order_by("name", "pk"))
        if len(self.fields["school"].queryset) == 1:  # type: ignore[attr-defined]  # a choice of rows
            self.fields["school"].initial = self.fields["school"].queryset[0]  # type: ignore[attr-defined]  # as above

    def clean_held_on(self) -> date:
        """Refuse a day to come, and a mistyped year."""
        day: date = self.cleaned_data["held_on"]
        if day > self.actor.on:
            raise forms.ValidationError(_("Datoen må være i dag eller tidligere."))
        if day < first_day(school_year_of(self.actor.on) - _YEARS_BACK):
            raise forms.ValidationError(_("Datoen er for langt tilbake. Kontroller året."))
        return day

    def content(self) -> OutreachContent:
        """Return what was written."""
        names = ("school", "held_on", "kind", "theme", "headcount")
        return OutreachContent(**{name: self.cleaned_data[name] for name in names})


class OutreachCreateForm(OutreachFields, SubmittedOnceForm):
    """A new activity."""


class OutreachUpdateForm(OutreachFields, VersionedForm):
    """A new version of what was recorded."""


class OutreachFilterForm(FilterForm):
    """The school year that is counted."""

    school_year = forms.TypedChoiceField(label=_("Skoleår"), coerce=int)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this_year = school_year_of(on)
        years = range(this_year, this_year - _YEARS_BACK - 1, -1)
        field = self.fields["school_year"]
        field.choices = [(year, school_year_name(year)) for year in years]  # type: ignore[attr-defined]  # a choice field
        field.initial = this_year


def initial_of(activity: OutreachActivity) -> dict[str, Any]:
    """Return what the form starts with to change the activity."""
    names = ("version", "held_on", "kind", "theme", "headcount")
    return {name: getattr(activity, name) for name in names} | {"school": activity.school_id}
