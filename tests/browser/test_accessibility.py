"""Every page of the main job meets WCAG 2.2 A and AA, at a desk and on a phone."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.db.models import Q
from django.utils import timezone
from playwright.sync_api import Page, ViewportSize

from agreements.actions import create_contract, open_for_signing, sign_contract
from agreements.models import Contract, Placement
from agreements.standard_model import standard_content
from followup.models import Audience, CaseloadReview, Measure, MeasureState, Note
from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.organisations.models import NavOffice, School
from pupils.models import Case, Consent, ConsentLine, Information, Pupil, Referral, RiskFlag
from tests.browser.people import WIDE, People, Person

pytestmark = pytest.mark.django_db(transaction=True)

DESK: ViewportSize = WIDE
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROWEST = 320
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

VEILEDER, LEADER = "veileder.fjordvik", "leder.fjordvik"
COUNSELLOR, PRINCIPAL = "radgiver.fjordvik", "rektor.fjordvik"

PAGES: list[tuple[str, str]] = [
    ("system", "/administrasjon/brukere/"),
    ("system", "/administrasjon/brukere/{user}/"),
    (COUNSELLOR, "/elever/"),
    (COUNSELLOR, "/elever/{pupil}/"),
    (COUNSELLOR, "/henvisninger/"),
    (VEILEDER, "/saker/"),
    (VEILEDER, "/henvendelser/"),
    (VEILEDER, "/henvendelser/{referral}/"),
    (VEILEDER, "/elever/{case_pupil}/"),
    (VEILEDER, "/saker/{case}/"),
    (VEILEDER, "/saker/{case}/notater/"),
    (VEILEDER, "/saker/{case}/tiltak/"),
    (VEILEDER, "/saker/{case}/samtykke/"),
    (VEILEDER, "/saker/{case}/historikk/"),
    (VEILEDER, "/tiltak/{draft}/"),
    (VEILEDER, "/samarbeid/"),
    (LEADER, "/til-godkjenning/"),
    (LEADER, "/kontorets-saker/"),
    (LEADER, "/saker/{case}/"),
    (LEADER, "/samarbeid/{contract}/"),
    (LEADER, "/fordeling/"),
    (LEADER, "/fordeling/{user}/"),
    (LEADER, "/saker/{case}/tilgang/"),
    (VEILEDER, "/saker/{case}/utskrift/"),
    (PRINCIPAL, "/oppfolging/"),
    (PRINCIPAL, "/oppfolging/gjennomganger/"),
    (PRINCIPAL, "/oppfolging/gjennomganger/{review}/"),
    (PRINCIPAL, "/til-godkjenning/"),
    (PRINCIPAL, "/elever/{pupil}/"),
    (PRINCIPAL, "/saker/{shared}/"),
    (PRINCIPAL, "/saker/{shared}/notater/"),
    (PRINCIPAL, "/saker/{shared}/tiltak/"),
    (PRINCIPAL, "/samarbeid/"),
    (PRINCIPAL, "/samarbeid/{unsigned}/"),
    ("fylke", "/samarbeid/"),
    ("direktorat", "/samarbeid/"),
    ("personvern.nav", "/innsynslogg/"),
    ("personvern.nav", "/innsynslogg/{case_pupil}/"),
    ("leder.skogheim", "/til-godkjenning/"),
    ("leder.skogheim", "/henvendelser/"),
    ("rektor.skogheim", "/henvisninger/"),
    (VEILEDER, "/administrasjon/brukere/"),
    (VEILEDER, "/elever/{unknown}/"),
    (VEILEDER, "/finnes-ikke/"),
    (VEILEDER, "/ui/"),
]
"""Who reads which page; the empty ones and those refused are at the end."""

FORMS: list[tuple[str, str]] = [
    ("", "/logg-inn/"),
    ("system", "/administrasjon/brukere/ny/"),
    ("system", "/administrasjon/brukere/{user}/rediger/"),
    ("system", "/administrasjon/brukere/{user}/medlemskap/nytt/"),
    (COUNSELLOR, "/elever/ny/"),
    (COUNSELLOR, "/elever/{pupil}/rediger/"),
    (COUNSELLOR, "/elever/{pupil}/henvis/"),
    (COUNSELLOR, "/elever/{pupil}/notater/nytt/"),
    (COUNSELLOR, "/elever/{pupil}/flagg/nytt/"),
    (VEILEDER, "/henvendelser/{referral}/avvis/"),
    (VEILEDER, "/saker/{case}/notater/nytt/"),
    (VEILEDER, "/notater/{note}/rediger/"),
    (VEILEDER, "/notater/{note}/stryk/"),
    (VEILEDER, "/saker/{case}/samtykke/nytt/"),
    (VEILEDER, "/samtykke/{consent}/trekk/"),
    (VEILEDER, "/saker/{case}/flagg/nytt/"),
    (VEILEDER, "/flagg/{flag}/avslutt/"),
    (VEILEDER, "/saker/{case}/kontakt/"),
    (VEILEDER, "/saker/{case}/tiltak/nytt/"),
    (VEILEDER, "/tiltak/{draft}/rediger/"),
    (LEADER, "/tiltak/{sent}/"),
    (LEADER, "/saker/{case}/tildel/"),
    (LEADER, "/saker/{case}/tilgang/ny/"),
    (VEILEDER, "/saker/{case}/tilgang/kollega/"),
    (LEADER, "/fordeling/{user}/overfor/"),
    (LEADER, "/fordeling/{user}/vikar/"),
    (LEADER, "/plasseringer/{placement}/avslutt/"),
    (LEADER, "/samarbeid/{contract}/plasser/"),
    (PRINCIPAL, "/oppfolging/gjennomgang/"),
    (PRINCIPAL, "/oppfolging/gjennomganger/{review}/punkt/"),
    (PRINCIPAL, "/samarbeid/ny/"),
    (PRINCIPAL, "/samarbeid/ny/{school}/{office}/"),
    (PRINCIPAL, "/samarbeid/{unopened}/rediger/"),
    (PRINCIPAL, "/samarbeid/{unsigned}/signer/"),
    (PRINCIPAL, "/samarbeid/{signed}/opphev-signaturer/"),
]
"""Who fills in which form."""

FILL_IN_BADLY = """() => {
  const forms = [...document.querySelectorAll("main form.nk-form")];
  const form = forms[0];
  for (const field of form.elements) {
    if (field.type === "hidden" || field.tagName === "BUTTON") continue;
    if (field.type === "checkbox" || field.type === "radio") field.checked = false;
    else if (field.tagName === "TEXTAREA") field.value = "x".repeat(5000);
    else field.value = field.name === "phone" ? "x" : "";
  }
  form.requestSubmit();
}"""
"""Empty what must be there and write too much elsewhere, so that no form can be stored."""


@dataclass(frozen=True)
class Site:
    """The demo's people, and the ids that stand in their addresses."""

    people: People
    ids: dict[str, Any]

    def visitor(self, username: str) -> Person:
        """Return the person, signed in; without a name somebody who is not."""
        if not username:
            return self.people["veileder.skogheim"]
        person = self.people[username]
        return person if person.looks else person.is_signed_in()


@pytest.fixture(scope="module")
def site(staff: People, django_db_blocker: Any) -> Site:
    """Return the demo with contracts at every step beside those it has."""
    with django_db_blocker.unblock():
        return Site(staff, find_ids())


def find_ids() -> dict[str, Any]:
    """Return the random ids of one record of each kind that the pages need."""
    today = timezone.localdate()
    told = ConsentLine.objects.in_force(on=today).filter(information=Information.EXISTENCE)
    own = Case.objects.filter(responsible__username=VEILEDER, closed_on__isnull=True)
    shared = own.filter(pk__in=told.values("consent__case_id"))
    notes = Note.objects.filter(author__username=VEILEDER, struck_at__isnull=True)
    case = shared.filter(pk__in=notes.filter(audience=Audience.SHARED).values("case_id")).earliest(
        "pk"
    )
    flags = RiskFlag.objects.standing(on=today).filter(case__in=own)
    at_fjordvik = Q(pk__in=RiskFlag.objects.filter(owner__name="Fjordvik vgs").values("pupil_id"))
    contracts = Contract.objects.filter(school__name="Fjordvik vgs")
    records = {
        "user": User.objects.get(username=VEILEDER),
        "pupil": Pupil.objects.filter(at_fjordvik, address_protection="none").earliest("pk"),
        "referral": Referral.objects.filter(
            office__name="NAV Fjordvik", case__isnull=True, declined_at__isnull=True
        ).earliest("pk"),
        "case": case,
        "case_pupil": case.pupil,
        "shared": case,
        "note": notes.filter(case=case).earliest("pk"),
        "consent": Consent.objects.filter(case=case, ended_at__isnull=True).earliest("pk"),
        "flag": flags.earliest("pk"),
        "draft": _measure(MeasureState.DRAFT, MeasureState.RETURNED),
        "sent": _measure(MeasureState.SUBMITTED),
        "review": CaseloadReview.objects.latest("pk"),
        "contract": contracts.get(office__name="NAV Fjordvik"),
        "placement": Placement.objects.filter(counsellor__username=VEILEDER).earliest("pk"),
        "school": School.objects.get(name="Fjordvik vgs"),
        "office": NavOffice.objects.get(name="NAV Elvebyen"),
        **_new_contracts(),
    }
    return {name: row.public_id for name, row in records.items()} | {"unknown": uuid.uuid4()}


def _measure(*states: str) -> Measure:
    own = Measure.objects.filter(case__office__name="NAV Fjordvik", case__closed_on__isnull=True)
    mine = own.filter(case__responsible__username=VEILEDER)
    return (
        (mine if MeasureState.DRAFT in states else own)
        .filter(parts__state__in=states)
        .earliest("pk")
    )


def _new_contracts() -> dict[str, Contract]:
    """Make a contract before, during and after rektor's signing."""
    actor = Actor.for_user(User.objects.get(username=PRINCIPAL), now=timezone.now())
    school = School.objects.get(name="Fjordvik vgs")
    made = {}
    for name, office in (
        ("unopened", "NAV Skogheim"),
        ("unsigned", "NAV Elvebyen"),
        ("signed", "NAV Skogheim"),
    ):
        place = NavOffice.objects.get(name=office)
        dates = {"starts_on": actor.on + timedelta(days=30), "ends_on": actor.on + timedelta(400)}
        content = standard_content(school=school, office=place) | dates
        contract = create_contract(actor=actor, school=school, office=place, content=content)
        if name != "unopened":
            contract = open_for_signing(actor=actor, contract=contract)
        if name == "signed":
            sign_contract(actor=actor, contract=contract, digest=contract.digest)
        made[name] = contract
    return made


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong at both widths, and whether the page is too wide at 320."""
    page.evaluate(Axe().axe_script)
    found = []
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        options = {"runOnly": RULES, "resultTypes": ["violations"]}
        report = page.evaluate(f"axe.run({json.dumps(options)})")
        found += [
            f"{size['width']}: {rule['id']}: {node['html'][:160]}"
            for rule in report["violations"]
            for node in rule["nodes"]
        ]
    page.set_viewport_size({"width": NARROWEST, "height": 844})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(DESK)
    return found + ([f"{NARROWEST}: {width} px wide"] if width > NARROWEST else [])


@pytest.mark.parametrize(("username", "path"), PAGES)
def test_a_page_has_no_barrier(site: Site, username: str, path: str) -> None:
    visitor = site.visitor(username)

    status = visitor.open(path.format(**site.ids))

    refused = {"/administrasjon/brukere/": 403, "/elever/{unknown}/": 404, "/finnes-ikke/": 404}
    assert status == (refused.get(path, 200) if username == VEILEDER else 200)
    assert violations(visitor.page) == []


@pytest.mark.parametrize(("username", "path"), FORMS)
def test_a_form_has_no_barrier_before_and_after_errors(
    site: Site, username: str, path: str
) -> None:
    visitor = site.visitor(username)
    assert visitor.open(path.format(**site.ids)) == 200
    before = violations(visitor.page)

    visitor.page.evaluate(FILL_IN_BADLY)
    visitor.page.locator(".aksel-error-summary").wait_for()

    assert before == []
    assert violations(visitor.page) == []


@pytest.mark.parametrize(
    ("username", "path"),
    [
        (COUNSELLOR, "/elever/"),
        (PRINCIPAL, "/oppfolging/"),
        (VEILEDER, "/saker/"),
        (LEADER, "/kontorets-saker/"),
        ("personvern.nav", "/innsynslogg/"),
        ("system", "/administrasjon/brukere/"),
    ],
)
def test_a_search_without_a_match_has_no_barrier(site: Site, username: str, path: str) -> None:
    visitor = site.visitor(username)
    visitor.open(path)

    visitor.fill(Søk_etter_navn="Finnes Ikke")
    visitor.press("Søk")
    visitor.page.get_by_role("heading", name="Ingen").first.wait_for()

    assert violations(visitor.page) == []


def test_the_dialog_of_keys_and_the_open_menus_have_no_barrier(site: Site) -> None:
    visitor = site.visitor(VEILEDER)
    visitor.open("/saker/")

    visitor.page.locator("summary").filter(has_text=visitor.name).click()
    with_menu = violations(visitor.page)
    visitor.page.keyboard.press("Escape")
    visitor.page.keyboard.press("?")
    visitor.page.get_by_role("dialog", name="Hurtigtaster").wait_for()

    assert with_menu == []
    assert violations(visitor.page) == []


def test_a_barrier_would_be_found(site: Site) -> None:
    visitor = site.visitor(VEILEDER)
    visitor.open("/saker/")

    visitor.page.evaluate("""() => {
      const picture = document.createElement("img");
      picture.width = 900;
      document.querySelector("main").append(picture);
    }""")

    found = [text.split(": ")[:2] for text in violations(visitor.page)]
    assert ["1440", "image-alt"] in found
    assert ["390", "image-alt"] in found
    assert any(width == "320" for width, _what in found)
