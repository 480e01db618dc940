"""The breakages fit the code as it stands; `make test-mutations` sees that each is noticed."""

from __future__ import annotations

from tests.mutations.barrier import BARRIER
from tests.mutations.bench import ROOT
from tests.mutations.grounds import GROUNDS
from tests.mutations.platform import PLATFORM
from tests.mutations.protection import PROTECTION


def test_every_breakage_changes_one_place():
    every = [*GROUNDS, *PROTECTION, *PLATFORM, *BARRIER]
    found = {
        breakage.name: (ROOT / breakage.file).read_text().count(breakage.old) for breakage in every
    }

    assert {name: count for name, count in found.items() if count != 1} == {}
    assert len(found) == len(every)
