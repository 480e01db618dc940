"""Delt om eleven: what crossed, to whom, on what basis, from when and until when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from followup.actions.note import strike_note
from followup.models import Audience
from followup.openings import receiver_label
from followup.sharing_log import Crossing, sharing_log
from navskole.audit.models import AccessedPupil
from pupils.actions.consent import withdraw_consent
from pupils.models import CaseOutcome, CaseStatus, ConsentLine, ConsentStatus, Information, Service
from pupils.querysets.consent_days import days_of_lines
from tests.asking import actor_on, at_noon, day
from tests.bad_input import read
from tests.factories.agreements import contract_in_force
from tests.factories.followup import NoteFactory, TaskFactory, make_measure
from tests.factories.organisations import NavOfficeFactory, member
from tests.factories.pupils import (
    CaseFactory,
    ReferralFactory,
    give_consent,
    give_school_consent,
)
from tests.followup.written import JOB
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

LEADERSHIP = [Service.SCHOOL_LEADERSHIP]
NOTES = [Information.EXISTENCE, Information.NOTES]


def rows(user: Any, pupil: Any, offset: int = 0) -> list[Crossing]:
    return sharing_log(actor_on(user, offset), pupil)


def told(user: Any, pupil: Any) -> set[tuple[str, str, str]]:
    return {(row.kind, row.title, row.party) for row in rows(user, pupil)}


def titles(user: Any, pupil: Any) -> set[str]:
    return {row.title for row in rows(user, pupil)}


# --- From which day to which --------------------------------------------------------------


def bring_about(change: str, pair: Any, consents: list[Any]) -> None:
    """Let one of the things that a line hangs on come to an end."""
    if change in ("ends", "withdrawn"):
        for consent in consents:
            if change == "ends":
                consent.ends_on = day(5)
            else:
                consent.status, consent.ended_at = ConsentStatus.WITHDRAWN, at_noon(day(0))
            consent.save()
    if change.startswith("left"):
        pair.enrolment.ends_on = day(3)
        pair.enrolment.ended_at = at_noon(day(0)) if change == "left_at_once" else None
        pair.enrolment.save()
    if change in ("contract", "two"):
        pair.contract.in_force_until = day(2)
        pair.contract.save()
    if change == "two":
        contract_in_force(school=pair.school, office=pair.office, starts_on=day(6), ends_on=day(9))
    if change == "closed":
        pair.case.closed_on, pair.case.status = day(0), CaseStatus.CLOSED
        pair.case.outcome = CaseOutcome.COMPLETED
        pair.case.save()


@pytest.mark.parametrize(
    "change", ["none", "ends", "withdrawn", "left", "left_at_once", "contract", "two", "closed"]
)
def test_the_days_are_those_on_which_the_line_is_in_force(pair, change):
    """Asked day by day, the log and the rule that opens say the same."""
    consents = [
        give_consent(pair.case, pair.school, areas=[JOB], ends_on=day(40)),
        give_school_consent(pair.pupil, pair.school, pair.office, areas=[JOB], ends_on=day(40)),
    ]
    bring_about(change, pair, consents)
    lines = list(ConsentLine.objects.select_related("consent__case"))

    days = days_of_lines(lines)

    gone_today = {"withdrawn", "left_at_once", "closed"}
    for offset in (-400, -31, -30, -29, 0, 1, 2, 3, 4, 5, 6, 9, 10, 40, 41):
        if offset <= 0 and change in gone_today:
            continue  # what has ended is told in the past, and opens nothing today
        on = day(offset)
        standing = {
            *ConsentLine.objects.in_force(on=on),
            *ConsentLine.objects.from_school_in_force(on=on),
        }
        for line in lines:
            found = any(each.first <= on <= (each.last or on) for each in days[line.pk])
            # A school is not told that the office's case is over.
            assert found == (line in standing), (change, offset, line)
    if change == "two":
        assert {len(each) for each in days.values()} == {2}


def test_it_says_what_the_end_comes_of(pair):
    consent = give_consent(pair.case, pair.school, areas=[JOB], information=NOTES)
    whys = {str(row.days.why) for row in rows(pair.counsellor, pair.pupil)}
    assert whys <= {"Samtykkets siste dag", "Siste dag i samarbeidskontrakten"}

    withdraw_consent(
        actor=actor_on(pair.counsellor), consent=consent, version=1, reason="Vil ikke mer"
    )

    ended = rows(pair.counsellor, pair.pupil)
    assert {(str(row.days.why), row.days.last) for row in ended} == {
        ("Samtykket ble trukket", day(0))
    }


# --- What stands in it ------------------------------------------------------------------------


def test_every_item_stands_with_who_got_it_and_when(pair):
    give_consent(pair.case, pair.school, areas=[JOB], services=LEADERSHIP)
    shared = {"case": pair.case, "audience": Audience.SHARED}
    NoteFactory(heading="Delt og dekket", areas=[JOB], **shared)
    NoteFactory(heading="Utenfor områdene", areas=["gjeld"], **shared)
    NoteFactory(heading="Sensitivt", is_sensitive=True, **shared)
    NoteFactory(heading="Vårt eget", case=pair.case)
    to = {"case": pair.case, "receiver": pair.school}
    TaskFactory(heading="Til ledelsen", given_to=Service.SCHOOL_LEADERSHIP, **to)
    TaskFactory(heading="Til elevtjenesten", given_to=Service.PUPIL_SERVICES, **to)
    make_measure(case=pair.case, state="draft")

    before = told(pair.counsellor, pair.pupil)
    measure = make_measure(case=pair.case, state="submitted")
    after = told(pair.counsellor, pair.pupil)

    leadership = f"Skoleledelsen, {pair.school}"
    assert before == {
        ("At saken finnes, og status", "", leadership),
        ("Delte notater", "Jobb og praksis", leadership),
        ("Tiltak", "Jobb og praksis", leadership),
        ("Notat", "Delt og dekket", leadership),
        ("Oppgave", "Til ledelsen", leadership),
    }
    assert after - before == {("Tiltak", str(measure), leadership)}


def test_a_note_taken_back_stays_with_the_days_it_was_shared(pair):
    give_consent(pair.case, pair.school, areas=[JOB], services=LEADERSHIP, information=NOTES)
    shared = {"case": pair.case, "areas": [JOB], "audience": Audience.SHARED}
    note = NoteFactory(heading="Delt en stund", **shared)
    struck = NoteFactory(heading="Strøket", **shared)
    note.history.update(history_date=timezone.now() - timedelta(days=9))
    note.audience = Audience.OWN
    note.save_change(by=pair.counsellor, at=timezone.now() - timedelta(days=4))
    note.audience = Audience.SHARED
    note.save_change(by=pair.counsellor, at=timezone.now() - timedelta(days=1))
    strike_note(actor=actor_on(pair.counsellor), note=struck, version=1, reason="Feil elev")

    found = rows(pair.counsellor, pair.pupil)

    spans = [(row.days.first, row.days.last) for row in found if row.title == "Delt en stund"]
    assert spans[0][0] == day(-1)
    assert spans[1] == (day(-9), day(-4))
    assert [row.days.last for row in found if row.title == "Strøket"] == [day(0)]


def test_what_was_outside_the_lines_and_later_within_is_shared_from_then(pair):
    give_consent(pair.case, pair.school, areas=[JOB], services=LEADERSHIP, information=NOTES)
    note = NoteFactory(case=pair.case, areas=["gjeld"], audience=Audience.SHARED, heading="Flyttet")
    note.history.update(history_date=timezone.now() - timedelta(days=9))
    note.areas.clear()
    note.save_change(by=pair.counsellor, at=timezone.now())

    assert [
        row.days.first for row in rows(pair.counsellor, pair.pupil) if row.title == "Flyttet"
    ] == [day(0)]


# --- Each side its own ------------------------------------------------------------------------


def test_each_side_is_told_of_its_own_and_of_what_reaches_it_today(pair):
    give_consent(pair.case, pair.school, areas=[JOB], services=LEADERSHIP, information=NOTES)
    consent = give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[JOB],
        information=[Information.NOTES, Information.ABSENCE],
    )  # fmt: skip
    ReferralFactory(pupil=pair.pupil, school=pair.school, office=pair.office, case=pair.case)
    NoteFactory(case=pair.case, areas=[JOB], audience=Audience.SHARED, heading="Fra NAV")
    NoteFactory(
        pupil=pair.pupil, owner=pair.school, author=pair.school_counsellor,
        areas=[JOB], audience=Audience.SHARED, heading="Fra skolen",
    )  # fmt: skip

    nav, leadership = told(pair.counsellor, pair.pupil), told(pair.principal, pair.pupil)
    service = told(pair.school_counsellor, pair.pupil)

    assert ("Notat", "Fra NAV", f"Skoleledelsen, {pair.school}") in nav
    assert ("Notat", "Fra skolen", str(pair.school)) in nav
    assert ("Henvisning", "", str(pair.school)) in nav
    assert ("Fravær og vurdering i fag", "", str(pair.school)) in nav
    assert ("Notat", "Fra skolen", str(pair.office)) in leadership
    assert ("Henvisning", "", str(pair.office)) in leadership
    assert ("Notat", "Fra NAV", str(pair.office)) in leadership
    assert ("At saken finnes, og status", "", str(pair.office)) in leadership
    # The line names the leadership: the elevtjeneste is told of nothing of NAV's.
    assert service == {row for row in leadership if row[1] != "Fra NAV"} - {
        ("At saken finnes, og status", "", str(pair.office)),
        ("Delte notater", "Jobb og praksis", str(pair.office)),
    } | {("Delte notater", "Jobb og praksis", str(pair.office))}

    consent.ended_at = timezone.now()
    consent.save()
    assert "Fra skolen" not in titles(pair.counsellor, pair.pupil)
    assert "Fra skolen" in titles(pair.principal, pair.pupil)


def test_the_sensitive_stands_only_for_those_who_read_it(pair):
    give_consent(
        pair.case, pair.school, areas=["psykisk-helse"], information=NOTES, includes_sensitive=True
    )
    NoteFactory(
        case=pair.case, areas=["psykisk-helse"], is_sensitive=True,
        audience=Audience.SHARED, heading="Sensitivt og delt",
    )  # fmt: skip

    assert "Sensitivt og delt" in titles(pair.counsellor, pair.pupil)
    assert "Sensitivt og delt" not in titles(pair.manager, pair.pupil)


def test_another_offices_sharing_is_not_told(pair):
    other = NavOfficeFactory()
    contract_in_force(school=pair.school, office=other)
    case = CaseFactory(pupil=pair.pupil, office=other, responsible=member("nav_counsellor", other))
    give_consent(case, pair.school, areas=[JOB], information=NOTES)
    NoteFactory(case=case, areas=[JOB], audience=Audience.SHARED, heading="Fra det andre kontoret")

    assert rows(pair.counsellor, pair.pupil) == []
    assert "Fra det andre kontoret" in titles(case.responsible, pair.pupil)
    assert "Fra det andre kontoret" in titles(pair.principal, pair.pupil)


# --- The page -----------------------------------------------------------------------------------


def add_shared(pair: Any, notes: int) -> None:
    """Share so many notes each way and a task, under a consent of its own each."""
    give_consent(pair.case, pair.school, areas=[JOB], services=LEADERSHIP)
    give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[JOB], recorded_by=pair.school_counsellor
    )
    ours = {"areas": [JOB], "audience": Audience.SHARED}
    for _each in range(notes):
        NoteFactory(case=pair.case, **ours)
        NoteFactory(pupil=pair.pupil, owner=pair.school, author=pair.school_counsellor, **ours)
    TaskFactory(pupil=pair.pupil, owner=pair.school, created_by=pair.school_counsellor)


@pytest.mark.parametrize("who", ["counsellor", "principal"])
def test_the_page_takes_the_same_for_any_number_of_rows_and_is_logged(pair, query_count, who):
    client = client_of(getattr(pair, who))
    url = reverse("followup:pupil_sharing", args=[pair.pupil.public_id])
    client.get(url)
    counts = set()
    for notes in (1, 1, 50):
        add_shared(pair, notes)
        with query_count() as queries:
            page = read(client.get(url))
        counts.add(queries.count)

    assert (len(counts), max(counts) <= 25) == (1, True), counts
    assert "Til og med" in page.select_one("table").text
    assert len(page.select("tbody tr")) <= 50
    assert page.select('nav[aria-label="Sider i det som er delt"]')
    logged = AccessedPupil.objects.filter(event__path=url, pupil_id=pair.pupil.pk)
    assert {"E", "consent_from_nav" if who == "principal" else "consent_from_school"} <= {
        *"".join(logged.values_list("classes", flat=True)),
        *logged.values_list("ground", flat=True),
    }
    start = read(client.get(reverse("followup:pupil_detail", args=[pair.pupil.public_id])))
    assert start.select(f'a[href="{url}"]')


def test_what_both_services_got_on_the_same_days_stands_once_with_both(pair):
    give_consent(pair.case, pair.school, areas=[JOB])
    NoteFactory(case=pair.case, areas=[JOB], audience=Audience.SHARED, heading="Hos begge")
    url = reverse("followup:pupil_sharing", args=[pair.pupil.public_id])

    found = [
        row.text
        for row in read(client_of(pair.counsellor).get(url)).select("tbody tr")
        if "Hos begge" in row.text
    ]

    assert len(found) == 1
    for service in Service.PUPIL_SERVICES, Service.SCHOOL_LEADERSHIP:
        assert f"Til {receiver_label(service, pair.school)}" in found[0]


def test_somebody_who_only_got_a_referral_sees_that_and_no_more(pair):
    referral = ReferralFactory(school=pair.school, office=pair.office)
    pupil = referral.pupil

    assert told(pair.counsellor, pupil) == {("Henvisning", "", str(pair.school))}
    assert (
        client_of(pair.principal)
        .get(reverse("followup:pupil_sharing", args=[pupil.public_id]))
        .status_code
        == 404
    )
