"""What was planned beside what was registered, and who reads it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.urls import reverse

from agreements.models import Placement, TimeEntry
from agreements.time_deviation import latest_months, standing_deviations
from agreements.time_use import counts_on, months_of, span_of, use_of, weeks_of
from navskole.figures.numbers import decimal, percent, signed_percent
from navskole.organisations.models import Role
from navskole.records.public_holidays import is_working_day
from navskole.rules.models import Rule, RuleCode
from tests.bad_input import read
from tests.factories.agreements import PlacementFactory, TimeEntryFactory, contract_in_force
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pair import Pair, make_pair
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

OSLO = ZoneInfo("Europe/Oslo")
TODAY = date(2026, 11, 25)


@pytest.fixture
def pair(db: None):
    """Return a pair on a Wednesday in November."""
    with time_machine.travel(datetime(2026, 11, 25, 12, tzinfo=OSLO), tick=False):
        yield make_pair()


def work(placement: Placement, first: date, last: date, *, every: int = 1, **how) -> None:
    """Register mornings at the school on each `every`-th working day."""
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    for day in [day for day in days if is_working_day(day)][::every]:
        TimeEntryFactory(placement=placement, day=day, **how)


# --- Planned ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "last", "planned"),
    [
        (date(2026, 11, 23), date(2026, 11, 29), "3.20"),
        (date(2026, 3, 30), date(2026, 4, 5), "1.92"),  # Easter: three working days
        (date(2027, 5, 17), date(2027, 5, 23), "2.56"),  # 17 May is a Monday
        (date(2026, 11, 28), date(2026, 11, 29), "0"),
    ],
)
def test_planned_is_the_contracts_days_times_the_post_less_holidays(pair, first, last, planned):
    use = use_of([pair.placement], {}, first=first, last=last)

    assert use.planned_at_school == Decimal(planned)
    assert use.planned_at_office == Decimal(planned) / 4


def test_only_days_on_which_the_placement_counts_are_planned(pair):
    pair.placement.starts_on = date(2026, 11, 24)
    pair.contract.in_force_until = date(2026, 11, 26)
    pair.placement.contract = pair.contract

    week = use_of([pair.placement], {}, first=date(2026, 11, 23), last=date(2026, 11, 29))
    before = use_of([pair.placement], {}, first=date(2026, 11, 2), last=date(2026, 11, 8))

    assert week.planned_at_school == Decimal("1.92")
    assert before.planned_at_school == 0
    assert before.deviation is None
    assert [counts_on(pair.placement, date(2026, 11, day)) for day in (23, 24, 26, 27)] == [
        False, True, True, False,
    ]  # fmt: skip
    pair.contract.in_force_from = None
    assert span_of(pair.placement) is None


def test_out_with_a_pupil_counts_as_the_schools_and_half_days_as_halves(pair):
    counts = {"school": 4, "pupil": 1, "office": 3, "other": 1}
    use = use_of([pair.placement], counts, first=date(2026, 11, 23), last=date(2026, 11, 29))

    days = [use.at_school, use.out_with_pupils, use.at_office, use.elsewhere]
    assert days == [Decimal("2.5"), Decimal("0.5"), Decimal("1.5"), Decimal("0.5")]
    assert use.deviation == Decimal("-21.875")


def test_a_school_year_begins_in_august_and_is_told_until_today():
    months = months_of(2026, on=TODAY)
    weeks = weeks_of(2026, on=TODAY)

    assert months[0] == (date(2026, 8, 1), date(2026, 8, 31))
    assert months[-1] == (date(2026, 11, 1), TODAY)
    assert (weeks[0][0].code, weeks[0][1][1], weeks[-1][1][0]) == (
        "2026-48",
        TODAY,
        date(2026, 8, 3),
    )
    assert len(months_of(2025, on=TODAY)) == 12
    assert date(2028, 2, 29) in [last for _first, last in months_of(2027, on=date(2028, 8, 1))]
    assert months_of(2027, on=TODAY) == []


def test_figures_are_written_as_in_norway():
    assert [decimal(Decimal(n)) for n in ("3.25", "-0.5", "1234.5")] == ["3,3", "−0,5", "1234,5"]
    written = [signed_percent(Decimal(n)) for n in ("-21.875", "3", "0.2")]
    written += [percent(Decimal(n)) for n in ("80.0", "12.5")]
    assert [text.replace("\xa0", " ") for text in written] == [
        "−22 %", "+3 %", "0 %", "80 %", "12,5 %",
    ]  # fmt: skip


# --- Two months off the plan --------------------------------------------------------------


def test_the_latest_two_whole_months_leave_july_out():
    assert [first for first, _last in latest_months(TODAY)] == [date(2026, 9, 1), date(2026, 10, 1)]
    assert [first for first, _last in latest_months(date(2026, 8, 31))] == [
        date(2026, 5, 1),
        date(2026, 6, 1),
    ]
    assert latest_months(date(2028, 3, 1))[-1] == (date(2028, 2, 1), date(2028, 2, 29))


def test_two_months_off_the_plan_are_proposed_with_how_much(pair):
    work(pair.placement, date(2026, 9, 1), date(2026, 10, 31))

    found = standing_deviations([pair.placement], on=TODAY)

    assert [(each.placement, each.limit) for each in found] == [(pair.placement, 20)]
    assert [(use.first, use.at_school, use.planned_at_school) for use in found[0].months] == [
        (date(2026, 9, 1), Decimal(11), Decimal("14.08")),
        (date(2026, 10, 1), Decimal(11), Decimal("14.08")),
    ]
    assert [round(use.deviation) for use in found[0].months] == [-22, -22]


def test_one_month_off_the_plan_or_one_within_the_limit_is_not_proposed(pair):
    work(pair.placement, date(2026, 9, 1), date(2026, 10, 31))
    work(pair.placement, date(2026, 10, 1), date(2026, 10, 31), every=4, half="afternoon")

    assert standing_deviations([pair.placement], on=TODAY) == []


def test_the_limit_is_a_dated_rule(pair):
    work(pair.placement, date(2026, 9, 1), date(2026, 10, 31))
    Rule.objects.create(
        code=RuleCode.TIME_DEVIATION, number=25, effective_from=TODAY, source="Styringsgruppen"
    )

    assert standing_deviations([pair.placement], on=TODAY) == []
    assert len(standing_deviations([pair.placement], on=TODAY - timedelta(days=1))) == 1


def test_more_than_planned_and_nothing_registered_are_off_it_too(pair):
    for half in ("morning", "afternoon"):
        work(pair.placement, date(2026, 9, 1), date(2026, 10, 31), half=half)
    idle = PlacementFactory(contract=pair.contract)
    over = PlacementFactory(contract=pair.contract, ends_on=TODAY - timedelta(days=1))
    new = PlacementFactory(contract=pair.contract, starts_on=date(2026, 10, 5))

    found = standing_deviations([pair.placement, idle, over, new], on=TODAY)

    assert [each.placement for each in found] == [pair.placement, idle]


def test_a_new_version_of_the_contract_goes_on_from_the_one_before(pair):
    work(pair.placement, date(2026, 9, 1), date(2026, 9, 30))
    pair.contract.in_force_until = date(2026, 10, 11)
    pair.contract.save()
    new = contract_in_force(
        school=pair.school,
        office=pair.office,
        starts_on=date(2026, 10, 12),
        ends_on=date(2027, 7, 31),
        days_at_school=2,
    )
    placement = PlacementFactory(contract=new, counsellor=pair.counsellor, continues=pair.placement)
    TimeEntryFactory(placement=placement, day=date(2026, 11, 2))

    found = standing_deviations([placement], on=TODAY)
    listed = read(client_of(pair.manager).get(reverse("agreements:time_use_list")))

    # Of October seven working days under the old version and fifteen under the new.
    assert [use.planned_at_school for use in found[0].months] == [
        Decimal("14.08"),
        7 * Decimal("0.64") + 15 * Decimal("0.32"),
    ]
    rows = [[cell.text.strip() for cell in row.select("td")] for row in listed.select("tbody tr")]
    assert [row[3] for row in rows] == ["11,5"]


# --- Who reads it -------------------------------------------------------------------------


def readers(pair: Pair, entry: TimeEntry) -> list[str]:
    """Return who of the pair sees the half day."""
    people = ("counsellor", "manager", "principal", "school_counsellor")
    return [
        who
        for who in people
        if TimeEntry.objects.visible_to(pair.acting(who)).filter(pk=entry.pk).exists()
    ]


def test_a_half_day_is_read_by_who_worked_it_and_the_leaders_of_the_pair(pair):
    entry = TimeEntryFactory(placement=pair.placement)
    others = [
        PlacementFactory(contract=pair.contract).counsellor,
        member(Role.NAV_MANAGER, make_pair().office),
        member(Role.PRINCIPAL, SchoolFactory()),
        member(Role.COUNTY_COORDINATOR, pair.school.municipality.county),
    ]
    url = reverse("agreements:time_use_detail", args=[pair.placement.public_id])

    assert readers(pair, entry) == ["counsellor", "manager", "principal"]
    assert [client_of(user).get(url).status_code for user in others] == [403, 404, 404, 403]
    assert client_of(pair.principal).get(url).status_code == 200


def test_when_the_contract_has_lapsed_the_school_reads_no_more(pair):
    entry = TimeEntryFactory(placement=pair.placement)
    pair.contract.in_force_until = TODAY - timedelta(days=1)
    pair.contract.save()

    assert readers(pair, entry) == ["counsellor", "manager"]


def test_a_rektor_reads_nothing_of_what_is_worked_at_another_school(pair):
    other = make_pair()
    PlacementFactory(contract=other.contract, counsellor=pair.counsellor)
    entry = TimeEntryFactory(placement=other.placement)

    assert readers(pair, entry) == []


def test_lists_show_each_their_own(pair):
    colleague = PlacementFactory(contract=pair.contract)
    make_pair()
    url = reverse("agreements:time_use_list")

    def rows(user) -> list[str]:
        return [row.th.text.strip() for row in read(client_of(user).get(url)).select("tbody tr")]

    own = reverse("agreements:time_use_detail", args=[pair.placement.public_id])
    assert "/tidsbruk/2026-48/" in client_of(pair.counsellor).get(own).content.decode()
    assert "/tidsbruk/2026-48/" not in client_of(pair.manager).get(own).content.decode()
    both = sorted([str(pair.counsellor), str(colleague.counsellor)])
    assert rows(pair.counsellor) == [str(pair.counsellor)]
    assert sorted(rows(pair.principal)) == sorted(rows(pair.manager)) == both


# --- The pages ----------------------------------------------------------------------------


def test_the_page_tells_month_week_year_and_what_goes_to_the_steering_group(pair):
    work(pair.placement, date(2026, 9, 1), date(2026, 10, 31))
    TimeEntryFactory(placement=pair.placement, day=TODAY, place="office", kind="office")
    url = reverse("agreements:time_use_detail", args=[pair.placement.public_id])

    page = read(client_of(pair.manager).get(url))

    tables = [
        [[" ".join(cell.text.split()) for cell in row(["th", "td"])] for row in table("tr")]
        for table in page.select("table")
    ]
    assert tables[0][2] == ["September 2026", "14,1", "11,0", "0,0", "−22 %", "3,5", "0,0", "0,0"]
    assert tables[0][-1][0] == "Hittil i skoleåret"
    assert tables[1][1] == [
        "Uke 48 23.11.2026", "1,9", "0,0", "0,0", "−100 %", "0,5", "0,5", "0,0",
    ]  # fmt: skip
    alert = page.select_one(".aksel-base-alert, .aksel-local-alert")
    assert "Foreslås til neste styringsgruppemøte" in alert.text
    assert "september 2026: 11,0 dager av 14,1 avtalte (−22 %)" in " ".join(alert.text.split())
    chart = page.select_one("svg.nk-chart")
    assert [chart.title.text, len(chart.select(".nk-chart__actual"))] == [
        "Dager på skolen per måned, skoleåret 2026/27",
        1 + 4,
    ]


@pytest.mark.parametrize("year", ["2025", "2024", "1999", "nei", "2030"])
def test_another_school_year_is_shown_and_an_unknown_one_is_this(pair, year):
    url = reverse("agreements:time_use_detail", args=[pair.placement.public_id])

    page = client_of(pair.counsellor).get(url, {"skolear": year})

    shown = {"2025": "2025/26", "2024": "2024/25"}.get(year, "2026/27")
    assert page.status_code == 200
    assert f"skoleåret {shown}" in read(page).select_one("svg title").text


def test_the_list_asks_as_often_for_fifty_as_for_one(pair, query_count):
    url, client = reverse("agreements:time_use_list"), client_of(pair.manager)
    client.get(url)
    counted = []
    for more in (0, 2, 47):
        for _ in range(more):
            TimeEntryFactory(placement=PlacementFactory(contract=pair.contract))
        with query_count() as queries:
            client.get(url)
        counted.append(queries.count)

    assert counted[0] == counted[1] == counted[2] <= 16
