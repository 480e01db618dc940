"""Record and withdraw consent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.rules.models import Rule, RuleCode
from navskole.ui.forms import (
    AkselForm,
    DateField,
    DescribedChoiceField,
    DescribedMultipleChoiceField,
    LongTextField,
    RecordsChoiceField,
)
from pupils.actions.consent import ConsentContent, LineChoice, add_months
from pupils.models import ConsentMethod, ConsentStatus, Information, ProblemArea, Service

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.organisations.models import School
    from pupils.models import Case

_ADULT = 18
_EARLIEST = timedelta(days=366)
_INFORMATION = [
    (Information.EXISTENCE, Information.EXISTENCE.label, _("Må være med for at noe annet deles.")),
    (Information.MEASURES, Information.MEASURES.label, _("Hva som er foreslått og hvor det står.")),
    (Information.NOTES, Information.NOTES.label, _("Notater skrevet for å deles, også tidligere.")),
]


class ConsentForm(AkselForm, SubmittedOnceForm):
    """One answer: what, to whom, about what, until when."""

    rule_fields = {"lines": Service.SCHOOL_LEADERSHIP.value}

    status = DescribedChoiceField(
        label=_("Hva svarte eleven?"),
        choices=[
            (ConsentStatus.GIVEN, _("Ja, eleven samtykker"), _("Kryss av under for hva og hvem.")),
            (ConsentStatus.REFUSED, _("Nei, eleven vil ikke dele"), _("Saken går videre i NAV.")),
            (
                ConsentStatus.BLOCKED,
                _("Eleven og foresatt er uenige"),
                _("Åpner ingenting. Gjelder for elever under 18 år."),
            ),
        ],
        error_messages={"required": _("Velg hva eleven svarte")},
    )
    method = forms.ChoiceField(
        label=_("Hvordan ble svaret gitt?"), choices=ConsentMethod.choices, widget=forms.RadioSelect
    )
    summary = LongTextField(
        label=_("Sammendrag av det som ble sagt"),
        max_length=1000,
        required=False,
        help_text=_("Må fylles ut når svaret ble gitt muntlig."),
    )
    school_leadership = DescribedMultipleChoiceField(
        label=_("Hva kan skoleledelsen få se?"), choices=_INFORMATION, required=False
    )
    pupil_services = DescribedMultipleChoiceField(
        label=_("Hva kan elevtjenesten få se?"), choices=_INFORMATION, required=False
    )
    areas = RecordsChoiceField(
        label=_("Hvilke problemområder gjelder det?"),
        queryset=ProblemArea.objects.all(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Et notat eller tiltak deles bare når alle områdene i det er krysset av her."),
        error_messages={
            "invalid_choice": _("Velg blant områdene i listen"),
            "invalid_pk_value": _("Velg blant områdene i listen"),
        },
    )
    includes_sensitive = forms.BooleanField(
        label=_("Eleven samtykker uttrykkelig til å dele sensitive opplysninger"), required=False
    )
    starts_on = DateField(label=_("Gjelder fra"), help_text=_("dd.mm.åååå"))
    ends_on = DateField(label=_("Gjelder til og med"), help_text=_("dd.mm.åååå"))
    guardian_involved = forms.BooleanField(label=_("Foresatt er involvert"), required=False)
    age_assessment = LongTextField(
        label=_("Vurdering av alder, modenhet og tema"),
        max_length=1000,
        required=False,
        help_text=_("Må fylles ut når eleven er under 18 år og samtykker."),
    )

    def __init__(
        self, *args: Any, actor: Actor, case: Case, school: School | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.case, self.school = actor, case, school
        months = Rule.objects.value(RuleCode.CONSENT_MONTHS, on=actor.on)
        self.latest = add_months(actor.on, months)
        self.fields["starts_on"].initial = actor.on
        self.fields["ends_on"].initial = self.latest

    def clean_starts_on(self) -> date:
        """A consent is recorded when it has been given."""
        starts: date = self.cleaned_data["starts_on"]
        if starts > self.actor.on or self.actor.on - starts > _EARLIEST:
            raise forms.ValidationError(_("Datoen må være i dag eller i løpet av det siste året."))
        return starts

    def clean_ends_on(self) -> date:
        """A consent ends, and at the latest after the period of the rule."""
        ends: date = self.cleaned_data["ends_on"]
        if ends < self.actor.on:
            raise forms.ValidationError(_("Siste dag må være i dag eller senere."))
        if ends > self.latest:
            raise forms.ValidationError(
                _("Samtykket kan gjelde til %(latest)s.")
                % {"latest": self.latest.strftime("%d.%m.%Y")}
            )
        return ends

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer given makes necessary."""
        cleaned = super().clean()
        given = cleaned.get("status") == ConsentStatus.GIVEN
        if cleaned.get("method") == ConsentMethod.ORAL and self.lacks("summary"):
            self.add_error("summary", _("Skriv et sammendrag av det eleven sa"))
        is_minor = self.case.pupil.age(on=self.actor.on) < _ADULT
        if given and is_minor and self.lacks("age_assessment"):
            self.add_error("age_assessment", _("Skriv hvorfor eleven kan samtykke selv"))
        shared = {each for service in Service.values for each in cleaned.get(service) or []}
        if given and Information.MEASURES in shared and not cleaned.get("areas"):
            self.add_error("areas", _("Velg områdene tiltakene kan gjelde"))
        if given and self.school is None:
            self.add_error("status", _("Ingen skole kan få opplysninger: eleven har ingen plass "
                                       "ved en skole kontoret har kontrakt med."))  # fmt: skip
        return cleaned

    def content(self) -> ConsentContent:
        """Return what the pupil answered."""
        cleaned = self.cleaned_data
        lines = [
            LineChoice(information, service, self.school)  # type: ignore[arg-type]  # see clean
            for service in Service.values
            for information in cleaned[service]
        ]
        return ConsentContent(
            status=cleaned["status"],
            method=cleaned["method"],
            summary=cleaned["summary"],
            starts_on=cleaned["starts_on"],
            ends_on=cleaned["ends_on"],
            guardian_involved=cleaned["guardian_involved"],
            age_assessment=cleaned["age_assessment"],
            lines=lines,
            areas=list(cleaned["areas"]),
            includes_sensitive=cleaned["includes_sensitive"],
        )


class WithdrawForm(AkselForm, VersionedForm):
    """Why the consent is withdrawn, if the pupil said."""

    reason = LongTextField(
        label=_("Hva eleven sa om hvorfor"),
        max_length=500,
        required=False,
        help_text=_("Eleven trenger ikke å gi noen grunn."),
    )
