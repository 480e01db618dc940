"""The veileder's week: registered, copied, changed, and refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions.signature import lift_signatures
from agreements.actions.time_entry import NotPlaced, WeekChanged, WeekToCome, save_week
from agreements.forms.time_entry import option_code, slot_name
from agreements.models import TimeEntry
from agreements.time_week import WeekSheet, Work
from navskole.access.actor import Actor
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed
from navskole.records.public_holidays import holiday_name, is_working_day, working_days
from navskole.records.week import Week
from tests.bad_input import CHOICE_MESSAGE, STALE_FORM, Bad, FilledForm, read
from tests.factories.agreements import PlacementFactory, TimeEntryFactory, contract_in_force
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pair import Pair, make_pair
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

TODAY = datetime(2026, 11, 25, 12, tzinfo=ZoneInfo("Europe/Oslo"))
WEEK = Week(2026, 48)
MONDAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


@pytest.fixture
def pair(db: None):
    """Return a pair on a Wednesday without a holiday near."""
    with time_machine.travel(TODAY, tick=False):
        yield make_pair()


def at_school(pair: Pair, kind: str = "talks") -> Work:
    return Work(pair.placement, "school", kind)


def save(pair: Pair, content, *, week=WEEK, version=1, who="counsellor") -> WeekSheet:
    return save_week(actor=pair.acting(who), week=week, version=version, content=content)


def registered() -> list[tuple[date, str, str, str]]:
    return list(TimeEntry.objects.order_by("pk").values_list("day", "half", "place", "kind"))


def address(week: Week = WEEK) -> str:
    return reverse("agreements:time_week", args=[week])


# --- The calendar -------------------------------------------------------------------------


def test_weeks_are_numbered_as_the_calendar_does():
    assert Week.of(date(2027, 1, 1)) == Week(2026, 53)
    assert Week(2026, 53).after == Week(2027, 1)
    assert Week(2027, 1).before == Week(2026, 53)
    assert Week.of(date(2024, 12, 30)) == Week(2025, 1)
    assert Week.of(date(2028, 2, 29)).code == "2028-09"
    for code in ("2027-53", "2026-00", "2026-54", "0000-10"):
        with pytest.raises(ValueError, match=r"(?i)week|year"):
            Week.from_code(code)


def test_public_holidays_are_no_working_days():
    easter = [date(2026, 4, day) for day in (2, 3, 6)]

    assert [holiday_name(day) for day in easter] == ["Skjærtorsdag", "Langfredag", "Andre påskedag"]
    assert holiday_name(date(2027, 5, 17)) == "Andre pinsedag, Grunnlovsdag"
    assert [is_working_day(date(2024, 5, day)) for day in (16, 17, 18)] == [True, False, False]
    assert working_days(date(2026, 3, 30), date(2026, 4, 12)) == 3 + 4
    assert working_days(date(2028, 2, 28), date(2028, 3, 3)) == 5  # the 29th is a Tuesday
    assert working_days(date(2026, 12, 21), date(2027, 1, 3)) == 4 + 4


# --- What is saved ------------------------------------------------------------------------


def test_a_week_is_saved_changed_and_cleared_and_its_history_kept(pair):
    first, second = (MONDAY, "morning"), (MONDAY, "afternoon")
    sheet = save(pair, {first: at_school(pair), second: at_school(pair)})

    sheet = save(
        pair, {first: Work(pair.placement, "office", "office"), second: None}, version=sheet.version
    )

    assert registered() == [(MONDAY, "morning", "office", "office")]
    assert sheet.version == 5
    history = TimeEntry.history.order_by("history_id")
    assert "".join(history.values_list("history_type", flat=True)) == "++~-"
    assert set(history.values_list("history_user", flat=True)) == {pair.counsellor.pk}
    assert AccessEvent.objects.filter(action=Action.TIME_SAVED).count() == 2


def test_saved_twice_alike_it_is_saved_once(pair):
    content = {(MONDAY, "morning"): at_school(pair)}

    save(pair, content)
    save(pair, content)

    assert (TimeEntry.objects.count(), TimeEntry.history.count()) == (1, 1)


def test_what_another_window_saved_is_not_written_over(pair):
    save(pair, {(MONDAY, "morning"): at_school(pair)})

    with pytest.raises(WeekChanged):
        save(pair, {(MONDAY, "morning"): at_school(pair, "team")})
    with pytest.raises(WeekChanged):
        save(pair, {(FRIDAY, "morning"): at_school(pair)})


def test_half_days_outside_the_placement_are_refused(pair):
    pair.placement.starts_on = date(2026, 11, 24)
    pair.placement.save()
    other = PlacementFactory(contract=pair.contract)

    for slot, work in (
        ((MONDAY, "morning"), at_school(pair)),
        ((FRIDAY, "morning"), Work(other, "school", "talks")),
        ((date(2026, 11, 28), "morning"), at_school(pair)),
        ((date(2026, 11, 17), "morning"), at_school(pair)),
    ):
        with pytest.raises(NotPlaced):
            save(pair, {slot: work})
    with pytest.raises(WeekToCome):
        save(pair, {}, week=WEEK.after)
    assert registered() == []


def test_the_day_it_was_ended_is_the_last_one_and_what_stands_stays(pair):
    save(pair, {(MONDAY, "morning"): at_school(pair)})
    pair.placement.ended_at = TODAY
    pair.placement.save()

    sheet = WeekSheet.of(pair.acting("counsellor"), WEEK)

    assert sorted({day for day, _half in sheet.slots}) == [
        MONDAY,
        date(2026, 11, 24),
        date(2026, 11, 25),
    ]
    assert list(sheet.entries) == [(MONDAY, "morning")]


def test_a_holiday_cannot_be_registered(pair):
    with time_machine.travel(datetime(2027, 5, 18, 12, tzinfo=ZoneInfo("Europe/Oslo"))):
        actor = Actor.for_user(pair.counsellor)
        week = Week.of(date(2027, 5, 17))

        with pytest.raises(NotPlaced):
            save_week(
                actor=actor,
                week=week,
                version=1,
                content={(date(2027, 5, 17), "morning"): at_school(pair)},
            )
        assert len(WeekSheet.of(actor, week).slots) == 8


def test_nobody_but_a_veileder_registers_and_only_the_own_time(pair):
    for who in ("principal", "manager", "school_counsellor"):
        with pytest.raises(NotAllowed):
            save(pair, {(MONDAY, "morning"): at_school(pair)}, who=who)


def test_the_database_refuses_a_second_one_for_the_half_day(pair):
    TimeEntryFactory(placement=pair.placement, day=MONDAY)

    with pytest.raises(IntegrityError), transaction.atomic():
        TimeEntryFactory(placement=pair.placement, day=MONDAY)


def test_who_has_left_an_office_does_not_meet_what_was_registered_there(pair):
    TimeEntryFactory(placement=pair.placement, day=MONDAY)
    pair.counsellor.memberships.update(ends_on=date(2026, 11, 24))
    elsewhere = make_pair()
    member(Role.NAV_COUNSELLOR, elsewhere.office, user=pair.counsellor)
    placement = PlacementFactory(contract=elsewhere.contract, counsellor=pair.counsellor)

    sheet = WeekSheet.of(Actor.for_user(pair.counsellor), WEEK)

    assert sheet.placements == (placement,)
    assert sheet.entries == {}
    assert (MONDAY, "morning") not in sheet.slots
    assert (MONDAY, "afternoon") in sheet.slots


def test_half_days_registered_under_a_version_whose_signatures_are_lifted_go_back(pair):
    old = pair.contract
    old.in_force_until = date(2026, 11, 26)
    old.save()
    new = contract_in_force(
        school=pair.school,
        office=pair.office,
        signers=(pair.principal, pair.manager),
        starts_on=FRIDAY,
        ends_on=date(2027, 7, 31),
        replaces=old,
    )
    later = PlacementFactory(contract=new, counsellor=pair.counsellor, continues=pair.placement)
    save(pair, {(FRIDAY, "morning"): Work(later, "school", "talks")})

    lift_signatures(actor=pair.acting("manager"), contract=new, reason="Feil dato")

    assert TimeEntry.objects.get().placement == pair.placement
    assert WeekSheet.of(pair.acting("counsellor"), WEEK).placements == (pair.placement,)


# --- The page -----------------------------------------------------------------------------


@pytest.fixture
def form(client, pair) -> FilledForm:
    """Return the form of the present week with Monday morning filled in."""
    place = option_code(pair.placement, "school")
    return FilledForm(
        client, pair.counsellor, address(), man_morning_place=place, man_morning_kind="talks"
    )


def test_one_half_day_and_the_rest_of_the_week_are_saved_with_one_press(form, pair):
    office = option_code(pair.placement, "office")

    assert form.shows(
        "Uke 48 er lagret: 5,0 av 4,0 avtalte dager er ført.",
        resten_place=office,
        resten_kind="office",
    )
    assert registered()[0] == (MONDAY, "morning", "school", "talks")
    assert TimeEntry.objects.filter(place="office").count() == 9


def test_what_is_wrong_is_said_at_the_field_and_nothing_is_lost(form, pair):
    school = option_code(pair.placement, "school")
    other = option_code(make_pair().placement, "school")
    for entry in (
        Bad(
            "man_morning_kind", "", "Velg hva slags arbeid mandag formiddag", "man_morning_kind", {}
        ),
        Bad("man_morning_place", "", "Velg sted mandag formiddag", "man_morning_place", {}),
        Bad("fre_afternoon_place", school, "Velg hva slags", "fre_afternoon_kind", {}),
        Bad("fre_afternoon_kind", "annet", CHOICE_MESSAGE, "fre_afternoon_kind", {}),
        Bad("tir_morning_place", other, CHOICE_MESSAGE, "tir_morning_place", {}),
        Bad("resten_place", school, "Velg hva slags arbeid resten av uken", "resten_kind", {}),
        Bad("version", "", STALE_FORM, "", {}),
    ):
        form.refuses(entry)


def test_two_windows_are_shown_beside_each_other_and_the_own_choices_kept(form, pair):
    old = dict(form.values)
    form.send()

    answer = form.client.post(address(), old | {"man_morning_kind": "team"})

    page = read(answer)
    assert answer.status_code == 409
    assert "Uken er lagret i et annet vindu mens du skrev." in page.text
    legends = [field.text.strip() for field in page.select(".nk-conflict legend")]
    assert legends == ["Mandag formiddag: arbeid"]
    assert page.select_one("#id_man_morning_kind option[selected]")["value"] == "team"
    assert registered() == [(MONDAY, "morning", "school", "talks")]


def test_last_week_is_copied_into_what_is_empty_and_saved_by_the_veileder(form, pair):
    before = WEEK.before
    for day, kind in ((before.monday, "team"), (before.monday + timedelta(days=1), "outreach")):
        TimeEntryFactory(placement=pair.placement, day=day, kind=kind)
    form.send()
    client = client_of(pair.counsellor)

    page = read(client.get(address(), {"kopier": "1"}))

    chosen = {
        select["name"]: select.select_one("option[selected]")["value"]
        for select in page.select("select")
        if select.select_one("option[selected]")["value"]
    }
    place = option_code(pair.placement, "school")
    assert chosen == {
        "man_morning_place": place,
        "man_morning_kind": "talks",
        "tir_morning_place": place,
        "tir_morning_kind": "outreach",
    }
    assert "Forrige uke er fylt inn" in page.text
    assert TimeEntry.objects.filter(day__gte=MONDAY).count() == 1
    empty = read(client.get(address(before), {"kopier": "1"}))
    assert "Forrige uke har ingenting å fylle inn" in empty.text


def test_a_week_costs_the_same_to_show_empty_and_full(form, pair, query_count):
    client, counted = client_of(pair.counsellor), []
    for _each in range(2):
        with query_count() as queries:
            client.get(address())
        counted.append(queries.count)
        form.send(resten_place=option_code(pair.placement, "school"), resten_kind="team")

    assert TimeEntry.objects.count() == 10
    assert counted[0] == counted[1] <= 11


def test_weeks_that_are_not_there_answer_404(pair):
    client = client_of(pair.counsellor)
    wrong = ["2026-49", "2027-53", "2026-54", "2026-00", "2013-30", "9999-52", "0001-01"]

    answers = {code: client.get(f"/tidsbruk/{code}/").status_code for code in wrong}

    assert answers == dict.fromkeys(wrong, 404)
    assert client.get("/tidsbruk/2026-01/").status_code == 200
    assert client.get("/tidsbruk/2020-53/").status_code == 200


def test_a_holiday_is_named_and_has_no_fields(pair):
    with time_machine.travel(datetime(2027, 3, 26, 12, tzinfo=ZoneInfo("Europe/Oslo"))):
        page = read(client_of(pair.counsellor).get(address(Week(2027, 12))))

    rows = [" ".join(row.th.text.split()) for row in page.select(".nk-week tbody tr")]
    assert rows[3:] == ["Torsdag25.03.2027 Skjærtorsdag", "Fredag26.03.2027 Langfredag"]
    names = {select["name"] for select in page.select("select")}
    assert {name.split("_")[0] for name in names} == {"man", "tir", "ons", "resten"}


def test_of_two_schools_each_place_says_under_which(pair):
    second = contract_in_force(school=SchoolFactory(name="Åsheim vgs"), office=pair.office)
    PlacementFactory(contract=second, counsellor=pair.counsellor, starts_on=date(2026, 11, 27))

    page = read(client_of(pair.counsellor).get(address()))

    friday = [o.text for o in page.select_one("#id_fre_morning_place").select("option")]
    monday = [o.text for o in page.select_one("#id_man_morning_place").select("option")]
    assert len(friday) == 9
    assert len(monday) == 5
    assert "Ute med elev (Åsheim vgs)" in friday


def test_a_veileder_without_a_place_is_told_so(pair):
    unplaced = member(Role.NAV_COUNSELLOR, pair.office)

    page = client_of(unplaced).get(address())

    assert "Ingen dager å føre i denne uken" in page.content.decode()


def test_the_names_of_half_days_are_those_of_the_grid():
    assert slot_name((MONDAY, "morning")) == "man_morning"


# --- Who changed what ---------------------------------------------------------------------


def test_who_registered_and_changed_what_is_told_to_those_who_read_the_time(pair):
    office_day = Work(pair.placement, "office", "office")
    elsewhere = contract_in_force(school=SchoolFactory(), office=pair.office)
    other = PlacementFactory(contract=elsewhere, counsellor=pair.counsellor)
    steps = [
        {(MONDAY, "morning"): at_school(pair), (MONDAY, "afternoon"): at_school(pair)},
        {(MONDAY, "morning"): office_day, (FRIDAY, "morning"): at_school(pair)},
        {(MONDAY, "afternoon"): None, (FRIDAY, "morning"): Work(other, "school", "team")},
        {(MONDAY, "afternoon"): office_day},
    ]
    for number, content in enumerate(steps):
        actor = Actor.for_user(pair.counsellor, now=TODAY + timedelta(hours=number))
        version = WeekSheet.of(actor, WEEK).version
        save_week(actor=actor, week=WEEK, version=version, content=content)

    def told(user, placement) -> list[list[str]]:
        url = reverse("agreements:time_use_detail", args=[placement.public_id])
        heading = read(client_of(user).get(url)).find("h2", string="Hvem har ført og endret")
        lines = heading.find_next("ul").find_all("li", recursive=False)
        return [[" ".join(text.split()) for text in line.stripped_strings] for line in lines]

    who = str(pair.counsellor)
    school, office = "På skolen (Elevsamtaler)", "På NAV-kontoret (Arbeid ved NAV-kontoret)"
    expected = [
        [who, "lagret uke 48", f"mandag 23.11.2026, ettermiddag: {office} er ført på nytt",
         "25. november 2026 kl. 15.00"],
        [who, "lagret uke 48", f"mandag 23.11.2026, ettermiddag: {school} er fjernet",
         f"fredag 27.11.2026, formiddag: {school} er fjernet", "25. november 2026 kl. 14.00"],
        [who, "lagret uke 48: 1 ny halvdag",
         f"mandag 23.11.2026, formiddag: fra {school} til {office}", "25. november 2026 kl. 13.00"],
        [who, "lagret uke 48: 2 nye halvdager", "25. november 2026 kl. 12.00"],
    ]  # fmt: skip
    for reader in (pair.counsellor, pair.manager, pair.principal):
        assert told(reader, pair.placement) == expected
    assert told(pair.manager, other) == [
        [who, "lagret uke 48: 1 ny halvdag", "25. november 2026 kl. 14.00"]
    ]
