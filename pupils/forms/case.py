"""Opprett sak for a young person whom no school has referred."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from navskole.accounts.models import User
from navskole.organisations.models import Membership, NavOffice, Role, School
from navskole.records.forms import SubmittedOnceForm
from navskole.rules.models import Rule, RuleCode
from navskole.ui.forms import AkselForm, DateField, RecordChoiceField
from pupils.forms.national_id import NationalIdField, check_national_id
from pupils.models import CaseSource

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor

_OLDEST = 100


class NewPersonField(forms.MultipleChoiceField):
    """One box to tick, when it is asked: whoever stands beside it is registered as new.

    What was ticked is that very person. With another name it is asked again.
    """

    widget: Any = forms.MultipleHiddenInput

    def validate(self, value: list[str]) -> None:
        """Take what stands there; the form compares it with who is written now."""

    def ask(self, person: str) -> None:
        """Show the box, for `person`."""
        self.choices = [(person, _("Registrer %(person)s som ny elev") % {"person": person})]
        self.widget = forms.CheckboxSelectMultiple(choices=self.choices)


class CaseCreateForm(AkselForm, SubmittedOnceForm):
    """Who it is, how the case came about, and who follows up."""

    conditional = ("reason", "is_new")

    national_id = NationalIdField(required=False)
    first_name = forms.CharField(label=_("Fornavn"), max_length=100)
    last_name = forms.CharField(label=_("Etternavn"), max_length=100)
    birth_date = DateField(label=_("Fødselsdato"), help_text=_("dd.mm.åååå"))
    school = RecordChoiceField(
        label=_("Skole"),
        queryset=School.objects.none(),
        required=False,
        empty_label=_("Ikke i skole, eller en annen skole"),
        help_text=_("Skolene kontoret har en samarbeidskontrakt med i dag."),
    )
    source = forms.ChoiceField(
        label=_("Hvordan kom saken i stand?"),
        choices=[("", _("Velg")), *CaseSource.choices],
    )
    reason = forms.CharField(
        label=_("Hvorfor følges eleven opp her?"),
        max_length=500,
        required=False,
        help_text=_("Bare når eleven er yngre eller eldre enn målgruppen."),
    )
    office = RecordChoiceField(
        label=_("NAV-kontor"), queryset=NavOffice.objects.none(), empty_label=_("Velg kontor")
    )
    responsible = RecordChoiceField(
        label=_("Ansvarlig veileder"),
        queryset=User.objects.none(),
        empty_label=_("Velg veileder"),
    )

    is_new = NewPersonField(label=_("Ny elev"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        at = actor.at(Role.NAV_COUNSELLOR, Role.NAV_MANAGER)
        offices = NavOffice.objects.filter(pk__in=at)
        self.offer("office", offices)
        if len(offices) == 1:
            self.fields["office"].initial = offices[0]
        partners = Contract.objects.schools_of(at, on=actor.on)
        self.offer("school", School.objects.filter(pk__in=partners))
        if actor.has_role(Role.NAV_MANAGER):
            staff = Membership.objects.in_force(on=actor.on).filter(
                organisation_id__in=at, role=Role.NAV_COUNSELLOR
            )
            people = User.objects.filter(pk__in=staff.values("user_id"), is_active=True)
            self.offer("responsible", people.by_name())
        else:
            del self.fields["responsible"]

    def clean_birth_date(self) -> date:
        """Refuse a day to come, or a century ago."""
        born: date = self.cleaned_data["birth_date"]
        if born > self.actor.on or born.year < self.actor.on.year - _OLDEST:
            raise forms.ValidationError(_("Fødselsdatoen må ligge tilbake i tid. Kontroller året."))
        return born

    def clean(self) -> dict[str, Any]:
        """Compare number and birth date; ask why outside the target group's ages."""
        super().clean()
        born = self.cleaned_data.get("birth_date")
        check_national_id(self, born=born, on=self.actor.on)
        if born and self.lacks("reason") and not self._is_of_target_age(born):
            self.add_error("reason", _("Skriv hvorfor eleven følges opp i denne alderen"))
        self.cleaned_data["is_new"] = self.person in self.cleaned_data.get("is_new", ())
        return self.cleaned_data

    @property
    def person(self) -> str:
        """Who is written, as they are asked about before they are registered."""
        names = [self.cleaned_data.get(name, "") for name in ("first_name", "last_name")]
        born = self.cleaned_data.get("birth_date")
        return f"{' '.join(names)}, {born:%d.%m.%Y}" if born else ""

    def add_error(self, field: str | None, error: Any) -> None:
        """Show the box to tick when that is what is missing."""
        if field == "is_new":
            self.fields["is_new"].ask(self.person)  # type: ignore[attr-defined]  # our own field
        super().add_error(field, error)

    def _is_of_target_age(self, born: date) -> bool:
        on = self.actor.on
        age = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
        youngest = Rule.objects.value(RuleCode.TARGET_AGE_FROM, on=on)
        return youngest <= age <= Rule.objects.value(RuleCode.TARGET_AGE_TO, on=on)
