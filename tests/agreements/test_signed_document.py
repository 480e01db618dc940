"""The contract as a PDF: what it says, how it is tagged, kept and verified."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from agreements.actions.contract import open_for_signing
from agreements.actions.ending import end_contract
from agreements.actions.signature import lift_signatures, sign_contract
from agreements.models import Contract, SignedDocument
from agreements.verification import verify_digest
from navskole.organisations.models import Role
from tests.agreements.parties import Parties
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.organisations import SchoolFactory, member

pytestmark = pytest.mark.django_db
VERIFY = "agreements:document_verify"


@pytest.fixture
def signed(parties) -> Contract:
    """Return a contract in force between a school with a Sámi name and an office."""
    parties.school.name = "Ŋođđi joatkkaskuvla"
    parties.school.save()
    return parties.agree(parties.draft(tasks="Første linje.\nAndre #strong[linje] $x$."))


def document(client: Any, contract: Contract, **asked: str) -> bytes:
    response = client.get(reverse("agreements:contract_document", args=[contract.public_id]), asked)
    assert (response.status_code, response["Content-Type"]) == (200, "application/pdf")
    return response.content


def text_of(content: bytes) -> str:
    reader = PdfReader(io.BytesIO(content))
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


# --- What the file is -----------------------------------------------------------------


def test_the_file_is_tagged_for_those_who_hear_it(client, parties, signed):
    client.force_login(parties.principal)

    root = PdfReader(io.BytesIO(document(client, signed))).trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"] is True or bool(root["/MarkInfo"]["/Marked"])
    assert str(root["/Lang"]).startswith("nb")
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    assert "pdfuaid:part" in root["/Metadata"].get_object().get_data().decode()
    assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TH"} <= roles(root["/StructTreeRoot"])


def roles(node: Any) -> set[str]:
    """Return the kinds of structure below a node of the structure tree."""
    node = node.get_object()
    if not isinstance(node, dict):
        return set().union(*map(roles, node)) if isinstance(node, list) else set()
    found = {str(node["/S"])} if "/S" in node else set()
    return found | (roles(node["/K"]) if "/K" in node else set())


def test_every_page_is_numbered_and_every_font_is_in_the_file(client, parties, signed):
    client.force_login(parties.principal)

    reader = PdfReader(io.BytesIO(document(client, signed)))

    count = len(reader.pages)
    for number, page in enumerate(reader.pages, start=1):
        assert f"Side {number} av {count}" in " ".join(page.extract_text().split())
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inner["/FontDescriptor"].get_object())


def test_it_says_what_was_signed_by_whom_and_how_it_is_verified(client, parties, signed):
    client.force_login(parties.manager)

    text = text_of(document(client, signed))

    assert "mellom Ŋođđi joatkkaskuvla og" in text
    assert "Andre #strong[linje] $x$." in text
    assert str(parties.principal) in text
    assert str(parties.manager) in text
    assert signed.digest in text.replace(" ", "")
    assert "UTKAST" not in text


def test_a_name_with_a_sign_the_font_lacks_stops_no_signature(client, parties):
    parties.principal.last_name = "Ås 👩"
    parties.principal.save()
    client.force_login(parties.principal)

    signed = parties.agree(parties.draft(tasks="Med ✓, → og e\u0301"))

    text = text_of(document(client, signed))
    assert "Ås ?" in text
    assert "✓, →" in text


def test_the_headings_come_in_nynorsk_too(client, parties, signed):
    client.force_login(parties.manager)

    content = document(client, signed, maal="nn")

    assert str(PdfReader(io.BytesIO(content)).trailer["/Root"]["/Lang"]).startswith("nn")
    text = text_of(content)
    assert "Teieplikt og samtykke" in text
    assert "Ansvaret til rektor" in text


def test_a_text_not_yet_signed_is_marked_as_a_draft(client, parties):
    draft = parties.draft()
    client.force_login(parties.manager)

    text = text_of(document(client, draft))

    assert "UTKAST" in text
    assert "Ikke signert" in text
    assert not SignedDocument.objects.exists()


# --- What is kept ---------------------------------------------------------------------


def test_the_files_are_kept_as_they_were_when_the_last_party_signed(client, parties, signed):
    client.force_login(parties.principal)
    first = document(client, signed)

    parties.principal.last_name = "Nytt-Etternavn"
    parties.principal.save()

    assert document(client, signed) == first
    assert set(SignedDocument.objects.values_list("language", "digest")) == {
        ("nb", signed.digest),
        ("nn", signed.digest),
    }


@pytest.mark.parametrize("role", [Role.PRINCIPAL, Role.SCHOOL_COUNSELLOR])
def test_another_schools_people_do_not_get_the_file(client, signed, role):
    client.force_login(member(role, SchoolFactory()))

    response = client.get(reverse("agreements:contract_document", args=[signed.public_id]))

    assert response.status_code == 404


# --- Kontroller dokument --------------------------------------------------------------


def verify(client: Any, user: Any, **asked: Any) -> str:
    client.force_login(user)
    page = read(client.post(reverse(VERIFY), asked))
    return " ".join(page.find(id="svar").get_text().split())


def upload(content: bytes, name: str = "kontrakt.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def test_the_file_and_the_digest_are_known_again(client, parties, signed):
    client.force_login(parties.principal)
    content = document(client, signed)
    spaced = " ".join(signed.digest.upper()[at : at + 8] for at in range(0, 64, 8))

    answers = {
        verify(client, parties.principal, file=upload(content)),
        verify(client, parties.manager, digest=signed.digest),
        verify(client, parties.manager, digest=spaced),
    }

    assert answers == {"Dette er kontrakten slik begge parter signerte den."}


def test_a_changed_file_is_not_the_contract(client, parties, signed):
    client.force_login(parties.principal)
    content = document(client, signed)

    answer = verify(client, parties.principal, file=upload(content + b"\n"))

    assert answer.startswith("Filen er ikke en kontrakt slik den ble signert i navskole.")


def test_it_says_when_the_signatures_were_lifted_or_one_is_missing(client, parties):
    contract = parties.agree(parties.draft(starts_on=day(5)))
    other = parties.open(starts_on=day(400), ends_on=day(500))
    parties.sign(other, parties.manager)
    lift_signatures(actor=actor_on(parties.manager), contract=contract, reason="Feil")

    lifted = verify(client, parties.principal, digest=contract.digest)
    half = verify(client, parties.principal, digest=other.digest)

    assert lifted == "Kontrakten ble signert slik, men signaturene er opphevet."
    assert half == "Én part har signert dette innholdet. Kontrakten gjelder ikke ennå."


def test_a_file_whose_signatures_were_lifted_is_not_the_one_signed_anew(client, parties):
    contract = parties.agree(parties.draft(starts_on=day(5)))
    client.force_login(parties.principal)
    before = document(client, contract)
    lift_signatures(actor=actor_on(parties.manager), contract=contract, reason="Feil dato")
    again = open_for_signing(actor=actor_on(parties.manager, 1), contract=contract)
    for user in (parties.principal, parties.manager):
        sign_contract(actor=actor_on(user, 1), contract=again, digest=again.digest)
    after = document(client, contract)

    assert "men signaturene er opphevet" in verify(client, parties.principal, file=upload(before))
    assert "begge parter signerte" in verify(client, parties.principal, file=upload(after))


def test_what_one_has_signed_does_not_borrow_the_signatures_of_an_ended_contract(client, parties):
    ended = parties.agree(parties.draft())
    end_contract(actor=actor_on(parties.manager), contract=ended, reason="Ny rektor")
    again = parties.sign(parties.open(), parties.principal)
    assert again.digest == ended.digest

    verdict = verify_digest(actor_on(parties.manager), again.digest)

    assert (verdict.contract, len(verdict.signatures)) == (ended, 2)


def test_others_are_not_told_that_the_contract_is_known(client, parties, signed):
    stranger = member(Role.PRINCIPAL, SchoolFactory())
    client.force_login(parties.principal)
    content = document(client, signed)

    by_digest = verify(client, stranger, digest=signed.digest)
    unknown = verify(client, stranger, digest="f" * 64)
    by_file = verify(client, stranger, file=upload(content))
    unknown_file = verify(client, stranger, file=upload(b"%PDF-1.7 noe annet"))

    assert (by_digest, by_file) == (unknown, unknown_file)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({}, "Velg en fil eller skriv kontrollsummen, ikke begge."),
        ({"digest": "f" * 63}, "Kontrollsummen er 64 tegn, bare 0–9 og a–f."),
        ({"digest": "g" * 64}, "Kontrollsummen er 64 tegn, bare 0–9 og a–f."),
        ({"file": upload(b"GIF89a")}, "Filen er ikke en PDF."),
        ({"file": upload(b"%PDF-" + b"0" * (5 * 1024 * 1024))}, "Filen er større enn 5 MB."),
        ({"file": upload(b"%PDF-1.7"), "digest": "f" * 64}, "ikke begge."),
    ],
)
def test_what_cannot_be_verified_is_said(client, parties: Parties, asked, says):
    client.force_login(parties.principal)

    answer = client.post(reverse(VERIFY), asked)

    assert answer.status_code == 422
    assert says in read(answer).get_text()
