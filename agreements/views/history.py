"""Historikk of a collaboration and of a contract: every change in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agreements.history import collaboration_history, contract_history
from agreements.models import Collaboration, Contract
from agreements.views.tabs import collaboration_tabs, contract_tabs
from navskole.access.lists import PagedRecords
from navskole.access.views import TargetPage

if TYPE_CHECKING:
    from django.db.models import QuerySet


class CollaborationHistoryView(PagedRecords, TargetPage):
    """What the leaders did to the collaboration, its contact persons and its contracts."""

    permission = "agreements.read_collaboration_history"
    template_name = "agreements/collaboration_history.html"
    target_model = Collaboration
    target_kwarg = "collaboration_id"

    def get_target_queryset(self) -> QuerySet[Collaboration]:
        """Return the visible collaborations with their school."""
        return super().get_target_queryset().select_related("school")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of changes."""
        return super().get_context_data(
            collaboration=self.target,
            tabs=collaboration_tabs(self.request, self.target),
            page=self.paginated(collaboration_history(self.actor, self.target)),
            **kwargs,
        )


class ContractHistoryView(PagedRecords, TargetPage):
    """What was written, sent to signing, signed, lifted and ended."""

    permission = "agreements.read_contract_history"
    template_name = "agreements/contract_history.html"
    target_model = Contract
    target_kwarg = "contract_id"

    def get_target_queryset(self) -> QuerySet[Contract]:
        """Return the visible contracts with their parties."""
        return super().get_target_queryset().select_related("school", "office")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of changes."""
        return super().get_context_data(
            contract=self.target,
            tabs=contract_tabs(self.request, self.target),
            page=self.paginated(contract_history(self.actor, self.target)),
            **kwargs,
        )
