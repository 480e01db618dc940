"""Pages cost the same few queries whether they show one row or fifty.

Counted are SELECT, INSERT, UPDATE and DELETE, the log's rows and the session's included.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from pupils.models import FlagKind
from tests.factories.followup import NoteFactory, make_measure
from tests.factories.pupils import (
    CaseFactory,
    EnrolmentFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    give_consent,
)
from tests.signing_in import client_of

if TYPE_CHECKING:
    from tests.conftest import QueryCount

ROWS = (1, 3, 50)


def follow_up(pair, number: int) -> None:
    """Add cases at the pair, each with notes, a flag, a measure that waits and a consent."""
    for _ in range(number):
        pupil = PupilFactory()
        EnrolmentFactory(pupil=pupil, school=pair.school)
        case = CaseFactory(pupil=pupil, office=pair.office, responsible=pair.counsellor)
        NoteFactory(case=case, areas=["jobb-og-praksis"])
        RiskFlagFactory(case=case)
        RiskFlagFactory(pupil=pupil, owner=pair.school, kind=FlagKind.SIGNAL)
        make_measure(case=case, state="submitted")
        give_consent(case, pair.school, areas=["jobb-og-praksis"])
        ReferralFactory(pupil=pupil, school=pair.school, office=pair.office)
        waiting = PupilFactory()
        EnrolmentFactory(pupil=waiting, school=pair.school)
        ReferralFactory(pupil=waiting, school=pair.school, office=pair.office)


def counts(pair, query_count: QueryCount, *, who: str, address: str) -> list[int]:
    """Return the queries of the page with 1, 3 and 50 rows added in turn."""
    client = client_of(getattr(pair, who))
    found, there = [], 0
    for rows in ROWS:
        follow_up(pair, rows - there)
        there = rows
        with query_count() as queries:
            response = client.get(address)
        assert response.status_code == 200
        found.append(queries.count)
    return found


@pytest.mark.parametrize(
    ("who", "address", "most"),
    [
        ("counsellor", "/saker/", 12),
        ("manager", "/kontorets-saker/", 12),
        ("principal", "/oppfolging/", 20),
        ("school_counsellor", "/elever/", 10),
        ("school_counsellor", "/henvisninger/", 10),
        ("counsellor", "/henvendelser/", 10),
        ("manager", "/til-godkjenning/", 11),
        ("manager", "/samarbeid/", 10),
    ],
)
def test_a_list_costs_the_same_with_one_three_and_fifty_rows(pair, query_count, who, address, most):
    found = counts(pair, query_count, who=who, address=address)

    assert len(set(found)) == 1, found
    assert found[0] <= most, found


@pytest.mark.parametrize("tab", ["", "notater/", "samtykke/", "historikk/", "tiltak/"])
def test_a_case_page_costs_the_same_few_with_fifty_notes(pair, query_count, tab):
    client = client_of(pair.counsellor)
    found = []
    for more in (1, 2, 47):
        NoteFactory.create_batch(more, case=pair.case, areas=["jobb-og-praksis"])
        with query_count() as queries:
            assert client.get(f"/saker/{pair.case.public_id}/{tab}").status_code == 200
        found.append(queries.count)

    assert max(found) <= 20, found


def test_a_pupil_page_costs_the_same_few_with_fifty_notes(pair, query_count):
    client = client_of(pair.school_counsellor)
    found = []
    for more in (1, 49):
        NoteFactory.create_batch(more, pupil=pair.pupil, owner=pair.school, author=pair.principal)
        with query_count() as queries:
            assert client.get(f"/elever/{pair.pupil.public_id}/").status_code == 200
        found.append(queries.count)

    assert len(set(found)) == 1, found
    assert found[0] <= 25, found
