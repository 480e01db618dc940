"""The history of collaborations and contracts in plain sentences, as the reader may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agreements import sentences
from agreements.models import Collaboration, ContactPerson, Contract, Signature
from navskole.access.changes import Change, changes_between
from navskole.access.history import HistoryLine, all_versions, steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from django.db.models import QuerySet

    from navskole.access.actor import Actor

DAYS = {"starts_on": _("Første dag"), "ends_on": _("Siste dag")}
COLLABORATION_FIELDS = ("starts_on", "kind", "variant")
CONTACT_FIELDS = ("name", "function", "organisation", "phone", "email")
_NAMED_IN_THE_SENTENCE = ("school_id", "office_id", "number")
CONTRACT_FIELDS = tuple(
    name
    for name in Contract.CONTENT_FIELDS[Contract.CONTENT_SCHEMA]
    if name not in _NAMED_IN_THE_SENTENCE
)


@dataclass(frozen=True)
class AgreementLine(HistoryLine):
    """One change of what two sides agree on, and from what to what."""

    changes: tuple[Change, ...] = ()


def contract_history(actor: Actor, contract: Contract) -> list[AgreementLine]:
    """Return the changes of a contract and its signatures, the latest first."""
    return _latest_first(_of_contracts(Contract.objects.visible_to(actor).filter(pk=contract.pk)))


def collaboration_history(actor: Actor, collaboration: Collaboration) -> list[AgreementLine]:
    """Return the changes of a collaboration and its contact persons, the latest first.

    With those of every contract in it that the reader sees.
    """
    contracts = Contract.objects.visible_to(actor) & Contract.objects.of(collaboration)
    own = {"collaboration_id": collaboration.pk}
    return _latest_first(
        [
            *_of_collaboration(Collaboration.objects.visible_to(actor).filter(pk=collaboration.pk)),
            *_of_contacts(ContactPerson.history.filter(**own)),
            *_of_contracts(contracts),
        ]
    )


def _of_collaboration(visible: QuerySet) -> Iterator[AgreementLine]:
    for old, new in steps(all_versions(Collaboration, visible)):
        changes = changes_between(old, new, COLLABORATION_FIELDS, labels=DAYS) if old else []
        if new.ended_on:
            changes.append(_why(new.end_reason))
        yield _line(new, sentences.of_collaboration(old, new), changes)


def _of_contacts(versions: QuerySet) -> Iterator[AgreementLine]:
    before: dict[int, Any] = {}
    for new in versions.select_related("history_user").order_by("history_id"):
        old, before[new.id] = before.get(new.id), new
        changes = changes_between(old, new, CONTACT_FIELDS) if old else []
        yield _line(new, sentences.of_contact(old, new), changes)


def _of_contracts(contracts: QuerySet) -> Iterator[AgreementLine]:
    """Yield what was written, sent to signing, signed, lifted and ended."""
    signatures = list(
        Signature.objects.filter(contract__in=contracts.values("pk"))
        .select_related("signed_by", "contract__school", "contract__office")
        .order_by("pk")
    )
    lifted = {(each.contract_id, each.lifted_at): each.lift_reason for each in signatures}
    told = set()
    for old, new in steps(all_versions(Contract, contracts).select_related("office")):
        changes = changes_between(old, new, CONTRACT_FIELDS, labels=DAYS) if old else []
        if reason := _reason(old, new, lifted):
            changes.append(_why(reason))
        yield _line(new, sentences.of_contract(old, new), changes)
        told.add((new.id, new.history_date, new.history_user_id))
    for each in signatures:
        if (each.contract_id, each.signed_at, each.signed_by_id) not in told:
            what = sentences.of_signature(each)
            yield AgreementLine(at=each.signed_at, who=str(each.signed_by), what=what)


def _reason(old: Any, new: Any, lifted: Mapping[tuple[int, datetime | None], str]) -> str:
    """Return why signatures are lifted, or the contract ended, where this version says so."""
    if old is None:
        return ""
    if old.opened_for_signing_at and not new.opened_for_signing_at:
        return lifted.get((new.id, new.history_date), "")
    return new.end_reason if new.end_reason != old.end_reason else ""


def _why(reason: str) -> Change:
    return Change(sentences.why(), "", reason)


def _line(row: Any, what: str, changes: Iterable[Change]) -> AgreementLine:
    return AgreementLine(
        at=row.history_date,
        who=str(row.history_user or sentences.the_system()),
        what=what,
        changes=tuple(changes),
    )


def _latest_first(lines: Iterable[AgreementLine]) -> list[AgreementLine]:
    return sorted(lines, key=lambda line: line.at, reverse=True)
