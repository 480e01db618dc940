"""Somebody else was first: nothing typed is lost, both versions are shown, and one chooses."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db.models import F
from django.urls import reverse

from agreements.models import TimeEntry, WorkKind
from followup.models import Measure, Note
from navskole.access.views import ActionFormView
from navskole.records.forms import VersionedForm
from navskole.records.week import Week
from navskole.ui.forms.comparison import Words, marked
from tests.access.declared import BY_NAME, address_of
from tests.access.forms import FORMS, find
from tests.addresses import NamedWeek
from tests.bad_input import _find_form, _values, read
from tests.factories.followup import NoteFactory
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def is_versioned(name: str) -> bool:
    view = BY_NAME[name].view
    if not issubclass(view, ActionFormView):
        return False
    known = [getattr(view, "form_class", None), getattr(view, "place_form", None)]
    forms = [form for form in known if form is not None]
    # A view that chooses its form by the record says so in a method of its own.
    return not forms or any(issubclass(form, VersionedForm) for form in forms)


BOUND_TO_CONTENT = {
    "followup:measure_approve",
    "followup:measure_return",
    "followup:measure_hold",
    "followup:measure_reject",
}
"""Decisions carry version and digest of what is decided; they have an answer of their own."""

VERSIONED = [
    name
    for name in FORMS
    if is_versioned(name) and "get" in BY_NAME[name].methods and name not in BOUND_TO_CONTENT
]


def change_meanwhile(record: Any) -> None:
    """Let somebody else save the record, or the part of it that carries the version."""
    if isinstance(record, NamedWeek):
        _change_week(record.week)
        return
    holders = record.parts.all() if isinstance(record, Measure) else None
    rows = type(record)._base_manager.filter(pk=record.pk) if holders is None else holders
    if any(field.name == "version" for field in rows.model._meta.concrete_fields):
        rows.update(version=F("version") + 1)


def _change_week(week: Week) -> None:
    """Save a half day of the week anew: its version is told from what was written in it."""
    mine = TimeEntry.objects.filter(counsellor__username="counsellor_1")
    entry = mine.get(day__range=(week.monday, week.sunday))
    entry.kind = WorkKind.ADMINISTRATION
    entry.save()


def panel(page: BeautifulSoup) -> dict[str, tuple[str, str]]:
    """Return, by label, the two texts of each field that differs."""
    return {
        field.select_one("legend").get_text(strip=True): (
            field.select(".nk-difference__text")[0].get_text(),
            field.select(".nk-difference__text")[1].get_text(),
        )
        for field in page.select(".nk-conflict fieldset")
    }


@pytest.mark.parametrize("name", VERSIONED)
def test_a_form_on_an_old_version_keeps_what_was_typed_and_shows_the_newer(
    world, sight, enter, name
):
    form, record = FORMS[name], find(sight, name, FORMS[name].names)
    url, browser = address_of(sight, BY_NAME[name], FORMS[name].names), enter(FORMS[name].who)
    body = form.body(world, record)
    shown = _values(_find_form(read(browser.get(url)), set(body)))
    if not FORMS[name].names:
        return  # a form of a kind that is versioned, here to make something new
    typed = shown | {key: value for key, value in body.items() if key in shown}
    typed["version"] = shown["version"]
    change_meanwhile(record)

    answer = browser.post(url, typed)

    page = read(answer)
    kept = _values(_find_form(page, set(typed)))
    assert answer.status_code == 409, name
    assert page.select_one(".nk-conflict"), name
    assert "mens du skrev. Teksten din er beholdt under." in page.text
    version = {"version", "csrfmiddlewaretoken"}
    for key in set(typed) - version:
        assert _plain(kept[key]) == _plain(typed[key]), (name, key)
    assert int(kept["version"]) == int(typed["version"]) + 1
    again = {key: value for key, value in kept.items() if key != "csrfmiddlewaretoken"}
    assert browser.post(url, again).status_code == 302, name


def _plain(value: Any) -> list[str]:
    return [str(each) for each in (value if isinstance(value, list) else [value])]


# --- Choosing -----------------------------------------------------------------------------


@pytest.fixture
def note(pair) -> Note:
    """Return a note that its author has open in two windows."""
    return NoteFactory(
        case=pair.case, author=pair.counsellor, heading="Samtale", text="Vi snakket om praksis."
    )


@pytest.fixture
def stale(pair, note):
    """Return the author's browser, the address, and the form answered by 409."""
    browser, url = (
        client_of(pair.counsellor),
        reverse("followup:note_update", args=[note.public_id]),
    )
    first = _values(_find_form(read(browser.get(url)), {"heading", "text"}))
    browser.post(url, first | {"text": "Vi snakket om skole.", "is_sensitive": ["on"]})
    answer = browser.post(url, first | {"heading": "Telefon", "text": "Vi snakket om jobb."})
    return browser, url, read(answer)


def chosen(page: BeautifulSoup, **choices: str) -> dict[str, Any]:
    values = _values(_find_form(page, {"heading", "text"}))
    return values | {f"velg-{name}": choice for name, choice in choices.items()}


def test_each_field_that_differs_is_shown_in_both_versions(stale):
    _browser, _url, page = stale

    assert panel(page) == {
        "Overskrift": ("Telefon", "Samtale"),
        "Notat": ("Vi snakket om jobb.", "Vi snakket om skole."),
        "Sensitivt": ("Nei", "Ja"),
    }
    assert [mark.text for mark in page.select("mark")] == [
        "Telefon", "Samtale", "jobb", "skole", "Nei", "Ja",
    ]  # fmt: skip


def test_mine_theirs_and_what_was_put_together_are_saved_field_by_field(stale, note):
    browser, url, page = stale
    values = chosen(page, heading="theirs", text="mine", is_sensitive="theirs")

    answer = browser.post(url, values | {"text": "Vi snakket om jobb og skole."})

    note.refresh_from_db()
    assert answer.status_code == 302
    assert (note.heading, note.text, note.is_sensitive, note.version) == (
        "Samtale",
        "Vi snakket om jobb og skole.",
        True,
        3,
    )


def test_taking_all_that_stands_changes_no_word(stale, note):
    browser, url, page = stale
    before = Note.objects.get(pk=note.pk)

    browser.post(url, chosen(page, heading="theirs", text="theirs", is_sensitive="theirs"))

    after = Note.objects.get(pk=note.pk)
    names = ("heading", "text", "is_sensitive", "occurred_at", "kind", "audience")
    assert [getattr(after, name) for name in names] == [getattr(before, name) for name in names]


def test_changed_once_more_meanwhile_the_choice_is_asked_for_again(stale, note):
    browser, url, page = stale
    Note.objects.filter(pk=note.pk).update(version=F("version") + 1, text="Vi snakket om bolig.")

    answer = browser.post(url, chosen(page, heading="theirs", text="mine", is_sensitive="mine"))

    shown = read(answer)
    assert answer.status_code == 409
    assert panel(shown)["Notat"] == ("Vi snakket om jobb.", "Vi snakket om bolig.")
    assert shown.select_one("#id_velg-heading_2[checked]")


def test_a_mistake_beside_a_choice_keeps_both_texts_and_the_choice(stale, note):
    browser, url, page = stale

    answer = browser.post(url, chosen(page, text="theirs") | {"heading": ""})

    shown = read(answer)
    assert answer.status_code == 422
    assert panel(shown)["Notat"] == ("Vi snakket om jobb.", "Vi snakket om skole.")
    assert shown.select_one("#id_text").text.strip() == "Vi snakket om jobb."
    assert shown.select_one("#id_velg-text_2[checked]")


def test_the_text_of_who_may_no_longer_write_is_shown_to_be_copied(pair, note):
    browser, url = (
        client_of(pair.counsellor),
        reverse("followup:note_update", args=[note.public_id]),
    )
    form = _values(_find_form(read(browser.get(url)), {"heading", "text"}))
    Note.objects.filter(pk=note.pk).update(struck_at=note.created_at, struck_by=pair.counsellor)

    answer = browser.post(url, form | {"text": "Et helt avsnitt som ikke må bli borte."})

    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Et helt avsnitt som ikke må bli borte." in page
    assert "strøket og kan ikke endres" in page


# --- Words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("mine", "theirs", "left", "right"),
    [
        ("ett to", "ett tre", "ett [to]", "ett [tre]"),
        ("", "noe", "", "[noe]"),
        ("likt", "likt", "likt", "likt"),
        ("a, b.", "a b.", "[a, ]b.", "[a ]b."),
        ("linje\n\nto", "linje\nto", "[linje\n\n]to", "[linje\n]to"),
        ("æ ø å", "å ø æ", "[æ ]ø [å]", "[å ]ø [æ]"),
    ],
)
def test_words_that_only_one_text_has_are_marked(mine, theirs, left, right):
    ours, others = marked(mine, theirs)

    assert (in_brackets(ours), in_brackets(others)) == (left, right)


def in_brackets(stretches: list[Words]) -> str:
    """Return the text with what is marked in brackets."""
    shown = "".join(f"[{words.text}]" if words.differs else words.text for words in stretches)
    return shown.replace("][", "")
