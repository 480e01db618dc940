"""Rules: a new value from a date, with its source; what was in effect stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from navskole.audit.models import AccessEvent
from navskole.rules.models import LIMITS, Rule, RuleCode
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    Bad,
    FilledForm,
    bad,
    days,
    read,
    too_long,
)
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def form(client: Client, world: World) -> FilledForm:
    """Return the form with six months of consent from in ten days."""
    return FilledForm(
        client,
        world.user("system"),
        reverse("administration:rule_create"),
        code="consent_months",
        number="6",
        effective_from=days(10),
        source="Rundskriv 1/2027",
    )


@pytest.mark.parametrize(
    "entry",
    [
        bad("code", "", "Velg regel"),
        bad("code", "finnes_ikke", CHOICE_MESSAGE),
        bad("number", "", "Fyll inn ny verdi"),
        bad("number", "seks", "Skriv et helt tall"),
        bad("number", "0", "Velg en verdi fra 1 til 36."),
        bad("number", "-1", "Skriv 0 eller mer"),
        bad("number", "9" * 20, "Skriv 1000 eller mindre"),
        bad("number", "2", "Velg en verdi fra 3 til 50.", also={"code": "suppression_threshold"}),
        bad("number", "23", "høyeste alder", also={"code": "target_age_from"}),
        bad("number", "14", "høyeste alder", also={"code": "target_age_to"}),
        bad("effective_from", "", "Fyll inn dagen verdien gjelder fra"),
        bad("effective_from", "31.02.2027", DATE_MESSAGE),
        bad("effective_from", days(-1), "Det som har vært i kraft, endres ikke."),
        bad("checked_on", days(1), "Velg i dag eller en tidligere dag."),
        bad("source", "", "Skriv hva verdien bygger på"),
        bad("source", NUL, NUL_MESSAGE),
        bad("source", "k" * 301, too_long(300)),
    ],
)
def test_a_new_value_refuses(form: FilledForm, entry: Bad) -> None:
    form.refuses(entry)


def test_a_new_value_counts_from_its_day_and_the_old_one_until_then(
    form: FilledForm, world: World
) -> None:
    made = form.makes(Rule)

    before, after = world.day(9), world.day(10)
    assert Rule.objects.value(RuleCode.CONSENT_MONTHS, on=before) == 12
    assert Rule.objects.value(RuleCode.CONSENT_MONTHS, on=after) == 6
    assert made.source == "Rundskriv 1/2027"
    event = AccessEvent.objects.filter(action="rule_saved").latest("pk")
    assert event.purpose.startswith("Samtykke: varighet i måneder: 6")


def test_a_value_for_the_same_day_replaces_the_first(form: FilledForm, world: World) -> None:
    form.makes(Rule)

    form.send(number="8")

    values = Rule.objects.filter(effective_from=world.day(10)).values_list("number", flat=True)
    assert list(values) == [8]


def test_the_list_shows_today_what_comes_and_what_was(form: FilledForm, client: Client) -> None:
    form.send(effective_from=days(0), number="9", source="I dag")
    form.send(source="Kommer snart")

    page = read(client.get(reverse("administration:rule_list"))).text

    for text in (
        "9 måneder, siden",
        "6 måneder fra",
        "15 år, siden",
        "10 %, siden",
        "Kommer snart",
        "Satt av navskole; kan endres",
        "ikke kontrollert",
    ):
        assert text in page


def test_odd_sources_are_shown_as_they_were_written(form: FilledForm) -> None:
    assert form.shows(ODD_TEXT, source=ODD_TEXT)


def test_the_database_refuses_a_threshold_under_three() -> None:
    day = Rule.objects.latest("effective_from").effective_from + timedelta(days=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Rule.objects.create(
            code=RuleCode.SUPPRESSION_THRESHOLD, number=2, effective_from=day, source="-"
        )


def test_every_rule_has_its_limits() -> None:
    assert set(LIMITS) == set(RuleCode.values)
