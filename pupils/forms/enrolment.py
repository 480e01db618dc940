"""End a pupil's place at the school."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.organisations.models import School
from navskole.ui.forms import AkselForm, DateField, RecordChoiceField
from pupils.models import EndReason

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor

_FARTHEST = timedelta(days=366)


class EndEnrolmentForm(AkselForm):
    """The last day, why, and where the pupil goes on."""

    ends_on = DateField(label=_("Siste dag ved skolen"), help_text=_("dd.mm.åååå"))
    end_reason = forms.ChoiceField(
        label=_("Sluttårsak"), choices=[("", _("Velg sluttårsak")), *EndReason.choices]
    )
    new_school = RecordChoiceField(
        label=_("Ny skole"),
        queryset=School.objects.none(),
        required=False,
        empty_label=_("Ingen, eller ikke i listen"),
        help_text=_("Bare når eleven bytter skole. Den nye skolen får navn og fødselsdato."),
    )

    def __init__(self, *args: Any, actor: Actor, school: School, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["ends_on"].initial = actor.on
        self.offer("new_school", School.objects.exclude(pk=school.pk).order_by("name", "pk"))

    def clean_ends_on(self) -> date:
        """Refuse a day more than a year away: a mistyped year would close or keep the record."""
        day: date = self.cleaned_data["ends_on"]
        if abs(day - self.actor.on) > _FARTHEST:
            raise forms.ValidationError(_("Datoen er mer enn et år unna. Kontroller året."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a new school for somebody who does not change schools."""
        cleaned = super().clean()
        moves = cleaned.get("end_reason") == EndReason.MOVED
        if cleaned.get("new_school") and cleaned.get("end_reason") and not moves:
            self.add_error("new_school", _("Velg ny skole bare når eleven bytter skole"))
        return cleaned
