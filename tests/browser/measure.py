"""A measure is proposed, returned, changed and approved."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.people import Person
from tests.browser.words import date_text, expect_message

WHY = "Nora trenger erfaring fra arbeid."
BETTER_WHY = "Nora trenger erfaring fra arbeid to dager i uken fram til jul."
RETURN_TEXT = "Skriv hvor mange dager det gjelder."


def propose_and_send(veileder: Person, case_path: str) -> str:
    """Propose arbeidstrening and send it to approval; return the path of the measure."""
    veileder.open(case_path)
    veileder.tab("Tiltak")
    veileder.link("Nytt tiltak")
    veileder.choose("Tiltak", "Arbeidstrening")
    veileder.fill(Begrunnelse=WHY, Planlagt_start=date_text(days=14))
    veileder.press("Lagre utkast")
    expect_message(veileder.page, "Tiltaket er lagret som utkast.")
    veileder.press("Send til godkjenning")
    expect_message(veileder.page, "Tiltaket er sendt til godkjenning.")
    return veileder.path


def return_measure(leader: Person, pupil: str) -> None:
    """Return the measure with a reason; without one the leader is asked for it."""
    leader.choose_account()
    _open_what_waits(leader, pupil)
    expect(leader.page.get_by_text(WHY)).to_be_visible()
    leader.link("Returner")
    leader.press("Returner")
    summary = leader.page.get_by_role("heading", name="Du må rette disse feilene")
    expect(summary).to_be_focused()
    leader.tick("Grunner", "Opplysningene er ikke gode nok")
    leader.field("Hva må endres?").fill(RETURN_TEXT)
    leader.press("Returner")
    expect_message(leader.page, "Tiltaket er returnert til den som foreslo det.")


def change_and_resubmit(veileder: Person, measure_path: str) -> None:
    """Read the reason, change the measure and send it again."""
    veileder.open(measure_path)
    expect(veileder.page.get_by_text(RETURN_TEXT)).to_be_visible()
    veileder.link("Rediger")
    veileder.fill(Begrunnelse=BETTER_WHY, Omfang="To dager i uken")
    veileder.press("Lagre")
    expect_message(veileder.page, "Endringene er lagret. Tiltaket er ikke sendt ennå.")
    veileder.press("Send til godkjenning")
    expect_message(veileder.page, "Tiltaket er sendt til godkjenning.")


def approve_measure(leader: Person, pupil: str) -> None:
    """Approve the changed measure."""
    _open_what_waits(leader, pupil)
    expect(leader.page.get_by_text(BETTER_WHY)).to_be_visible()
    leader.link("Godkjenn")
    leader.press("Godkjenn")
    expect_message(leader.page, "Tiltaket er godkjent.")


def _open_what_waits(leader: Person, pupil: str) -> None:
    leader.place("Til godkjenning")
    row = leader.page.get_by_role("row").filter(has_text=pupil)
    row.get_by_role("link", name="Arbeidstrening").click()
