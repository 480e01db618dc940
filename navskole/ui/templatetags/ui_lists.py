"""Components of lists: tables that become cards on a phone, sorting, pages, filters."""

from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm
from django.http import HttpRequest
from django.template.context import Context
from django.utils.safestring import SafeString

from navskole.ui.pagination import PAGE_PARAM, page_links, turns, with_query
from navskole.ui.pagination import showing as showing_text
from navskole.ui.rendering import render, require, stripped

register = template.Library()

SORT_PARAM = "sorter"
MARKS = ("", "danger", "warning", "success", "info")


@register.simple_block_tag
def table(content: str, *, caption: str, id: str = "", show_caption: bool = False) -> SafeString:
    """Show a table; below 920 px each row is a card, and it is still a table when read aloud."""
    return render("table", content=content, caption=caption, id=id, show_caption=show_caption)


@register.simple_block_tag
def table_head(content: str) -> SafeString:
    """Hold the `{% th %}` and `{% sort_header %}` of a table."""
    return render("table_head", content=content)


@register.simple_block_tag
def table_body(content: str) -> SafeString:
    """Hold the rows of a table."""
    return render("table_body", content=content)


@register.simple_block_tag
def row(content: str, *, mark: str = "", id: str = "") -> SafeString:
    """Show a row; `mark` is the colour of a bar before it, always with words in a cell."""
    return render("row", content=content, mark=require("mark", mark, MARKS), id=id)


@register.simple_block_tag
def cell(content: str, label: str = "", *, head: bool = False, number: bool = False) -> SafeString:
    """Show a cell; `label` stands beside it on a phone, `head` names the row."""
    return render("cell", content=stripped(content), label=label, head=head, number=number)


@register.simple_tag
def th(label: str, *, number: bool = False, hidden: bool = False) -> SafeString:
    """Show the header of a column that is not sorted; `hidden` is only read aloud."""
    return render("th", label=label, number=number, hidden=hidden)


@register.simple_tag(takes_context=True)
def sort_header(
    context: Context,
    label: str,
    field: str,
    *,
    default: str = "",
    param: str = SORT_PARAM,
    target: str = "",
    number: bool = False,
) -> SafeString:
    """Show a header that sorts by `field`: `?sorter=field`, and `-field` when pressed again.

    `default` is the order of a list nobody has sorted.
    """
    request = context.get("request")
    order = (request.GET.get(param) if request else None) or default
    ascending, descending = order == field, order == f"-{field}"
    follows = f"-{field}" if ascending else field
    state = "ascending" if ascending else "descending" if descending else "none"
    return render(
        "sort_header",
        label=label,
        state=state,
        icon={"ascending": "SortUp", "descending": "SortDown", "none": "ArrowsUpDown"}[state],
        url=with_query(request, **{param: follows, PAGE_PARAM: None}),
        target=target,
        number=number,
    )


@register.simple_tag(takes_context=True)
def pagination(
    context: Context, page: Page[Any], *, label: str, param: str = PAGE_PARAM, target: str = ""
) -> SafeString | str:
    """Show links to the other pages, with the filter kept; nothing when there is one page."""
    if not page.has_other_pages():
        return ""
    request = context.get("request")
    turn = turns(page)
    return render(
        "pagination",
        links=list(page_links(page, request, param=param)),
        label=label,
        target=target,
        **{
            name: with_query(request, **{param: turn[name]}) if turn.get(name) else ""
            for name in ("previous", "next", "last")
        },
    )


@register.simple_tag
def showing(page: Page[Any], *, noun: str, noun_one: str) -> SafeString:
    """Say "Viser 1-50 av 214 elever"; read aloud when htmx has changed the list."""
    return render("showing", text=showing_text(page, noun=noun, noun_one=noun_one))


@register.simple_tag(takes_context=True)
def without(context: Context, *names: str) -> str:
    """Return the address's query string without these parameters."""
    return with_query(context.get("request"), **dict.fromkeys(names))


@register.simple_tag(takes_context=True)
def filter_form(
    context: Context,
    form: BaseForm,
    *,
    submit: str,
    target: str = "",
    reset: str = "",
    keep: str = SORT_PARAM,
) -> SafeString:
    """Show the filter row of a list; with `target` (a CSS selector) htmx updates the list.

    `keep` names the parameters of the address that go with every filter, with spaces between.
    """
    request = context.get("request")
    return render(
        "filter_form",
        form=form,
        submit=submit,
        target=target,
        reset=reset,
        keep=keep,
        kept=_parameters(request, keep.split()),
        path=request.path if request else "",
    )


def _parameters(request: HttpRequest | None, names: list[str]) -> dict[str, str]:
    """Return those of the request's parameters that have a value."""
    held = request.GET if request else {}
    return {name: str(held[name]) for name in names if held.get(name)}
