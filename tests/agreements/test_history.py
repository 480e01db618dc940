"""Historikk: what the leaders did to a contract and a collaboration, in sentences."""

from __future__ import annotations

import pytest
from django.urls import reverse

from agreements.actions.collaboration import CollaborationContent, change_collaboration
from agreements.actions.contact_person import (
    ContactContent,
    add_contact_person,
    change_contact_person,
    remove_contact_person,
)
from agreements.actions.contract import change_contract, discard_draft, open_for_signing
from agreements.actions.ending import end_contract, give_notice
from agreements.actions.signature import lift_signatures, sign_contract
from agreements.history import collaboration_history, contract_history
from agreements.models import Collaboration, CollaborationKind
from navskole.organisations.models import County, Role
from navskole.ui.templatetags.ui_dates import short_date
from tests.agreements.parties import Parties, create, renew
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.agreements import ContractFactory, PlacementFactory, TimeEntryFactory
from tests.factories.organisations import NavOfficeFactory, member

pytestmark = pytest.mark.django_db


def _county(parties: Parties) -> County:
    return parties.school.municipality.county


def told(lines) -> list[tuple[str, str, list[str]]]:
    """Return who did what, and what changed, the earliest first."""
    return [(line.who, line.what, [each.sentence for each in line.changes]) for line in lines[::-1]]


def test_a_contract_tells_who_wrote_sent_signed_lifted_and_ended_it(parties):
    contract = create(parties)
    named = f"kontrakten med {parties.office}"
    rektor, leder = str(parties.principal), str(parties.manager)
    change_contract(
        actor=actor_on(parties.manager, 1),
        contract=contract,
        version=1,
        content={"starts_on": day(7), "days_at_school": 3},
    )
    contract.refresh_from_db()
    open_for_signing(actor=actor_on(parties.principal, 2), contract=contract)
    sign_contract(actor=actor_on(parties.manager, 3), contract=contract, digest=contract.digest)
    feil = "Feil periode"
    lift_signatures(actor=actor_on(parties.principal, 4), contract=contract, reason=feil)
    open_for_signing(actor=actor_on(parties.principal, 5), contract=contract)
    for offset, who in ((6, parties.principal), (7, parties.manager)):
        sign_contract(actor=actor_on(who, offset), contract=contract, digest=contract.digest)
    give_notice(actor=actor_on(parties.manager, 8), contract=contract, reason="Kontoret flytter")
    end_contract(actor=actor_on(parties.principal, 9), contract=contract, reason="Enige om det")

    lines = told(contract_history(actor_on(parties.principal, 9), contract))

    assert [(who, what) for who, what, _changes in lines] == [
        (rektor, f"laget utkast til {named}"),
        (leder, f"endret utkastet til {named}"),
        (rektor, f"sendte {named} til signering"),
        (leder, f"signerte {named} på vegne av {parties.office}"),
        (rektor, f"åpnet {named} for endring igjen. Ingen signaturer gjelder"),
        (rektor, f"sendte {named} til signering"),
        (rektor, f"signerte {named} på vegne av {parties.school}"),
        (leder, lines[7][1]),
        (leder, lines[8][1]),
        (rektor, f"avsluttet {named} straks"),
    ]
    assert lines[7][1].startswith("signerte som den siste. Fra ")
    assert lines[8][1].startswith(f"sa opp {named}. Siste dag er ")
    assert [changes for _who, _what, changes in lines if changes] == [
        [
            f"Første dag fra «{short_date(day(0))}» til «{short_date(day(7))}»",
            "Dager i uken på skolen fra «4» til «3»",
        ],
        ["Begrunnelse: «Feil periode»"],
        ["Begrunnelse: «Kontoret flytter»"],
        ["Begrunnelse: «Enige om det»"],
    ]


def test_a_deputy_signs_as_one_and_a_new_version_takes_over(parties):
    deputy = member(Role.NAV_MANAGER, parties.office, is_deputy=True)
    held = parties.agree(parties.draft(starts_on=day(-30), late_start_reason="Avtalt muntlig"))
    newer = renew(parties, held, starts_on=day(10))
    open_for_signing(actor=actor_on(parties.manager), contract=newer)
    parties.sign(newer, deputy)
    digest = newer.digest
    sign_contract(actor=actor_on(parties.principal, 1), contract=newer, digest=digest)

    older = told(contract_history(actor_on(parties.principal), held))
    lines = told(contract_history(actor_on(parties.principal), newer))

    named = f"versjon 2 av kontrakten med {parties.office}"
    by_deputy = f"signerte {named} på vegne av {parties.office}, som stedfortreder"
    assert (str(deputy), by_deputy, []) in lines
    assert older[-1][1].startswith("lot en ny versjon overta. Siste dag for kontrakten med ")


def test_a_collaboration_tells_of_itself_its_contacts_and_its_contracts(parties):
    actor = actor_on(parties.principal)
    draft = create(parties)
    collaboration = Collaboration.objects.get(school=parties.school)
    change_collaboration(
        actor=actor,
        collaboration=collaboration,
        version=collaboration.version,
        content=CollaborationContent(collaboration.starts_on, CollaborationKind.LOCAL, "To dager"),
    )
    content = ContactContent("Ola Moen", "Rådgiver", str(parties.school), "55 00 00 00", "")
    contact = add_contact_person(actor=actor, collaboration=collaboration, content=content)
    other = ContactContent("Ola Moen", "Rådgiver", str(parties.school), "55 00 00 11", "")
    contact = change_contact_person(actor=actor, contact=contact, version=1, content=other)
    remove_contact_person(actor=actor, contact=contact)
    discard_draft(actor=actor, contract=draft)

    lines = told(collaboration_history(actor, collaboration))

    named = f"kontrakten med {parties.office}"
    assert sorted((what, changes) for _who, what, changes in lines) == sorted(
        [
            ("opprettet samarbeidet", []),
            (f"laget utkast til {named}", []),
            (
                "endret samarbeidet",
                [
                    "Modell fra «Standardmodellen» til «Lokal variant»",
                    "Den lokale varianten: «To dager»",
                ],
            ),
            ("la til kontaktpersonen Ola Moen", []),
            ("endret kontaktpersonen Ola Moen", ["Telefon fra «55 00 00 00» til «55 00 00 11»"]),
            ("fjernet kontaktpersonen Ola Moen", []),
            (f"forkastet utkastet til {named}", []),
        ]
    )


def test_one_office_reads_nothing_of_another_offices_contract(client, parties):
    other = NavOfficeFactory()
    leader = member(Role.NAV_MANAGER, other)
    parties.agree(create(parties))
    parties_of_other = type(parties)(parties.school, other, parties.principal, leader)
    theirs = parties_of_other.agree(create(parties_of_other))
    collaboration = Collaboration.objects.get(school=parties.school)
    client.force_login(parties.manager)

    page = client.get(reverse("agreements:collaboration_history", args=[collaboration.public_id]))
    foreign = client.get(reverse("agreements:contract_history", args=[theirs.public_id]))

    text = read(page).get_text()
    assert f"kontrakten med {parties.office}" in text
    assert f"kontrakten med {other}" not in text
    assert foreign.status_code == 404


def test_the_county_reads_the_contract_but_not_its_history(client, parties):
    contract = ContractFactory(school=parties.school, office=parties.office)
    client.force_login(member(Role.COUNTY_COORDINATOR, _county(parties)))

    page = client.get(reverse("agreements:contract_detail", args=[contract.public_id]))
    history = client.get(reverse("agreements:contract_history", args=[contract.public_id]))

    assert "Historikk" not in read(page).get_text()
    assert history.status_code == 403
    assert "Historikken leses av rektor og NAV-leder" in history.content.decode()


def test_a_draft_tells_why_its_signatures_were_lifted(client, parties):
    contract = parties.sign(parties.open(), parties.manager)
    lift_signatures(actor=actor_on(parties.principal), contract=contract, reason="Feil periode")
    client.force_login(parties.manager)

    page = client.get(reverse("agreements:contract_detail", args=[contract.public_id]))

    assert f"av {parties.principal}.Feil periode" in read(page).get_text()


def test_the_collaboration_holds_days_at_the_school_against_what_is_agreed(client, parties):
    contract = parties.agree(parties.draft(starts_on=day(0)))
    placed = PlacementFactory(contract=contract, starts_on=day(0))
    for half in ("morning", "afternoon"):
        TimeEntryFactory(placement=placed, day=day(0), half=half, place="school")
    collaboration = Collaboration.objects.get(school=parties.school)
    address = reverse("agreements:collaboration_detail", args=[collaboration.public_id])
    pages = []
    for who in (parties.principal, member(Role.COUNTY_COORDINATOR, _county(parties))):
        client.force_login(who)
        pages.append(read(client.get(address)).get_text())

    assert "Ført 1,0 av " in pages[0]
    assert "avtalte dager på skolen" not in pages[1]
