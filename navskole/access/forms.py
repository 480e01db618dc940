"""Forms whose text must be without names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.access.person_text import first_names_in, require_no_person
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from navskole.access.actor import Actor

CHECKED = "names_checked"


class NamelessTextMixin(forms.Form):
    """Stops a pupil's full name or national id in `nameless`; asks once about a first name.

    Subclasses take `actor`, the writer, before they call `super().__init__`.
    """

    nameless: ClassVar[str]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if CHECKED in self.data:
            self._ask()

    def clean(self) -> dict[str, Any]:
        """Refuse what identifies a pupil; a lone first name passes when it has been checked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        text = cleaned.get(self.nameless, "")
        checked = cleaned.pop(CHECKED, False)
        try:
            require_no_person(self.actor, text, field=self.nameless)
        except RuleBroken as broken:
            self.add_error(self.nameless, str(broken.message))
            return cleaned
        names = [] if checked else first_names_in(self.actor, text)
        if names:
            self._ask()
            found = ", ".join(names)
            message = _("Teksten har et fornavn: %(names)s. Ta det bort, eller kryss av under.")
            self.add_error(self.nameless, message % {"names": found})
        return cleaned

    def _ask(self) -> None:
        self.fields[CHECKED] = forms.BooleanField(
            label=_("Jeg har sjekket at ingen elev kan kjennes igjen"), required=False
        )
