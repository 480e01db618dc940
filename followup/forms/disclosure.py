"""Share one item on a statute, and end it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.disclosure import LONGEST, DisclosureContent
from followup.models import NAMED_IN_WORDS, SHORTEST_ASSESSMENT, statutes_of
from navskole.organisations.models import Membership
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import (
    AkselForm,
    DateField,
    DescribedChoiceField,
    LongTextField,
    RecordsChoiceField,
)

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor


class RecipientsField(RecordsChoiceField):
    """The people offered, each with the post they would read it in."""

    def label_from_instance(self, obj: Any) -> str:
        """Return "Kari Nes, Rektor, Fjordvik vgs"."""
        return f"{obj.user}, {obj}"


class DisclosureForm(AkselForm, SubmittedOnceForm, VersionedForm):
    """With whom, on which statute, why it is necessary, and until when."""

    conditional = ("statute_text", "uninformed_reason")

    recipients = RecipientsField(
        label=_("Hvem skal få opplysningen?"),
        queryset=Membership.objects.none(),
        help_text=_("Bare dem du velger kan lese den, og ikke noe annet om eleven."),
        error_messages={
            "required": _("Velg hvem opplysningen deles med"),
            "invalid_choice": _("Velg blant dem i listen"),
            "invalid_pk_value": _("Velg blant dem i listen"),
        },
    )
    statute = forms.ChoiceField(
        label=_("Hjemmel"),
        choices=[("", _("Velg hjemmel"))],
        error_messages={"required": _("Velg hjemmel")},
    )
    statute_text = forms.CharField(
        label=_("Hvilken lov og paragraf?"),
        max_length=200,
        required=False,
        help_text=_("Må fylles ut når du velger en annen hjemmel eller en annen plikt i lov."),
    )
    assessment = LongTextField(
        label=_("Vurdering"),
        max_length=2000,
        min_length=SHORTEST_ASSESSMENT,
        help_text=_(
            "Skriv hvorfor det er nødvendig å dele, hvorfor samtykke ikke brukes, og hvorfor "
            "akkurat disse skal få den. Ikke gjenta opplysningen her."
        ),
        error_messages={"required": _("Skriv hvorfor det er nødvendig å dele")},
    )
    pupil_informed = DescribedChoiceField(
        label=_("Er eleven informert?"),
        choices=[
            ("yes", _("Ja"), _("Eleven vet hva som deles, med hvem og hvorfor.")),
            ("no", _("Nei"), _("Du må skrive hvorfor.")),
        ],
        error_messages={"required": _("Svar på om eleven er informert")},
    )
    uninformed_reason = forms.CharField(
        label=_("Hvorfor er ikke eleven informert?"),
        max_length=500,
        required=False,
        help_text=_("Bare når du svarte nei."),
    )
    ends_on = DateField(
        label=_("Siste dag"),
        help_text=_("dd.mm.åååå, innen et år. Etter denne dagen kan ingen av dem lese den."),
        error_messages={"required": _("Fyll inn siste dag")},
    )

    def __init__(
        self, *args: Any, actor: Actor, side: str, posts: QuerySet[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.offer("recipients", posts)
        statutes = [(each.value, each.label) for each in statutes_of(side)]
        self.fields["statute"].choices = [("", _("Velg hjemmel")), *statutes]  # type: ignore[attr-defined]

    def clean_ends_on(self) -> date:
        """Refuse a day that has passed, and one too far ahead."""
        day: date = self.cleaned_data["ends_on"]
        if day < self.actor.on:
            raise forms.ValidationError(_("Siste dag må være i dag eller senere."))
        if day > self.actor.on + LONGEST:
            raise forms.ValidationError(_("Siste dag må være innen et år."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the words that two of the answers need."""
        cleaned = super().clean()
        if cleaned.get("statute") in NAMED_IN_WORDS and self.lacks("statute_text"):
            self.add_error("statute_text", _("Skriv hvilken hjemmel som gjelder"))
        if cleaned.get("pupil_informed") == "no" and self.lacks("uninformed_reason"):
            self.add_error("uninformed_reason", _("Skriv hvorfor eleven ikke er informert"))
        return cleaned

    def content(self) -> DisclosureContent:
        """Return what was written."""
        names = ("statute", "statute_text", "assessment", "uninformed_reason", "ends_on")
        return DisclosureContent(
            recipients=list(self.cleaned_data["recipients"]),
            pupil_informed=self.cleaned_data["pupil_informed"] == "yes",
            **{name: self.cleaned_data[name] for name in names},
        )


class DisclosureEndForm(AkselForm, VersionedForm):
    """Why it is ended before its last day."""

    reason = LongTextField(
        label=_("Hvorfor avsluttes delingen?"),
        max_length=500,
        help_text=_("De som har fått opplysningen, kan ikke lese den lenger."),
        error_messages={"required": _("Skriv hvorfor delingen avsluttes")},
    )
