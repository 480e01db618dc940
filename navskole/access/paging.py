"""Lists in pages: by number as far as anybody leafs, from row to row beyond that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.utils.functional import cached_property

from navskole.records.keyset import code_of, in_order, rows_beyond
from navskole.ui.pagination import AFTER, BEFORE, LAST, MOST_COUNTED, LongPage

if TYPE_CHECKING:
    from collections.abc import Sequence


class ListPaginator(Paginator):
    """Pages of a list that is counted to a thousand and no further.

    A longer one has numbers for its first thousand rows. From there "Neste" and "Forrige" go on
    from the row at the page's edge, and "Siste" reads the list from its end.
    """

    object_list: Any

    @cached_property
    def count(self) -> int:
        """The number of rows, or one more than is counted."""
        rows = self.object_list
        if isinstance(rows, QuerySet):
            return rows.order_by().values("pk")[: MOST_COUNTED + 1].count()
        return len(rows)

    @property
    def is_long(self) -> bool:
        """Whether there are more rows than are counted; what is no question is all there."""
        return self.count > MOST_COUNTED and isinstance(self.object_list, QuerySet)

    @property
    def num_pages(self) -> int:
        """The number of pages that have a number."""
        rows = MOST_COUNTED if self.is_long else self.count
        return max(1, -(-rows // self.per_page))

    def get_page(self, number: Any) -> Page:
        """Return the page that the address asks for, or the nearest there is."""
        if not self.is_long:
            return super().get_page(number)
        asked = str(number or "")
        if asked.startswith(AFTER):
            return self._after(asked.removeprefix(AFTER))
        if asked.startswith(BEFORE):
            return self._before(asked.removeprefix(BEFORE))
        if asked == LAST or (asked.isdecimal() and int(asked) > self.num_pages):
            return self._last()
        return self._numbered(super().get_page(number).number)

    def _numbered(self, number: int) -> LongPage:
        # In one order throughout: rows that are alike must not change places between two pages.
        first = (number - 1) * self.per_page
        rows = list(in_order(self.object_list)[first : first + self.per_page])
        turns = {
            "previous": str(number - 1) if number > 1 else "",
            "next": str(number + 1) if number < self.num_pages else AFTER + code_of(rows[-1]),
            "last": LAST,
        }
        return LongPage(rows, number, self, turns=turns)

    def _after(self, code: str) -> LongPage:
        beyond = rows_beyond(self.object_list, code)
        if beyond is None:
            return self._numbered(1)
        rows = list(beyond[: self.per_page + 1])
        if len(rows) <= self.per_page:
            return self._last()
        return self._between(rows[:-1])

    def _before(self, code: str) -> LongPage:
        beyond = rows_beyond(self.object_list, code, backwards=True)
        rows = [] if beyond is None else list(beyond[: self.per_page + 1])
        if len(rows) <= self.per_page:
            return self._numbered(1)
        return self._between(rows[-2::-1])

    def _last(self) -> LongPage:
        rows = list(in_order(self.object_list, backwards=True)[: self.per_page])[::-1]
        turns = {"previous": BEFORE + code_of(rows[0])}
        return LongPage(rows, 0, self, turns=turns)

    def _between(self, rows: Sequence[Any]) -> LongPage:
        turns = {"previous": BEFORE + code_of(rows[0]), "next": AFTER + code_of(rows[-1])}
        return LongPage(rows, 0, self, turns=turns | {"last": LAST})
