"""Sign-ins and sign-outs are events too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.utils import timezone

from navskole.audit import log
from navskole.audit.events import Action, Decision

if TYPE_CHECKING:
    from navskole.accounts.models import User


@receiver(user_logged_in)
def log_sign_in(user: User, **kwargs: Any) -> None:
    """Write that `user` signed in."""
    _write(Action.SIGN_IN, user=user)


@receiver(user_logged_out)
def log_sign_out(user: User | None, **kwargs: Any) -> None:
    """Write that `user` signed out."""
    if user is not None:
        _write(Action.SIGN_OUT, user=user)


@receiver(user_login_failed)
def log_failed_sign_in(**kwargs: Any) -> None:
    """Write that somebody failed; the name tried may be a password and is left out."""
    _write(Action.SIGN_IN_FAILED, user=None, decision=Decision.DENY)


def _write(action: Action, *, user: User | None, decision: Decision = Decision.PERMIT) -> None:
    log.add_event(at=timezone.now(), user=user, action=action, decision=decision)
