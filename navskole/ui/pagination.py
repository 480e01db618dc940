"""Links between the pages of a list, and the sentence that says where one is."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest
from django.utils.translation import gettext as _

PAGE_PARAM = "side"
AFTER, BEFORE, LAST = "etter-", "for-", "siste"
"""What the address says instead of a number, far into a long list."""
MOST_COUNTED = 1_000
"""A list is counted so far and no further, and as many of its rows are on pages with a number."""


class LongPage(Page[Any]):
    """A page of a list with more rows than are counted; number 0 far into it."""

    def __init__(self, *about: Any, turns: Mapping[str, str]) -> None:
        super().__init__(*about)
        self.turns = turns

    def end_index(self) -> int:
        """Return which row of the list is the last on a page with a number."""
        return self.start_index() + len(self) - 1

    def has_next(self) -> bool:
        """Tell whether there are rows after these."""
        return bool(self.turns.get("next"))

    def has_previous(self) -> bool:
        """Tell whether there are rows before these."""
        return bool(self.turns.get("previous"))


def turns(page: Page[Any]) -> Mapping[str, str]:
    """Return what the address says for the pages before and after, and for the last one."""
    if isinstance(page, LongPage):
        return page.turns
    return {
        "previous": str(page.number - 1) if page.has_previous() else "",
        "next": str(page.number + 1) if page.has_next() else "",
    }


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
    shown = page.paginator.get_elided_page_range(page.number or 1, on_each_side=1, on_ends=1)
    for number in shown:
        gap = not isinstance(number, int)
        url = "" if gap else with_query(request, **{param: number})
        yield {"number": number, "url": url, "current": number == page.number}


def showing(page: Page[Any], *, noun: str, noun_one: str) -> str:
    """Return "Viser 1-50 av 214 elever"."""
    total = page.paginator.count
    if total == 0:
        return _("Ingen %(noun)s") % {"noun": noun}
    if isinstance(page, LongPage):
        return _showing_some(page) % {
            "first": page.start_index() if page.number else 0,
            "last": page.end_index() if page.number else 0,
            "shown": len(page),
            "noun": noun,
        }
    return _("Viser %(first)d-%(last)d av %(total)d %(noun)s") % {
        "first": page.start_index(),
        "last": page.end_index(),
        "total": total,
        "noun": noun_one if total == 1 else noun,
    }


def _showing_some(page: LongPage) -> str:
    """Return the sentence for a page of a list that is not counted to its end."""
    if page.number:
        return _("Viser %(first)d-%(last)d av mer enn 1\xa0000 %(noun)s")
    if page.has_next():
        return _("Viser %(shown)d av mer enn 1\xa0000 %(noun)s")
    return _("Viser de siste %(shown)d av mer enn 1\xa0000 %(noun)s")
