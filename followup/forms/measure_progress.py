"""Send a measure elsewhere, prepare its start, and end it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.models import MeasureEffect
from navskole.organisations.models import NavOffice
from navskole.records.forms import VersionedForm
from navskole.ui.forms import AkselForm, DateField, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.organisations.models import NavOffice as Office

_LONG_AGO = 366 * 3
_HOW = _("For eksempel: muntlig i samtale på skolen, eller i signert avtale")


class StepForm(AkselForm, VersionedForm):
    """A form of one step; dates lie in the past, but not years back."""

    past_dates: tuple[str, ...] = ()

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean(self) -> dict[str, Any]:
        """Refuse a day to come, and one that must be a slip of the year."""
        cleaned = super().clean()
        for name in self.past_dates:
            day: date | None = cleaned.get(name)
            if day and day > self.actor.on:
                self.add_error(name, _("Datoen kan ikke være etter i dag."))
            elif day and (self.actor.on - day).days > _LONG_AGO:
                self.add_error(name, _("Datoen er for langt tilbake. Kontroller året."))
        return cleaned


class ForwardForm(StepForm):
    """The pupil's yes to the measure being sent to another office."""

    past_dates = ("agreed_on",)

    office = RecordChoiceField(
        label=_("NAV-kontor som skal avgjøre"),
        queryset=NavOffice.objects.none(),
        empty_label=_("Velg kontor"),
        error_messages={"required": _("Velg kontoret som skal avgjøre")},
    )
    agreed_on = DateField(label=_("Dato eleven sa ja"), help_text=_("dd.mm.åååå"))
    how = forms.CharField(label=_("Hvordan eleven sa ja"), max_length=200, help_text=_HOW)

    def __init__(self, *args: Any, offices: list[Office], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("office", NavOffice.objects.filter(pk__in=[each.pk for each in offices]))
        if len(offices) == 1:
            self.initial.setdefault("office", offices[0])


class OutsideForm(StepForm):
    """An application, or a referral, outside navskole."""

    past_dates = ("applied_on",)

    where = forms.CharField(
        label=_("Hvor det er søkt"),
        max_length=150,
        help_text=_("Kontoret eller tjenesten som avgjør"),
        error_messages={"required": _("Skriv hvor det er søkt")},
    )
    applied_on = DateField(label=_("Dato"), help_text=_("dd.mm.åååå"))
    reference = forms.CharField(
        label=_("Referanse"),
        max_length=60,
        help_text=_("Saksnummer eller annen referanse hos den som avgjør. Ikke fødselsnummer."),
        error_messages={"required": _("Skriv referansen til søknaden")},
    )

    def __init__(self, *args: Any, is_referral: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_referral:
            self.fields["where"].label = _("Henvist til")
            self.fields["reference"].required = False


class DeclineForm(StepForm):
    """The pupil said no."""

    pupils_view = LongTextField(
        label=_("Det eleven sa"),
        max_length=2000,
        required=False,
        help_text=_("Med elevens egne ord, så langt eleven vil at det skal stå her."),
    )


class AgreementForm(StepForm):
    """Arbeidstrening: three parties; each yes may be recorded as it comes."""

    past_dates = ("pupil_agreed_on", "employer_agreed_on")
    conditional = (
        "pupil_agreed_on",
        "pupil_agreed_how",
        "employer",
        "employer_agreed_on",
        "employer_agreed_how",
        "reference",
    )

    pupil_agreed_on = DateField(
        label=_("Dato eleven sa ja"), required=False, help_text=_("dd.mm.åååå")
    )
    pupil_agreed_how = forms.CharField(
        label=_("Hvordan eleven sa ja"), max_length=200, required=False, help_text=_HOW
    )
    employer = forms.CharField(label=_("Arbeidsgiver"), max_length=150, required=False)
    employer_agreed_on = DateField(
        label=_("Dato arbeidsgiveren sa ja"), required=False, help_text=_("dd.mm.åååå")
    )
    employer_agreed_how = forms.CharField(
        label=_("Hvordan arbeidsgiveren sa ja"), max_length=200, required=False, help_text=_HOW
    )
    reference = forms.CharField(
        label=_("Avtalens referanse"),
        max_length=60,
        required=False,
        help_text=_("Referansen til avtalen i NAVs eget system. Ikke fødselsnummer."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask how for each day, when for each how, and who the employer is."""
        cleaned = super().clean()
        for who in ("pupil", "employer"):
            day, how = f"{who}_agreed_on", f"{who}_agreed_how"
            if cleaned.get(day) and self.lacks(how):
                self.add_error(how, _("Skriv hvordan"))
            if cleaned.get(how) and self.lacks(day):
                self.add_error(day, _("Fyll inn datoen"))
        if cleaned.get("employer_agreed_on") and self.lacks("employer"):
            self.add_error("employer", _("Skriv hvem arbeidsgiveren er"))
        return cleaned


class FormalDecisionForm(StepForm):
    """The vedtak in NAV's own system: its reference and date, never its text."""

    past_dates = ("decided_on",)

    reference = forms.CharField(
        label=_("Vedtakets referanse"),
        max_length=60,
        help_text=_("Referansen i NAVs eget system. Ikke fødselsnummer, og ikke vedtakets tekst."),
    )
    decided_on = DateField(label=_("Vedtaksdato"), help_text=_("dd.mm.åååå"))


class StartForm(StepForm):
    """The day the measure started."""

    past_dates = ("started_on",)

    started_on = DateField(label=_("Startdato"), help_text=_("dd.mm.åååå"))


class EndForm(StepForm):
    """How it went: what it did for the pupil, and what the pupil thinks of it."""

    effect = forms.ChoiceField(
        label=_("Utbytte for eleven"),
        choices=MeasureEffect.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvilket utbytte eleven hadde")},
    )
    evaluation = LongTextField(
        label=_("Evaluering"),
        max_length=4000,
        help_text=_("Hva førte tiltaket til, og hva skjer videre?"),
        error_messages={"required": _("Skriv hvordan tiltaket gikk")},
    )
    pupils_view = LongTextField(
        label=_("Elevens syn"),
        max_length=2000,
        help_text=_("Hva eleven selv mener. Skriv også om eleven ikke er spurt, og hvorfor."),
        error_messages={"required": _("Skriv hva eleven selv mener")},
    )

    def __init__(self, *args: Any, has_started: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_started:
            del self.fields["effect"]
            self.fields["pupils_view"].required = False
            self.fields["evaluation"].label = _("Hvorfor tiltaket avbrytes")
            self.fields["evaluation"].help_text = ""
