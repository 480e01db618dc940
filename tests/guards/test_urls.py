"""Names line up, every template is used, every answer is closed to scripts and caches."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.base import Lexer, TokenType
from django.test import Client

from navskole.audit.pages import PAGES
from tests.addresses import MODELS, every_address
from tests.signing_in import client_of

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = ROOT / "templates"
ADDRESSES = every_address()

# --- Names ----------------------------------------------------------------------------

NAMED_OTHERWISE: dict[str, str] = {
    "account_login": "allauth asks for this name",
    "account_logout": "allauth asks for this name",
    "ui:catalogue": "a function over the components",
}


def camel(name: str) -> str:
    """Return `pupil_list` as `PupilListView`."""
    return "".join(part.capitalize() for part in name.split("_")) + "View"


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_view_is_called_as_its_address(address):
    if address.name in NAMED_OTHERWISE:
        return

    assert address.view.__name__ == camel(address.name.rpartition(":")[2])


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_template_is_called_as_its_address(address):
    template = getattr(address.view, "template_name", None)
    if template is None or address.name in NAMED_OTHERWISE:
        return

    app, _, name = address.name.rpartition(":")
    assert template == f"{app}/{name}.html"
    assert (TEMPLATES / template).exists()


def test_no_address_is_named_twice():
    names = [address.name for address in ADDRESSES]

    assert sorted(names) == sorted(set(names))


@pytest.mark.parametrize("address", [a for a in ADDRESSES if a.arguments], ids=str)
def test_an_address_holds_nothing_but_random_ids(address):
    assert set(address.arguments) <= set(MODELS)


def test_the_log_has_words_for_every_address_and_for_no_other():
    assert {address.name for address in ADDRESSES} == set(PAGES)


# --- Templates ------------------------------------------------------------------------

# Found by name at run time, in the folders of components and of the form pack.
BY_CONVENTION = ("ui/", "aksel/")
ERROR_PAGES = {"400.html", "401.html", "403.html", "404.html", "500.html", "503.html"}
ERROR_PAGES |= {"403_csrf.html"}
OF_LIBRARIES = {"account/login.html"}  # allauth's view asks for it


def template_files() -> list[Path]:
    """Return every template, as a path below templates/."""
    return sorted(path.relative_to(TEMPLATES) for path in TEMPLATES.rglob("*.html"))


def test_every_template_is_used():
    code = [ROOT / app for app in ("navskole", "agreements", "pupils", "followup")]
    sources = [path for folder in code for path in folder.rglob("*.py")]
    texts = [path.read_text() for path in [*sources, *TEMPLATES.rglob("*.html")]]
    unused = [
        str(name)
        for name in template_files()
        if not str(name).startswith(BY_CONVENTION)
        and str(name) not in ERROR_PAGES | OF_LIBRARIES
        and not any(str(name) in text for text in texts)
    ]

    assert unused == []


# --- Every text can be translated -----------------------------------------------------

WORD = re.compile(r"[A-Za-zÆØÅæøå]{2,}")
NOT_SHOWN = re.compile(r"<!--.*?-->|<(svg|title)\b.*?</\1>|<[^>]*>", re.DOTALL)
TRANSLATED = {"blocktranslate", "blocktrans", "comment"}


SAME_IN_EVERY_LANGUAGE = {"navskole", "Esc", "Tab"}

# Templates without a text of their own, and why their words are none.
WITHOUT_TEXT: dict[str, str] = {
    "aksel/fields/group.html": "class names in a block of its parent",
    "aksel/fields/grouped.html": "class names in a block of its parent",
    "aksel/fields/multi.html": "class names in a block of its parent",
    "aksel/fields/search.html": "class names in a block of its parent",
    "aksel/fields/select.html": "class names in a block of its parent",
    "aksel/fields/textarea.html": "class names in a block of its parent",
    "ui/button/attributes.html": "the attributes of a tag",
    "ui/htmx_link.html": "the attributes of a tag",
}
INVENTED = "ui/catalogue/"


def bare_words(source: str) -> list[str]:
    """Return the words of a template that no translation reaches."""
    inside, text = False, ""
    for token in Lexer(source).tokenize():
        if token.token_type == TokenType.BLOCK:
            word = token.split_contents()[0]
            if word in TRANSLATED:
                inside = True
            elif word in {f"end{name}" for name in TRANSLATED}:
                inside = False
        elif token.token_type == TokenType.TEXT and not inside:
            text += token.contents
    shown = NOT_SHOWN.sub("", text)
    return WORD.findall(re.sub(r"&\w+;", "", shown))


def test_the_guard_finds_a_word_that_is_not_translated():
    template = '<p class="box">{% translate "Lagret" %} Hei {{ name }}</p>'

    assert bare_words(template) == ["Hei"]
    assert bare_words("{% blocktranslate %}Hei{% endblocktranslate %} <b title='Hei'>1</b>") == []


def test_every_text_of_every_template_can_be_translated():
    bare = {
        str(name): words
        for name in template_files()
        if not str(name).startswith(INVENTED)
        and (words := set(bare_words((TEMPLATES / name).read_text())) - SAME_IN_EVERY_LANGUAGE)
    }

    assert set(bare) == set(WITHOUT_TEXT), bare


# --- What every answer carries --------------------------------------------------------

PEOPLE = ["principal_a", "counsellor_1", "system", "nobody"]
PLACES = [a for a in ADDRESSES if not a.arguments and "get" in a.methods]


def closed(response) -> dict[str, str]:
    """Return the headers that close an answer to scripts, frames and caches."""
    names = ("Cache-Control", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    return {name: response.headers.get(name, "") for name in names}


CLOSED = {
    "Cache-Control": "no-store",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


def require_closed(response) -> None:
    """Fail unless the answer is kept by nobody and runs no script but our own files."""
    policy = response.headers["Content-Security-Policy"]
    assert closed(response) == CLOSED
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "HX-Request" in response.headers["Vary"]
    if response.headers.get("Content-Type", "").startswith("text/html"):
        require_plain(response.content.decode())


def require_plain(page: str) -> None:
    """Fail on inline scripts and styles, event attributes and leftover template braces."""
    soup = BeautifulSoup(page, "html.parser")
    inline = [tag for tag in soup.find_all("script") if not tag.get("src")]
    inline = [tag for tag in inline if tag.get("type") != "application/json"]
    assert inline == []
    assert soup.find_all("style") == []
    assert [
        (tag.name, name)
        for tag in soup.find_all(True)
        for name in tag.attrs
        if name == "style" or name.startswith("on")
    ] == []
    assert re.findall(r"\{\{|\}\}|\{%|%\}|\{#|#\}", soup.get_text()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("who", PEOPLE)
def test_every_place_answers_closed_to_everybody(world, who):
    browser = client_of(world.user(who))

    for address in PLACES:
        require_closed(browser.get(address.url()))


RECORDS = [
    ("counsellor_1", "case_consented"),
    ("principal_a", "case_consented"),
    ("manager_1", "case_unconsented"),
    ("school_counsellor_a", "pupil_consented"),
    ("manager_1", "measure_sent_consented"),
    ("counsellor_1", "note_own_consented"),
    ("principal_a", "contract_open"),
    ("principal_a", "collaboration_a"),
    ("principal_b", "startup_held"),
    ("principal_a", "steering_begun_a"),
    ("principal_a", "review_a"),
    ("counsellor_1", "consent_consented"),
    ("counsellor_1", "referral_referral_pending"),
    ("system", "user_counsellor_1"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "name"), RECORDS, ids=str)
def test_every_page_about_a_record_answers_closed(world, who, name):
    browser = client_of(world.user(who))
    record = world.records[name.removeprefix("user_")]
    about = [
        address
        for address in ADDRESSES
        if len(address.arguments) == 1
        and MODELS[address.arguments[0]] is type(record)
        and "get" in address.methods
    ]

    statuses = []
    for address in about:
        response = browser.get(address.url(record))
        require_closed(response)
        statuses.append(response.status_code)

    assert 200 in statuses


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/logg-inn/", 200),
        ("/finnes-ikke/", 302),
        ("/saker/00000000-0000-4000-8000-000000000000/", 302),
    ],
)
def test_what_somebody_unknown_gets_is_closed_too(path, status):
    response = Client().get(path)

    assert response.status_code in (status, 404)
    require_closed(response)


@pytest.mark.django_db
def test_no_address_of_allauth_beyond_those_listed_answers():
    for path in ("/accounts/signup/", "/signup/", "/logg-inn/password/reset/", "/admin/"):
        assert Client().get(path).status_code in (302, 404)
        assert Client().get(path, follow=True).redirect_chain in (
            [],
            [(f"/logg-inn/?next={path}", 302)],
        )
