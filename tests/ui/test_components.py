"""Components: props, markup and escaping."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template import Template, TemplateSyntaxError

from navskole.ui.icons import UnknownIconError, render_icon
from navskole.ui.rendering import UnknownPropValueError
from navskole.ui.templatetags import ui, ui_forms, ui_lists

Show = Callable[..., BeautifulSoup]
LIBRARIES = "{% load ui ui_lists ui_forms ui_dates %}"


def words(soup: BeautifulSoup) -> str:
    return " ".join(soup.get_text(" ").split())


@pytest.mark.parametrize(
    "source",
    [
        '{% button "Lagre" colour="red" %}',
        '{% tag "Delt" size="big" %}',
        '{% card "Notater" tone="calm" %}{% endcard %}',
        '{% tabs items name="x" %}',
    ],
)
def test_unknown_prop_is_refused(source: str) -> None:
    with pytest.raises(TemplateSyntaxError, match="unexpected keyword argument"):
        Template(LIBRARIES + source)


def test_unknown_prop_of_a_form_is_refused(show: Show) -> None:
    with pytest.raises(TypeError, match="colour"):
        show('{% form form submit="Lagre" colour="red" %}', form=None)


@pytest.mark.parametrize(
    "source",
    ['{% button "Lagre" variant="loud" %}', '{% tag "Delt" color="pink" %}', '{% owner_tag "x" %}'],
)
def test_unknown_prop_value_is_refused(show: Show, source: str) -> None:
    with pytest.raises(UnknownPropValueError):
        show(source)


@pytest.mark.parametrize("name", ["NoSuchIcon", "../secret", ""])
def test_unknown_icon_is_refused(name: str) -> None:
    with pytest.raises(UnknownIconError):
        render_icon(name)


def test_icon_with_title_is_an_image() -> None:
    svg = BeautifulSoup(render_icon("Calendar", title="Kalender"), "html.parser").svg

    assert (svg["role"], svg["aria-label"], svg.get("aria-hidden")) == ("img", "Kalender", None)


def test_button_with_href_is_a_link(show: Show) -> None:
    link = show('{% button "Åpne" href="/x/?a=1&b=2" about="saken" %}').a

    assert link["href"] == "/x/?a=1&b=2"
    assert words(link) == "Åpne saken"


@pytest.mark.parametrize(
    "source",
    [
        "{% button text %}",
        "{% tag text %}",
        "{% page_heading text subtitle=text %}",
        "{% card text %}{{ text }}{% endcard %}",
        "{% visittkort text facts=texts %}{{ text }}{% endvisittkort %}",
        "{% event text meta=text %}{{ text }}{% endevent %}",
        "{% cell text %}{{ text }}{% endcell %}",
        "{% copy_button text label=text %}",
        '{% empty_state text text=text href="/" action=text %}',
    ],
)
def test_what_users_write_is_escaped(show: Show, source: str) -> None:
    attack = "<script>alert('x')</script>"

    page = show(source, text=attack, texts=[attack])

    assert page.find("script") is None
    assert attack in page.get_text()


@pytest.mark.parametrize(
    ("owner", "label"), [("nav", "NAV-intern"), ("school", "Skole-intern"), ("shared", "Delt")]
)
def test_owner_tag_has_words_and_icon(show: Show, owner: str, label: str) -> None:
    tag = show("{% owner_tag owner %}", owner=owner)

    assert words(tag) == label
    assert tag.svg["aria-hidden"] == "true"


def test_current_tab_is_marked(show: Show) -> None:
    items = [{"label": "Oversikt", "url": "/a/"}, {"label": "Plan", "url": "/b/", "current": True}]

    page = show('{% tabs items label="Faner" %}', items=items)

    assert page.nav["aria-label"] == "Faner"
    assert [(a["href"], a.get("aria-current")) for a in page("a")] == [
        ("/a/", None),
        ("/b/", "page"),
    ]


def test_empty_value_in_data_list_is_read_aloud(show: Show) -> None:
    page = show("{% data_list items %}", items=[("Foresatt", ""), ("Tiltak", 0)])

    assert [words(dd) for dd in page("dd")] == ["– Ikke oppgitt", "0"]


def test_party_panel_says_who_and_what_comes_next(show: Show) -> None:
    parties = [{"name": "Kari", "on_behalf": "NAV Sundet", "state": "Venter"}]

    page = show('{% party_panel parties next="Venter på Kari" %}', parties=parties)

    assert words(page) == "Hvem har godkjent Kari på vegne av NAV Sundet Venter Venter på Kari"


def test_confirm_names_the_dialog_and_works_without_script(show: Show) -> None:
    page = show(
        '{% confirm "Trekk" id="d" title="Trekke?" answer="Ja, trekk" action="/t/" %}'
        "Kan ikke angres.{% endconfirm %}",
        csrf_token="token",
    )

    assert page.dialog["aria-labelledby"] == page.dialog.h2["id"]
    assert page.form["action"] == "/t/"
    assert page.form.find("button", recursive=False)["type"] == "submit"
    assert page.find("input", {"name": "csrfmiddlewaretoken"})["value"] == "token"


def test_confirm_with_fallback_leads_to_a_page(show: Show) -> None:
    page = show(
        '{% confirm "Trekk" id="d" title="Trekke?" answer="Ja" action="/t/" fallback="/b/" %}'
        "{% endconfirm %}"
    )

    assert page.form.a["href"] == "/b/"


def test_slot_keeps_markup_for_a_prop(show: Show) -> None:
    page = show(
        '{% slot as actions %}{% button "Ny" %}{% endslot %}'
        '{% card "Notater" actions=actions %}Tekst{% endcard %}'
    )

    assert words(page.select_one(".nk-card__head")) == "Notater Ny"


# --- The catalogue ------------------------------------------------------------------------

CATALOGUE = Path(__file__).resolve().parents[2] / "templates" / "ui"
HELPS: dict[str, str] = {
    "slot": "keeps content for another component",
    "without": "makes an address",
    "error_summary": "stands in every form with errors",
}
"""Tags that show nothing of their own."""


def test_every_component_stands_in_the_catalogue():
    frame = [CATALOGUE.parent / "base.html", CATALOGUE / "catalogue.html"]
    pages = "".join(
        path.read_text() for path in [*frame, *(CATALOGUE / "catalogue").glob("*.html")]
    )
    tags = {name for library in (ui, ui_forms, ui_lists) for name in library.register.tags}

    assert {name for name in tags if f"{{% {name} " not in pages.replace("%}", " %}")} == set(HELPS)
