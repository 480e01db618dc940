"""Record consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import DocumentLanguage
from followup.forms.receiver import FROM_NAV, FROM_SCHOOL, Receiver
from navskole.records.forms import SubmittedOnceForm
from navskole.ui.forms import (
    AkselForm,
    DateField,
    DescribedChoiceField,
    DescribedMultipleChoiceField,
    LongTextField,
    Textarea,
)
from pupils.actions.consent import (
    ConsentContent,
    ExistenceMissing,
    LineChoice,
    NothingToShare,
    PupilAnswersAlone,
    SensitiveNotTicked,
    latest_end,
)
from pupils.consent_sheet.sheet import Asked
from pupils.forms.areas import ProblemAreasField, SensitiveField
from pupils.models import (
    ADULT,
    ConsentMethod,
    ConsentStatus,
    Information,
    OutsideService,
    ProblemArea,
    Service,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from django.forms.boundfield import BoundField
    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil

_EARLIEST = timedelta(days=366)


@dataclass(frozen=True)
class ReceiverFields:
    """The fields of one receiver, for the page: what they are told, and about what."""

    receiver: Receiver
    told: BoundField
    about: list[BoundField]


class ConsentForm(AkselForm, SubmittedOnceForm):
    """One answer: what, to whom, about what, until when."""

    rule_fields: dict[str, str]

    status = DescribedChoiceField(
        label=_("Hva svarte eleven?"),
        choices=[
            (ConsentStatus.GIVEN, _("Ja, eleven samtykker"), _("Kryss av under for hva og hvem.")),
            (
                ConsentStatus.REFUSED,
                _("Nei, eleven vil ikke dele"),
                _("Ingenting deles. Oppfølgingen går videre på egen side."),
            ),
            (
                ConsentStatus.BLOCKED,
                _("Eleven og foresatt er uenige"),
                _("Åpner ingenting, heller ikke når eleven fyller 18 år. Da kan eleven spørres på "
                  "nytt."),
            ),
        ],
        error_messages={"required": _("Velg hva eleven svarte")},
    )  # fmt: skip
    method = forms.ChoiceField(
        label=_("Hvordan ble svaret gitt?"), choices=ConsentMethod.choices, widget=forms.RadioSelect
    )
    summary = LongTextField(
        label=_("Sammendrag av det som ble sagt"),
        max_length=1000,
        required=False,
        widget=Textarea({"rows": 3}),
        help_text=_("Må fylles ut når svaret ble gitt muntlig."),
    )
    language = forms.ChoiceField(
        label=_("Målform i informasjonen til eleven"),
        choices=DocumentLanguage.choices,
        widget=forms.RadioSelect,
        initial=DocumentLanguage.BOKMAL,
        help_text=_("Teksten lagres sammen med svaret, slik eleven fikk den."),
    )
    outside_services = forms.MultipleChoiceField(
        label=_("Har eleven nevnt andre tjenester?"),
        choices=OutsideService.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Noteres, men gir ingen tilgang her. Tjenesten må få opplysningene på annen "
                    "måte."),
    )  # fmt: skip
    starts_on = DateField(label=_("Gjelder fra"), required=False, help_text=_("dd.mm.åååå"))
    ends_on = DateField(label=_("Gjelder til og med"), required=False)
    age_assessment = LongTextField(
        label=_("Vurdering av alder, modenhet og tema"),
        max_length=1000,
        required=False,
        widget=Textarea({"rows": 3}),
        help_text=_("Hvorfor eleven kan samtykke selv til å dele dette."),
    )
    guardian_involved = forms.ChoiceField(
        label=_("Er foresatt involvert?"),
        choices=[("yes", _("Ja")), ("no", _("Nei"))],
        widget=forms.RadioSelect,
        required=False,
    )
    guardian_reason = LongTextField(
        label=_("Hvorfor er foresatt involvert, eller ikke?"),
        max_length=500,
        required=False,
        widget=Textarea({"rows": 3}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        pupil: Pupil,
        school: Organisation | None,
        receivers: Sequence[Receiver],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.pupil, self.school = actor, pupil, school
        self.receivers = list(receivers)
        self.is_minor = pupil.age(on=actor.on) < ADULT
        for receiver in self.receivers:
            self._ask_about(receiver)
        if not self.is_minor:
            for name in ("age_assessment", "guardian_involved", "guardian_reason"):
                del self.fields[name]
            self._ask_the_pupil_alone()
        self.rule_fields = {"lines": self.receivers[0].key} if self.receivers else {}
        self.fields["starts_on"].initial = actor.on
        self.fields["ends_on"].initial = self._latest(actor.on)
        self.fields["ends_on"].help_text = _(
            "dd.mm.åååå. Delingen slutter før dette hvis eleven slutter på skolen, NAVs sak "
            "avsluttes eller kontrakten opphører."
        )
        self.conditional = set(self.fields) - {"outside_services"}

    def _ask_the_pupil_alone(self) -> None:
        """Offer no disagreement with a guardian about somebody who has turned eighteen."""
        status: Any = self.fields["status"]
        status.choices = [each for each in status.choices if each[0] != ConsentStatus.BLOCKED]
        if self.data.get(self.add_prefix("status")) == ConsentStatus.BLOCKED:
            status.error_messages["invalid_choice"] = PupilAnswersAlone.message

    def _ask_about(self, receiver: Receiver) -> None:
        key = receiver.key
        self.fields[key] = DescribedMultipleChoiceField(
            label=receiver.question,
            choices=FROM_SCHOOL if receiver.service == Service.NAV_OFFICE else FROM_NAV,
            required=False,
        )
        self.fields[f"{key}_areas"] = ProblemAreasField(
            label=_("Hvilke problemområder kan det handle om?"),
            queryset=ProblemArea.objects.filter(is_sensitive=False),
            help_text=_("Et notat eller tiltak deles bare når alle områdene i det er krysset av."),
        )
        self.fields[f"{key}_sensitive"] = SensitiveField(
            label=_("Eleven samtykker uttrykkelig til å dele sensitive opplysninger"), help_text=""
        )
        self.fields[f"{key}_sensitive_areas"] = ProblemAreasField(
            label=_("Sensitive problemområder"),
            queryset=ProblemArea.objects.filter(is_sensitive=True),
            help_text=_("Deles bare når det er krysset av for sensitive opplysninger over."),
        )

    def columns(self) -> Iterator[ReceiverFields]:
        """Yield the fields of each receiver."""
        for receiver in self.receivers:
            key = receiver.key
            about = (f"{key}_areas", f"{key}_sensitive", f"{key}_sensitive_areas")
            yield ReceiverFields(receiver, self[key], [self[name] for name in about])

    def _latest(self, starts_on: date) -> date:
        return latest_end(
            self.actor,
            pupil=self.pupil,
            school_id=self.school.pk if self.school else None,
            starts_on=starts_on,
        )

    def clean_starts_on(self) -> date | None:
        """A consent is recorded when it has been given."""
        starts: date | None = self.cleaned_data["starts_on"]
        if starts and (starts > self.actor.on or self.actor.on - starts > _EARLIEST):
            raise forms.ValidationError(_("Datoen må være i dag eller i løpet av det siste året."))
        return starts

    def clean_ends_on(self) -> date | None:
        """A consent ends, and at the latest after the period of the rule."""
        ends: date | None = self.cleaned_data["ends_on"]
        starts = self.cleaned_data.get("starts_on") or self.actor.on
        if ends and ends < self.actor.on:
            raise forms.ValidationError(_("Siste dag må være i dag eller senere."))
        if ends and ends > (latest := self._latest(starts)):
            raise forms.ValidationError(
                _("Samtykket kan gjelde til %(latest)s.") % {"latest": latest.strftime("%d.%m.%Y")}
            )
        return ends

    def clean(self) -> dict[str, Any]:
        """Ask for what the answer given makes necessary, and for nothing else."""
        cleaned = super().clean()
        if cleaned.get("method") == ConsentMethod.ORAL and self.lacks("summary"):
            self.add_error("summary", _("Skriv et sammendrag av det eleven sa"))
        if cleaned.get("status") == ConsentStatus.GIVEN:
            self._require_given()
        elif "status" in cleaned:
            for name in self._asked_of_a_yes():
                self.errors.pop(name, None)
        return cleaned

    def _asked_of_a_yes(self) -> set[str]:
        always = {
            "status", "method", "summary", "submission_id", "outside_services", "language",
        }  # fmt: skip
        return set(self.fields) - always

    def _require_given(self) -> None:
        if not self.receivers:
            self.add_error("status", _("Ingen kan få opplysninger: eleven har ingen plass ved en "
                                       "skole med en kontrakt som gjelder."))  # fmt: skip
        for name, says in self._asked_for():
            if name in self.fields and self.lacks(name):
                self.add_error(name, says)
        for receiver in self.receivers:
            self._require_of(receiver)
        if self.receivers and not any(
            self.cleaned_data.get(one.key, [0]) for one in self.receivers
        ):
            self.add_error(self.receivers[0].key, NothingToShare.message)

    def _require_of(self, receiver: Receiver) -> None:
        key, told = receiver.key, self.cleaned_data.get(receiver.key) or []
        is_nav = receiver.service != Service.NAV_OFFICE
        if is_nav and told and Information.EXISTENCE not in told:
            self.add_error(key, ExistenceMissing.message)
        if Information.MEASURES in told and not self._areas(receiver):
            self.add_error(f"{key}_areas", _("Velg områdene tiltakene kan gjelde"))
        sensitive = self._is_about(receiver) and self.cleaned_data.get(f"{key}_sensitive_areas")
        if sensitive and self.lacks(f"{key}_sensitive"):
            self.add_error(f"{key}_sensitive", SensitiveNotTicked.message)

    def _asked_for(self) -> list[tuple[str, StrPromise]]:
        return [
            ("starts_on", _("Fyll inn gjelder fra")),
            ("ends_on", _("Fyll inn gjelder til og med")),
            ("age_assessment", _("Skriv hvorfor eleven kan samtykke selv")),
            ("guardian_involved", _("Svar på om foresatt er involvert")),
            ("guardian_reason", _("Skriv hvorfor foresatt er eller ikke er involvert")),
        ]

    def _is_about(self, receiver: Receiver) -> bool:
        """Tell whether the receiver is told of something that has areas: not of a case alone."""
        told = self.cleaned_data.get(receiver.key) or []
        return any(information != Information.EXISTENCE for information in told)

    def _areas(self, receiver: Receiver) -> list[ProblemArea]:
        cleaned = self.cleaned_data
        if not self._is_about(receiver):
            return []
        return [
            *(cleaned.get(f"{receiver.key}_areas") or []),
            *(cleaned.get(f"{receiver.key}_sensitive_areas") or []),
        ]

    def content(self) -> ConsentContent:
        """Return what the pupil answered."""
        cleaned = self.cleaned_data
        given = cleaned["status"] == ConsentStatus.GIVEN
        guardian = cleaned.get("guardian_involved") == "yes"
        return ConsentContent(
            status=cleaned["status"],
            method=cleaned["method"],
            summary=cleaned["summary"],
            starts_on=cleaned["starts_on"] if given else self.actor.on,
            ends_on=cleaned["ends_on"] if given else None,
            guardian_involved=guardian or cleaned["status"] == ConsentStatus.BLOCKED,
            guardian_reason=cleaned.get("guardian_reason", "") if given else "",
            age_assessment=cleaned.get("age_assessment", "") if given else "",
            outside_services=cleaned["outside_services"],
            language=cleaned["language"],
            asked=self.asked(),
            lines=self.ticked() if given else [],
        )

    def asked(self) -> list[Asked]:
        """Return the services the pupil is asked about."""
        return [Asked(one.service, one.organisation) for one in self.receivers]

    def ticked(self) -> list[LineChoice]:
        """Return a line for each kind of information ticked."""
        return [
            LineChoice(
                information=information,
                service=receiver.service,
                receiver=receiver.organisation,
                areas=self._areas(receiver),
                includes_sensitive=self._is_about(receiver)
                and bool(self.cleaned_data.get(f"{receiver.key}_sensitive")),
            )
            for receiver in self.receivers
            for information in self.cleaned_data.get(receiver.key) or []
        ]
