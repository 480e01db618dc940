"""The next version of a contract in force, and how it differs from the one before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.http import Http404
from django.utils.translation import gettext_lazy as _

from agreements.actions.contract import discard_draft, renew_contract
from agreements.comparison import compare
from agreements.forms.contract import CLAUSES, ContractCreateForm
from agreements.models import Contract
from agreements.standard_model import content_to_go_on_from
from agreements.views.contract import ContractTargetMixin, contract_address
from navskole.access.views import TargetActionView, TargetFormView, TargetPage

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ContractRenewView(ContractTargetMixin, TargetFormView):
    """Ny versjon: the same text from tomorrow, to be changed and signed by both."""

    permission = "agreements.renew_contract"
    template_name = "agreements/contract_renew.html"
    form_class = ContractCreateForm
    success_message = _("Utkastet til ny versjon er lagret. Den gamle gjelder til begge signerer.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the day."""
        return super().get_form_kwargs() | {"on": self.actor.on}

    def get_initial(self) -> dict[str, Any]:
        """Return the text in force, from tomorrow."""
        content = content_to_go_on_from(self.target)
        return content | {"late_start_reason": ""} | self.get_period()

    def get_period(self) -> dict[str, Any]:
        """Return the period the form starts with."""
        return {"starts_on": self.actor.on + timedelta(days=1)}

    def perform(self, form: ContractCreateForm) -> Contract:
        """Draft the next version."""
        return renew_contract(
            actor=self.actor,
            contract=self.target,
            content={name: form.cleaned_data[name] for name in CLAUSES},
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Contract) -> str:
        """Go to the new version."""
        return contract_address(result)


class ContractExtendView(ContractRenewView):
    """Forleng: the same text for another year after the last day."""

    template_name = "agreements/contract_extend.html"

    def get_period(self) -> dict[str, Any]:
        """Return the year after the last day."""
        last = self.target.last_day
        return {
            "starts_on": last + timedelta(days=1),
            "ends_on": last + relativedelta(years=1),
            "review_on": None,
        }


class ContractDiscardView(ContractTargetMixin, TargetActionView):
    """Forkast utkastet."""

    permission = "agreements.discard_contract"
    success_message = _("Utkastet er forkastet.")

    def perform(self) -> Contract:
        """Discard."""
        return discard_draft(actor=self.actor, contract=self.target)

    def get_success_address(self, result: Contract) -> str:
        """Go back to the contract."""
        return contract_address(result)


class ContractCompareView(ContractTargetMixin, TargetPage):
    """A version beside the one it replaces."""

    permission = "agreements.read_contract"
    template_name = "agreements/contract_compare.html"

    def get_target_queryset(self) -> QuerySet[Contract]:
        """Return the visible contracts that replace another, which is visible too."""
        older = Contract.objects.visible_to(self.actor)
        return super().get_target_queryset().filter(replaces__in=older.values("pk"))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with what differs."""
        if self.target.replaces is None:
            raise Http404
        comparison = compare(self.target.replaces, self.target)
        return super().get_context_data(comparison=comparison, **kwargs)
