"""Varsler: the person's own list, and the buttons that mark them as read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from navskole.access.lists import GuardedList
from navskole.access.posted import require_same_writer
from navskole.access.views import GuardedView, TargetActionView
from navskole.notices.actions import read_all_notices, read_notice
from navskole.notices.models import Notice

if TYPE_CHECKING:
    from typing import Any

    from django.http import HttpRequest, HttpResponse

    from navskole.notices.querysets import NoticeQuerySet


class NoticeListView(GuardedList):
    """What the person has been told, the newest first."""

    permission = "notices.list_notices"
    template_name = "notices/notice_list.html"

    def get_rows(self) -> NoticeQuerySet:
        """Return the person's own notices with the place each was told at."""
        return Notice.objects.visible_to(self.actor).select_related("organisation").newest_first()


class NoticeOpenView(TargetActionView):
    """Marks a notice as read and leads to what it is about."""

    permission = "notices.open_notice"
    target_model = Notice
    target_kwarg = "notice_id"

    def perform(self) -> Notice:
        """Mark it as read."""
        return read_notice(actor=self.actor, notice=self.target)

    def get_success_address(self, result: Notice) -> str:
        """Return the page of the subject; the list where a notice has none."""
        return result.address or reverse("notices:notice_list")


class NoticesReadView(GuardedView):
    """Marks all as read."""

    permission = "notices.list_notices"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Mark them, and say so."""
        require_same_writer(request)
        read_all_notices(actor=self.actor)
        messages.success(request, _("Alle varsler er merket som lest."))
        return redirect("notices:notice_list")
