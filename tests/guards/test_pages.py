"""What every page that is really shown may hold: nothing untranslated, no pupil in an address.

One shown page of every address, by somebody who may, in a language that marks each text
that passed through gettext; and every error page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from bs4 import BeautifulSoup, Comment, Doctype
from django.apps import apps
from django.db import models, transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from followup.models import Note
from pupils.models import Pupil
from tests.access.declared import ADDRESSES, BY_NAME, Sight
from tests.access.forms import FORMS
from tests.factories.followup import decide
from tests.signing_in import client_of
from tests.world import World

pytestmark = pytest.mark.django_db

NATIONAL_ID = "15017012345"

# Who may look at what is no form: everything else is shown to the one who may post it.
SHOWN_TO: dict[str, tuple[str, str]] = {
    "start": ("nobody", ""),
    "administration:user_detail": ("system", "counsellor_1"),
    "administration:rule_list": ("system", ""),
    "administration:absence_reason_list": ("system", ""),
    "notices:notice_list": ("principal_a", ""),
    "agreements:collaboration_detail": ("principal_a", "collaboration_a"),
    "agreements:startup_meeting_detail": ("principal_a", "startup_planned"),
    "agreements:steering_group_detail": ("principal_a", "collaboration_a"),
    "agreements:steering_meeting_detail": ("principal_a", "steering_planned_a"),
    "agreements:collaboration_history": ("principal_a", "collaboration_a"),
    "agreements:contract_history": ("principal_a", "contract_open"),
    "agreements:contract_list": ("principal_a", ""),
    "agreements:contract_detail": ("principal_a", "contract_open"),
    "agreements:contract_compare": ("principal_a", "contract_next"),
    "agreements:time_use_list": ("counsellor_1", ""),
    "agreements:time_use_detail": ("manager_1", "placement_counsellor_1_a1"),
    "pupils:sent_referral_list": ("principal_a", ""),
    "followup:contact_request_list": ("counsellor_1", ""),
    "pupils:received_referral_detail": ("counsellor_1", "referral_referral_pending"),
    "pupils:relation_list": ("deputy_manager_1", ""),
    "pupils:single_access_list": ("deputy_principal_a", ""),
    "pupils:protection_detail": ("deputy_principal_a", "pupil_confidential"),
    "pupils:protection_list": ("deputy_principal_a", ""),
    "pupils:log_detail": ("privacy_officer_1", "pupil_consented"),
    "pupils:log_print": ("privacy_officer_1", "pupil_consented"),
    "pupils:staff_use_list": ("manager_1", ""),
    "pupils:staff_use_detail": ("manager_1", "counsellor_1"),
    "pupils:pattern_list": ("privacy_officer_1", ""),
    "pupils:staff_log_detail": ("privacy_officer_1", "counsellor_1"),
    "pupils:counsellor_list": ("manager_1", ""),
    "pupils:counsellor_detail": ("manager_1", "counsellor_1"),
    "followup:case_team": ("manager_1", "case_unconsented"),
    "followup:case_print": ("counsellor_1", "case_consented"),
    "followup:pupil_detail": ("school_counsellor_a", "pupil_referral_taken"),
    "followup:pupil_standings": ("school_counsellor_a", "pupil_consented"),
    "followup:pupil_measures": ("school_counsellor_a", "pupil_referral_taken"),
    "followup:pupil_enrolments": ("school_counsellor_a", "pupil_left"),
    "followup:pupil_history": ("school_counsellor_a", "pupil_consented"),
    "followup:pupil_readers": ("counsellor_1", "pupil_consented"),
    "followup:pupil_sharing": ("counsellor_1", "pupil_consented"),
    "followup:disclosure_list": ("school_counsellor_a", ""),
    "followup:disclosure_detail": ("school_counsellor_a", "disclosure_unconsented"),
    "pupils:signal_list": ("school_counsellor_a", ""),
    "followup:case_detail": ("counsellor_1", "case_consented"),
    "followup:case_notes": ("counsellor_1", "case_consented"),
    "followup:case_plan": ("counsellor_1", "case_consented"),
    "followup:case_measures": ("counsellor_1", "case_consented"),
    "followup:case_consents": ("counsellor_1", "case_consented"),
    "followup:case_sensitive": ("manager_1", "case_consented"),
    "followup:case_history": ("counsellor_1", "case_consented"),
    "followup:pupil_consents": ("principal_a", "pupil_consented"),
    "followup:measure_detail": ("manager_1", "measure_sent_consented"),
    "followup:awaiting_list": ("manager_1", ""),
    "followup:review_list": ("principal_a", ""),
    "followup:review_detail": ("principal_a", "review_a"),
    "followup:contact_request_detail": ("counsellor_1", "contact_request_1"),
    "followup:outreach_list": ("counsellor_1", ""),
}
NO_PAGE = {
    "agreements:startup_meeting_calendar": "A file for calendars; its own test reads it.",
    "agreements:steering_meeting_calendar": "A file for calendars; its own test reads it.",
    "agreements:contract_document": "A PDF in the contract's own language.",
    "followup:consent_sheet": "A PDF in the pupil's written standard.",
    "followup:pupil_consent_sheet": "A PDF in the pupil's written standard.",
    "followup:consent_document": "A PDF in the pupil's written standard.",
    "account_logout": "Asks nothing: signing out is a button in the menu.",
    "ui:catalogue": "Shows components with invented content.",
}
ASKS_NOTHING = {
    "agreements:signatures_lift": "nobody has signed the world's, so no reason is asked",
}
MORE = [
    ("counsellor_1", "followup:measure_detail", "measure_draft_consented"),
    *[
        ("counsellor_1", "followup:measure_detail", f"measure_{name}_consented")
        for name in (
            "approved",
            "offered",
            "startable",
            "running",
            "external",
            "combined",
            "asking",
        )
    ],
    ("counsellor_3", "followup:measure_detail", "measure_municipal_school_b"),
    ("manager_1", "followup:measure_undo", "measure_sent_consented"),
    ("counsellor_1", "followup:measure_start", "measure_running_consented"),
    ("principal_a", "followup:case_detail", "case_consented"),
    ("principal_a", "followup:pupil_detail", "pupil_consented"),
    ("principal_a", "followup:pupil_readers", "pupil_consented"),
    ("principal_a", "followup:pupil_sharing", "pupil_consented"),
    ("counsellor_1", "followup:pupil_readers", "pupil_unconsented"),
    ("counsellor_1", "followup:disclosure_detail", "disclosure_ended_unconsented"),
    ("counsellor_1", "followup:pupil_detail", "pupil_consented"),
    ("manager_1", "followup:case_detail", "case_closed_90"),
    ("manager_1", "followup:case_plan", "case_closed_90"),
    ("manager_1", "followup:case_close", "case_consented"),
    ("principal_a", "agreements:contract_detail", "contract_a1"),
    ("principal_b", "agreements:contract_detail", "contract_draft"),
    ("principal_b", "agreements:collaboration_detail", "collaboration_b"),
    ("manager_1", "agreements:collaboration_detail", "collaboration_over"),
    ("unplaced_1", "agreements:time_week", "this_week"),
    ("manager_1", "agreements:startup_meeting_detail", "startup_wanted"),
    ("principal_b", "agreements:startup_meeting_detail", "startup_held"),
    ("principal_b", "agreements:steering_meeting_detail", "steering_begun_b"),
]


def _asked(name: str) -> tuple[str, tuple[str, ...]]:
    if name in SHOWN_TO:
        who, record = SHOWN_TO[name]
        return who, (record,) if record else ()
    return FORMS[name].who, FORMS[name].names


def _addresses(sight: Sight) -> Iterator[tuple[str, str, str]]:
    """Yield every page as who asks for it, its name and its address."""
    shown = [
        address
        for address in ADDRESSES
        if "get" in address.methods and address.name not in {*NO_PAGE, "account_login"}
    ]
    asked = [(*_asked(address.name), address.name) for address in shown]
    asked += [(who, (record,), name) for who, name, record in MORE]
    for who, names, name in asked:
        pairs = zip(BY_NAME[name].arguments, names, strict=True)
        yield who, name, BY_NAME[name].url(*[sight.named[kind][each] for kind, each in pairs])


def _gather(world: World, sight: Sight) -> dict[str, str]:
    """Return every page and error page, by who asked and what it is called."""
    clients = {who: client_of(world.user(who)) for who in world.usernames}
    found = {}
    clients["counsellor_1"].get(BY_NAME["followup:case_detail"].url(world.case_consented))
    for who, name, url in _addresses(sight):
        answer = clients[who].get(url)
        assert answer.status_code == 200, (who, name, answer.status_code)
        found[f"{name} {url} ({who})"] = answer.content.decode()
        if (form := FORMS.get(name)) and form.who == who and name not in ASKS_NOTHING:
            wrong = clients[who].post(url, {"question": "x" * 101, "email": "feil"})
            assert wrong.status_code in (200, 422), (who, name, wrong.status_code)
            found[f"{name} in error ({who})"] = wrong.content.decode()
    search = {"question": "kanarifugl"}
    for who, name in (
        ("privacy_officer_1", "pupils:log_list"),
        ("counsellor_1", "followup:own_case_list"),
    ):
        answer = clients[who].post(reverse(name), search, follow=True)
        found[f"search {name}"] = answer.content.decode()
    # The demo's accounts are no texts of the page; only the demo's settings list them.
    with override_settings(DEMO_ACCOUNTS_LISTED=False):
        found["account_login"] = Client().get(reverse("account_login")).content.decode()
        found["login in error"] = Client().post(reverse("account_login"), {}).content.decode()
    found["401"] = Client().post(reverse("pupils:pupil_create"), {"a": "1"}).content.decode()
    found["403"] = clients["principal_a"].get(reverse("followup:own_case_list")).content.decode()
    found["404"] = clients["principal_a"].get("/finnes-ikke/").content.decode()
    return found


def _add_what_pages_show(world: World) -> None:
    """Give the world's pages a national id, a returned measure and a struck note."""
    Pupil.objects.filter(pk=world.pupil_consented.pk).update(national_id=NATIONAL_ID)
    sent = world.submission_measure_sent_unconsented
    decide(sent, outcome="returned", by=world.manager_1, text="Skriv mer om målet")
    Note.objects.filter(pk=world.note_shared_no_area_consented.pk).update(
        struck_at=world.noon(), struck_by=world.counsellor_1, struck_reason="Feil elev"
    )


MARKED = re.compile(r"⟦[^⟦⟧]*⟧")


@dataclass(frozen=True)
class Shown:
    """Every page as it was shown, and every text the database held then."""

    pages: dict[str, str]
    stored: list[str]


@pytest.fixture(scope="module")
def shown(world: World, django_db_blocker: Any) -> Shown:
    """Return every page as it is shown, each translated text in white brackets."""

    def mark(message: str) -> str:
        return f"⟦{message}⟧" if message else message

    marking = {
        "gettext": mark,
        "ngettext": lambda one, many, number: mark(one if number == 1 else many),
        "pgettext": lambda context, message: mark(message),
        "npgettext": lambda context, one, many, number: mark(one if number == 1 else many),
    }
    catalogue: Any = translation._trans  # type: ignore[attr-defined]  # Django keeps its translator there
    with pytest.MonkeyPatch.context() as patched, django_db_blocker.unblock(), transaction.atomic():
        for name, function in marking.items():
            patched.setattr(catalogue, name, function, raising=False)
        _add_what_pages_show(world)
        found = Shown(_gather(world, Sight(world)), stored_texts())
        transaction.set_rollback(True)
    return found


@pytest.fixture
def pages(shown: Shown) -> dict[str, str]:
    """Return the pages alone."""
    return shown.pages


# --- Every page is here -----------------------------------------------------------------


def test_every_address_with_a_page_is_gathered():
    with_page = {address.name for address in ADDRESSES if "get" in address.methods}

    assert with_page - {*SHOWN_TO, *FORMS, *NO_PAGE, "account_login"} == set()
    assert set(SHOWN_TO) - with_page == set()


# --- Every text passes gettext ----------------------------------------------------------

LETTERS = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
SAME_IN_EVERY_LANGUAGE = {"navskole", "NAV", "Esc", "Tab"}
SPLIT_AFTERWARDS = {"Ja", "Nei"}  # one translated text that `yesno` cuts at its comma
DIGEST = re.compile(r"[0-9a-f]{16,}")
SPOKEN = ("alt", "aria-label", "placeholder", "title")


def stored_texts() -> list[str]:
    """Return every text of the database that is no code, the longest first."""
    texts: set[str] = set()
    for model in apps.get_models():
        fields = [
            field
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField) and not field.choices
        ]
        for row in model._base_manager.values_list(*[field.name for field in fields]):
            texts |= {text for text in row if isinstance(text, str)}
    parts = {line for text in texts for line in text.splitlines()}
    return sorted((texts | parts) - {""}, key=len, reverse=True)


def shown_text(page: str) -> str:
    """Return what a person meets on the page, a line for each text, also the spoken ones.

    A document in a language of its own, such as a contract, says which: it is no text of the page.
    """
    soup = BeautifulSoup(page, "html.parser")
    for document in soup.select("body [lang]"):
        document.decompose()
    nodes = [node for node in soup.find_all(string=True) if not isinstance(node, Comment | Doctype)]
    texts = [str(node) for node in nodes if node.parent and node.parent.name != "script"]
    texts += [str(tag[name]) for tag in soup.find_all(True) for name in SPOKEN if tag.get(name)]
    return "\n".join(texts)


def untranslated(text: str, stored: list[str]) -> set[str]:
    """Return the words of a text that are neither translated nor data."""
    before = None
    while before != text:  # a translated sentence may hold another
        before, text = text, MARKED.sub(" ", text)
    bare = set()
    for line in DIGEST.sub(" ", text).splitlines():
        if LETTERS.search(line):
            for data in stored:
                line = line.replace(data, " ") if data in line else line  # noqa: PLW2901 - peeled
            bare |= set(LETTERS.findall(line))
    return bare - SAME_IN_EVERY_LANGUAGE - SPLIT_AFTERWARDS


def test_every_text_on_every_page_passes_gettext(shown):
    found = {
        name: untranslated(shown_text(page), shown.stored) for name, page in shown.pages.items()
    }

    assert {name: words for name, words in found.items() if words} == {}


def test_the_language_that_marks_texts_is_really_spoken(pages):
    assert all("⟦" in page for page in pages.values())
    assert untranslated("⟦Lagret av ⟦deg⟧⟧ Hei", []) == {"Hei"}


# --- No pupil in titles and addresses ----------------------------------------------------


RANDOM_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def test_no_title_names_a_pupil(pages):
    titles = {name: BeautifulSoup(page, "html.parser").title for name, page in pages.items()}

    assert [name for name, title in titles.items() if title is None or not title.text] == []
    assert [name for name, title in titles.items() if title and "kanarifugl" in title.text] == []


def test_no_address_on_a_page_holds_a_name_or_a_national_id(pages):
    attributes = ("href", "src", "action", "hx-get", "hx-post", "hx-push-url", "formaction")
    found = {
        str(tag[name])
        for page in pages.values()
        for tag in BeautifulSoup(page, "html.parser").find_all(True)
        for name in attributes
        if tag.get(name)
    }

    assert len(found) > 100
    without_ids = [RANDOM_ID.sub("", url) for url in found]
    assert [url for url in without_ids if "kanarifugl" in url or re.search(r"\d{11}", url)] == []


def test_no_page_holds_a_national_id(pages):
    assert [name for name, page in pages.items() if NATIONAL_ID in page] == []
    assert any("kanarifugl-shared-a-navn-consented" in page for page in pages.values())


def test_no_page_holds_a_row_number_for_an_id(pages):
    links = {
        str(tag["href"])
        for page in pages.values()
        for tag in BeautifulSoup(page, "html.parser").find_all("a", href=True)
    }

    assert [link for link in links if re.search(r"/\d+/", link)] == []


# --- Where the reader is, and what to do first -------------------------------------------


MAIN_MENU = re.compile(r'<nav class="nk-places".*?</nav>', re.DOTALL)
DIALOG = re.compile(r"<dialog.*?</dialog>", re.DOTALL)
PRIMARY = re.compile(r'<(?:a|button)\b[^>]*data-variant="primary"')
# The notices stand behind the bell, beside the menu.
OF_NO_PLACE = {"start", "account_login", "login in error", "401", "403", "404"}
OF_NO_PLACE |= {"notices:notice_list"}


def test_every_page_marks_the_one_place_of_the_menu_it_belongs_to(pages):
    marked = {
        name: MAIN_MENU.search(page)[0].count("aria-current")
        for name, page in pages.items()
        if name.split(" ")[0] not in OF_NO_PLACE and name not in OF_NO_PLACE
    }

    assert {name: number for name, number in marked.items() if number != 1} == {}


def test_no_page_has_more_than_one_primary_button(pages):
    found = {name: len(PRIMARY.findall(DIALOG.sub("", page))) for name, page in pages.items()}

    assert {name: number for name, number in found.items() if number > 1} == {}
