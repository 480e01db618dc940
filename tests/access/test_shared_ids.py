"""What a statement asks for in several places is asked once, and means the same."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from followup.models import Note
from navskole.access.grounds import Ground
from navskole.access.shared_ids import marked, shared
from pupils.models import Case, Pupil
from tests.conftest import QueryCount
from tests.factories.followup import NoteFactory
from tests.factories.pair import Pair

INNER = "SELECT pupil_id FROM grants WHERE user_id = 1"
OUTER = f"SELECT id FROM cases WHERE pupil_id = ANY({marked(INNER)})"  # noqa: S608


def test_a_question_asked_once_stays_where_it_is():
    sql = f"SELECT * FROM notes WHERE case_id = ANY({marked(OUTER)})"  # noqa: S608

    assert shared(sql) == (
        "SELECT * FROM notes WHERE case_id = ANY(ARRAY(SELECT id FROM cases WHERE pupil_id = "
        "ANY(ARRAY(SELECT pupil_id FROM grants WHERE user_id = 1))))"
    )


def test_a_repeated_question_is_asked_at_the_beginning_with_what_it_asks_itself():
    sql = f"SELECT 1 WHERE a = ANY({marked(OUTER)}) OR b = ANY({marked(OUTER)}) AND c = %s"

    assert shared(sql) == (
        f"WITH nk_1 AS MATERIALIZED (SELECT ARRAY({INNER}) AS ids), "  # noqa: S608
        "nk_2 AS MATERIALIZED (SELECT ARRAY(SELECT id FROM cases WHERE pupil_id = "
        "ANY((SELECT ids FROM nk_1)::bigint[])) AS ids) "
        "SELECT 1 WHERE a = ANY((SELECT ids FROM nk_2)::bigint[]) "
        "OR b = ANY((SELECT ids FROM nk_2)::bigint[]) AND c = %s"
    )


@pytest.mark.parametrize("verb", ["EXPLAIN SELECT", "DECLARE x CURSOR FOR SELECT"])
def test_a_statement_that_cannot_begin_with_a_question_holds_its_own(verb: str):
    sql = f"{verb} 1 WHERE a = ANY({marked(INNER)}) OR b = ANY({marked(INNER)})"

    assert shared(sql) == sql.replace(marked(INNER), f"ARRAY({INNER})")
    assert shared(sql).count(INNER) == 2


def test_no_page_asks_postgresql_the_same_ids_twice_in_a_statement(
    client: Client, pair: Pair, query_count: QueryCount
):
    for user, address in (
        (pair.counsellor, reverse("followup:own_case_list")),
        (pair.manager, reverse("followup:office_case_list")),
        (pair.principal, reverse("followup:followup_list")),
        (pair.counsellor, reverse("followup:case_notes", args=[pair.case.public_id])),
    ):
        client.force_login(user)
        with query_count() as queries:
            assert client.get(address).status_code == 200
        for sql in queries.statements:
            assert "ids*/" not in sql
            asked = [text for text in _arrays(sql) if "ARRAY(" not in text]
            assert len(asked) == len(set(asked)), address
    assert connection.vendor != "postgresql" or any("WITH nk_1" in s for s in queries.statements)


def test_a_question_about_one_record_finds_no_ids_of_others(pair: Pair, query_count: QueryCount):
    note = NoteFactory(case=pair.case)
    for who, sees_it in (("principal", False), ("manager", True), ("counsellor", True)):
        actor = pair.acting(who)
        notes, one = Note.objects.visible_to(actor), Note.objects.one_visible_to(actor)
        with query_count() as queries:
            found = one.filter(public_id=note.public_id).exists()
        with query_count() as listing:
            listed = note in notes.filter(case=note.case)
        assert found == listed == sees_it, who
        if connection.vendor == "postgresql":
            assert "pupils_consentline" in queries.statements[0], who
            assert "ARRAY(SELECT" in listing.statements[0], who
            assert not any("consentline" in text for text in _arrays(queries.statements[0])), who


def _arrays(sql: str) -> list[str]:
    return re.findall(r"ARRAY\((SELECT[^()]*(?:\([^()]*\)[^()]*)*)\)", sql)


def test_the_last_ground_of_rows_narrowed_to_their_reader_is_not_asked_again(pair: Pair):
    actor = pair.acting("school_counsellor")
    everybody = Pupil.objects.with_ground(actor)
    narrowed = Pupil.objects.visible_to(actor).with_ground(actor)
    joined = (Pupil.objects.visible_to(actor) | Pupil.objects.all()).with_ground(actor)
    another = Pupil.objects.visible_to(actor).with_ground(pair.acting("manager"))

    assert "CASE WHEN" in str(everybody.query)
    assert "CASE WHEN" not in str(narrowed.query)
    assert "CASE WHEN" in str(joined.query)
    assert "CASE WHEN" in str(another.query)
    assert [pupil.ground for pupil in narrowed] == [Ground.OWN_SCHOOL]
    assert [pupil.ground for pupil in another] == [Ground.OFFICE_LEAD]


def test_who_reads_on_two_grounds_is_told_the_stronger_one(pair: Pair):
    leader = pair.acting("manager")
    for cases in (Case.objects.visible_to(leader), Case.objects.all().led_by(leader)):
        assert [case.ground for case in cases.with_ground(leader)] == [Ground.OFFICE_LEAD]
    assert Note.objects.listed_to(leader).with_ground(leader).count() == 0
