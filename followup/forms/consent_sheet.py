"""What is filled in of a consent's form before the conversation is over."""

from __future__ import annotations

from typing import Any

from agreements.models import DocumentLanguage
from followup.forms.consent import ConsentForm


class ConsentSheetForm(ConsentForm):
    """The same fields as far as they are filled in: nothing is asked for, nothing is kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False

    def clean(self) -> dict[str, Any]:
        """Take what can be read."""
        return self.cleaned_data

    @property
    def chosen_language(self) -> DocumentLanguage:
        """The written standard chosen, bokmål where none is."""
        chosen = self.cleaned_data.get("language") or DocumentLanguage.BOKMAL
        return DocumentLanguage(chosen)
