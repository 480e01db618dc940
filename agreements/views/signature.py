"""Send a contract to be signed, sign it, and lift the signatures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from agreements.actions.contract import open_for_signing
from agreements.actions.signature import lift_signatures, sign_contract
from agreements.comparison import compare
from agreements.forms.signature import LiftForm, SignForm
from agreements.models import Contract
from agreements.views.contract import ContractTargetMixin, contract_address
from navskole.access.views import (
    UNPROCESSABLE,
    TargetActionView,
    TargetFormView,
)

if TYPE_CHECKING:
    from django.http import HttpResponse, QueryDict


class ContractOpenView(ContractTargetMixin, TargetActionView):
    """Send til signering: the text is locked."""

    permission = "agreements.open_contract"
    success_message = _("Kontrakten er låst og kan signeres av begge.")

    def perform(self) -> Contract:
        """Open for signing."""
        return open_for_signing(actor=self.actor, contract=self.target)

    def get_success_address(self, result: Contract) -> str:
        """Go back to the contract."""
        return contract_address(result)


class ContractSignView(ContractTargetMixin, TargetFormView):
    """Sign exactly what stands on the page."""

    permission = "agreements.sign_contract"
    template_name = "agreements/contract_sign.html"
    form_class = SignForm
    success_message = _("Kontrakten er signert.")

    def get_initial(self) -> dict[str, Any]:
        """Return the digest of what the page shows."""
        return {"digest": self.target.digest}

    def perform(self, form: SignForm) -> Any:
        """Sign."""
        return sign_contract(
            actor=self.actor, contract=self.target, digest=form.cleaned_data["digest"]
        )

    def form_invalid(self, form: SignForm) -> HttpResponse:
        """Show the content as it is now, and what changed, to be read and confirmed anew."""
        seen = self.target.with_digest(form.data.get("digest", ""))
        comparison = compare(seen, self.target) if seen else None
        data = cast("QueryDict", form.data).copy()
        data["digest"] = self.target.digest
        data.pop("confirmed", None)
        form.data = data
        context = self.get_context_data(form=form, comparison=comparison)
        return self.render_to_response(context, status=UNPROCESSABLE)

    def get_success_address(self, result: Any) -> str:
        """Go back to the contract."""
        return contract_address(self.target)


class SignaturesLiftView(ContractTargetMixin, TargetFormView):
    """Opphev signaturer, with a reason."""

    permission = "agreements.lift_signatures"
    template_name = "agreements/signatures_lift.html"
    form_class = LiftForm
    success_message = _("Teksten kan endres igjen. Ingen signaturer gjelder.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with whether there is a signature to lift."""
        is_signed = self.target.signatures.standing().exists()
        return super().get_form_kwargs() | {"is_signed": is_signed}

    def perform(self, form: LiftForm) -> Contract:
        """Lift."""
        reason = form.cleaned_data.get("reason", "")
        return lift_signatures(actor=self.actor, contract=self.target, reason=reason)

    def get_success_address(self, result: Contract) -> str:
        """Go back to the contract."""
        return contract_address(result)
