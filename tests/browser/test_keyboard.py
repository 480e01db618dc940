"""The main job with the keyboard alone, and paper, colours and motion as the reader wants them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agreements.models import TimeEntry
from navskole.records.public_holidays import is_working_day
from navskole.records.week import Week
from pupils.models import Case
from tests.browser.keys import Keys
from tests.browser.people import People

pytestmark = pytest.mark.django_db(transaction=True)

VEILEDER, LEADER = "veileder.fjordvik", "leder.fjordvik"
PRINCIPAL, COUNSELLOR = "rektor.fjordvik", "radgiver.fjordvik"
NAME = "Tuva Tastatur-Dahl"
WHY = "Tuva trenger erfaring fra arbeid."


@pytest.fixture
def case(demo_site: str, django_db_blocker: Any) -> Case:
    """Return an open case of the veileder's."""
    with django_db_blocker.unblock():
        return Case.objects.open().filter(responsible__username=VEILEDER).earliest("pk")


def at_the_keyboard(staff: People, username: str, path: str) -> Keys:
    """Return the person, signed in at the page, with nothing but a keyboard."""
    person = staff[username]
    (person if person.looks else person.is_signed_in()).open(path)
    return Keys(person)


# --- The main job -----------------------------------------------------------------------


def test_the_main_job_is_done_with_the_keyboard_alone(staff: People) -> None:
    refers(at_the_keyboard(staff, COUNSELLOR, "/elever/"))
    veileder = at_the_keyboard(staff, VEILEDER, "/henvendelser/")
    opens_the_case(veileder)
    records_consent(veileder)
    writes_a_shared_note(veileder)
    raises_a_flag(veileder)
    proposes_a_measure(veileder)
    approves_it(at_the_keyboard(staff, LEADER, "/til-godkjenning/"))
    reviews_the_caseload(at_the_keyboard(staff, PRINCIPAL, "/"))
    withdraws_the_consent(veileder)


def refers(counsellor: Keys) -> None:
    """Register the pupil and refer her to NAV."""
    counsellor.follow("Registrer elev")
    counsellor.skip()
    counsellor.type(
        Fornavn="Tuva", Etternavn="Tastatur-Dahl", Fødselsdato=date_text(days=-17 * 366)
    )
    counsellor.type(Utdanningsprogram="Helse- og oppvekstfag")
    counsellor.choose("Trinn", "Vg1")
    counsellor.type(Klasse="1HOA")
    counsellor.enter("Registrer elev")
    counsellor.expect("Eleven er registrert.")

    counsellor.follow("Henvis til NAV-veileder")
    counsellor.skip()
    counsellor.choose("NAV-kontor", "NAV Fjordvik")
    counsellor.type(**{"Hva gjelder det?": "Tuva vil ut i jobb."})
    counsellor.pick("Vet eleven om henvisningen?", "Ja")
    counsellor.enter("Send henvisning")
    counsellor.expect("Henvisningen er sendt.")


def opens_the_case(veileder: Keys) -> None:
    """Open a case on the referral."""
    veileder.follow(NAME, "Opprett sak")
    veileder.expect("Saken er opprettet, og du er ansvarlig.")


def records_consent(veileder: Keys) -> None:
    """Record what skoleledelsen may see: what is asked after the yes is reached by Tab."""
    veileder.follow("Samtykke", "Registrer samtykke")
    veileder.skip()
    veileder.pick("Hva svarte eleven?", "Ja, eleven samtykker")
    veileder.pick("Hvordan ble svaret gitt?", "Muntlig")
    veileder.type(Sammendrag_av_det_som_ble_sagt="Tuva vil at skolen vet om praksisen.")
    veileder.tick(
        "Hva kan skoleledelsen få se?", "At saken finnes, og status", "Tiltak", "Delte notater"
    )
    veileder.tick("Hvilke problemområder kan det handle om?", "Jobb og praksis")
    veileder.type(**{"Vurdering av alder, modenhet og tema": "Tuva er 17 år og forstår det."})
    veileder.pick("Er foresatt involvert?", "Nei")
    veileder.type(**{"Hvorfor er foresatt involvert, eller ikke?": "Tuva ønsker det ikke."})
    veileder.enter("Registrer")
    veileder.expect("Svaret er registrert.")


def writes_a_shared_note(veileder: Keys) -> None:
    """Write a note for the school as well, and go back to put the heading right."""
    veileder.follow("Notater", "Nytt notat")
    veileder.skip()
    veileder.choose("Type", "Samtale")
    veileder.type(Overskrift="Avtale", Notat="Tuva vil prøve seg på et verksted i høst.")
    veileder.to("Overskrift", back=True)
    veileder.person.page.keyboard.press("End")
    veileder.person.page.keyboard.type(" om praksis")
    veileder.tick("Problemområder", "Jobb og praksis")
    veileder.pick("Hvem er notatet for?", "Delt")
    veileder.enter("Lagre notat")
    veileder.expect("Notatet er lagret.")


def raises_a_flag(veileder: Keys) -> None:
    """Raise a flag on NAV's side."""
    veileder.follow("Oversikt", "Nytt flagg")
    veileder.skip()
    veileder.choose("Problemområde", "Fravær og motivasjon")
    veileder.pick("Nivå", "Bekymring")
    veileder.type(Begrunnelse="Tuva snakker om å slutte før jul.")
    veileder.enter("Hev flagg")
    veileder.expect("Flagget er hevet.")


def proposes_a_measure(veileder: Keys) -> None:
    """Propose arbeidstrening and send it to approval."""
    veileder.follow("Tiltak", "Nytt tiltak")
    veileder.skip()
    veileder.choose("Tiltak", "Arbeidstrening")
    veileder.type(Begrunnelse=WHY, Planlagt_start=date_text(days=14))
    veileder.enter("Lagre utkast")
    veileder.expect("Tiltaket er lagret som utkast.")
    veileder.follow("Send til godkjenning")
    veileder.expect("Tiltaket er sendt til godkjenning.")


def approves_it(leader: Keys) -> None:
    """Approve the measure."""
    leader.follow("Arbeidstrening", row=NAME)
    expect(leader.person.page.get_by_text(WHY)).to_be_visible()
    leader.follow("Godkjenn", "Godkjenn")
    leader.expect("Tiltaket er godkjent.")


def reviews_the_caseload(principal: Keys) -> None:
    """Find the case in Oppfølging with the note, and mark the caseload as reviewed."""
    principal.enter("Oppfølging")
    principal.follow("Sak ved NAV Fjordvik", row=NAME)
    expect(principal.person.page.get_by_role("heading", name="Avtale om praksis")).to_be_visible()
    principal.enter("Oppfølging")
    principal.follow("Marker som gjennomgått")
    principal.skip()
    principal.type(Merknader="Gått gjennom med elevtjenesten.")
    principal.enter("Marker som gjennomgått")
    principal.expect("Gjennomgangen er lagret.")


def withdraws_the_consent(veileder: Keys) -> None:
    """Withdraw it: the dialog starts at its no, and gives the focus back on Escape."""
    veileder.follow("Tilbake", "Samtykke", "Trekk samtykke")
    veileder.skip()
    veileder.to("Trekk samtykket")
    assert veileder.key("Enter")["name"] == "Nei, behold det"
    veileder.person.page.keyboard.press("Escape")
    expect(veileder.person.page.get_by_role("dialog")).to_be_hidden()
    assert veileder.at()["name"] == "Trekk samtykket"
    assert veileder.key("Space")["name"] == "Nei, behold det"
    assert veileder.key("Shift+Tab")["name"] == "Ja, trekk samtykket"
    with veileder.person.page.expect_navigation():
        veileder.person.page.keyboard.press("Enter")
    veileder.expect("Samtykket er trukket. Skolen ser ikke lenger det samtykket åpnet.")


def date_text(*, days: int) -> str:
    """Return the day so many days from today as dd.mm.åååå."""
    return (timezone.localdate() + timedelta(days=days)).strftime("%d.%m.%Y")


# --- A week of time ---------------------------------------------------------------------


@pytest.fixture
def empty_week(demo_site: str, django_db_blocker: Any) -> Week:
    """Return a week without a holiday in which the veileder has registered nothing yet."""
    week = Week.of(timezone.localdate()).before
    while not all(map(is_working_day, week.weekdays)):
        week = week.before
    days = (week.monday, week.after.sunday)
    with django_db_blocker.unblock():
        TimeEntry.objects.filter(counsellor__username=VEILEDER, day__range=days).delete()
    return week


def test_a_week_is_registered_and_copied_with_the_keyboard_alone(
    staff: People, empty_week: Week
) -> None:
    path = reverse("agreements:time_week", args=[empty_week])
    veileder = at_the_keyboard(staff, VEILEDER, path)

    veileder.skip()
    veileder.choose("Mandag formiddag: sted", "Fjordvik vgs")
    veileder.choose("Mandag formiddag: arbeid", "Elevsamtaler")
    veileder.choose("Fredag ettermiddag: sted", "NAV Fjordvik")
    veileder.enter("Lagre uken")
    assert veileder.at()["tag"] != "BODY"  # what is wrong has the focus
    veileder.choose("Fredag ettermiddag: arbeid", "Arbeid ved NAV-kontoret")
    veileder.choose("Resten av uken: sted", "Ute med elev")
    veileder.choose("Resten av uken: arbeid", "Arbeidsgivere")
    veileder.enter("Lagre uken")
    veileder.expect(f"Uke {empty_week.number} er lagret: 5,0 av 4,0 avtalte dager er ført.")

    veileder.follow("Neste uke", "Kopier forrige uke")
    filled = veileder.person.page.get_by_text("Forrige uke er fylt inn i de tomme halvdagene")
    expect(filled).to_be_visible()
    veileder.skip()
    veileder.enter("Lagre uken")
    veileder.expect(f"Uke {empty_week.after.number} er lagret")


# --- Menus, paper, colours ----------------------------------------------------------------


def test_the_menus_and_the_list_of_keys_open_and_close_with_the_keyboard(staff: People) -> None:
    leader = at_the_keyboard(staff, LEADER, "/fordeling/")
    page = leader.person.page
    dialog = page.get_by_role("dialog", name="Hurtigtaster")

    leader.key("?")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()  # and only then is the focus where it was
    leader.enter("Maja Røsvik")
    leader.enter("Overfør saker")
    expect(page.get_by_role("heading", name="Overfør saker")).to_be_visible()


def test_a_stop_that_does_not_show_would_be_found(staff: People) -> None:
    leader = at_the_keyboard(staff, LEADER, "/fordeling/")
    leader.skip()
    leader.key("Tab")

    leader.person.page.evaluate("document.activeElement.style.outline = 'none'")

    with pytest.raises(AssertionError, match="'ring': False"):
        leader.at()


@pytest.mark.parametrize(
    ("username", "place"),
    [(VEILEDER, "case_print"), (VEILEDER, "case_plan"), (VEILEDER, "own_case_list")],
)
def test_paper_holds_no_navigation_and_says_who_printed(
    staff: People, case: Case, username: str, place: str
) -> None:
    person = staff[username]
    person = person if person.looks else person.is_signed_in()
    person.open(
        reverse(f"followup:{place}", args=[] if place.endswith("list") else [case.public_id])
    )
    person.page.emulate_media(media="print")

    for gone in ("header", ".nk-filters", ".nk-actions", ".aksel-tabs", ".nk-skip"):
        for part in person.page.locator(gone).all():
            expect(part).not_to_be_visible()
    mark = person.page.locator(".nk-print-mark")
    expect(mark).to_contain_text("Unntatt offentlighet, jf. offentleglova § 13")
    expect(mark).to_contain_text(person.name)
    person.page.emulate_media(media="screen")


def test_colours_of_the_readers_own_and_less_motion_are_respected(
    staff: People, case: Case
) -> None:
    person = staff.newcomer(VEILEDER, forced_colors="active", reduced_motion="reduce")
    person.is_signed_in().open(f"/saker/{case.public_id}/")

    moving = person.page.evaluate("""() => [...document.querySelectorAll("*")].filter((element) => {
      const style = getComputedStyle(element);
      const longest = (text) => Math.max(...text.split(",").map(parseFloat));
      return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01;
    }).map((element) => element.className)""")
    current = person.page.locator("[aria-current]").first

    assert moving == []
    expect(current).to_be_visible()
    person.page.context.close()


def test_at_twice_the_size_nothing_is_cut_off(staff: People, case: Case) -> None:
    person = staff.newcomer(VEILEDER, viewport={"width": 640, "height": 500})
    person.is_signed_in()

    for path in ("/saker/", f"/saker/{case.public_id}/", f"/saker/{case.public_id}/notater/nytt/"):
        person.open(path)
        width = person.page.evaluate("document.documentElement.scrollWidth")
        assert width <= 640, path
    person.page.context.close()
