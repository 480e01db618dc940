"""Ask to read one pupil's record for a time, and the leader's answer."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from navskole.organisations.models import Organisation
from navskole.records.forms import SubmittedOnceForm
from navskole.ui.forms import AkselForm, DateField, DescribedChoiceField, RecordChoiceField
from pupils.forms.national_id import NationalIdField, check_national_id
from pupils.grounds import ASKING_ROLES
from pupils.models.grants import SHORTEST_REASON

if TYPE_CHECKING:
    from navskole.access.actor import Actor

_USUAL = timedelta(days=14)


class SingleAccessForm(AkselForm, SubmittedOnceForm):
    """Which pupil, what for and until when; what is written finds nobody on the screen."""

    field_order = (
        "owner", "first_name", "last_name", "birth_date", "national_id", "reason", "ends_on",
    )  # fmt: skip

    owner = RecordChoiceField(
        label=_("Hvor er opplysningene?"),
        queryset=Organisation.objects.none(),
        empty_label=_("Velg skole eller NAV-kontor"),
        error_messages={"required": _("Velg hvor opplysningene er")},
        help_text=_("Du kan bare be om opplysninger der du arbeider."),
    )
    first_name = forms.CharField(label=_("Elevens fornavn"), max_length=100)
    last_name = forms.CharField(label=_("Elevens etternavn"), max_length=100)
    birth_date = DateField(label=_("Fødselsdato"), help_text=_("dd.mm.åååå"))
    national_id = NationalIdField(required=False)
    reason = forms.CharField(
        label=_("Hva skal du bruke tilgangen til?"),
        max_length=255,
        widget=forms.Textarea,
        error_messages={"required": _("Skriv hva du skal bruke tilgangen til")},
        help_text=_("Lederen vurderer dette. Det blir stående ved tilgangen."),
        validators=[MinLengthValidator(SHORTEST_REASON)],
    )
    ends_on = DateField(label=_("Siste dag"), help_text=_("Høyst 90 dager fram."))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["national_id"].help_text = _(
            "11 sifre. Finner eleven også når navnet er skrevet på en annen måte, og lagres ikke."
        )
        places = Organisation.objects.filter(pk__in=actor.at(*ASKING_ROLES))
        self.offer("owner", places)
        if len(places) == 1:
            self.fields["owner"].initial = places[0]
        self.fields["ends_on"].initial = actor.on + _USUAL

    def clean(self) -> dict[str, Any]:
        """Compare the number with the birth date, and the days with the calendar."""
        super().clean()
        born = self.cleaned_data.get("birth_date")
        if born is not None and born > self.actor.on:
            self.add_error("birth_date", _("Fødselsdatoen kan ikke være i framtiden"))
        check_national_id(self, born=born, on=self.actor.on)
        return self.cleaned_data


class SingleAccessAnswerForm(AkselForm):
    """Yes and until when, or no and why."""

    conditional = ("reason", "ends_on")

    answer = DescribedChoiceField(
        label=_("Skal den som spør få lese?"),
        choices=[
            ("yes", _("Ja, gi tilgang"), _("Bare lesing, og bare til siste dag.")),
            ("no", _("Nei"), _("Du må skrive hvorfor.")),
        ],
        error_messages={"required": _("Velg om tilgangen skal gis")},
    )
    ends_on = DateField(
        label=_("Siste dag"),
        required=False,
        help_text=_("Bare når du svarer ja. Høyst 90 dager fram."),
    )
    reason = forms.CharField(
        label=_("Hvorfor ikke?"),
        max_length=255,
        widget=forms.Textarea,
        required=False,
        help_text=_("Bare når du svarer nei. Den som spurte, leser det."),
        validators=[MinLengthValidator(SHORTEST_REASON)],
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer needs."""
        cleaned: dict[str, Any] = super().clean() or {}
        needed = {
            "yes": ("ends_on", _("Skriv siste dag tilgangen skal gjelde")),
            "no": ("reason", _("Skriv hvorfor tilgangen ikke gis")),
        }
        field, missing = needed.get(cleaned.get("answer", ""), ("", ""))
        if field in cleaned and not cleaned[field]:
            self.add_error(field, missing)
        return cleaned
