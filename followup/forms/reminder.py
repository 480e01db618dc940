"""Write and change the slips on a case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.reminder import ReminderContent
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselForm, DateField, LongTextField, Textarea

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor

_FARTHEST = timedelta(days=366 * 3)


class ReminderFields(AkselForm):
    """What every slip holds: a few words, a date, or both."""

    conditional = ("text", "remind_on")

    text = LongTextField(
        label=_("Hva skal huskes?"),
        max_length=200,
        required=False,
        widget=Textarea({"rows": 4}),
        help_text=_(
            "Skriv noen ord, velg en dato, eller begge deler. Sensitive opplysninger hører hjemme "
            "i et notat: Huskelappen leses av alle som leser saken i NAV, også NAV-lederen."
        ),
    )
    remind_on = DateField(label=_("Når?"), required=False, help_text=_("dd.mm.åååå"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_remind_on(self) -> date | None:
        """Refuse a day that has passed, unless it stood there, and a mistyped year."""
        day: date | None = self.cleaned_data["remind_on"]
        if day is not None and day < self.actor.on and "remind_on" in self.changed_data:
            raise forms.ValidationError(_("Datoen må være i dag eller senere."))
        if day is not None and day > self.actor.on + _FARTHEST:
            raise forms.ValidationError(_("Datoen er for langt fram. Kontroller året."))
        return day

    def content(self) -> ReminderContent:
        """Return what was written."""
        names = ("text", "remind_on")
        return ReminderContent(**{name: self.cleaned_data[name] for name in names})


class ReminderCreateForm(ReminderFields, SubmittedOnceForm):
    """A new slip."""


class ReminderUpdateForm(ReminderFields, VersionedForm):
    """A new version of a slip."""
