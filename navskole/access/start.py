"""Where a person lands, and the side they act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.views import View

from navskole import navigation
from navskole.access.middleware import ACTING_SIDE
from navskole.audit import log
from navskole.audit.events import Action

if TYPE_CHECKING:
    from django.http import HttpResponse

    from navskole.access.requests import GuardedRequest


class StartView(View):
    """The start page of the acting role; without any role, a page that says so."""

    def get(self, request: GuardedRequest) -> HttpResponse:
        """Go to the role's start page."""
        address = navigation.start_address(request.actor)
        if address is None:
            return render(request, "access/no_role.html")
        return redirect(address)


class SwitchSideView(View):
    """Choose among the sides one holds memberships on."""

    http_method_names = ["post"]

    def post(self, request: GuardedRequest) -> HttpResponse:
        """Remember the side for this session; an unknown one changes nothing."""
        wanted = request.POST.get("side", "")
        if wanted in request.actor.other_sides:
            request.session[ACTING_SIDE] = wanted
            log.record(request.actor, Action.SIDE_SWITCHED)
        return redirect("start")
