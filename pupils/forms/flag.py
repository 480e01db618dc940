"""Raise and settle flags."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.records.forms import SubmittedOnceForm
from navskole.ui.forms import AkselForm, DescribedChoiceField, LongTextField, RecordChoiceField
from pupils.forms.areas import SensitiveField
from pupils.models import FlagKind, FlagLevel, ProblemArea

_LEVELS = [
    (FlagLevel.WATCH, FlagLevel.WATCH.label, _("Noe å holde øye med.")),
    (FlagLevel.CONCERN, FlagLevel.CONCERN.label, _("Bør tas opp snart.")),
    (FlagLevel.URGENT, FlagLevel.URGENT.label, _("Må følges opp nå.")),
]


class CaseFlagForm(AkselForm, SubmittedOnceForm):
    """A flag on NAV's side."""

    area = RecordChoiceField(
        label=_("Problemområde"),
        queryset=ProblemArea.objects.all(),
        empty_label=_("Velg problemområde"),
    )
    level = DescribedChoiceField(
        label=_("Nivå"), choices=_LEVELS, error_messages={"required": _("Velg hvor mye det haster")}
    )
    reason = LongTextField(
        label=_("Begrunnelse"),
        max_length=1000,
        help_text=_("Hva har du sett eller hørt? Flagget ses bare på din egen side."),
        error_messages={"required": _("Skriv hvorfor du hever flagget")},
    )
    is_sensitive = SensitiveField()


class SchoolFlagForm(CaseFlagForm):
    """A flag on the school's side: a signal, or a problem area."""

    conditional = ("area",)

    kind = forms.ChoiceField(
        label=_("Hva gjelder flagget?"),
        choices=[(FlagKind.SIGNAL, FlagKind.SIGNAL.label), (FlagKind.AREA, FlagKind.AREA.label)],
        widget=forms.RadioSelect,
    )

    field_order = ("kind", "area", "level", "reason", "is_sensitive")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].required = False
        self.fields["area"].help_text = _("Bare når flagget gjelder et problemområde.")

    def clean(self) -> dict[str, Any]:
        """Ask for the area when the flag is about one."""
        cleaned = super().clean()
        if cleaned.get("kind") == FlagKind.AREA and self.lacks("area"):
            self.add_error("area", _("Velg problemområdet flagget gjelder"))
        return cleaned


class ResolveFlagForm(AkselForm):
    """Why the flag is settled."""

    reason = LongTextField(
        label=_("Hvorfor avsluttes flagget?"),
        max_length=1000,
        error_messages={"required": _("Skriv hvorfor flagget avsluttes")},
    )
