"""Answer what was sent: each answer asks for what it needs, and nothing else."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.models import DecisionReason
from navskole.records.forms import VersionedForm
from navskole.ui.forms import AkselForm, LongTextField

_STALE_FORM = _("Skjemaet er ufullstendig. Last siden på nytt og prøv igjen.")


class AnswerForm(AkselForm, VersionedForm):
    """Bound to the version and digest on screen."""

    digest = forms.CharField(
        max_length=64, widget=forms.HiddenInput, error_messages={"required": _STALE_FORM}
    )


class ApproveForm(AnswerForm):
    """Approve, with a comment where there is one."""

    text = LongTextField(
        label=_("Kommentar"),
        max_length=2000,
        required=False,
        help_text=_("Leses av dem som foreslo tiltaket."),
    )


class HoldForm(AnswerForm):
    """Put on hold, saying what it waits for."""

    text = LongTextField(
        label=_("Hva venter tiltaket på?"),
        max_length=2000,
        help_text=_("Leses av dem som foreslo tiltaket."),
        error_messages={"required": _("Skriv hva tiltaket venter på")},
    )


class ReasonedForm(AnswerForm):
    """An answer that takes reasons from the list and a text."""

    reasons = forms.MultipleChoiceField(
        label=_("Grunner"),
        choices=DecisionReason.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Velg minst én grunn")},
    )


class ReturnForm(ReasonedForm):
    """Return for changes."""

    text = LongTextField(
        label=_("Hva må endres?"),
        max_length=2000,
        help_text=_("Leses av dem som foreslo tiltaket, så de kan endre og sende på nytt."),
        error_messages={"required": _("Skriv hvorfor du returnerer tiltaket")},
    )


class RejectForm(ReasonedForm):
    """Reject, or do not recommend."""

    text = LongTextField(
        label=_("Begrunnelse"),
        max_length=2000,
        help_text=_("Leses av dem som foreslo tiltaket, så de kan forklare eleven."),
        error_messages={"required": _("Skriv begrunnelsen")},
    )


class UndoForm(AkselForm):
    """Take back the answer that stood on the page."""

    decision = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=1,
        max_value=2**62,
        error_messages={
            "required": _STALE_FORM,
            "invalid": _STALE_FORM,
            "min_value": _STALE_FORM,
            "max_value": _STALE_FORM,
        },
    )
