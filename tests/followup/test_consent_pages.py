"""The pages of consent: what a yes opens, what a withdrawal closes, renewal, the school's own."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from followup.models import Audience, Measure, MeasureState, Note, Task
from followup.openings import Place, what_closes, what_opens
from navskole.access import policies
from pupils.actions.consent import LineChoice, latest_end
from pupils.models import Consent, ConsentLine, Service
from tests.asking import actor_on, day, sees
from tests.bad_input import FilledForm, days
from tests.factories.followup import NoteFactory, TaskFactory, make_measure, measure_type
from tests.factories.pupils import area, give_consent, give_school_consent
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

JOB, HOUSING, HEALTH, ABSENCE = (
    "jobb-og-praksis",
    "bolig",
    "psykisk-helse",
    "fravaer-og-motivasjon",
)
ALL = ("existence", "measures", "notes")


def text_of(client: Client, address: str) -> str:
    return BeautifulSoup(client.get(address).content, "html.parser").main.get_text(" ", strip=True)


def written(pair: Any) -> dict[str, Any]:
    """Return notes, measures and tasks of the case that some line or other covers."""
    shared = {"case": pair.case, "audience": Audience.SHARED}
    to_leadership = {"given_to": Service.SCHOOL_LEADERSHIP, "receiver": pair.school}
    return {
        "own": NoteFactory(case=pair.case, areas=[JOB], heading="Egen side"),
        "plain": NoteFactory(heading="Uten område", **shared),
        "job": NoteFactory(heading="Jobb", areas=[JOB], **shared),
        "both": NoteFactory(heading="Jobb og bolig", areas=[JOB, HOUSING], **shared),
        "health": NoteFactory(heading="Helse", areas=[HEALTH], is_sensitive=True, **shared),
        "marked": NoteFactory(heading="Merket", areas=[JOB], is_sensitive=True, **shared),
        "draft": make_measure(case=pair.case),
        "sent": make_measure(case=pair.case, state=MeasureState.SUBMITTED),
        "task": TaskFactory(case=pair.case, heading="Ring NAV", areas=[JOB], **to_leadership),
        "other_task": TaskFactory(case=pair.case, heading="Til rådgiver",
                                  given_to=Service.PUPIL_SERVICES, receiver=pair.school),
    }  # fmt: skip


def seen_titles(pair: Any) -> set[str]:
    """Return the titles of what the school's rektor sees of the case."""
    actor = actor_on(pair.principal)
    notes = Note.objects.visible_to(actor).filter(case=pair.case)
    tasks = Task.objects.visible_to(actor).filter(case=pair.case)
    measures = Measure.objects.visible_to(actor).filter(case=pair.case)
    return {str(each) for records in (notes, tasks, measures) for each in records}


def titles(reaches: list[Any]) -> set[str]:
    return {title for reach in reaches for part in reach.parts for title, _when in part.items}


def at_case(pair: Any) -> Place:
    return Place(pair.acting("counsellor"), pair.pupil, pair.office, pair.case)


# --- What opens, what closes -----------------------------------------------------------


@pytest.mark.parametrize(
    ("areas", "sensitive", "information"),
    [
        ([JOB], False, ALL),
        ([JOB, HOUSING], False, ALL),
        ([JOB, HEALTH], True, ALL),
        ([JOB, HEALTH], False, ALL),
        ([], False, ("existence", "notes")),
        ([JOB], False, ("existence", "measures")),
    ],
)
def test_what_is_listed_beforehand_is_exactly_what_opens(pair, areas, sensitive, information):
    written(pair)
    chosen = [area(code) for code in areas]
    lines = [
        LineChoice(kind, Service.SCHOOL_LEADERSHIP, pair.school, chosen, sensitive)
        for kind in information
    ]

    listed = titles(what_opens(at_case(pair), lines))

    give_consent(
        pair.case, pair.school, areas=areas, information=information,
        services=["school_leadership"], includes_sensitive=sensitive,
    )  # fmt: skip
    assert listed == seen_titles(pair)


@pytest.mark.parametrize("kept", [None, [JOB], [HOUSING]])
def test_what_is_listed_before_withdrawing_is_exactly_what_closes(pair, kept):
    written(pair)
    consent = give_consent(pair.case, pair.school, areas=[JOB, HOUSING])
    if kept:
        give_consent(pair.case, pair.school, areas=kept)
    before = seen_titles(pair)

    reaches = what_closes(at_case(pair), consent)

    listed = titles(reaches[1:])
    consent.ended_at = pair.acting("counsellor").now
    consent.save()
    assert [reach.receiver for reach in reaches] == [
        f"Skoleledelsen, {pair.school}",
        f"Elevtjenesten, {pair.school}",
    ]
    assert titles(reaches[:1]) == before - seen_titles(pair)
    assert ("Til rådgiver" in listed) is (kept is None)


def test_what_closes_is_listed_in_the_order_of_what_opened(pair):
    written(pair)
    chosen = [
        LineChoice(information, service, pair.school, [area(JOB)], False)
        for service in (Service.SCHOOL_LEADERSHIP, Service.PUPIL_SERVICES)
        for information in ALL
    ]
    opened = what_opens(at_case(pair), chosen)

    consent = give_consent(pair.case, pair.school, areas=[JOB], information=ALL)

    assert what_closes(at_case(pair), consent) == opened


def test_a_consent_that_opens_nothing_today_closes_nothing(pair):
    consent = give_consent(pair.case, pair.school, areas=[JOB], ends_on=day(-1))

    assert what_closes(at_case(pair), consent) == []


# --- The form --------------------------------------------------------------------------


def consent_form(client: Client, pair: Any, **typed: Any) -> FilledForm:
    answers = {
        "status": "given",
        "method": "written",
        "school_leadership": ["existence", "notes"],
        "school_leadership_areas": [str(area(JOB).pk)],
        "starts_on": days(0),
        "ends_on": days(100),
        "age_assessment": "Forstår valget.",
        "guardian_involved": "yes",
        "guardian_reason": "Mor var med.",
    }
    address = reverse("followup:consent_create", args=[pair.case.public_id])
    return FilledForm(client, pair.counsellor, address, **answers | typed)


def test_a_yes_is_recorded_only_after_its_openings_were_shown(client, pair):
    written(pair)
    form = consent_form(client, pair, outside_services=["ppt", "school_nurse"])

    shown = form.send()

    page = BeautifulSoup(shown.content, "html.parser")
    control = page.find(id="kontroller").get_text(" ", strip=True)
    assert (shown.status_code, Consent.objects.count()) == (200, 0)
    assert "Jobb" in control
    assert "Uten område" in control
    assert "Jobb og bolig" not in control
    seen = str(page.select_one("input[name=seen]")["value"])
    consent = form.makes(Consent, seen=seen)
    assert (consent.guardian_involved, consent.guardian_reason) == (True, "Mor var med.")
    assert consent.outside_labels == ["PPT", "Helsesykepleier"]
    assert consent.lines.count() == 2
    assert not sees(pair.school_counsellor, pair.case)


def test_what_was_shown_counts_no_longer_when_the_answer_has_changed(client, pair):
    written(pair)
    form = consent_form(client, pair)
    page = BeautifulSoup(form.send().content, "html.parser")
    seen = str(page.select_one("input[name=seen]")["value"])

    wider = [str(area(JOB).pk), str(area(HOUSING).pk)]
    again = form.send(seen=seen, school_leadership_areas=wider)

    assert (again.status_code, Consent.objects.count()) == (200, 0)


def test_notes_without_any_area_are_pointed_out(client, pair):
    form = consent_form(client, pair, school_leadership_areas=[])

    page = form.send().content.decode()

    assert "uten noe problemområde" in page
    assert Consent.objects.count() == 0


def test_each_service_is_answered_for_itself(client, pair):
    form = consent_form(
        client, pair, pupil_services=["existence", "measures"],
        pupil_services_areas=[str(area(HOUSING).pk)],
    )  # fmt: skip

    form.makes(Consent)

    lines = ConsentLine.objects.prefetch_related("areas")
    assert {
        (line.service, line.information, tuple(each.code for each in line.areas.all()))
        for line in lines
    } == {
        ("school_leadership", "existence", (JOB,)),
        ("school_leadership", "notes", (JOB,)),
        ("pupil_services", "existence", (HOUSING,)),
        ("pupil_services", "measures", (HOUSING,)),
    }


def test_what_is_out_of_sight_counts_as_not_asked(client, pair):
    out_of_sight = {
        f"{service}_{what}": [str(area(code).pk)]
        for service in ("school_leadership", "pupil_services")
        for what, code in (("areas", JOB), ("sensitive_areas", HEALTH))
    }
    form = consent_form(client, pair, school_leadership=["existence"], **out_of_sight)

    form.makes(Consent)

    line = ConsentLine.objects.get()
    assert (line.service, line.information) == ("school_leadership", "existence")
    assert not line.areas.exists()
    assert not line.includes_sensitive


def test_an_adult_is_not_asked_about_age_or_guardian_and_cannot_disagree_with_one(client, pair):
    pair.pupil.birth_date = day(-18 * 366)
    pair.pupil.save()
    address = reverse("followup:consent_create", args=[pair.case.public_id])
    form = FilledForm(client, pair.counsellor, address, status="blocked", method="written")

    answer = form.send()

    assert "guardian_involved" not in form.values
    assert answer.status_code == 422
    assert "Eleven er fylt 18 år og svarer alene" in answer.content.decode()


def test_a_disagreement_opens_nothing_on_the_eighteenth_birthday_either(pair):
    birthday = day(1)
    pair.pupil.birth_date = birthday.replace(year=birthday.year - 18)
    pair.pupil.save()
    give_consent(pair.case, pair.school, areas=[JOB], status="blocked")

    seen = [sees(pair.principal, pair.case, offset) for offset in (0, 1, 2)]

    assert (pair.pupil.age(on=day(0)), pair.pupil.age(on=day(1))) == (17, 18)
    assert seen == [False, False, False]


def test_a_consent_lasts_a_year_or_until_the_pupil_leaves_if_that_is_sooner(pair):
    actor = pair.acting("counsellor")
    how = {"pupil": pair.pupil, "school_id": pair.school.pk, "starts_on": day(0)}
    a_year = latest_end(actor, **how)

    pair.enrolment.ends_on = day(90)
    pair.enrolment.save()

    assert (a_year - day(0)).days in (365, 366)
    assert latest_end(actor, **how) == day(90)


# --- Renewal ---------------------------------------------------------------------------


def test_a_consent_can_be_renewed_from_sixty_days_before_its_end(pair):
    consent = give_consent(pair.case, pair.school, areas=[JOB], ends_on=day(60))

    allowed = [
        policies.allows(pair.acting("counsellor", offset), "pupils.renew_consent", consent)
        for offset in (-1, 0, 1, 61)
    ]

    assert allowed == [False, True, True, True]
    assert not policies.allows(pair.acting("manager"), "pupils.renew_consent", consent)


@pytest.mark.parametrize("status", ["given", "refused", "blocked"])
def test_the_new_answer_replaces_the_old_one_at_once_whatever_it_is(client, pair, status):
    old = give_consent(
        pair.case, pair.school, areas=[JOB, HEALTH], includes_sensitive=True, ends_on=day(30),
        services=["school_leadership"],
    )  # fmt: skip
    address = reverse("followup:consent_renew", args=[old.public_id])
    answers = {"age_assessment": "Som før.", "guardian_involved": "no", "guardian_reason": "Nei."}
    form = FilledForm(client, pair.counsellor, address, status=status, method="written", **answers)
    assert form.values["school_leadership"] == list(ALL)
    assert form.values["school_leadership_areas"] == [str(area(JOB).pk)]
    assert form.values["school_leadership_sensitive_areas"] == [str(area(HEALTH).pk)]
    assert form.values["pupil_services"] == []

    new = form.makes(Consent)

    old.refresh_from_db()
    assert (new.replaces, new.status) == (old, status)
    assert (old.status, old.ended_at is not None) == ("given", True)
    assert sees(pair.principal, pair.case) is (status == "given")


# --- Withdrawing -----------------------------------------------------------------------


def test_the_page_says_item_by_item_what_closes_and_asks_in_a_dialog(pair):
    written(pair)
    consent = give_consent(pair.case, pair.school, areas=[JOB])
    client = client_of(pair.counsellor)

    answer = client.get(reverse("followup:consent_withdraw", args=[consent.public_id]))

    page = BeautifulSoup(answer.content, "html.parser")
    text = page.main.get_text(" ", strip=True)
    assert "At saken finnes, og status" in text
    assert "Jobb" in text
    assert "Ring NAV" in text
    dialog = page.find("dialog", id="trekk-dialog")
    assert "Ja, trekk samtykket" in dialog.get_text()
    assert dialog.find("button", form="trekk") is not None


def test_afterwards_the_shared_note_says_that_the_school_no_longer_sees_it(pair):
    NoteFactory(case=pair.case, audience=Audience.SHARED, areas=[JOB])
    consent = give_consent(pair.case, pair.school, areas=[JOB])
    client = client_of(pair.counsellor)
    notes = reverse("followup:case_notes", args=[pair.case.public_id])
    says = "Ingen på skolen kan se notatet nå"
    before = text_of(client, notes)

    client.post(reverse("followup:consent_withdraw", args=[consent.public_id]), {"version": "1"})

    assert says not in before
    assert says in text_of(client, notes)


# --- The school's own ------------------------------------------------------------------


def school_form(client: Client, pair: Any, **typed: Any) -> FilledForm:
    answers = {
        "status": "given",
        "method": "written",
        f"office_{pair.office.number}": ["tasks", "notes"],
        f"office_{pair.office.number}_areas": [str(area(ABSENCE).pk)],
        "starts_on": days(0),
        "ends_on": days(100),
        "age_assessment": "Forstår valget.",
        "guardian_involved": "no",
        "guardian_reason": "Eleven ville ikke.",
    }
    address = reverse("followup:pupil_consent_create", args=[pair.pupil.public_id])
    return FilledForm(client, pair.school_counsellor, address, **answers | typed)


def test_the_school_records_what_it_opens_to_the_named_office(client, pair):
    note = NoteFactory(
        pupil=pair.pupil, owner=pair.school, audience=Audience.SHARED, areas=[ABSENCE],
        heading="Fravær i høst",
    )  # fmt: skip
    form = school_form(client, pair)
    page = BeautifulSoup(form.send().content, "html.parser")

    consent = form.makes(Consent, seen=str(page.select_one("input[name=seen]")["value"]))

    assert "Fravær i høst" in page.find(id="kontroller").get_text()
    assert (consent.case, consent.owner_id, consent.classes) == (None, pair.school.pk, "B")
    assert {line.receiver_id for line in consent.lines.all()} == {pair.office.pk}
    assert sees(pair.counsellor, note)
    shown = text_of(client_of(pair.school_counsellor), reverse(
        "followup:pupil_consents", args=[pair.pupil.public_id]))  # fmt: skip
    assert "Åpner deling i dag" in shown
    assert "Delte notater" in shown
    assert "Oppgaver" in shown


def test_rektor_withdraws_the_schools_consent_and_nav_loses_sight(client, pair):
    consent = give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE])
    note = NoteFactory(pupil=pair.pupil, owner=pair.school, audience=Audience.SHARED)
    address = reverse("followup:consent_withdraw", args=[consent.public_id])
    form = FilledForm(client, pair.principal, address)

    answer = form.send()

    assert answer.url == reverse("followup:pupil_consents", args=[pair.pupil.public_id])
    assert not sees(pair.counsellor, note)


def test_nav_sees_the_schools_on_the_case_pages_tagged_as_the_schools(pair):
    give_school_consent(pair.pupil, pair.school, pair.office, areas=[ABSENCE])
    own = {"pupil": pair.pupil, "owner": pair.school}
    NoteFactory(audience=Audience.SHARED, areas=[ABSENCE], heading="Skolens delte", **own)
    NoteFactory(heading="Skolens egen", **own)
    make_measure(type=measure_type("tilrettelagt-opplaering"), state=MeasureState.SUBMITTED, **own)
    TaskFactory(areas=[ABSENCE], heading="Skolens oppgave", **own)
    TaskFactory(areas=[JOB], heading="Om noe annet", **own)
    client = client_of(pair.counsellor)
    tabs = {
        name: text_of(client, reverse(f"followup:{name}", args=[pair.case.public_id]))
        for name in ("case_notes", "case_measures", "case_plan")
    }

    assert "Fra skolen" in tabs["case_notes"]
    assert "Skolens delte" in tabs["case_notes"]
    assert "Skolens egen" not in tabs["case_notes"]
    assert "Fra skolen" in tabs["case_measures"]
    assert "Individuelt tilrettelagt opplæring" in tabs["case_measures"]
    assert "Fra skolen" in tabs["case_plan"]
    assert "Skolens oppgave" in tabs["case_plan"]
    assert "Om noe annet" not in tabs["case_plan"]


def test_without_a_line_the_case_pages_say_nothing_of_the_school(pair):
    TaskFactory(pupil=pair.pupil, owner=pair.school, heading="Skolens oppgave")
    client = client_of(pair.counsellor)
    text = [
        text_of(client, reverse(f"followup:{name}", args=[pair.case.public_id]))
        for name in ("case_notes", "case_plan")
    ]

    assert "Fra skolen" not in "".join(text)
    assert "Skolens oppgave" not in "".join(text)
