"""The access log per pupil, for the privacy officer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404

from navskole.access.grounds import Ground
from navskole.access.lists import PAGE_SIZE, GuardedList
from navskole.access.search import KeptSearchMixin
from navskole.access.views import GuardedPage
from navskole.audit.events import Action
from navskole.audit.log import Access
from navskole.ui.pagination import PAGE_PARAM
from pupils.log_reading import log_visible_to, pupils_in_log
from pupils.models import Pupil

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet


class LogListView(KeptSearchMixin, GuardedList):
    """Find the pupil whose log is to be read; nobody is listed before a search."""

    permission = "pupils.list_log"
    template_name = "pupils/log_list.html"
    list_action = Action.SEARCH

    def get_rows(self) -> QuerySet[Pupil]:
        """Return the pupils with log rows the actor may read that match the search."""
        found = pupils_in_log(self.actor).by_name()
        return found.named(self.question) if self.question else found.none()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the search form and the words searched for."""
        return super().get_context_data(
            search_form=self.get_search_form(), question=self.question, **kwargs
        )

    def note_rows(self, page: Page) -> None:
        """Say whose names were found, and why."""
        self.note_access(
            [row.access(Ground.LOG_READER) for row in page.object_list], action=self.list_action
        )


class LogDetailView(GuardedPage):
    """Who looked at the pupil's data, when, why, and who was refused."""

    permission = "pupils.read_log"
    template_name = "pupils/log_detail.html"

    def get_target(self) -> Pupil:
        """Return the pupil by the log reader's own ground, or raise Http404."""
        pupil = get_object_or_404(pupils_in_log(self.actor), public_id=self.kwargs["pupil_id"])
        self.note_access([Access(pupil.pk, ground=Ground.LOG_READER, classes="A")])
        return pupil

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of log rows, the latest first."""
        rows = (
            log_visible_to(self.actor)
            .filter(pupil_id=self.target.pk)
            .select_related("event__user", "event__organisation", "owner")
            .order_by("-event__at", "-pk")
        )
        page = Paginator(rows, PAGE_SIZE).get_page(self.request.GET.get(PAGE_PARAM))
        page.object_list = list(page.object_list)
        for row in page.object_list:
            row.ground_label = dict(Ground.choices).get(row.ground, "")  # type: ignore[attr-defined]  # for the template
        return super().get_context_data(pupil=self.target, page=page, **kwargs)
