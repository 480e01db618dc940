"""Forms whose text must be without names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from navskole.access.person_text import first_names_in, names_person, require_no_person_in
from navskole.records.errors import RuleBroken

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from navskole.access.actor import Actor

CHECKED = "names_checked"


class NamelessTextMixin(forms.Form):
    """Stops a pupil's full name or national id in `nameless`; asks once about a first name.

    A form with several such texts says which in `nameless_fields`. `adult` is the field that
    holds the name of somebody who works there; where a pupil is called the same, it asks once.
    Subclasses take `actor`, the writer, before they call `super().__init__`.
    """

    nameless: ClassVar[str] = ""
    adult: ClassVar[str] = ""

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        if CHECKED in self.data:
            self._ask()

    def clean(self) -> dict[str, Any]:
        """Refuse what identifies a pupil; a lone first name passes when it has been checked."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        texts = {name: cleaned.get(name, "") for name in self.nameless_fields()}
        checked = cleaned.pop(CHECKED, False)
        try:
            require_no_person_in(self.actor, texts)
        except RuleBroken as broken:
            self.add_error(broken.field, str(broken.message))
            return cleaned
        if not checked:
            self._ask_about_names(texts, adult=cleaned.get(self.adult, ""))
        return cleaned

    def _ask_about_names(self, texts: Mapping[str, str], *, adult: str) -> None:
        if first_names_in(self.actor, "\n".join(texts.values())):
            self._ask()
            for field, text in texts.items():
                self._name_what_was_found(field, text)
        if names_person(self.actor, adult):
            self._ask()
            self.add_error(
                self.adult, _("En elev har dette navnet. Ta det bort, eller kryss av under.")
            )

    def nameless_fields(self) -> Iterable[str]:
        """Return the names of the fields whose text must be without names."""
        return (self.nameless,) if self.nameless else ()

    def _name_what_was_found(self, field: str, text: str) -> None:
        if names := first_names_in(self.actor, text):
            message = _("Teksten har et fornavn: %(names)s. Ta det bort, eller kryss av under.")
            self.add_error(field, message % {"names": ", ".join(names)})

    def _ask(self) -> None:
        self.fields[CHECKED] = forms.BooleanField(
            label=_("Jeg har sjekket at ingen elev kan kjennes igjen"), required=False
        )
