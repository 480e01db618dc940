"""Links between the pages of a list, and the sentence that says where one is."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

PAGE_PARAM = "side"


def with_query(request: HttpRequest | None, **changes: object) -> str:
    """Return the request's query string with some parameters set, or left out when None."""
    query = request.GET.copy() if request else HttpRequest().GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


def with_only(request: HttpRequest, kept: Iterable[str], **changes: str) -> str:
    """Return a query string of the request's `kept` parameters and these."""
    query = HttpRequest().GET.copy()
    for name in kept:
        if name in request.GET:
            query[name] = request.GET[name]
    query.update(changes)
    return f"?{query.urlencode()}"


def page_links(
    page: Page[Any], request: HttpRequest | None, *, param: str = PAGE_PARAM
) -> Iterator[dict[str, Any]]:
    """Yield a link per page shown: number, url and current; a gap has no url."""
    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    for number in shown:
        gap = not isinstance(number, int)
        url = "" if gap else with_query(request, **{param: number})
        yield {"number": number, "url": url, "current": number == page.number}


def showing(page: Page[Any], *, noun: str, noun_one: str) -> str:
    """Return "Viser 1-50 av 214 elever"."""
    total = page.paginator.count
    if total == 0:
        return _("Ingen %(noun)s") % {"noun": noun}
    return _("Viser %(first)d-%(last)d av %(total)d %(noun)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "total": total,
        "noun": noun_one if total == 1 else noun,
    }
