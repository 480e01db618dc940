"""Keep the files of a contract that both parties have signed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from agreements.models import DocumentLanguage, SignedDocument
from agreements.signed_text import contract_pdf

if TYPE_CHECKING:
    from agreements.models import Contract
    from navskole.access.actor import Actor


def keep_documents(actor: Actor, contract: Contract) -> None:
    """Set the signed contract in both written standards and keep the files as they are."""
    signatures = list(contract.signatures.standing().select_related("signed_by"))
    for language in DocumentLanguage:
        content = contract_pdf(contract, signatures, language=language, at=actor.now)
        SignedDocument.objects.create(
            contract=contract,
            language=language,
            digest=contract.digest,
            file_digest=hashlib.sha256(content).hexdigest(),
            content=content,
            made_at=actor.now,
        )
