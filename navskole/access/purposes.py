"""What somebody opens a record for: asked before it is shown, kept in the log, forgotten at night.

A purpose opens nothing by itself: the record must be the person's to open by its own rule. It
holds for that one record, in that session, on the day it was stated.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from navskole.access.views import ActionFormView, TargetMixin
from navskole.audit import log
from navskole.audit.events import Action
from navskole.ui.forms import AkselForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import Model
    from django_stubs_ext import StrPromise

    from navskole.access.requests import GuardedRequest

_KEPT = "stated_purposes"


class LeaderPurpose(models.TextChoices):
    """What a leader may open a sensitive record for."""

    DECISION = "decision", _("Jeg skal ta en avgjørelse i saken")
    COMPLAINT = "complaint", _("Jeg behandler en klage")
    HANDOVER = "handover", _("Jeg fordeler eller overfører saken")


class PurposeForm(AkselForm):
    """What the record is opened for; `choices` are the purposes that the page takes."""

    purpose = forms.ChoiceField(
        label=_("Hva skal du bruke opplysningen til?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg hva du skal bruke opplysningen til")},
    )
    explanation = forms.CharField(
        label=_("Forklar kort"),
        required=False,
        max_length=150,
        help_text=_("Står i innsynsloggen, som personvernombudet leser."),
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, str | StrPromise]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = choices  # type: ignore[attr-defined]  # a choice field

    def in_words(self) -> str:
        """Return the valid answer as the log keeps it: "Jeg behandler en klage: frist fredag"."""
        labels = dict(self.fields["purpose"].choices)  # type: ignore[attr-defined]
        chosen = str(labels[self.cleaned_data["purpose"]])
        explanation = self.cleaned_data["explanation"]
        return f"{chosen}: {explanation}" if explanation else chosen


def stated(request: GuardedRequest, record: Model, *, on: date) -> str:
    """Return what the person said today, in this session, that they open the record for."""
    kept = request.session.get(_KEPT, {}).get(_key(record), {})
    return str(kept.get("words", "")) if kept.get("on") == on.isoformat() else ""


def state(request: GuardedRequest, record: Any, words: str) -> None:
    """Keep and log what the person says they open the record for; yesterday's are forgotten."""
    today = request.actor.on.isoformat()
    kept = request.session.get(_KEPT, {})
    request.session[_KEPT] = {key: value for key, value in kept.items() if value["on"] == today} | {
        _key(record): {"words": words, "on": today}
    }
    unseen = replace(record.access(), classes="")
    log.record(request.actor, Action.PURPOSE_STATED, [unseen], purpose=words)


def _key(record: Any) -> str:
    return f"{type(record).__name__}:{record.public_id}"


class PurposeView(TargetMixin, ActionFormView):
    """A record that is shown once the person has said what for: the same address asks first.

    Subclasses say among which records, and with which templates it is asked and shown.
    """

    form_class = PurposeForm
    asking_template: ClassVar[str]
    showing_template: ClassVar[str]
    purposes: ClassVar[type[models.TextChoices]] = LeaderPurpose
    purpose = ""

    def get_target(self) -> Any:
        """Return the record or raise Http404; its classes are logged once it is shown."""
        target: Any = get_object_or_404(
            self.get_target_queryset(), public_id=self.kwargs[self.target_kwarg]
        )
        if self.request.method != "POST":
            self.purpose = stated(self.request, target, on=self.actor.on)
        if self.purpose:
            self.note_access([target.access()])
        else:
            asked = Action.PURPOSE_ASKED if self.request.method == "GET" else None
            self.note_access([replace(target.access(), classes="")], action=asked)
        self.request.access_log.purpose = self.purpose
        return target

    def get_template_names(self) -> list[str]:
        """Return the template that asks, until the purpose is stated."""
        return [self.showing_template if self.purpose else self.asking_template]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the purposes to choose among."""
        return super().get_form_kwargs() | {"choices": self.purposes.choices}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the purpose that was stated, if any."""
        return super().get_context_data(purpose=self.purpose, **kwargs)

    def perform(self, form: PurposeForm) -> None:
        """State it."""
        state(self.request, self.target, form.in_words())

    def get_success_address(self, result: None) -> str:
        """Go to the same page, which now shows the record."""
        return self.request.path
