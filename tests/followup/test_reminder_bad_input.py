"""What the forms of a slip on a case answer when something is wrong."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from followup.models import Reminder
from tests.bad_input import (
    DATE_MESSAGE,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    FilledForm,
    bad,
    days,
    too_long,
)
from tests.followup.entries import ONCE, VERSION, address
from tests.world import World

pytestmark = pytest.mark.django_db

EMPTY = "Skriv hva som skal huskes, eller fyll inn en dato."
SLIP = [
    bad("text", "", EMPTY, also={"remind_on": ""}),
    bad("text", "   ", EMPTY, also={"remind_on": ""}),
    bad("text", "🦊" * 201, too_long(200)),
    bad("text", NUL, NUL_MESSAGE),
    bad("remind_on", "31.11.2026", DATE_MESSAGE),
    bad("remind_on", "snart", DATE_MESSAGE),
    bad("remind_on", days(-1), "Datoen må være i dag eller senere."),
    bad("remind_on", days(1200), "Datoen er for langt fram. Kontroller året."),
]


def form_at(client: Client, world: World, name: str, record: Any) -> FilledForm:
    """Return the form at the address, filled in by the responsible veileder."""
    typed = {"text": "Ring bedriften", "remind_on": days(7)}
    return FilledForm(client, world.user("counsellor_1"), address(name, record), **typed)


def test_a_new_slip_refuses_and_takes_the_longest(client: Client, world: World) -> None:
    form = form_at(client, world, "reminder_create", world.case_consented)
    for entry in [*SLIP, *ONCE]:
        form.refuses(entry.values[0])

    longest = "linje\r\n" * 33 + "to"
    slip = form.makes(Reminder, text=longest, remind_on=days(0))

    assert (slip.text, len(slip.text)) == (longest.replace("\r\n", "\n"), 200)


def test_a_changed_slip_refuses_and_a_date_that_stood_may_stay(
    client: Client, world: World
) -> None:
    slip = world.records["reminder_consented"]
    form = form_at(client, world, "reminder_update", slip)
    for entry in [*SLIP, *VERSION]:
        form.refuses(entry.values[0])

    Reminder.objects.filter(pk=slip.pk).update(remind_on=world.day(-3))

    assert form.shows(ODD_TEXT.replace("\x07", ""), text=ODD_TEXT, remind_on=days(-3))
    changed = Reminder.objects.get(pk=slip.pk)
    assert (changed.version, changed.remind_on) == (2, world.day(-3))
