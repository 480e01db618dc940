"""Propose, change and decide a measure."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import PartContent
from followup.models import DecisionOutcome, DecisionReason, MeasureType, Sector
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselForm, DateField, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor

_FARTHEST = 366 * 3


class GroupedTypes(forms.models.ModelChoiceIterator):
    """The catalogue's types under their owner's name."""

    def __iter__(self) -> Any:
        """Yield the empty choice and one group per sector."""
        yield ("", self.field.empty_label)
        types = sorted(self.queryset, key=lambda row: (row.sector, row.position))
        for sector, rows in groupby(types, key=lambda row: row.sector):
            yield (Sector(sector).label, [self.choice(row) for row in rows])


class TypeChoiceField(RecordChoiceField):
    """One type of the catalogue."""

    iterator = GroupedTypes


class PartFields(AkselForm):
    """What is asked for."""

    justification = LongTextField(
        label=_("Begrunnelse"),
        max_length=4000,
        help_text=_("Hvorfor trenger eleven tiltaket, og hva skal det føre til?"),
        error_messages={"required": _("Skriv hvorfor eleven trenger tiltaket")},
    )
    extent = forms.CharField(
        label=_("Omfang"),
        max_length=200,
        required=False,
        help_text=_("For eksempel: to dager i uken hos en bedrift i nærheten"),
    )
    planned_start = DateField(label=_("Planlagt start"), help_text=_("dd.mm.åååå"))
    planned_end = DateField(label=_("Planlagt slutt"), required=False, help_text=_("dd.mm.åååå"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_planned_start(self) -> date:
        """Refuse a start in the past, unless it stood there, and far ahead."""
        day: date = self.cleaned_data["planned_start"]
        if day < self.actor.on and "planned_start" in self.changed_data:
            raise forms.ValidationError(_("Planlagt start må være i dag eller senere."))
        if (day - self.actor.on).days > _FARTHEST:
            raise forms.ValidationError(_("Planlagt start er for langt fram. Kontroller året."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean()
        start, end = cleaned.get("planned_start"), cleaned.get("planned_end")
        if start and end and end < start:
            self.add_error("planned_end", _("Planlagt slutt må være etter planlagt start."))
        if start and end and (end - start).days > _FARTHEST:
            self.add_error("planned_end", _("Planlagt slutt er for langt fram. Kontroller året."))
        return cleaned

    def content(self) -> PartContent:
        """Return what was written."""
        cleaned = self.cleaned_data
        return PartContent(
            justification=cleaned["justification"],
            extent=cleaned["extent"],
            planned_start=cleaned["planned_start"],
            planned_end=cleaned["planned_end"],
        )


class MeasureCreateForm(PartFields, SubmittedOnceForm):
    """A new measure of NAV's from the catalogue."""

    type = TypeChoiceField(
        label=_("Tiltak"),
        queryset=MeasureType.objects.filter(sector__in=[Sector.MUNICIPAL, Sector.STATE]),
        empty_label=_("Velg tiltak"),
    )
    is_sensitive = forms.BooleanField(
        label=_("Sensitivt"),
        required=False,
        help_text=_("NAV-lederen ser et sensitivt tiltak først når det er sendt til godkjenning."),
    )

    field_order = (
        "type", "justification", "extent", "planned_start", "planned_end", "is_sensitive",
    )  # fmt: skip


class MeasureUpdateForm(PartFields, VersionedForm):
    """The content before it is sent, or sent again."""


class DecisionForm(AkselForm, VersionedForm):
    """Approve, or return with reasons; bound to the version and digest on screen."""

    digest = forms.CharField(
        max_length=64,
        widget=forms.HiddenInput,
        error_messages={"required": _("Skjemaet er ufullstendig. Last siden på nytt.")},
    )
    outcome = forms.ChoiceField(
        choices=[
            (DecisionOutcome.APPROVED, DecisionOutcome.APPROVED.label),
            (DecisionOutcome.RETURNED, DecisionOutcome.RETURNED.label),
        ],
        widget=forms.HiddenInput,
        error_messages={
            "required": _("Velg Godkjenn eller Returner"),
            "invalid_choice": _("Velg Godkjenn eller Returner"),
        },
    )
    reasons = forms.MultipleChoiceField(
        label=_("Grunner til å returnere"),
        choices=DecisionReason.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    text = LongTextField(
        label=_("Begrunnelse til veilederen"),
        max_length=2000,
        required=False,
        help_text=_("Må fylles ut når du returnerer."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for reasons and a text when the measure is returned."""
        cleaned = super().clean()
        if cleaned.get("outcome") == DecisionOutcome.RETURNED:
            if self.lacks("reasons"):
                self.add_error("reasons", _("Velg minst én grunn til å returnere"))
            if self.lacks("text"):
                self.add_error("text", _("Skriv hvorfor du returnerer tiltaket"))
        return cleaned
