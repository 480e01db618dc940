"""Lists in pages of fifty."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from navskole.access.paging import ListPaginator
from navskole.access.views import GuardedPage, GuardedView
from navskole.audit.events import Action
from navskole.ui.pagination import PAGE_PARAM

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

PAGE_SIZE = 50


class PagedRecords(GuardedView):
    """A page about something else that shows records, fifty at a time."""

    def paginated(self, rows: Any, *, param: str = PAGE_PARAM, size: int = PAGE_SIZE) -> Page:
        """Return the page of `rows` that the address asks for, noted in the access log.

        Of two lists on a page each has its own `param`, and fewer rows.
        """
        page = ListPaginator(rows, size).get_page(self.request.GET.get(param))
        page.object_list = self.shown(page.object_list)
        return page


class GuardedList(GuardedPage):
    """A page of visible rows; those that concern a pupil go into the access log."""

    list_action: ClassVar[Action] = Action.LIST

    def get_rows(self) -> QuerySet:
        """Return the rows in order, already limited to what is visible."""
        raise NotImplementedError

    def get_paginator(self) -> ListPaginator:
        """Return the rows in pages."""
        return ListPaginator(self.get_rows(), PAGE_SIZE)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with `page`; an unknown page number shows the nearest."""
        page = self.get_paginator().get_page(self.request.GET.get(PAGE_PARAM))
        page.object_list = list(page.object_list)
        self.note_rows(page)
        return super().get_context_data(page=page, **kwargs)

    def note_rows(self, page: Page) -> None:
        """Say whose data the rows show."""
        accesses = [row.access() for row in page.object_list if hasattr(row, "access")]
        self.note_access(accesses, action=self.list_action)
