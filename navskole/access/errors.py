"""Answers to what stopped a request; what was posted is kept in the page."""

from __future__ import annotations

import sys
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

from navskole.access.posted import posted_fields, posted_texts

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from navskole.accounts.models import User


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, else 500; needs neither database nor session."""
    lost = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = HTTPStatus.SERVICE_UNAVAILABLE if lost else HTTPStatus.INTERNAL_SERVER_ERROR
    return render(request, f"{status.value}.html", _kept(request), status=status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 with the posted fields and a living token."""
    writer = request.user if request.user.is_authenticated else None
    kept = _kept(request, writer=writer)
    return render(request, "403_csrf.html", kept, status=HTTPStatus.FORBIDDEN)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer 403 with the sentence that says who can, and the texts that were not taken."""
    actor = getattr(request, "actor", None)
    texts = posted_texts(request, writer=actor.user) if actor is not None else []
    context = {"exception": str(exception), "posted_texts": texts}
    return render(request, "403.html", context, status=HTTPStatus.FORBIDDEN)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Answer 401 to a post without a session, with the posted fields."""
    return render(request, "401.html", _kept(request), status=HTTPStatus.UNAUTHORIZED)


def _kept(request: HttpRequest, *, writer: User | None = None) -> dict[str, object]:
    return {
        "posted_fields": posted_fields(request, writer=writer),
        "repost_url": request.get_full_path(),
    }
