"""What the forms of a lawful disclosure answer when something is wrong."""

from __future__ import annotations

import pytest
from django.test import Client

from followup.models import Disclosure
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    TOO_BIG,
    FilledForm,
    bad,
    days,
    too_long,
)
from tests.followup.entries import ONCE, VERSION, address
from tests.world import World

pytestmark = pytest.mark.django_db

DISCLOSE = [
    bad("recipients", [], "Velg hvem opplysningen deles med"),
    bad("recipients", [NOT_OFFERED], "Velg blant dem i listen"),
    bad("recipients", [TOO_BIG], "Velg blant dem i listen"),
    bad("recipients", ["rektor"], "Velg blant dem i listen"),
    bad("statute", "", "Velg hjemmel"),
    bad("statute", "magefølelse", CHOICE_MESSAGE),
    bad("statute_text", "", "Skriv hvilken hjemmel som gjelder", also={"statute": "other"}),
    bad("statute_text", "s" * 201, too_long(200)),
    bad("statute_text", NUL, NUL_MESSAGE),
    bad("assessment", "", "Skriv hvorfor det er nødvendig å dele"),
    bad("assessment", "For kort.", "Skriv minst 50 tegn. Du har skrevet 9."),
    bad("assessment", " " * 60, "Skriv hvorfor det er nødvendig å dele"),
    bad("assessment", "v" * 2001, too_long(2000)),
    bad("assessment", NUL * 10, NUL_MESSAGE),
    bad("pupil_informed", [], "Svar på om eleven er informert"),
    bad("pupil_informed", "kanskje", CHOICE_MESSAGE),
    bad(
        "uninformed_reason",
        "",
        "Skriv hvorfor eleven ikke er informert",
        also={"pupil_informed": "no"},
    ),
    bad("uninformed_reason", "u" * 501, too_long(500)),
    bad("ends_on", "", "Fyll inn siste dag"),
    bad("ends_on", "31.11.2026", DATE_MESSAGE),
    bad("ends_on", days(-1), "Siste dag må være i dag eller senere."),
    bad("ends_on", days(366), "Siste dag må være innen et år."),
]
END = [
    bad("reason", "", "Skriv hvorfor delingen avsluttes"),
    bad("reason", "a" * 501, too_long(500)),
    bad("reason", NUL, NUL_MESSAGE),
]


def test_sharing_refuses_and_what_was_typed_is_shown_as_it_was_written(
    client: Client, world: World
) -> None:
    form = FilledForm(
        client,
        world.user("counsellor_1"),
        address("note_disclose", world.note_own_consented),
        recipients=[str(world.principal_a.memberships.get().pk)],
        statute="fvl_13b_7",
        assessment="Skolen trenger dette for å tilrettelegge praksisperioden trygt.",
        pupil_informed="yes",
        ends_on=days(10),
    )
    for entry in [*DISCLOSE, *ONCE, *VERSION]:
        form.refuses(entry.values[0])

    assert form.shows(ODD_TEXT.replace("\x07", ""), assessment=ODD_TEXT, ends_on=days(365))
    assert Disclosure.objects.filter(note=world.note_own_consented).count() == 1
    again = form.send()
    assert again.status_code == 302
    assert Disclosure.objects.filter(note=world.note_own_consented).count() == 1


def test_ending_refuses_and_keeps_what_was_typed(client: Client, world: World) -> None:
    disclosure = world.records["disclosure_unconsented"]
    form = FilledForm(
        client,
        world.user("counsellor_1"),
        address("disclosure_end", disclosure),
        reason="Behovet er borte.",
    )
    for entry in [*END, *VERSION]:
        form.refuses(entry.values[0])

    assert form.shows(ODD_TEXT.replace("\x07", ""), reason=ODD_TEXT)
