"""The main job from start to end: refer, follow up, share, approve, review, withdraw."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.log import finds_every_look
from tests.browser.measure import (
    BETTER_WHY,
    RETURN_TEXT,
    WHY,
    approve_measure,
    change_and_resubmit,
    propose_and_send,
    return_measure,
)
from tests.browser.people import WIDE, People, Person
from tests.browser.site import fill_with_demo
from tests.browser.words import date_text, expect_message

NAME = "Nora Testesen-Bråten"
REFERRAL = "Nora vil ut i jobb og mister motet på skolen."
OWN_HEADING, OWN_TEXT = "Samtale med Nora", "Nora er redd for å skuffe foreldrene."
SHARED_HEADING, SHARED_TEXT = "Avtale om praksis", "Nora vil prøve seg på et verksted i høst."
FLAG_TEXT = "Nora snakker om å slutte før jul."
REMARKS = "Gått gjennom med elevtjenesten."

SECRETS = (NAME, REFERRAL, OWN_TEXT, SHARED_TEXT, FLAG_TEXT, WHY, BETTER_WHY)
LISTS = ("/henvendelser/", "/til-godkjenning/", "/kontorets-saker/", "/samarbeid/")
"""Every place of a NAV-leder."""


@pytest.fixture
def people(
    transactional_db: None,
    live_server: Any,
    browser: Browser,
    browser_context_args: dict[str, Any],
    kept_demo: Path,
) -> Iterator[People]:
    """Return the demo's people, each ready to open a browser of their own."""
    fill_with_demo(kept_demo)
    args = {**browser_context_args, "viewport": WIDE}
    everybody = People(browser, live_server.url, args)
    yield everybody
    everybody.leave()


@pytest.mark.flow
def test_a_pupil_is_followed_up_shared_reviewed_and_closed_to_the_school_again(people):
    counsellor, veileder = people["radgiver.fjordvik"], people["veileder.fjordvik"]
    leader, principal = people["leder.fjordvik"], people["rektor.fjordvik"]
    stranger = people["leder.elvebyen"].type_password()

    pupil_path = register_and_refer(counsellor)
    principal.choose_account()
    readers = (principal, counsellor)
    without_case = {reader.username: reader.source(pupil_path) for reader in readers}
    finds_nothing(stranger, people)

    case_path = open_case(veileder)
    for reader in readers:
        assert reader.source(pupil_path) == without_case[reader.username]
        assert reader.open(case_path) == 404
    finds_nothing(stranger, people)

    record_consent(veileder, case_path)
    write_own_note(veileder, case_path)
    write_shared_note(veileder, case_path)
    raise_flag(veileder, case_path)
    measure_path = propose_and_send(veileder, case_path)
    finds_nothing(stranger, people)

    return_measure(leader, NAME)
    change_and_resubmit(veileder, measure_path)
    approve_measure(leader, NAME)

    reads_what_consent_opens(principal)
    marks_as_reviewed(principal)
    finds_nothing(stranger, people)

    withdraw_consent(veileder, case_path)

    for reader in readers:
        assert reader.open(case_path) == 404
        assert reader.source(pupil_path) == without_case[reader.username]
    finds_nothing(stranger, people)
    finds_every_look(people["personvern.nav"].choose_account(), people, NAME)
    assert people.complaints == []


# --- At the school --------------------------------------------------------------------


def register_and_refer(counsellor: Person) -> str:
    """Register the pupil and refer her to NAV; return the path of her page."""
    counsellor.choose_account()
    counsellor.place("Elever")
    counsellor.link("Registrer elev")
    counsellor.fill(
        Fornavn="Nora",
        Etternavn="Testesen-Bråten",
        Fødselsdato=date_text(days=-17 * 366),
        Utdanningsprogram="Helse- og oppvekstfag",
        Klasse="1HOA",
        Telefon="90 00 00 01",
    )
    counsellor.choose("Trinn", "Vg1")
    counsellor.press("Registrer elev")
    expect_message(counsellor.page, "Eleven er registrert.")
    path = counsellor.path

    counsellor.link("Henvis til NAV-veileder")
    counsellor.choose("NAV-kontor", "NAV Fjordvik")
    counsellor.fill(**{"Hva gjelder det?": REFERRAL})
    counsellor.tick("Vet eleven om henvisningen?", "Ja")
    counsellor.press("Send henvisning")
    expect_message(counsellor.page, "Henvisningen er sendt.")

    counsellor.place("Henvisninger")
    row = counsellor.page.get_by_role("row").filter(has_text=REFERRAL)
    expect(row).to_contain_text("Mottatt")
    counsellor.link(NAME)
    assert counsellor.path == path
    return path


def reads_what_consent_opens(principal: Person) -> None:
    """Find the case in Oppfølging with the shared note and the measure, and nothing more."""
    principal.place("Oppfølging")
    row = principal.page.get_by_role("row").filter(has_text=NAME)
    expect(row).to_contain_text("Sak ved NAV Fjordvik")
    row.get_by_role("link", name="Sak ved NAV Fjordvik").click()
    expect(principal.page.get_by_role("heading", name=SHARED_HEADING)).to_be_visible()
    tabs = principal.page.get_by_role("navigation", name="Sakens sider").get_by_role("link")
    assert tabs.all_inner_texts() == ["Oversikt", "Notater", "Tiltak"]

    seen = [principal.page.content()]
    principal.tab("Notater")
    seen.append(principal.page.content())
    headings = principal.page.get_by_role("listitem").get_by_role("heading", level=3)
    assert headings.all_inner_texts() == [SHARED_HEADING]
    expect(principal.page.get_by_text(SHARED_TEXT)).to_be_visible()
    principal.tab("Tiltak")
    expect(principal.page.get_by_role("row").filter(has_text="Arbeidstrening")).to_contain_text(
        "Godkjent"
    )
    seen.append(principal.page.content())
    principal.link("Arbeidstrening")
    expect(principal.page.get_by_text(BETTER_WHY)).to_be_visible()
    seen.append(principal.page.content())

    hidden = (OWN_HEADING, OWN_TEXT, FLAG_TEXT, RETURN_TEXT)
    assert [text for text in hidden if any(text in page for page in seen)] == []


def marks_as_reviewed(principal: Person) -> None:
    """Mark the caseload as reviewed, with remarks."""
    principal.place("Oppfølging")
    principal.link("Marker som gjennomgått")
    principal.fill(Merknader=REMARKS)
    principal.press("Marker som gjennomgått")
    expect_message(principal.page, "Gjennomgangen er lagret.")
    expect(principal.page.get_by_text(REMARKS)).to_be_visible()


# --- In the case ----------------------------------------------------------------------


def open_case(veileder: Person) -> str:
    """Open a case on the referral; return the path of the case."""
    veileder.choose_account()
    veileder.place("Henvendelser")
    veileder.link(NAME)
    expect(veileder.page.get_by_text(REFERRAL)).to_be_visible()
    veileder.press("Opprett sak")
    expect_message(veileder.page, "Saken er opprettet, og du er ansvarlig.")
    path = veileder.path
    veileder.place("Mine saker")
    veileder.link(NAME)
    assert veileder.path == path
    return path


def record_consent(veileder: Person, case_path: str) -> None:
    """Record what the pupil lets skoleledelsen and elevtjenesten see; nothing sensitive."""
    veileder.open(case_path)
    veileder.tab("Samtykke")
    veileder.link("Registrer samtykke")
    veileder.tick("Hva svarte eleven?", "Ja, eleven samtykker")
    veileder.tick("Hvordan ble svaret gitt?", "Muntlig")
    veileder.fill(Sammendrag_av_det_som_ble_sagt="Nora vil at skolen vet om praksisen.")
    for service in ("Skoleledelsen", "Elevtjenesten"):
        receiver = veileder.group(service)
        veileder.tick(
            f"Hva kan {service.lower()} få se?",
            "At saken finnes, og status",
            "Tiltak",
            "Delte notater",
            within=receiver,
        )
        veileder.tick(
            "Hvilke problemområder kan det handle om?",
            "Jobb og praksis",
            "Fravær og motivasjon",
            within=receiver,
        )
    veileder.field("Vurdering av alder, modenhet og tema").fill("Nora er 17 år og forstår valget.")
    veileder.tick("Er foresatt involvert?", "Nei")
    veileder.fill(**{"Hvorfor er foresatt involvert, eller ikke?": "Nora ønsker det ikke."})
    veileder.press("Registrer")
    expect_message(veileder.page, "Svaret er registrert.")
    expect(veileder.page.get_by_text("Åpner deling i dag")).to_be_visible()


def write_own_note(veileder: Person, case_path: str) -> None:
    """Write a note for NAV's own eyes."""
    _begin_note(veileder, case_path, OWN_HEADING, OWN_TEXT)
    veileder.tick("Problemområder", "Fravær og motivasjon")
    _save_note(veileder, OWN_HEADING, "NAV-intern")


def write_shared_note(veileder: Person, case_path: str) -> None:
    """Write a note for the school as well."""
    _begin_note(veileder, case_path, SHARED_HEADING, SHARED_TEXT)
    veileder.tick("Problemområder", "Jobb og praksis")
    veileder.tick("Hvem er notatet for?", "Delt")
    card = veileder.page.locator("section").filter(has_text="Hvem kan se dette?").last
    expect(card).to_contain_text("Skoleledelsen ved Fjordvik vgs")
    _save_note(veileder, SHARED_HEADING, "Delt")


def _begin_note(veileder: Person, case_path: str, heading: str, text: str) -> None:
    veileder.open(case_path)
    veileder.tab("Notater")
    veileder.link("Nytt notat")
    veileder.choose("Type", "Samtale")
    veileder.fill(Overskrift=heading, Notat=text, Neste_kontakt=date_text(days=7))


def _save_note(veileder: Person, heading: str, owner: str) -> None:
    # An answer that comes after the page has been left is in the log, but nobody saw it.
    expect(veileder.page.locator("#hvem-kan-se.htmx-request")).to_have_count(0)
    veileder.press("Lagre notat")
    expect_message(veileder.page, "Notatet er lagret.")
    written = veileder.page.get_by_role("listitem").filter(
        has=veileder.page.get_by_role("heading", name=heading)
    )
    expect(written.get_by_text(owner, exact=True)).to_be_visible()


def raise_flag(veileder: Person, case_path: str) -> None:
    """Raise a flag on NAV's side."""
    veileder.open(case_path)
    veileder.link("Nytt flagg")
    veileder.choose("Problemområde", "Fravær og motivasjon")
    veileder.tick("Nivå", "Bekymring")
    veileder.fill(Begrunnelse=FLAG_TEXT)
    veileder.press("Hev flagg")
    expect_message(veileder.page, "Flagget er hevet.")
    expect(veileder.page.get_by_text(FLAG_TEXT, exact=True)).to_be_visible()


def withdraw_consent(veileder: Person, case_path: str) -> None:
    """Withdraw the consent."""
    veileder.open(case_path)
    veileder.tab("Samtykke")
    veileder.link("Trekk samtykke")
    expect(veileder.page.get_by_role("main")).to_contain_text("Dette lukkes")
    for service in ("Skoleledelsen", "Elevtjenesten"):
        closing = veileder.page.locator("section").filter(
            has=veileder.page.get_by_role("heading", name=f"{service}, Fjordvik vgs", exact=True)
        )
        expect(closing.last).to_contain_text(SHARED_HEADING)
        expect(closing.last).to_contain_text("Arbeidstrening")
        expect(closing.last).not_to_contain_text(OWN_HEADING)
    veileder.press("Trekk samtykket")
    dialog = veileder.page.get_by_role("dialog", name="Trekke samtykket?")
    expect(dialog).to_contain_text("Alt på listen lukkes med en gang")
    veileder.press("Ja, trekk samtykket")
    expect_message(
        veileder.page, "Samtykket er trukket. Skolen ser ikke lenger det samtykket åpnet."
    )
    expect(veileder.page.get_by_text("Åpner ingenting i dag")).to_be_visible()


# --- Those who may not ----------------------------------------------------------------


def finds_nothing(stranger: Person, people: People) -> None:
    """Meet 404 at every address anybody has used so far, and no trace in list or search."""
    named = {look.path for look in people.looks if re.search(r"[0-9a-f]{8}-", look.path)}
    answers = {path: stranger.ask(path) for path in sorted(named)}
    assert answers == dict.fromkeys(named, (404, 404))
    for path in LISTS:
        assert stranger.open(path) == 200
        traces = [text for text in SECRETS if text in stranger.page.content()]
        assert traces == []
    stranger.place("Veiledere")
    stranger.fill(Søk_etter_navn="Nora")
    stranger.press("Søk")
    expect(stranger.page.get_by_text("Ingen saker passer til utvalget")).to_be_visible()
