"""Questions about the kept files of signed contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from agreements.querysets.contract import contract_arms, placed_arm
from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from django.db.models import Q

    from agreements.models import Contract, SignedDocument
    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground


class SignedDocumentQuerySet(GuardedQuerySet["SignedDocument"]):
    """Questions about signed files."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a file: as its contract."""
        return contract_arms(actor, path="contract__") | placed_arm(actor, contract="contract")

    def newest_of(self, contract: Contract, *, language: str) -> Self:
        """Return the files of the contract as it was signed last, the newest first."""
        found = self.filter(contract=contract, language=language, digest=contract.digest)
        return found.order_by("-pk")
