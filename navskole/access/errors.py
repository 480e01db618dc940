"""The answer to what went wrong on the server; needs neither database nor session."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@requires_csrf_token
def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, else 500."""
    lost = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    status = 503 if lost else 500
    return render(request, f"{status}.html", status=status)
