"""Write, change and strike notes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.note import NoteContent
from followup.models import Audience, NoteKind
from navskole.accounts.models import User
from navskole.organisations.models import Membership
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import (
    AkselForm,
    DateField,
    DateTimeField,
    DescribedChoiceField,
    LongTextField,
    RecordsChoiceField,
)
from pupils.forms.areas import ProblemAreasField, SensitiveField
from pupils.grounds import SCHOOL_ROLES
from pupils.models import ProblemArea

if TYPE_CHECKING:
    from datetime import date, datetime

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation

_OLDEST = timedelta(days=366 * 5)
_FARTHEST = timedelta(days=366)


class NoteFields(AkselForm):
    """What every note holds."""

    kind = forms.ChoiceField(label=_("Type"), choices=[("", _("Velg type")), *NoteKind.choices])
    occurred_at = DateTimeField(
        label=_("Når"),
        help_text=_("Dato og klokkeslett, for eksempel 20.11.2026 kl. 09.15"),
        error_messages={"required": _("Fyll inn når det var")},
    )
    heading = forms.CharField(label=_("Overskrift"), max_length=120)
    text = LongTextField(
        label=_("Notat"),
        max_length=4000,
        help_text=_("Skriv kort og saklig. Ikke ta med flere opplysninger enn nødvendig."),
        error_messages={"required": _("Skriv notatet")},
    )
    areas = ProblemAreasField()
    is_sensitive = SensitiveField()
    next_contact_on = DateField(label=_("Neste kontakt"), required=False, help_text=_("dd.mm.åååå"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_occurred_at(self) -> datetime:
        """Refuse what has not happened yet, and a mistyped year."""
        when: datetime = self.cleaned_data["occurred_at"]
        if when > self.actor.now + timedelta(minutes=5):
            raise forms.ValidationError(_("Tidspunktet kan ikke ligge fram i tid."))
        if when < self.actor.now - _OLDEST:
            raise forms.ValidationError(_("Tidspunktet er for langt tilbake. Kontroller året."))
        return when

    def clean_next_contact_on(self) -> date | None:
        """Refuse a day that has passed."""
        day: date | None = self.cleaned_data["next_contact_on"]
        if day and day < self.actor.on and "next_contact_on" in self.changed_data:
            raise forms.ValidationError(_("Neste kontakt må være i dag eller senere."))
        if day and day - self.actor.on > _FARTHEST:
            raise forms.ValidationError(_("Neste kontakt må være innen et år."))
        return day

    def content(self) -> NoteContent:
        """Return what was written."""
        names = (
            "kind", "occurred_at", "heading", "text", "areas", "is_sensitive", "next_contact_on",
            "audience", "named_readers",
        )  # fmt: skip
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return NoteContent(**given | {"areas": list(given["areas"])})


class CaseNoteFields(NoteFields):
    """A note in a case, for the own side or shared."""

    audience = DescribedChoiceField(
        label=_("Hvem er notatet for?"),
        choices=[
            (Audience.OWN, _("Egen side"), _("NAV-veilederne på saken og NAV-lederen.")),
            (
                Audience.SHARED,
                _("Delt"),
                _("Også tjenestene på skolen som et samtykke åpner for, når det dekker områdene."),
            ),
        ],
        error_messages={"required": _("Velg hvem notatet er for")},
    )

    field_order = (
        "kind", "occurred_at", "heading", "text", "areas", "is_sensitive", "audience",
        "next_contact_on",
    )  # fmt: skip


class CaseNoteCreateForm(CaseNoteFields, SubmittedOnceForm):
    """A new note in a case."""


class CaseNoteUpdateForm(CaseNoteFields, VersionedForm):
    """A new version of a note in a case."""


class AddendumCreateForm(NoteFields, SubmittedOnceForm):
    """What is added to a closed case; the leader writes nothing they could not read."""

    def __init__(self, *args: Any, writes_sensitive: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["next_contact_on"]
        if not writes_sensitive:
            del self.fields["is_sensitive"]
            self.offer("areas", ProblemArea.objects.filter(is_sensitive=False))


class SchoolNoteFields(NoteFields):
    """A note of the school's own; a sensitive one names who may read it."""

    named_readers = RecordsChoiceField(
        label=_("Kolleger som kan lese et sensitivt notat"),
        queryset=User.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Bare når notatet er sensitivt. Uten navn leser bare du det."),
        error_messages={
            "invalid_choice": _("Velg blant kollegene i listen"),
            "invalid_pk_value": _("Velg blant kollegene i listen"),
        },
    )

    audience = DescribedChoiceField(
        label=_("Hvem er notatet for?"),
        choices=[
            (Audience.OWN, _("Egen side"), _("Rådgiverne og rektor ved skolen.")),
            (
                Audience.SHARED,
                _("Delt"),
                _("Også NAV-kontoret som et samtykke åpner for, når det dekker områdene."),
            ),
        ],
        error_messages={"required": _("Velg hvem notatet er for")},
    )

    field_order = (
        "kind", "occurred_at", "heading", "text", "areas", "is_sensitive", "named_readers",
        "audience", "next_contact_on",
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, school: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        staff = Membership.objects.in_force(on=actor.on).filter(
            organisation=school, role__in=SCHOOL_ROLES
        )
        colleagues = User.objects.filter(pk__in=staff.values("user_id")).exclude(pk=actor.person.pk)
        self.offer("named_readers", colleagues.by_name())


class SchoolNoteCreateForm(SchoolNoteFields, SubmittedOnceForm):
    """A new note at the school."""


class SchoolNoteUpdateForm(SchoolNoteFields, VersionedForm):
    """A new version of the school's note."""


class StrikeNoteForm(AkselForm, VersionedForm):
    """Why a mistaken note is struck."""

    reason = LongTextField(
        label=_("Hvorfor strykes notatet?"),
        max_length=500,
        help_text=_("Notatet slettes ikke. Det blir stående overstrøket på din egen side."),
        error_messages={"required": _("Skriv hvorfor notatet strykes")},
    )
