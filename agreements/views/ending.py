"""End a contract: with notice, or at once."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.actions.ending import end_contract, give_notice, notice_ends
from agreements.forms.ending import EndForm, NoticeForm
from agreements.models import Contract
from agreements.views.contract import ContractTargetMixin, contract_address
from navskole.access.views import TargetFormView


class ContractNoticeView(ContractTargetMixin, TargetFormView):
    """Si opp, with the notice the contract names."""

    permission = "agreements.give_notice"
    template_name = "agreements/contract_notice.html"
    form_class = NoticeForm
    success_message = _("Kontrakten er sagt opp.")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the last day."""
        last = notice_ends(self.target, on=self.actor.on)
        return super().get_context_data(last_day=last, **kwargs)

    def perform(self, form: NoticeForm) -> Contract:
        """Give notice."""
        return give_notice(
            actor=self.actor, contract=self.target, reason=form.cleaned_data["reason"]
        )

    def get_success_address(self, result: Contract) -> str:
        """Go back to the contract."""
        return contract_address(result)


class ContractEndView(ContractTargetMixin, TargetFormView):
    """Avslutt straks."""

    permission = "agreements.end_contract"
    template_name = "agreements/contract_end.html"
    form_class = EndForm
    success_message = _("Kontrakten er avsluttet. Deling mellom partene er stengt.")

    def perform(self, form: EndForm) -> Contract:
        """End at once."""
        return end_contract(
            actor=self.actor, contract=self.target, reason=form.cleaned_data["reason"]
        )

    def get_success_address(self, result: Contract) -> str:
        """Go back to the contract."""
        return contract_address(result)
