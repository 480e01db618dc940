"""Whether a file or a digest is a contract as it was signed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import Contract, Party, Signature, SignedDocument

if TYPE_CHECKING:
    from collections.abc import Iterable

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
    """Return what is known of the content with this digest, among what the actor may see.

    Two contracts may have the same content, one ended and one in work: the one that both have
    signed is answered for, or the newest.
    """
    by_contract = _signatures(actor, digest)
    if not by_contract:
        return Verdict(
            "warning", _("Ingen kontrakt du har tilgang til, er signert med denne kontrollsummen.")
        )
    agreed = [each for each, signatures in by_contract.items() if _both(_standing(signatures))]
    contract = (agreed or list(by_contract))[-1]
    return _verdict(contract, by_contract[contract])


def _signatures(actor: Actor, digest: str) -> dict[Contract, list[Signature]]:
    """Return the signatures on the content that the actor may see, by contract, oldest first."""
    found = (
        Signature.objects.visible_to(actor)
        .filter(digest=digest)
        .select_related("contract__school", "contract__office", "signed_by")
        .order_by("contract_id", "pk")
    )
    by_contract: dict[Contract, list[Signature]] = {}
    for signature in found:
        by_contract.setdefault(signature.contract, []).append(signature)
    return by_contract


def _standing(signatures: Iterable[Signature]) -> tuple[Signature, ...]:
    return tuple(each for each in signatures if each.lifted_at is None)


def _both(standing: Iterable[Signature]) -> bool:
    return {each.party for each in standing} == set(Party)


def _verdict(contract: Contract, signatures: Iterable[Signature]) -> Verdict:
    standing = _standing(signatures)
    if not standing:
        text = _("Kontrakten ble signert slik, men signaturene er opphevet.")
        return Verdict("warning", text, contract)
    if not _both(standing):
        text = _("Én part har signert dette innholdet. Kontrakten gjelder ikke ennå.")
        return Verdict("info", text, contract, standing)
    return Verdict(
        "success", _("Dette er kontrakten slik begge parter signerte den."), contract, standing
    )


def verify_file(actor: Actor, content: bytes) -> Verdict:
    """Return whether the file is one of those kept when a contract was signed.

    Compared byte for byte by its sha256: a file that was changed or made anew is another. A
    file shows the signatures it was made with, not those that came when they were lifted.
    """
    file_digest = hashlib.sha256(content).hexdigest()
    kept = (
        SignedDocument.objects.visible_to(actor)
        .filter(file_digest=file_digest)
        .select_related("contract__school", "contract__office")
        .order_by("-pk")
        .first()
    )
    if kept is None:
        return Verdict(
            "warning",
            _(
                "Filen er ikke en kontrakt slik den ble signert i navskole. Den kan være et "
                "utkast, være endret etterpå, eller høre til en kontrakt du ikke har tilgang til."
            ),
        )
    signatures = _signatures(actor, kept.digest).get(kept.contract, [])
    return _verdict(kept.contract, [each for each in signatures if each.signed_at <= kept.made_at])
