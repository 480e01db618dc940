"""A page that shows a record once its reader has said what for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404

from navskole.access.purposes import LeaderPurpose, PurposeForm, state, stated
from navskole.access.views import ActionFormView, TargetMixin
from navskole.audit.events import Action

if TYPE_CHECKING:
    from django.db import models


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
