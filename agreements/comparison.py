"""Two texts of a contract beside each other: an old version and a new, clause by clause."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agreements.document import ORDER, Clause, document_of
from navskole.ui.forms.comparison import Words, marked

if TYPE_CHECKING:
    from agreements.models import Contract


@dataclass(frozen=True)
class ClauseDifference:
    """A clause that differs, with the words that only one of the texts has marked."""

    label: str
    before: list[Words]
    after: list[Words]


@dataclass(frozen=True)
class Comparison:
    """What differs between two texts, in the order of the document, and what does not."""

    differences: list[ClauseDifference]
    unchanged: list[str]


def compare(old: Contract, new: Contract) -> Comparison:
    """Return how `new` differs from `old`, both read in the language of the new."""
    before, after = _by_name(old, new.language), _by_name(new, new.language)
    labels = {name: label for name, (label, _clause) in (before | after).items()}
    differences, unchanged = [], []
    for name in _in_order(before, after):
        texts = [side[name][1].text if name in side else "" for side in (before, after)]
        if texts[0] == texts[1]:
            unchanged.append(labels[name])
        else:
            differences.append(ClauseDifference(labels[name], *marked(*texts)))
    return Comparison(differences, unchanged)


def _by_name(contract: Contract, language: str) -> dict[str, tuple[str, Clause]]:
    return {
        clause.name: (clause.label or section.heading, clause)
        for section in document_of(contract, language=language)
        for clause in section.clauses
    }


def _in_order(*documents: dict[str, tuple[str, Clause]]) -> list[str]:
    """Return the names of the clauses that any of the documents has, as the layout orders them."""
    found = {name for document in documents for name in document}
    return [name for name in ORDER if name in found]
