"""Register and edit a pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from navskole.organisations.models import Role, School
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.rules.models import Rule, RuleCode
from navskole.ui.forms import AkselForm, DateField, RecordChoiceField
from pupils.forms.national_id import NationalIdField, check_national_id
from pupils.models import Level

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor

_OLDEST = 100


def plausible_birth_date(born: date, *, on: date) -> date:
    """Return `born`; ValidationError for a mistyped year, or too young for the target group."""
    if born > on or born.year < on.year - _OLDEST:
        raise forms.ValidationError(_("Fødselsdatoen må ligge tilbake i tid. Kontroller året."))
    youngest = Rule.objects.value(RuleCode.TARGET_AGE_FROM, on=on)
    if on.year - born.year < youngest:
        raise forms.ValidationError(
            _("Eleven fyller ikke %(age)d år i år. Kontroller fødselsdatoen.") % {"age": youngest}
        )
    return born


class PupilFields(AkselForm):
    """The person, today's place at the school, and how the school reaches them."""

    first_name = forms.CharField(label=_("Fornavn"), max_length=100)
    last_name = forms.CharField(label=_("Etternavn"), max_length=100)
    birth_date = DateField(label=_("Fødselsdato"), help_text=_("dd.mm.åååå"))
    programme_area = forms.CharField(
        label=_("Utdanningsprogram"),
        max_length=80,
        help_text=_("For eksempel Helse- og oppvekstfag"),
    )
    level = forms.ChoiceField(label=_("Trinn"), choices=[("", _("Velg trinn")), *Level.choices])
    class_name = forms.CharField(label=_("Klasse"), max_length=20, help_text=_("For eksempel 1HOA"))
    phone = forms.CharField(
        label=_("Telefon"),
        max_length=20,
        required=False,
        help_text=_("Bare skolen ser telefonnummeret og e-posten."),
        validators=[
            RegexValidator(r"\A\+?[0-9 ]{5,19}\Z", _("Skriv telefonnummeret med bare sifre."))
        ],
    )
    email = forms.EmailField(label=_("E-post"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_birth_date(self) -> date:
        """Refuse a day to come or a century ago, and who is younger than the target group."""
        return plausible_birth_date(self.cleaned_data["birth_date"], on=self.actor.on)


class PupilCreateForm(PupilFields, SubmittedOnceForm):
    """A new pupil at one of the actor's schools."""

    national_id = NationalIdField(required=False)
    starts_on = DateField(
        label=_("Begynte på skolen"),
        help_text=_("dd.mm.åååå"),
        error_messages={"required": _("Fyll inn dagen eleven begynte på skolen")},
    )
    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )

    field_order = (
        "first_name", "last_name", "birth_date", "national_id", "school", "programme_area", "level",
        "class_name", "starts_on", "phone", "email",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        schools = School.objects.filter(pk__in=actor.at(Role.SCHOOL_COUNSELLOR))
        self.offer("school", schools)
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]
        self.fields["starts_on"].initial = actor.on

    def clean(self) -> dict[str, Any]:
        """Compare number and birth date."""
        super().clean()
        check_national_id(self, born=self.cleaned_data.get("birth_date"), on=self.actor.on)
        return self.cleaned_data

    def clean_starts_on(self) -> date:
        """Refuse a first day more than a year ahead or before the pupil could be there."""
        starts: date = self.cleaned_data["starts_on"]
        if abs((starts - self.actor.on).days) > 366 * 6:
            raise forms.ValidationError(_("Kontroller datoen da eleven begynte."))
        if starts > self.actor.on:
            raise forms.ValidationError(_("Datoen må være i dag eller tidligere."))
        return starts


class PupilUpdateForm(PupilFields, VersionedForm):
    """A pupil at the actor's school."""
