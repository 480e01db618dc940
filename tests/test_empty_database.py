"""The main job on an empty database, set up by `bootstrap` and the pages alone.

No factory and no demo: whatever a step needs, somebody made on a page before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Contract, Placement
from followup.models import CaseloadReview, Measure, Note
from navskole.accounts.models import User
from navskole.organisations.models import County, Membership, Municipality, NavOffice, School
from pupils.demo.national_id import national_ids
from pupils.models import Case, Consent, ProblemArea, Pupil, Referral
from tests.bad_input import FilledForm, Value, days, read

pytestmark = pytest.mark.django_db

PASSWORD = "grus-og-regn-4711"
NORA_BORN = timezone.localdate() - timedelta(days=17 * 366)


@dataclass
class Person:
    """Somebody at a browser, signed in with a password."""

    client: Client

    def form(self, name: str, /, *args: Any, **typed: Value) -> FilledForm:
        """Return the form of a page, filled in."""
        return FilledForm(self.client, None, reverse(name, args=args), **typed)

    def makes(self, model: Any, name: str, /, *args: Any, **typed: Value) -> Any:
        """Send the form of a page, and return the record it made."""
        return self.form(name, *args, **typed).makes(model)

    def sends(self, name: str, /, *args: Any, **typed: Value) -> None:
        """Send the form of a page, and expect it to lead on."""
        assert self.form(name, *args, **typed).send().status_code == 302

    def presses(self, name: str, /, *args: Any, **fields: Value) -> None:
        """Press a button that is a form of its own."""
        assert self.client.post(reverse(name, args=args), fields).status_code == 302

    def status(self, name: str, *args: Any) -> int:
        """Return what the page answers."""
        return int(self.client.get(reverse(name, args=args)).status_code)

    def reads(self, name: str, *args: Any) -> str:
        """Return the words on a page."""
        response = self.client.get(reverse(name, args=args))
        assert response.status_code == 200
        return read(response).text


def sign_in(username: str) -> Person:
    """Sign in on the page, with the password."""
    client = Client()
    form = FilledForm(client, None, reverse("account_login"), login=username, password=PASSWORD)
    assert form.send().status_code == 302
    return Person(client)


@pytest.fixture
def admin(monkeypatch: pytest.MonkeyPatch) -> Person:
    """Return the administrator that `bootstrap` makes."""
    monkeypatch.setenv("NAVSKOLE_ADMIN_PASSWORD", PASSWORD)
    assert not User.objects.exists()
    call_command("bootstrap", username="ada", name=["Ada", "Admin"], verbosity=0)
    return sign_in("ada")


def hire(admin: Person, name: str, role: str, place: Any) -> Person:
    """Make an account with a role on the administrator's pages, and sign in with it."""
    user = admin.makes(
        User,
        "administration:user_create",
        username=name.lower(),
        first_name=name,
        last_name="Testesen",
        password=PASSWORD,
        is_active="on",
    )
    admin.makes(
        Membership,
        "administration:membership_create",
        user.public_id,
        role=role,
        organisation=str(place.pk),
        starts_on=days(0),
    )
    return sign_in(name.lower())


def make_places(admin: Person) -> tuple[School, NavOffice]:
    """Make a county, its municipality, a school and an office."""
    county = admin.makes(
        County, "administration:county_create", number="91", name="Havlandet fylke"
    )
    municipality = admin.makes(
        Municipality,
        "administration:municipality_create",
        number="9101",
        name="Fjordvik",
        county=str(county.pk),
    )
    place = str(municipality.pk)
    school = admin.makes(
        School,
        "administration:school_create",
        org_number="310 000 019",
        name="Fjordvik vgs",
        municipality=place,
    )
    office = admin.makes(
        NavOffice,
        "administration:office_create",
        number="9901",
        name="NAV Fjordvik",
        municipality=place,
        serves=[place],
    )
    return school, office


def agree(principal: Person, manager: Person, school: School, office: NavOffice) -> Contract:
    """Write the contract, and let both sign it."""
    principal.sends("agreements:contract_pair", school=str(school.pk), office=str(office.pk))
    contract = principal.makes(
        Contract, "agreements:contract_create", school.public_id, office.public_id,
        starts_on=days(0), ends_on=days(365),
    )  # fmt: skip
    principal.presses("agreements:contract_open", contract.public_id)
    for signer in (principal, manager):
        signer.sends("agreements:contract_sign", contract.public_id, confirmed="on")
    contract.refresh_from_db()
    assert contract.is_in_force(on=timezone.localdate())
    return contract


def test_the_main_job_is_done_on_a_database_set_up_by_its_pages(admin: Person) -> None:
    school, office = make_places(admin)
    principal = hire(admin, "Rita", "principal", school)
    counsellor = hire(admin, "Roar", "school_counsellor", school)
    manager = hire(admin, "Lise", "nav_manager", office)
    veileder = hire(admin, "Vera", "nav_counsellor", office)
    officer = hire(admin, "Odd", "privacy_officer", office)
    coordinator = hire(admin, "Kari", "county_coordinator", County.objects.get())

    contract = agree(principal, manager, school, office)
    manager.makes(
        Placement,
        "agreements:placement_create",
        contract.public_id,
        counsellor=str(User.objects.get(username="vera").pk),
        post_fraction="80",
        starts_on=days(0),
    )

    pupil = counsellor.makes(
        Pupil,
        "pupils:pupil_create",
        first_name="Nora",
        last_name="Nordmann",
        birth_date=f"{NORA_BORN:%d.%m.%Y}",
        national_id=next(national_ids(NORA_BORN)),
        school=str(school.pk),
        programme_area="Helse- og oppvekstfag",
        level="vg1",
        class_name="1HOA",
        starts_on=days(0),
    )
    referral = counsellor.makes(
        Referral,
        "pupils:referral_create",
        pupil.public_id,
        office=str(office.pk),
        text="Nora vil ut i jobb.",
        pupil_knows="yes",
    )
    veileder.presses("pupils:referral_take", referral.public_id)
    case = Case.objects.get()
    assert principal.status("followup:case_detail", case.public_id) == 404

    consent = ask_for_consent(veileder, case)
    note = veileder.makes(
        Note,
        "followup:case_note_create",
        case.public_id,
        kind="conversation",
        occurred_at_0=days(-1),
        occurred_at_1="09.15",
        heading="Første samtale",
        text="Nora vil prøve seg på et verksted.",
        audience="shared",
    )
    measure = propose_and_approve(veileder, manager, case)

    assert note.heading in principal.reads("followup:case_notes", case.public_id)
    assert str(measure) in principal.reads("followup:case_measures", case.public_id)
    principal.makes(
        CaseloadReview,
        "followup:review_create",
        school=str(school.pk),
        remarks="Gått gjennom med elevtjenesten.",
    )

    veileder.sends("followup:consent_withdraw", consent.public_id, reason="Nora ombestemte seg.")

    assert principal.status("followup:case_detail", case.public_id) == 404
    assert "Ikke registrert" not in counsellor.reads("followup:pupil_detail", pupil.public_id)
    shown = officer.reads("pupils:log_detail", pupil.public_id)
    assert "Trakk samtykke" in shown
    assert str(case.public_id) not in shown
    assert "Fjordvik vgs – NAV Fjordvik" in coordinator.reads("agreements:contract_list")
    assert "Fjordvik vgs" in coordinator.reads("agreements:collaboration_list")
    assert coordinator.status("followup:pupil_detail", pupil.public_id) == 404


def ask_for_consent(veileder: Person, case: Case) -> Consent:
    """Record the pupil's yes; there is nothing in the case yet to look through first."""
    consent: Consent = veileder.makes(
        Consent,
        "followup:consent_create",
        case.public_id,
        status="given",
        method="written",
        school_leadership=["existence", "notes", "measures"],
        school_leadership_areas=[str(ProblemArea.objects.get(code="jobb-og-praksis").pk)],
        starts_on=days(0),
        ends_on=days(200),
        age_assessment="Forstår hva det gjelder.",
        guardian_involved="yes",
        guardian_reason="Mor var med på møtet.",
    )
    return consent


def propose_and_approve(veileder: Person, manager: Person, case: Case) -> Measure:
    """Propose a state measure, send it, and let the leader approve it."""
    url = reverse("followup:measure_create", args=[case.public_id])
    options = read(veileder.client.get(url)).select("select[name=type] option")
    (work_training,) = [str(each["value"]) for each in options if "Arbeidstrening" in each.text]
    measure = veileder.makes(
        Measure,
        "followup:measure_create",
        case.public_id,
        type=work_training,
        justification="Nora trenger erfaring fra arbeid.",
        planned_start=days(14),
    )
    part = measure.parts.get()
    veileder.presses("followup:measure_submit", measure.public_id, version=str(part.version))
    approve = reverse("followup:measure_approve", args=[measure.public_id])
    assert FilledForm(manager.client, None, approve, text="").send().status_code == 302
    part.refresh_from_db()
    assert part.state == "approved"
    return measure
