"""The way of a request: who acts, one transaction, and the log row that every page needs."""

from __future__ import annotations

import uuid
from dataclasses import replace
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from navskole.access import addresses, barrier
from navskole.access.actor import Actor
from navskole.access.errors import signed_out
from navskole.access.looks import tell_of_look
from navskole.access.reading import read_by
from navskole.audit import log
from navskole.audit.events import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from navskole.access.requests import OpenRequest

    Handler = Callable[[OpenRequest], HttpResponse]

ACTING_SIDE = "acting_side"
_REFUSED = {HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


class PrivateResponseMiddleware:
    """No page is kept by a browser or a proxy; fragments and pages are told apart."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: OpenRequest) -> HttpResponse:
        response = self.get_response(request)
        response["Cache-Control"] = "no-store"
        patch_vary_headers(response, ["HX-Request"])
        return response


class SignInRequiredMiddleware(LoginRequiredMiddleware):
    """Everything needs a sign-in unless its view says otherwise; htmx is told to go there."""

    def handle_no_permission(  # type: ignore[override]  # a fragment or a post is no redirect
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponse:
        """Lead to the sign-in page; a post is answered by a page that keeps what was typed."""
        if request.headers.get("HX-Request"):
            sign_in = {"HX-Redirect": resolve_url("account_login")}
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED, headers=sign_in)
        if request.method == "POST":
            return signed_out(request)
        return super().handle_no_permission(request, view_func)


class ActorMiddleware:
    """Resolve who acts, once per request and never for longer."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: OpenRequest) -> HttpResponse:
        request.actor = None
        if request.user.is_authenticated:
            request.actor = Actor.for_user(
                request.user,
                now=timezone.now(),
                side=request.session.get(ACTING_SIDE),
                request_id=uuid.uuid4(),
                method=request.method or "",
                path=request.path,
            )
            request.user.actor = request.actor  # type: ignore[attr-defined]  # for has_perm
        with read_by(request.actor):
            return self.get_response(request)


class AccessLogMiddleware:
    """One transaction around view and rendering, with the log rows written last.

    A page whose log row cannot be written is not shown. A refusal or a failure undoes
    what the view wrote; the Deny row is then written in a transaction of its own.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: OpenRequest) -> HttpResponse:
        request.access_log = log.RequestLog()
        with barrier.reading_as(request.actor):
            response = self.get_response(request)
            if (
                response.status_code in _REFUSED
                or response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
            ):
                transaction.set_rollback(True)
            elif request.actor is not None:
                _write_permit(request, request.actor)
        if request.actor is not None and response.status_code in _REFUSED:
            _write_deny(request, request.actor)
        return response


def _write_permit(request: OpenRequest, actor: Actor) -> None:
    collected = request.access_log
    default = Action.VIEW if request.method in ("GET", "HEAD") else Action.SUBMIT
    log.record(
        actor,
        collected.action or default,
        collected.accesses.values(),
        purpose=collected.purpose,
    )
    tell_of_look(actor, collected.accesses.values())


def _write_deny(request: OpenRequest, actor: Actor) -> None:
    # The id is looked up whether it exists or not, so that both cost the same queries.
    kwargs = request.resolver_match.kwargs if request.resolver_match else {}
    if not request.resolver_match:  # an address that is none of ours may hold anything
        actor = replace(actor, path="")
    action = Action.VIEW if request.method in ("GET", "HEAD") else Action.SUBMIT
    with barrier.lifted("refusal"):
        accesses = addresses.find_accesses(kwargs)
        log.record_refusal(actor, action, accesses)
