"""End a placement, and say what becomes of the cases at the school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agreements.models import Placement
from navskole.access.views import TargetFormView
from pupils.actions.handover import cases_of, end_placement_and_hand_over
from pupils.forms.handover import PlacementEndForm

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pupils.models import Case


class PlacementEndView(TargetFormView):
    """Avslutt plassering."""

    permission = "agreements.end_placement"
    template_name = "pupils/placement_end.html"
    form_class = PlacementEndForm
    target_model = Placement
    target_kwarg = "placement_id"
    success_message = _("Plasseringen er avsluttet, og sakene er fordelt slik du valgte.")

    def get_target_queryset(self) -> QuerySet[Placement]:
        """Return the visible placements with contract and veileder."""
        rows: QuerySet[Placement] = super().get_target_queryset()
        return rows.select_related("counsellor", "contract__school", "contract__office")

    @cached_property
    def cases(self) -> list[Case]:
        """The veileder's open cases of pupils at the school."""
        placement = self.target
        found = cases_of(self.actor, placement.counsellor, school_id=placement.contract.school_id)
        return self.shown(found)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with whose cases they are."""
        return super().get_form_kwargs() | {
            "actor": self.actor,
            "counsellor": self.target.counsellor,
            "cases": self.cases,
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the placement and the cases."""
        return super().get_context_data(
            placement=self.target, cases=self.cases, back=self._contract_address(), **kwargs
        )

    def perform(self, form: PlacementEndForm) -> Placement:
        """End, and hand over."""
        return end_placement_and_hand_over(
            actor=self.actor,
            placement=self.target,
            ends_on=form.cleaned_data["ends_on"],
            choices=form.choices(),
        )

    def get_success_address(self, result: Placement) -> str:
        """Go back to the contract."""
        return self._contract_address()

    def _contract_address(self) -> str:
        return reverse("agreements:contract_detail", args=[self.target.contract.public_id])
