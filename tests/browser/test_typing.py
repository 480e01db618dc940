"""What only a browser shows of writing a note: clicks, keys, focus, leaving, no script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Dialog, Locator, expect

from pupils.models import ConsentLine, Information
from tests.browser.people import People, Person

pytestmark = pytest.mark.django_db(transaction=True)

VEILEDER = "veileder.fjordvik"
SUMMARY = "Du må rette disse feilene før du kan fortsette:"


@pytest.fixture(scope="module")
def line(demo_site: str, django_db_blocker: Any) -> ConsentLine:
    """Return a line in force for shared notes in a case of the veileder's."""
    with django_db_blocker.unblock():
        lines = ConsentLine.objects.in_force(on=timezone.localdate()).filter(
            information=Information.NOTES,
            consent__case__responsible__username=VEILEDER,
            includes_sensitive=False,
        )
        found: ConsentLine = lines.filter(areas__code="jobb-og-praksis").earliest("pk")
        return found


@pytest.fixture
def writer(staff: People, line: ConsentLine) -> Iterator[Person]:
    """Return the veileder with the form of a new note open."""
    person = staff.newcomer(VEILEDER).is_signed_in()
    person.open(new_note(line))
    yield person
    assert person.complaints == []
    person.page.context.close()


def new_note(line: ConsentLine) -> str:
    """Return the address of the form."""
    return reverse("followup:case_note_create", args=[line.consent.case.public_id])


def write(person: Person, heading: str) -> None:
    """Fill in what a note needs."""
    person.choose("Type", "Samtale")
    person.fill(Overskrift=heading, Notat="Vi snakket om praksis.")


def notes_called(person: Person, heading: str) -> Locator:
    """Return the notes of that heading on the page."""
    return person.page.get_by_role("heading", name=heading, exact=True)


def questions(person: Person) -> list[str]:
    """Answer every question of the browser's with staying, and return what kinds were asked."""
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    person.page.on("dialog", stay)
    return asked


def test_a_double_click_makes_one_note(writer: Person) -> None:
    write(writer, "Dobbeltklikk")

    writer.page.get_by_role("button", name="Lagre notat").dblclick()

    expect(writer.page.get_by_role("status").first).to_contain_text("Notatet er lagret.")
    expect(notes_called(writer, "Dobbeltklikk")).to_have_count(1)


def test_leaving_typed_text_is_asked_about(writer: Person) -> None:
    asked = questions(writer)
    writer.field("Notat").press_sequentially("Halvskrevet")
    path = writer.path

    writer.page.get_by_role("link", name="Avbryt").click(no_wait_after=True)
    writer.page.wait_for_timeout(300)

    assert asked == ["beforeunload"]
    assert writer.path == path
    expect(writer.field("Notat")).to_have_value("Halvskrevet")


def test_leaving_an_untouched_form_is_not_asked_about(writer: Person) -> None:
    asked = questions(writer)
    writer.field("Notat").click()

    writer.link("Avbryt")

    expect(writer.page.get_by_role("navigation", name="Sakens sider")).to_be_visible()
    assert asked == []


def test_saving_is_not_asked_about(writer: Person) -> None:
    asked = questions(writer)
    write(writer, "Lagret uten spørsmål")

    writer.press("Lagre notat")

    expect(notes_called(writer, "Lagret uten spørsmål")).to_be_visible()
    assert asked == []


def test_an_answer_that_comes_while_a_note_is_sent_does_not_hold_it_back(writer: Person) -> None:
    asked = questions(writer)
    write(writer, "Sendt før svaret kom")
    writer.page.evaluate("""() => document.addEventListener("submit", (event) => {
      const detail = { requestConfig: { triggeringEvent: new Event("change") } };
      const answered = new CustomEvent("htmx:afterRequest", { bubbles: true, detail });
      event.target.dispatchEvent(answered);
    })""")

    writer.press("Lagre notat")

    expect(notes_called(writer, "Sendt før svaret kom")).to_be_visible()
    assert asked == []


def test_who_can_see_the_note_follows_what_is_chosen(writer: Person, line: ConsentLine) -> None:
    readers = writer.page.locator("#hvem-kan-se")
    reader = f"{line.get_service_display()} ved Fjordvik vgs"
    expect(readers).not_to_contain_text(reader)

    writer.tick("Problemområder", "Jobb og praksis")
    writer.tick("Hvem er notatet for?", "Delt")
    expect(readers).to_contain_text(reader)

    writer.tick("Problemområder", "Rus")
    expect(readers).to_contain_text(
        "Ingen på den andre siden: samtykket dekker ikke dette notatet."
    )
    expect(readers).not_to_contain_text("Leder av NAV Fjordvik")

    writer.group("Problemområder").get_by_label("Rus").uncheck()
    expect(readers).to_contain_text(reader)

    writer.tick("Hvem er notatet for?", "Egen side")
    expect(readers).not_to_contain_text(reader)


def test_the_question_mark_shows_the_keys_except_while_one_types(writer: Person) -> None:
    dialog = writer.page.get_by_role("dialog", name="Hurtigtaster")

    writer.field("Overskrift").press_sequentially("Hva nå?")
    expect(dialog).to_have_count(0)
    writer.page.get_by_role("heading", name="Nytt notat").click()
    writer.page.keyboard.press("?")
    expect(dialog).to_be_visible()
    writer.page.keyboard.press("Escape")

    expect(dialog).to_have_count(0)
    expect(writer.field("Overskrift")).to_have_value("Hva nå?")


def test_the_keys_can_be_switched_off_in_this_browser(writer: Person) -> None:
    writer.page.keyboard.press("?")
    writer.page.get_by_label("Slå av ? og / i denne nettleseren").check()
    writer.press("Lukk")

    writer.page.reload()
    writer.page.keyboard.press("?")

    expect(writer.page.get_by_role("dialog", name="Hurtigtaster")).to_have_count(0)


def test_focus_goes_to_the_error_summary_and_from_there_to_the_field(writer: Person) -> None:
    writer.field("Overskrift").fill("Bare en overskrift")

    writer.press("Lagre notat")

    expect(writer.page.get_by_role("heading", name=SUMMARY)).to_be_focused()
    writer.link("Skriv notatet")
    expect(writer.field("Notat")).to_be_focused()
    expect(writer.field("Overskrift")).to_have_value("Bare en overskrift")


def test_the_counter_tells_what_is_left_and_what_is_too_much(writer: Person) -> None:
    field = writer.field("Notat")

    field.fill("x" * 3990)
    expect(writer.page.get_by_text("10 tegn igjen").first).to_be_visible()
    field.fill("x" * 4003)

    expect(writer.page.get_by_text("3 tegn for mye").first).to_be_visible()
    expect(field).to_have_value("x" * 4003)


def test_a_note_is_written_without_script(staff: People, line: ConsentLine) -> None:
    person = staff.newcomer(VEILEDER, java_script_enabled=False).is_signed_in()
    person.open(new_note(line))

    person.press("Lagre notat")
    expect(person.page.get_by_text(SUMMARY)).to_be_visible()
    write(person, "Uten skript")
    person.tick("Problemområder", "Jobb og praksis")
    person.tick("Hvem er notatet for?", "Delt")
    person.press("Lagre notat")

    expect(notes_called(person, "Uten skript")).to_be_visible()
    person.page.context.close()
