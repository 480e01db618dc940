"""Refer a pupil, and decline a referral."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from navskole.organisations.models import NavOffice
from navskole.records.forms import SubmittedOnceForm
from navskole.ui.forms import AkselForm, DescribedChoiceField, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from navskole.organisations.models import School


class ReferralForm(AkselForm, SubmittedOnceForm):
    """What the school chooses to send, to one office it has a contract with."""

    conditional = ("unaware_reason",)

    office = RecordChoiceField(
        label=_("NAV-kontor"),
        queryset=NavOffice.objects.none(),
        empty_label=_("Velg NAV-kontor"),
        help_text=_("Kontorene skolen har en samarbeidskontrakt med i dag."),
    )
    text = LongTextField(
        label=_("Hva gjelder det?"),
        max_length=4000,
        help_text=_("Skriv kort og saklig. NAV ser bare det du skriver her."),
    )
    pupil_knows = DescribedChoiceField(
        label=_("Vet eleven om henvisningen?"),
        choices=[
            ("yes", _("Ja"), _("Eleven er spurt og vet hva som sendes.")),
            ("no", _("Nei"), _("Du må skrive hvorfor.")),
        ],
    )
    unaware_reason = forms.CharField(
        label=_("Hvorfor vet ikke eleven om det?"),
        max_length=500,
        required=False,
        help_text=_("Bare når du svarte nei."),
    )

    def __init__(self, *args: Any, actor: Actor, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pairs = Contract.objects.in_force(on=actor.on).filter(school=school)
        offices = NavOffice.objects.filter(pk__in=pairs.values("office_id"))
        self.offer("office", offices)
        if len(offices) == 1:
            self.fields["office"].initial = offices[0]

    def clean(self) -> dict[str, Any]:
        """Ask why when the pupil does not know."""
        cleaned = super().clean()
        if cleaned.get("pupil_knows") == "no" and self.lacks("unaware_reason"):
            self.add_error("unaware_reason", _("Skriv hvorfor eleven ikke vet om henvisningen"))
        return cleaned


class DeclineReferralForm(AkselForm):
    """Why the office does not open a case."""

    reason = LongTextField(
        label=_("Hvorfor avviser du henvisningen?"),
        max_length=500,
        help_text=_("Bare NAV-kontoret ser dette. Skolen ser fortsatt «mottatt»."),
        error_messages={"required": _("Skriv hvorfor du avviser henvisningen")},
    )
