"""Single accesses: asked for, answered by the leader, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from navskole.access.lists import GuardedList
from navskole.access.views import ActionFormView, TargetActionView, TargetFormView
from navskole.organisations.models import Role
from pupils.actions.single_access import (
    ask_single_access,
    decline_single_access,
    end_single_access,
    grant_single_access,
)
from pupils.forms.single_access import SingleAccessAnswerForm, SingleAccessForm
from pupils.models import Pupil, SingleAccessRequest, SingleAccessState

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from pupils.querysets.single_access import SingleAccessRequestQuerySet


class SingleAccessListView(GuardedList):
    """What the actor has asked for, and for a leader what there is where they lead."""

    permission = "pupils.list_single_accesses"
    template_name = "pupils/single_access_list.html"

    def get_rows(self) -> QuerySet[SingleAccessRequest]:
        """Return the requests, those that wait first."""
        rows = SingleAccessRequest.objects.visible_to(self.actor).with_ground(self.actor)
        return rows.for_list()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with whether the reader has none but their own."""
        reads = (Role.PRINCIPAL, Role.NAV_MANAGER, Role.PRIVACY_OFFICER)
        return super().get_context_data(is_own=not self.actor.has_role(*reads), **kwargs)

    def note_rows(self, page: Page) -> None:
        """Say whose data the rows show, and what has become of each today."""
        accesses = [access for row in page.object_list for access in row.accesses()]
        self.note_access(accesses, action=self.list_action)
        rows = list(page.object_list)
        for row in rows:
            row.state_today = row.state(on=self.actor.on)
        self._note_what_opens(rows)

    def _note_what_opens(self, rows: list[SingleAccessRequest]) -> None:
        """Let the rows in force that are the actor's own lead to the pupil, while they may."""
        own = [
            row
            for row in rows
            if row.asked_by_id == self.actor.person.pk
            and row.state_today == SingleAccessState.IN_FORCE
        ]
        if own:
            pupils = Pupil.objects.visible_to(self.actor).in_bulk([row.pupil_id for row in own])
            for row in own:
                row.opened = pupils.get(row.pupil_id)


@method_decorator(sensitive_post_parameters("national_id"), name="dispatch")
class SingleAccessCreateView(ActionFormView):
    """Be om enkelttilgang: the answer is the same whether there is such a pupil or not."""

    permission = "pupils.ask_single_access"
    template_name = "pupils/single_access_create.html"
    form_class = SingleAccessForm
    success_message = _("Forespørselen er sendt til lederen. Du får varsel når den er besvart.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: SingleAccessForm) -> SingleAccessRequest:
        """Ask."""
        return ask_single_access(actor=self.actor, **form.cleaned_data)

    def get_success_address(self, result: SingleAccessRequest) -> str:
        """Go to the list."""
        return reverse("pupils:single_access_list")


class SingleAccessAnswerView(TargetFormView):
    """The leader's answer."""

    permission = "pupils.answer_single_access"
    template_name = "pupils/single_access_answer.html"
    form_class = SingleAccessAnswerForm
    target_model = SingleAccessRequest
    target_kwarg = "single_access_id"
    success_message = _("Svaret er gitt, og den som spurte, har fått varsel.")

    def note_found(self, target: SingleAccessRequest) -> None:
        """Put the pupil the request is about into the access log, where it is about one."""
        self.note_access(target.accesses())

    def get_initial(self) -> dict[str, Any]:
        """Return the last day as it was asked for."""
        return {"ends_on": self.target.ends_on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with whether the place calls the pupil otherwise than was asked."""
        pupil = self.target.pupil
        otherwise = pupil is not None and pupil.full_name != str(self.target)
        return super().get_context_data(is_called_otherwise=otherwise, **kwargs)

    def get_target_queryset(self) -> QuerySet[SingleAccessRequest]:
        """Return the visible requests with who asked."""
        rows: SingleAccessRequestQuerySet = super().get_target_queryset()
        return rows.with_people()

    def perform(self, form: SingleAccessAnswerForm) -> SingleAccessRequest:
        """Grant or decline."""
        if form.cleaned_data["answer"] == "yes":
            day = form.cleaned_data["ends_on"]
            return grant_single_access(actor=self.actor, asked=self.target, ends_on=day)
        reason = form.cleaned_data["reason"]
        return decline_single_access(actor=self.actor, asked=self.target, reason=reason)

    def get_success_address(self, result: SingleAccessRequest) -> str:
        """Go back to the list."""
        return reverse("pupils:single_access_list")


class SingleAccessEndView(TargetActionView):
    """Avslutt en enkelttilgang: the leader, or the holder who has no more use of it."""

    permission = "pupils.end_single_access"
    target_model = SingleAccessRequest
    target_kwarg = "single_access_id"
    success_message = _("Tilgangen er avsluttet.")

    def get_target_queryset(self) -> QuerySet[SingleAccessRequest]:
        """Return the visible requests with what was granted."""
        rows: SingleAccessRequestQuerySet = super().get_target_queryset()
        return rows.with_people()

    def note_found(self, target: SingleAccessRequest) -> None:
        """Put the pupil the request is about into the access log, where it is about one."""
        self.note_access(target.accesses())

    def perform(self) -> SingleAccessRequest:
        """End it."""
        return end_single_access(actor=self.actor, asked=self.target)

    def get_success_address(self, result: SingleAccessRequest) -> str:
        """Go back to the list."""
        return reverse("pupils:single_access_list")
