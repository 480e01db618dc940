"""Place a veileder under a contract."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.actions.placement import place_counsellor
from agreements.forms.placement import PlacementForm
from agreements.models import Placement
from agreements.views.contract import ContractTargetMixin, contract_address
from navskole.access.views import (
    TargetFormView,
)


class PlacementCreateView(ContractTargetMixin, TargetFormView):
    """Place an own veileder at the school."""

    permission = "agreements.add_placement"
    template_name = "agreements/placement_create.html"
    form_class = PlacementForm
    success_message = _("Veilederen er plassert ved skolen.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and contract."""
        return super().get_form_kwargs() | {"actor": self.actor, "contract": self.target}

    def perform(self, form: PlacementForm) -> Placement:
        """Place."""
        return place_counsellor(actor=self.actor, contract=self.target, **form.cleaned_data)

    def get_success_address(self, result: Placement) -> str:
        """Go back to the contract."""
        return contract_address(self.target)
