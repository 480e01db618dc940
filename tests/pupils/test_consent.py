"""Record and withdraw consent."""

from __future__ import annotations

import uuid

import pytest
from django.db import IntegrityError, transaction

from navskole.records.errors import NotAllowed, StaleVersion
from pupils.actions.consent import (
    AlreadyEnded,
    ConsentContent,
    ExistenceMissing,
    LineChoice,
    NothingToShare,
    SensitiveNotTicked,
    record_consent,
    withdraw_consent,
)
from pupils.models import Consent, ConsentLine
from tests.asking import day, sees
from tests.factories.organisations import SchoolFactory
from tests.factories.pupils import ConsentFactory, area, give_consent

pytestmark = pytest.mark.django_db

JOB, HEALTH = "jobb-og-praksis", "psykisk-helse"


def content(
    pair, *choices, areas=(JOB,), includes_sensitive=False, receiver=None, **facts
) -> ConsentContent:
    """Return a yes from today for a year; each choice is (information, service)."""
    about = [area(code) for code in areas]
    given = {
        "status": "given",
        "method": "oral",
        "summary": "Sagt i samtale",
        "starts_on": day(0),
        "ends_on": day(365),
        "lines": [
            LineChoice(kind, service, receiver or pair.school, about, includes_sensitive)
            for kind, service in choices
        ],
    }
    return ConsentContent(**given | facts)


def record(pair, *choices, who="counsellor", submission_id=None, **facts) -> Consent:
    return record_consent(
        actor=pair.acting(who),
        case=pair.case,
        content=content(pair, *choices, **facts),
        submission_id=submission_id,
    )


LEADERSHIP, SERVICES = "school_leadership", "pupil_services"
EXISTENCE = ("existence", LEADERSHIP)


def lines_of(consent) -> set[tuple[str, str, str, bool]]:
    """Return the lines as (information, service, receiver, sensitive)."""
    rows = consent.lines.select_related("receiver")
    return {(r.information, r.service, r.receiver.name, r.includes_sensitive) for r in rows}


def test_a_consent_holds_the_answer_and_a_line_for_each_ticked_box(pair):
    consent = record(pair, EXISTENCE, ("notes", LEADERSHIP), ("existence", SERVICES))

    stored = Consent.objects.get()
    assert stored == consent
    assert (stored.pupil, stored.case, stored.owner_id) == (pair.pupil, pair.case, pair.office.pk)
    assert (stored.status, stored.method, stored.summary) == ("given", "oral", "Sagt i samtale")
    assert (stored.starts_on, stored.ends_on) == (day(0), day(365))
    assert stored.recorded_by == pair.counsellor
    assert lines_of(stored) == {
        ("existence", LEADERSHIP, pair.school.name, False),
        ("notes", LEADERSHIP, pair.school.name, False),
        ("existence", SERVICES, pair.school.name, False),
    }
    assert {a.code for line in stored.lines.all() for a in line.areas.all()} == {JOB}


def test_what_was_recorded_opens_the_case_to_the_named_service_alone(pair):
    record(pair, EXISTENCE)

    assert sees(pair.principal, pair.case)
    assert not sees(pair.school_counsellor, pair.case)


@pytest.mark.parametrize("status", ["refused", "blocked"])
def test_an_answer_other_than_yes_is_recorded_without_lines(pair, status):
    consent = record(pair, EXISTENCE, status=status)

    assert (consent.status, lines_of(consent)) == (status, set())
    assert not sees(pair.principal, pair.case)


def test_a_yes_to_nothing_is_refused(pair):
    with pytest.raises(NothingToShare):
        record(pair)

    assert not Consent.objects.exists()


@pytest.mark.parametrize(
    "choices",
    [
        [("notes", LEADERSHIP)],
        [("measures", LEADERSHIP)],
        [("existence", SERVICES), ("notes", LEADERSHIP)],
    ],
)
def test_nothing_is_shared_with_a_service_that_is_not_told_of_the_case(pair, choices):
    with pytest.raises(ExistenceMissing):
        record(pair, *choices)


def test_telling_another_school_of_the_case_does_not_help_this_one(pair):
    lines = [
        LineChoice("existence", LEADERSHIP, SchoolFactory()),
        LineChoice("notes", LEADERSHIP, pair.school),
    ]

    with pytest.raises(ExistenceMissing):
        record(pair, lines=lines)


def test_a_sensitive_area_needs_its_tick(pair):
    with pytest.raises(SensitiveNotTicked):
        record(pair, EXISTENCE, areas=[JOB, HEALTH])

    consent = record(pair, EXISTENCE, areas=[JOB, HEALTH], includes_sensitive=True)
    assert lines_of(consent) == {("existence", LEADERSHIP, pair.school.name, True)}


def test_the_same_form_sent_twice_records_one_consent(pair):
    form = uuid.uuid4()

    first = record(pair, EXISTENCE, submission_id=form)
    second = record(pair, ("existence", SERVICES), submission_id=form)

    assert second == first
    assert lines_of(second) == {("existence", LEADERSHIP, pair.school.name, False)}


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_only_the_team_records_navs_consent(pair, who):
    with pytest.raises(NotAllowed):
        record(pair, EXISTENCE, who=who)


def test_the_database_refuses_an_end_before_the_start(pair):
    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentFactory(case=pair.case, starts_on=day(0), ends_on=day(-1))


def test_the_database_refuses_the_same_line_twice(pair):
    consent = give_consent(pair.case, pair.school, areas=[JOB])
    line = consent.lines.first()

    with pytest.raises(IntegrityError), transaction.atomic():
        ConsentLine.objects.create(
            consent=consent,
            information=line.information,
            service=line.service,
            receiver=line.receiver,
        )


# --- Withdrawing ----------------------------------------------------------------------


def test_withdrawing_closes_what_was_open_at_once_and_deletes_nothing(pair):
    consent = record(pair, EXISTENCE)
    before = sees(pair.principal, pair.case)

    withdraw_consent(
        actor=pair.acting("counsellor"), consent=consent, version=1, reason="Ombestemte seg"
    )

    stored = Consent.objects.get()
    assert (before, sees(pair.principal, pair.case)) == (True, False)
    assert (stored.status, stored.withdrawal_reason) == ("withdrawn", "Ombestemte seg")
    assert stored.ended_at == pair.acting("counsellor").now
    assert len(lines_of(stored)) == 1
    assert [row.status for row in stored.history.order_by("history_id")] == ["given", "withdrawn"]


def test_a_withdrawn_consent_is_not_withdrawn_again(pair):
    consent = record(pair, EXISTENCE)
    withdraw_consent(actor=pair.acting("counsellor"), consent=consent, version=1)

    with pytest.raises(AlreadyEnded):
        withdraw_consent(actor=pair.acting("counsellor"), consent=consent, version=2)


def test_withdrawing_an_old_version_is_refused(pair):
    consent = record(pair, EXISTENCE)

    with pytest.raises(StaleVersion):
        withdraw_consent(actor=pair.acting("counsellor"), consent=consent, version=0)

    assert sees(pair.principal, pair.case)


@pytest.mark.parametrize("who", ["manager", "principal"])
def test_only_the_team_withdraws(pair, who):
    consent = record(pair, EXISTENCE)

    with pytest.raises(NotAllowed):
        withdraw_consent(actor=pair.acting(who), consent=consent, version=1)


def test_withdrawing_one_consent_leaves_another(pair):
    first, second = record(pair, EXISTENCE), record(pair, ("existence", SERVICES))

    withdraw_consent(actor=pair.acting("counsellor"), consent=first, version=1)

    assert not sees(pair.principal, pair.case)
    assert sees(pair.school_counsellor, pair.case)
    assert second.lines.count() == 1
