"""Lists: tables, sorting and pages."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.core.paginator import Paginator

from navskole.ui.forms import FilterForm

Show = Callable[..., BeautifulSoup]


def test_cells_keep_their_roles(show: Show) -> None:
    page = show(
        '{% table caption="Elever" %}{% table_head %}{% th "Navn" %}{% endtable_head %}'
        '{% table_body %}{% row %}{% cell head=True %}Kari{% endcell %}{% cell "Skole" %}A'
        "{% endcell %}{% endrow %}{% endtable_body %}{% endtable %}"
    )

    roles = [(tag.name, tag["role"]) for tag in page(role=True)]
    assert roles == [
        ("table", "table"),
        ("thead", "rowgroup"),
        ("tr", "row"),
        ("th", "columnheader"),
        ("tbody", "rowgroup"),
        ("tr", "row"),
        ("th", "rowheader"),
        ("td", "cell"),
    ]
    assert page.td["data-label"] == "Skole"


@pytest.mark.parametrize(
    ("query", "state", "href"),
    [
        ("", "none", "?sorter=navn"),
        ("?sorter=navn", "ascending", "?sorter=-navn"),
        ("?sorter=-navn", "descending", "?sorter=navn"),
        ("?q=%C3%A5&side=3", "none", "?q=%C3%A5&sorter=navn"),
    ],
)
def test_sort_header_turns_and_keeps_the_filter(
    show: Show, query: str, state: str, href: str
) -> None:
    page = show('{% sort_header "Navn" "navn" %}', query)

    assert (page.th["aria-sort"], page.a["href"]) == (state, href)


def test_default_order_is_shown_as_chosen(show: Show) -> None:
    page = show('{% sort_header "Navn" "navn" default="navn" %}')

    assert page.th["aria-sort"] == "ascending"


def test_pagination_keeps_the_filter(show: Show) -> None:
    page = show(
        '{% pagination page label="Sider" %}', "?q=a&side=2", page=Paginator(range(25), 10).page(2)
    )

    assert [(a["href"], a.get("aria-current")) for a in page("a")] == [
        ("?q=a&side=1", None),
        ("?q=a&side=1", None),
        ("?q=a&side=2", "page"),
        ("?q=a&side=3", None),
        ("?q=a&side=3", None),
    ]


def test_one_page_has_no_pagination(show: Show) -> None:
    page = show('{% pagination page label="Sider" %}', page=Paginator(range(3), 10).page(1))

    assert str(page) == ""


@pytest.mark.parametrize(
    ("count", "number", "text"),
    [
        (214, 1, "Viser 1-50 av 214 elever"),
        (214, 5, "Viser 201-214 av 214 elever"),
        (1, 1, "Viser 1-1 av 1 elev"),
        (0, 1, "Ingen elever"),
    ],
)
def test_showing_says_where_one_is(show: Show, count: int, number: int, text: str) -> None:
    page = Paginator(range(count), 50).page(number)

    assert show('{% showing page noun="elever" noun_one="elev" %}', page=page).text == f"{text}\n"


def test_a_filter_goes_with_the_order_and_the_search(show: Show) -> None:
    page = show(
        '{% filter_form form submit="Filtrer" target="#treff" keep="sok sorter" reset="?" %}',
        "?sok=k1&sorter=-navn&side=2&status=ny",
        form=FilterForm(),
    )

    assert page.form is not None
    kept = {field["name"]: field["value"] for field in page("input", type="hidden")}
    assert kept == {"sok": "k1", "sorter": "-navn"}
    assert (page.form["method"], page.form["data-keeps"]) == ("get", "sok sorter")
    assert [button.text.strip() for button in page("button")] == ["Filtrer"]


def test_a_query_leaves_out_what_it_must_not_keep(show: Show) -> None:
    assert str(show('{% without "side" "sok" %}', "?sok=k1&status=ny&side=2")) == "?status=ny"


def test_a_count_that_filters_is_a_link_that_htmx_follows_too(show: Show) -> None:
    page = show('{% count_card 3 "over tiden" href="?frist=noe" target="#treff" current=True %}')

    assert page.a is not None
    assert (page.a["href"], page.a["hx-get"]) == ("?frist=noe", "?frist=noe")
    assert (page.a["hx-target"], page.a["aria-current"]) == ("#treff", "true")
