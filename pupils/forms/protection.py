"""How a pupil's address is protected, and who is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from navskole.accounts.models import User
from navskole.ui.forms import (
    AkselForm,
    DescribedChoiceField,
    RecordChoiceField,
    RecordsChoiceField,
)
from pupils.models import AddressProtection
from pupils.naming import FEWEST_NAMED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pupils.models import Pupil

_GRADES = [
    (
        AddressProtection.NONE,
        AddressProtection.NONE.label,
        _("Gjelder først når en til har bekreftet. Ingen er navngitt lenger."),
    ),
    (
        AddressProtection.CONFIDENTIAL,
        AddressProtection.CONFIDENTIAL.label,
        _("Bare de som er navngitt, ser kontaktopplysningene."),
    ),
    (
        AddressProtection.STRICT,
        AddressProtection.STRICT.label,
        _("Bare de som er navngitt, ser eleven. Kontaktopplysninger slettes med en gang."),
    ),
]


def _staff(people: Iterable[User]) -> Any:
    return User.objects.filter(pk__in=[person.pk for person in people]).by_name()


class ProtectionForm(AkselForm):
    """Which grade from now on, who is named, and what it is based on."""

    conditional: tuple[str, ...] = ("named",)

    after = DescribedChoiceField(
        label=_("Adressebeskyttelse"),
        choices=_GRADES,
        error_messages={"required": _("Velg adressebeskyttelse")},
    )
    named = RecordsChoiceField(
        label=_("Hvem hos dere skal være navngitt?"),
        queryset=User.objects.none(),
        required=False,
        help_text=_("Velg minst to når eleven får mer beskyttelse enn nå."),
    )
    reason = forms.CharField(
        label=_("Hva bygger dette på?"),
        max_length=255,
        validators=[MinLengthValidator(10)],
        help_text=_(
            "For eksempel «Melding fra folkeregisteret». Skriv ikke hvorfor eleven er beskyttet, "
            "og ingen adresse."
        ),
        error_messages={"required": _("Skriv hva dette bygger på")},
    )

    def __init__(
        self, *args: Any, pupil: Pupil, people: Iterable[User], named: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offer("named", _staff(people))
        self.fields["named"].initial = [person.pk for person in named]
        if pupil.is_strictly_protected:
            del self.fields["named"]
            self.conditional = ()

    def clean(self) -> dict[str, Any]:
        """Ask for at least two where somebody is named at all."""
        cleaned = super().clean()
        chosen = cleaned.get("named")
        if chosen and len(chosen) < FEWEST_NAMED:
            self.add_error("named", _("Velg minst to"))
        return cleaned


class NamingForm(AkselForm):
    """One more who is named."""

    person = RecordChoiceField(
        label=_("Ansatt"),
        queryset=User.objects.none(),
        empty_label=_("Velg ansatt"),
        help_text=_(
            "Listen har dem som arbeider med eleven hos dere. Du kan ikke navngi deg selv."
        ),
        error_messages={"required": _("Velg ansatt")},
    )

    def __init__(self, *args: Any, people: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("person", _staff(people))
