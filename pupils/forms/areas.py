"""What a record is about, and whether it is sensitive: the same question in every form."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import RecordsChoiceField
from pupils.models import ProblemArea


class ProblemAreasField(RecordsChoiceField):
    """Any of the problem areas, or none of them."""

    def __init__(self, **facts: Any) -> None:
        messages = {
            "invalid_choice": _("Velg blant områdene i listen"),
            "invalid_pk_value": _("Velg blant områdene i listen"),
        }
        known: dict[str, Any] = {
            "label": _("Problemområder"),
            "queryset": ProblemArea.objects.all(),
            "required": False,
            "error_messages": messages,
        }
        super().__init__(**known | facts)


class SensitiveField(forms.BooleanField):
    """The author's own mark; some areas are sensitive without it."""

    def __init__(self, **facts: Any) -> None:
        known: dict[str, Any] = {
            "label": _("Sensitivt"),
            "required": False,
            "help_text": _("Psykisk helse og rus regnes alltid som sensitivt."),
        }
        super().__init__(**known | facts)
