"""What may be entered about a decision of the steering group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.actions.steering_decision import DecisionContent
from agreements.models import SteeringMember
from navskole.access.forms import NamelessTextMixin
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselForm, DateField, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from datetime import date

    from agreements.models import SteeringDecision, SteeringMeeting

FIELDS = ("text", "owner", "owner_name", "deadline")
_FARTHEST_DAYS = 1096  # three years: a date further away is mistyped


class DecisionFields(NamelessTextMixin, AkselForm):
    """What was decided, who answers for it, and by when."""

    nameless = "text"
    adult = "owner_name"
    conditional = ("owner", "owner_name")

    text = LongTextField(
        label=_("Vedtak"), max_length=2000, help_text=_("Skriv uten navn på elever.")
    )
    owner = RecordChoiceField(
        label=_("Ansvarlig"),
        queryset=SteeringMember.objects.none(),
        required=False,
        empty_label=_("En annen"),
    )
    owner_name = forms.CharField(
        label=_("Navn på den ansvarlige"),
        max_length=150,
        required=False,
        help_text=_("Fylles ut når den ansvarlige ikke er med i gruppen."),
    )
    deadline = DateField(label=_("Frist"), help_text=_("dd.mm.åååå"))

    def __init__(self, *args: Any, meeting: SteeringMeeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._met_on = timezone.localdate(meeting.starts_at)
        members = SteeringMember.objects.filter(group=meeting.group_id)
        offered = members.not_over(on=self._met_on)
        if known := self.initial.get("owner"):
            offered = offered | members.filter(pk=known.pk)
        self.offer("owner", offered.by_office())

    def clean(self) -> dict[str, Any]:
        """Ask for one who answers for it, and not two."""
        cleaned = super().clean()
        if self.lacks("owner") and self.lacks("owner_name"):
            self.add_error("owner", _("Velg hvem som er ansvarlig, eller skriv navnet under"))
        elif cleaned.get("owner") and cleaned.get("owner_name"):
            self.add_error("owner_name", _("Ta bort navnet, eller velg «En annen» over"))
        return cleaned

    def clean_deadline(self) -> date:
        """Refuse a deadline before the meeting, and a mistyped year."""
        day: date = self.cleaned_data["deadline"]
        if day < self._met_on:
            raise forms.ValidationError(_("Fristen kan ikke være før møtet."))
        if (day - self.actor.on).days > _FARTHEST_DAYS:
            raise forms.ValidationError(_("Datoen er for langt unna. Kontroller året."))
        return day

    def content(self) -> DecisionContent:
        """Return what was entered."""
        return DecisionContent(**{name: self.cleaned_data[name] for name in FIELDS})


class DecisionCreateForm(DecisionFields, SubmittedOnceForm):
    """A new decision."""


class DecisionUpdateForm(DecisionFields, VersionedForm):
    """A decision as it is changed, and the day on which it was carried out."""

    done_on = DateField(
        label=_("Utført"),
        required=False,
        help_text=_("La stå tomt så lenge vedtaket er åpent."),
    )

    def clean_done_on(self) -> date | None:
        """Refuse a day before the meeting, and one that has not come."""
        day: date | None = self.cleaned_data["done_on"]
        if day is not None and not self._met_on <= day <= self.actor.on:
            raise forms.ValidationError(_("Dagen må være fra møtet til i dag."))
        return day


def initial_of(decision: SteeringDecision) -> dict[str, Any]:
    """Return what the form starts with to change the decision."""
    return {name: getattr(decision, name) for name in ("version", *FIELDS, "done_on")}
