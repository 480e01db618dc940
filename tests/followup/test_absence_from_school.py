"""Absence and standing through the school's own consent: asked for, read at NAV, withdrawn."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from followup.openings import Place, what_closes, what_opens
from navskole.access.grounds import Ground
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.school_year import school_year_name, school_year_of
from pupils.actions.consent import LineChoice
from pupils.models import Absence, Consent, Service, SubjectStanding
from tests.asking import day, sees
from tests.bad_input import FilledForm, days
from tests.factories.organisations import member
from tests.factories.pair import Pair
from tests.factories.pupils import area, enter_standing, give_school_consent
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

THIS_YEAR = school_year_of(day())
TERM = f"1. termin {school_year_name(THIS_YEAR)}"
HEALTH = "Helsegrunner"


@pytest.fixture
def entered(pair: Pair) -> SubjectStanding:
    """Return a subject with absence both counted and for reasons of health, at risk and warned."""
    return enter_standing(
        pair.pupil,
        pair.school,
        subject="Naturfag",
        absent={"undocumented": 9, "health": 4},
        is_at_risk=True,
        warning_sent_on=day(-3),
    )


def consent_to_absence(pair: Pair, *, sensitive: bool = False, **facts: Any) -> Consent:
    return give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[], information=["absence"],
        includes_sensitive=sensitive, **facts,
    )  # fmt: skip


def plan_of(pair: Pair) -> str:
    return reverse("followup:case_plan", args=[pair.case.public_id])


def text_of(user: Any, address: str) -> str:
    page = BeautifulSoup(client_of(user).get(address).content, "html.parser")
    return page.main.get_text(" ", strip=True)


# --- What NAV reads --------------------------------------------------------------------


@pytest.mark.parametrize("who", ["counsellor", "manager"])
def test_team_and_leader_read_it_on_the_plan_with_why_and_it_is_logged(pair, entered, who):
    consent_to_absence(pair)

    text = text_of(getattr(pair, who), plan_of(pair))

    assert f"Fra skolen: fravær og fag {school_year_name(THIS_YEAR)}" in text
    assert "Naturfag" in text
    assert "Udokumentert fravær: 9 t" in text
    assert "Fare for IV" in text
    assert "Varsel sendt" in text
    assert "Eleven har samtykket til at skolen deler dette med NAV-kontoret ditt." in text
    looked = AccessEvent.objects.latest("pk").pupils.get(owner=pair.school)
    assert (looked.ground, looked.classes) == (Ground.CONSENT_FROM_SCHOOL, "B")


def test_the_schools_privacy_officer_is_told_of_the_look_and_of_no_case(pair, entered):
    consent_to_absence(pair)
    text_of(pair.counsellor, plan_of(pair))
    log_of_pupil = reverse("pupils:log_detail", args=[pair.pupil.public_id])

    def told(place: Any) -> list[str]:
        officer = member(Role.PRIVACY_OFFICER, place)
        return [
            line.what for line in client_of(officer).get(log_of_pupil).context["page"].object_list
        ]

    at_school, at_office = told(pair.school), told(pair.office)

    assert at_school[-1:] == ["Så på skolens opplysninger som eleven har åpnet for NAV"]
    assert not any("sak" in what or "plan" in what for what in at_school)
    assert any("sak" in what or "plan" in what for what in at_office)


def test_what_tells_of_health_is_shown_and_logged_only_by_the_lines_own_tick(pair, entered):
    enter_standing(pair.pupil, pair.school, subject="Kroppsøving", absent={"health": 6})
    plain = consent_to_absence(pair)
    without = text_of(pair.counsellor, plan_of(pair))
    plain.delete()

    consent_to_absence(pair, sensitive=True)
    with_it = text_of(pair.counsellor, plan_of(pair))

    looked = AccessEvent.objects.latest("pk").pupils.get(owner=pair.school)
    assert HEALTH not in without
    assert "Kroppsøving 1. termin 0 Ikke vist 100" in without
    assert f"{HEALTH}, dokumentert: 4 t" in with_it
    assert f"Kroppsøving 1. termin {HEALTH}, dokumentert: 6 t 0 6 100" in with_it
    assert looked.classes == "BD"


def test_whether_something_is_held_back_does_not_show(pair):
    standing = enter_standing(pair.pupil, pair.school, subject="Norsk", absent={"undocumented": 9})
    consent_to_absence(pair)
    without = text_of(pair.counsellor, plan_of(pair))

    Absence.objects.create(standing=standing, reason_code="health", hours=4)

    assert text_of(pair.counsellor, plan_of(pair)) == without


def test_without_a_line_nothing_of_it_is_there(pair, entered):
    give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[], information=["notes", "tasks"]
    )

    assert "Naturfag" not in text_of(pair.counsellor, plan_of(pair))


def test_what_the_school_shows_is_not_printed_with_the_case(pair, entered):
    consent_to_absence(pair)

    text = text_of(pair.counsellor, reverse("followup:case_print", args=[pair.case.public_id]))

    assert "Naturfag" not in text
    assert not AccessEvent.objects.latest("pk").pupils.filter(owner=pair.school).exists()


def test_nav_sees_who_may_change_it_and_changes_nothing(pair, entered):
    consent_to_absence(pair)
    address = reverse("pupils:standing_update", args=[entered.public_id])
    client = client_of(pair.counsellor)

    answers = [client.get(address), client.post(address, {"subject": "Annet", "version": "1"})]

    assert [answer.status_code for answer in answers] == [403, 403]
    assert "Fravær føres av rådgiver eller rektor" in answers[0].content.decode()
    assert address not in client.get(plan_of(pair)).content.decode()
    entered.refresh_from_db()
    assert entered.subject == "Naturfag"


# --- What is asked ---------------------------------------------------------------------


def school_form(client: Client, pair: Pair, who: str, **typed: Any) -> FilledForm:
    key = f"office_{pair.office.number}"
    answers = {
        "status": "given",
        "method": "written",
        key: ["absence"],
        "starts_on": days(0),
        "ends_on": days(100),
        "age_assessment": "Forstår valget.",
        "guardian_involved": "no",
        "guardian_reason": "Eleven ville ikke.",
    }
    address = reverse("followup:pupil_consent_create", args=[pair.pupil.public_id])
    typed = {f"{key}{name}": value for name, value in typed.items()}
    return FilledForm(client, getattr(pair, who), address, **answers | typed)


@pytest.mark.parametrize(("who", "sensitive"), [("school_counsellor", False), ("principal", True)])
def test_the_school_opens_it_after_seeing_which_subjects(client, pair, entered, who, sensitive):
    form = school_form(client, pair, who, **({"_sensitive": "on"} if sensitive else {}))
    page = BeautifulSoup(form.send().content, "html.parser")
    control = page.find(id="kontroller").get_text(" ", strip=True)
    assert Consent.objects.count() == 0

    consent = form.makes(Consent, seen=str(page.select_one("input[name=seen]")["value"]))

    assert f"Naturfag {TERM}" in control
    assert ("Naturfag, fravær av sensitive årsaker" in control) is sensitive
    line = consent.lines.get()
    assert (line.information, line.service, line.includes_sensitive) == (
        "absence", Service.NAV_OFFICE, sensitive,
    )  # fmt: skip
    assert sees(pair.counsellor, entered)
    assert sees(pair.counsellor, entered.absences.get(reason_code="health")) is sensitive
    listed = text_of(getattr(pair, who), reverse(
        "followup:pupil_consents", args=[pair.pupil.public_id]))  # fmt: skip
    assert "Fravær og vurdering i fag" in listed
    assert ("også helse" in listed) is sensitive
    assert ("Uten fravær av helsegrunner" in listed) is not sensitive


def test_the_school_is_told_where_it_writes_who_at_nav_may_read_it(pair, entered):
    address = reverse("followup:pupil_standings", args=[pair.pupil.public_id])
    before = text_of(pair.school_counsellor, address)

    consent = consent_to_absence(pair)
    plain = text_of(pair.school_counsellor, address)
    consent.lines.update(includes_sensitive=True)
    ticked = text_of(pair.school_counsellor, address)

    assert "Kan leses av NAV" not in before
    assert f"{pair.office}: uten fravær av helsegrunner" in plain
    assert f"{pair.office}: alle årsaker til fravær, også helse" in ticked


@pytest.mark.parametrize("status", ["refused", "blocked"])
def test_a_no_and_a_disagreement_open_nothing(client, pair, entered, status):
    form = school_form(client, pair, "school_counsellor")

    form.makes(Consent, status=status)

    assert not sees(pair.counsellor, entered)


def test_renewing_asks_for_what_was_ticked_the_last_time(client, pair, entered):
    old = consent_to_absence(pair, sensitive=True, ends_on=day(30))
    key = f"office_{pair.office.number}"
    address = reverse("followup:consent_renew", args=[old.public_id])
    answers = {"age_assessment": "Som før.", "guardian_involved": "no", "guardian_reason": "Nei."}
    form = FilledForm(
        client, pair.school_counsellor, address, status="given", method="written", **answers
    )
    ticked = form.values[key], form.values[f"{key}_sensitive"]
    page = BeautifulSoup(form.send().content, "html.parser")

    new = form.makes(Consent, seen=str(page.select_one("input[name=seen]")["value"]))

    assert ticked == (["absence"], ["on"])
    assert (new.replaces, new.lines.get().includes_sensitive) == (old, True)
    assert sees(pair.counsellor, entered.absences.get(reason_code="health"))


# --- What opens, what closes -----------------------------------------------------------


def at_school(pair: Pair) -> Place:
    return Place(pair.acting("school_counsellor"), pair.pupil, pair.school)


def titles(reaches: list[Any]) -> list[str]:
    return [title for reach in reaches for part in reach.parts for title, _when in part.items]


@pytest.mark.parametrize("sensitive", [False, True])
def test_what_is_listed_beforehand_is_what_opens(pair, entered, sensitive):
    enter_standing(pair.pupil, pair.school, subject="Norsk", absent={"undocumented": 1})
    line = LineChoice("absence", Service.NAV_OFFICE, pair.office, [area("bolig")], sensitive)

    listed = titles(what_opens(at_school(pair), [line]))

    held_back = ["Naturfag, fravær av sensitive årsaker"] if sensitive else []
    assert listed == ["Naturfag", "Norsk", *held_back]


@pytest.mark.parametrize(
    ("kept", "closes"),
    [
        (None, ["Naturfag", "Naturfag, fravær av sensitive årsaker"]),
        (False, ["Naturfag, fravær av sensitive årsaker"]),
        (True, []),
    ],
)
def test_what_is_listed_before_withdrawing_is_what_closes(pair, entered, kept, closes):
    consent = consent_to_absence(pair, sensitive=True)
    if kept is not None:
        consent_to_absence(pair, sensitive=kept)

    listed = titles(what_closes(at_school(pair), consent))

    consent.ended_at = pair.acting("counsellor").now
    consent.save()
    assert listed == closes
    assert sees(pair.counsellor, entered) is (kept is not None)
    assert sees(pair.counsellor, entered.absences.get(reason_code="health")) is bool(kept)


def test_withdrawing_closes_it_at_once_and_says_so_beforehand(client, pair, entered):
    consent = consent_to_absence(pair)
    address = reverse("followup:consent_withdraw", args=[consent.public_id])
    form = FilledForm(client, pair.principal, address)
    beforehand = text_of(pair.principal, address)

    form.send()

    assert f"Naturfag {TERM}" in beforehand
    assert "sensitive årsaker" not in beforehand
    assert "Naturfag" not in text_of(pair.counsellor, plan_of(pair))
