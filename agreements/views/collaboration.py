"""Samarbeid: which schools and NAV offices work together, and where each stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.actions.collaboration import (
    add_offices,
    change_collaboration,
    create_collaboration,
    end_collaboration,
    end_office,
)
from agreements.forms.collaboration import (
    CollaborationCreateForm,
    CollaborationEndForm,
    CollaborationFilterForm,
    CollaborationOfficeEndForm,
    CollaborationOfficeForm,
    CollaborationUpdateForm,
    initial_of,
)
from agreements.forms.contract import SOON
from agreements.glance import Glance, for_list
from agreements.models import Collaboration, CollaborationOffice, CollaborationState
from agreements.steering_glance import SteeringGlance, mark, open_decisions
from agreements.views.tabs import agreement_tabs, collaboration_tabs
from navskole.access.filtered import CodedFilterForm, FilteredList, Tally
from navskole.access.views import ActionFormView, TargetFormView, TargetMixin, TargetPage
from navskole.organisations.models import County

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet
    from django.db.models.expressions import Combinable


def collaboration_address(collaboration: Collaboration) -> str:
    """Return the address of a collaboration's page."""
    return reverse("agreements:collaboration_detail", args=[collaboration.public_id])


class CollaborationListView(FilteredList):
    """The collaborations the actor may see, each with where it stands and what it lacks.

    A leader's own, and for county and directorate those of their area.
    """

    permission = "agreements.list_collaborations"
    template_name = "agreements/collaboration_list.html"
    filter_form_class = CollaborationFilterForm
    tallies = (
        Tally(_("i alt"), "neutral"),
        Tally(_("i drift"), "success", {"state": CollaborationState.IN_OPERATION}),
        Tally(_("planlegges"), "info", {"state": CollaborationState.PLANNED}),
        Tally(_("kontrakt utløper innen 90 dager"), "warning", {"expires": SOON}),
    )
    orders: ClassVar[Mapping[str, Sequence[str | Combinable]]] = {
        "navn": ("school__name",),
        "start": ("starts_on",),
        "slutt": (F("expires_on"),),
    }

    def get_records(self) -> QuerySet[Collaboration]:
        """Return the collaborations the actor may see."""
        return Collaboration.objects.visible_to(self.actor).for_list(on=self.actor.on)

    def add_choices(self, form: CodedFilterForm) -> None:
        """Offer the counties that the list has; one alone needs no choice."""
        visible = Collaboration.objects.visible_to(self.actor)
        counties = County.objects.filter(
            pk__in=visible.values("school__municipality__county")
        ).by_name()
        if len(counties) > 1:
            form.add_choices("county", [(county.number, county.name) for county in counties])
        else:
            del form.fields["county"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with what each row stands at."""
        context = super().get_context_data(tabs=agreement_tabs(self.request), **kwargs)
        for_list(self.actor, context["page"].object_list)
        return context


FEW_DECISIONS = 5
"""How many of the steering group's open decisions the collaboration's page shows."""


class CollaborationDetailView(TargetPage):
    """The collaboration at a glance: contracts, signatures, veiledere, and what is missing."""

    permission = "agreements.read_collaboration"
    template_name = "agreements/collaboration_detail.html"
    target_model = Collaboration
    target_kwarg = "collaboration_id"

    def get_target_queryset(self) -> QuerySet[Collaboration]:
        """Return the visible collaborations with what the page is made of."""
        rows = super().get_target_queryset().for_list(on=self.actor.on)
        return rows.with_meetings_required(on=self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context at a glance."""
        glance = Glance.of(self.actor, self.target)
        decisions = list(open_decisions(self.actor, self.target)[: FEW_DECISIONS + 1])
        mark(decisions, self.actor)
        return super().get_context_data(
            collaboration=self.target,
            tabs=collaboration_tabs(self.request, self.target),
            steering=SteeringGlance.of(self.actor, self.target),
            decisions=decisions[:FEW_DECISIONS],
            has_more_decisions=len(decisions) > FEW_DECISIONS,
            **vars(glance),
            **kwargs,
        )


class CollaborationCreateView(ActionFormView):
    """Nytt samarbeid."""

    permission = "agreements.add_collaboration"
    template_name = "agreements/collaboration_create.html"
    form_class = CollaborationCreateForm
    success_message = _("Samarbeidet er opprettet. Nå kan dere lage kontrakten.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: CollaborationCreateForm) -> Collaboration:
        """Create."""
        return create_collaboration(
            actor=self.actor,
            school=form.cleaned_data["school"],
            offices=form.cleaned_data["offices"],
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Collaboration) -> str:
        """Go to the collaboration."""
        return collaboration_address(result)


class CollaborationTargetMixin(TargetMixin):
    """Loads a visible collaboration for a form about it."""

    target_model = Collaboration
    target_kwarg = "collaboration_id"

    def get_target_queryset(self) -> QuerySet[Collaboration]:
        """Return the visible collaborations with their school."""
        return super().get_target_queryset().select_related("school")

    def get_success_address(self, result: Any) -> str:
        """Go back to the collaboration."""
        return collaboration_address(self.target)


class CollaborationUpdateView(CollaborationTargetMixin, TargetFormView):
    """Change start and model."""

    permission = "agreements.change_collaboration"
    template_name = "agreements/collaboration_update.html"
    form_class = CollaborationUpdateForm
    success_message = _("Endringene er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return what stands."""
        return initial_of(self.target)

    def perform(self, form: CollaborationUpdateForm) -> Collaboration:
        """Change."""
        return change_collaboration(
            actor=self.actor,
            collaboration=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )


class CollaborationEndView(CollaborationTargetMixin, TargetFormView):
    """Avslutt samarbeidet, with a reason."""

    permission = "agreements.end_collaboration"
    template_name = "agreements/collaboration_end.html"
    form_class = CollaborationEndForm
    success_message = _("Samarbeidet er avsluttet.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return the version that is on screen."""
        return {"version": self.target.version}

    def perform(self, form: CollaborationEndForm) -> Collaboration:
        """End."""
        return end_collaboration(actor=self.actor, collaboration=self.target, **form.cleaned_data)


class CollaborationOfficeCreateView(CollaborationTargetMixin, TargetFormView):
    """Take offices into the collaboration."""

    permission = "agreements.add_collaboration_office"
    template_name = "agreements/collaboration_office_create.html"
    form_class = CollaborationOfficeForm
    success_message = _("Kontorene er med i samarbeidet.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and collaboration."""
        return super().get_form_kwargs() | {"actor": self.actor, "collaboration": self.target}

    def perform(self, form: CollaborationOfficeForm) -> Collaboration:
        """Take in."""
        return add_offices(actor=self.actor, collaboration=self.target, **form.cleaned_data)


class CollaborationOfficeEndView(TargetFormView):
    """An office leaves; the others go on."""

    permission = "agreements.end_collaboration_office"
    template_name = "agreements/collaboration_office_end.html"
    form_class = CollaborationOfficeEndForm
    target_model = CollaborationOffice
    target_kwarg = "collaboration_office_id"
    success_message = _("Kontorets siste dag i samarbeidet er satt.")

    def get_target_queryset(self) -> QuerySet[CollaborationOffice]:
        """Return the visible offices with their collaboration."""
        rows = super().get_target_queryset()
        return rows.select_related("office", "collaboration__school")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the collaboration."""
        collaboration = self.target.collaboration
        return super().get_context_data(collaboration=collaboration, **kwargs)

    def perform(self, form: CollaborationOfficeEndForm) -> CollaborationOffice:
        """Set the last day."""
        return end_office(actor=self.actor, member=self.target, **form.cleaned_data)

    def get_success_address(self, result: CollaborationOffice) -> str:
        """Go back to the collaboration."""
        return collaboration_address(result.collaboration)
