"""Sessions end: when idle (the cookie's age) and at the latest some hours after sign-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from django.http import HttpRequest, HttpResponse

SIGNED_IN_AT = "signed_in_at"


@receiver(user_logged_in)
def note_sign_in_time(request: HttpRequest | None, **kwargs: Any) -> None:
    """Remember when the session began."""
    if request is not None:
        request.session[SIGNED_IN_AT] = timezone.now().timestamp()


class SessionLimitMiddleware:
    """Sign out a session older than `SESSION_ABSOLUTE_AGE` seconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = request.session.get(SIGNED_IN_AT)
        if began is not None and _is_too_old(began):
            logout(request)
        return self.get_response(request)


def _is_too_old(began: float) -> bool:
    return timezone.now().timestamp() - began > settings.SESSION_ABSOLUTE_AGE
