"""What somebody opens a record for: asked before it is shown, kept in the log, forgotten at night.

A purpose opens nothing by itself: the record must be the person's to open by its own rule. It
holds for that one record, in that session, on the day it was stated. Where a ground lets somebody
read one pupil's record for a time, it holds for what is read of that pupil.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import models
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _

from navskole.access.grounds import ONLY_READING
from navskole.access.posted import require_same_writer
from navskole.audit import log
from navskole.audit.events import Action
from navskole.ui.forms import AkselForm

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import Model
    from django.http import HttpResponse
    from django_stubs_ext import StrPromise

    from navskole.access.requests import GuardedRequest

_KEPT = "stated_purposes"
_ASKING_TEMPLATE = "access/purpose_ask.html"
_UNPROCESSABLE = 422


class LeaderPurpose(models.TextChoices):
    """What a leader may open a sensitive record for."""

    DECISION = "decision", _("Jeg skal ta en avgjørelse i saken")
    COMPLAINT = "complaint", _("Jeg behandler en klage")
    HANDOVER = "handover", _("Jeg fordeler eller overfører saken")


class ReaderPurpose(models.TextChoices):
    """What somebody whom the leader lets read for a time opens the pupil's record for."""

    COMPLAINT = "complaint", _("Jeg svarer på en klage")
    ANSWER = "answer", _("Jeg svarer eleven eller en foresatt")
    FOLLOW_UP = "follow_up", _("Jeg trenger det for å følge opp eleven nå")
    OTHER = "other", _("Noe annet")


class PurposeForm(AkselForm):
    """What the record is opened for; `choices` are the purposes that the page takes."""

    conditional = ("explanation",)

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

    def clean(self) -> dict[str, Any]:
        """Ask what it is, when it is none of the purposes that are named."""
        cleaned: dict[str, Any] = super().clean() or {}
        unsaid = "explanation" in cleaned and not cleaned["explanation"]
        if cleaned.get("purpose") == ReaderPurpose.OTHER and unsaid:
            self.add_error("explanation", _("Skriv hva du skal bruke opplysningen til"))
        return cleaned

    def in_words(self) -> str:
        """Return the valid answer as the log keeps it: "Jeg behandler en klage: frist fredag"."""
        labels = dict(self.fields["purpose"].choices)  # type: ignore[attr-defined]
        chosen = str(labels[self.cleaned_data["purpose"]])
        explanation = self.cleaned_data["explanation"]
        return f"{chosen}: {explanation}" if explanation else chosen


def stated(request: GuardedRequest, record: Any, *, on: date) -> str:
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
    if _is_read_alone(record):
        return f"{record.ground}:{record.subject_id}"
    return f"{type(record).__name__}:{record.public_id}"


# --- Before any page of what somebody may only read ---------------------------------------


def ask_first(request: GuardedRequest, record: Model | None) -> HttpResponse | None:
    """Return the page that asks what `record` is opened for, or nothing once it is stated.

    Asked is who reads it on a ground that opens one pupil for a time; at the page's own address.
    """
    if not _is_read_alone(record):
        return None
    purpose = stated(request, record, on=request.actor.on)
    if purpose:
        request.access_log.purpose = purpose
        return None
    posted = request.POST if request.method == "POST" else None
    form = PurposeForm(posted, choices=ReaderPurpose.choices)
    request.access_log.show_nothing()
    if posted is not None:
        require_same_writer(request)
    if form.is_valid():
        state(request, record, form.in_words())
        return redirect(request.get_full_path())
    if posted is None:
        request.access_log.action = Action.PURPOSE_ASKED
    context = {"form": form, "target": record}
    status = None if posted is None else _UNPROCESSABLE
    return TemplateResponse(request, _ASKING_TEMPLATE, context, status=status)


def _is_read_alone(record: Any) -> bool:
    return getattr(record, "ground", None) in ONLY_READING
