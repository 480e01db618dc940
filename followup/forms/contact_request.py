"""Record a contact request, close it, go on to a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, Placement
from followup.actions.contact_request import ContactContent
from followup.models import ContactChannel, ContactOutcome
from navskole.organisations.models import School
from navskole.records.forms import SubmittedOnceForm
from navskole.ui.forms import AkselForm, RecordChoiceField
from pupils.forms.case import CaseCreateForm

if TYPE_CHECKING:
    from followup.models import ContactRequest
    from navskole.access.actor import Actor

_WITHOUT_DIGITS = RegexValidator(r"\A[^\d]*\Z", _("Skriv bare fornavnet, uten tall."))


class ContactRequestForm(AkselForm, SubmittedOnceForm):
    """Who got in touch and what about, with nothing that identifies them."""

    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )
    first_name = forms.CharField(
        label=_("Fornavn"),
        max_length=60,
        validators=[_WITHOUT_DIGITS],
        help_text=_("Bare fornavnet. Fødselsnummer skal ikke skrives her."),
    )
    channel = forms.ChoiceField(
        label=_("Hvordan tok eleven kontakt?"),
        choices=ContactChannel.choices,
        widget=forms.RadioSelect,
    )
    theme = forms.CharField(
        label=_("Hva gjelder det?"), max_length=200, help_text=_("Et par ord er nok.")
    )
    preferred_time = forms.CharField(
        label=_("Når passer det å snakke sammen?"), max_length=100, required=False
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        placed = Placement.objects.schools_of(actor)
        schools = School.objects.filter(pk__in=placed).order_by("name", "pk")
        self.offer("school", schools)
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]

    def content(self) -> ContactContent:
        """Return what was written."""
        names = ("school", "first_name", "channel", "theme", "preferred_time")
        return ContactContent(**{name: self.cleaned_data[name] for name in names})


class CloseContactRequestForm(AkselForm):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("Hva ble resultatet?"), choices=ContactOutcome.choices, widget=forms.RadioSelect
    )


class TakeContactRequestForm(CaseCreateForm):
    """Who it is, as for any case without a referral: the own office, the own responsibility."""

    def __init__(self, *args: Any, actor: Actor, contact: ContactRequest, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        del self.fields["office"]
        self.fields.pop("responsible", None)
        partners = Contract.objects.schools_of([contact.office_id], on=actor.on)
        self.offer("school", School.objects.filter(pk__in=partners).order_by("name", "pk"))
