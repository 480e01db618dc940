"""Move, close and reopen a case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselForm, LongTextField
from pupils.actions.case import next_statuses
from pupils.models import CaseOutcome

if TYPE_CHECKING:
    from pupils.models import Case


class CaseStatusForm(AkselForm):
    """Where the follow-up stands from now on."""

    conditional = ("reason",)

    status = forms.ChoiceField(
        label=_("Ny status"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg ny status")},
    )
    reason = LongTextField(
        label=_("Begrunnelse"),
        max_length=500,
        required=False,
        help_text=_("Skriv hvorfor når saken skal hvile."),
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        steps = [(status.value, status.label) for status in next_statuses(case)]
        self.fields["status"].choices = steps  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Ask for the reason of a rest."""
        cleaned = super().clean()
        if cleaned.get("status") == "paused" and self.lacks("reason"):
            self.add_error("reason", _("Skriv hvorfor saken skal hvile"))
        return cleaned


class CloseCaseForm(AkselForm):
    """How the follow-up ended."""

    outcome = forms.ChoiceField(
        label=_("Hvordan endte oppfølgingen?"),
        choices=CaseOutcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hvordan oppfølgingen endte")},
    )
    reason = LongTextField(
        label=_("Begrunnelse"),
        max_length=500,
        required=False,
        help_text=_("Kort om hva som ble oppnådd, og hvem som eventuelt følger opp videre."),
    )


class ReopenCaseForm(AkselForm):
    """Why the follow-up goes on after all."""

    reason = LongTextField(
        label=_("Hvorfor gjenåpnes saken?"),
        max_length=500,
        error_messages={"required": _("Skriv hvorfor saken gjenåpnes")},
    )
