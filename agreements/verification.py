"""Whether a file or a digest is a contract as it was signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import Contract, Party, Signature, SignedDocument

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor


@dataclass(frozen=True)
class Verdict:
    """The answer: whether it is what both signed, a sentence, and the contract where known."""

    level: str
    text: str | StrPromise
    contract: Contract | None = None
    signatures: tuple[Signature, ...] = ()


def verify_digest(actor: Actor, digest: str) -> Verdict:
    """Return what is known of the content with this digest, among what the actor may see."""
    found = (
        Signature.objects.visible_to(actor)
        .filter(digest=digest)
        .select_related("contract__school", "contract__office", "signed_by")
        .order_by("pk")
    )
    signatures = tuple(found)
    if not signatures:
        return Verdict(
            "warning", _("Ingen kontrakt du har tilgang til, er signert med denne kontrollsummen.")
        )
    contract = signatures[-1].contract
    standing = tuple(each for each in signatures if each.lifted_at is None)
    if not standing:
        text = _("Kontrakten ble signert slik, men signaturene er opphevet.")
        return Verdict("warning", text, contract)
    if {each.party for each in standing} != set(Party):
        text = _("Én part har signert dette innholdet. Kontrakten gjelder ikke ennå.")
        return Verdict("info", text, contract, standing)
    return Verdict(
        "success", _("Dette er kontrakten slik begge parter signerte den."), contract, standing
    )


def verify_file(actor: Actor, content: bytes) -> Verdict:
    """Return whether the file is one of those kept when a contract was signed.

    Compared byte for byte by its sha256: a file that was changed or made anew is another.
    """
    file_digest = hashlib.sha256(content).hexdigest()
    kept = SignedDocument.objects.visible_to(actor).filter(file_digest=file_digest).first()
    if kept is None:
        return Verdict(
            "warning",
            _(
                "Filen er ikke en kontrakt slik den ble signert i navskole. Den kan være et "
                "utkast, være endret etterpå, eller høre til en kontrakt du ikke har tilgang til."
            ),
        )
    return verify_digest(actor, kept.digest)
