"""What was typed survives an ended session, a dead token and a lost database.

A post that could not be taken is answered by a page that holds its fields and sends them
again, after sign-in by the person who wrote them. Nothing is kept in the browser's storage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.http import HttpRequest

    from navskole.accounts.models import User

WRITTEN_BY = "written_by"
# A national id is typed again: no error page holds one.
_NEVER_KEPT = {"csrfmiddlewaretoken", "login", "password", "national_id"}
_SIGNER_SALT = "navskole.access.posted"


def _is_ours(request: HttpRequest, writer: User | None) -> bool:
    mark = request.POST.get(WRITTEN_BY, "")
    if writer is not None:
        return constant_time_compare(mark, writer_mark(writer))
    try:
        Signer(salt=_SIGNER_SALT).unsign(mark)
    except BadSignature:
        return False
    return True


def writer_mark(user: User) -> str:
    """Return the signed mark a form carries of who it was shown to."""
    return Signer(salt=_SIGNER_SALT).sign(str(user.public_id))


def require_same_writer(request: HttpRequest) -> None:
    """Raise PermissionDenied when the form was shown to somebody else than who sends it."""
    mark = request.POST.get(WRITTEN_BY)
    user = cast("User", request.user)  # a guarded view asks, so somebody is signed in
    if mark and not constant_time_compare(mark, writer_mark(user)):
        raise PermissionDenied(
            _("Skjemaet ble fylt ut av en annen person. Bare den som skrev det, kan sende det.")
        )


def posted_fields(request: HttpRequest, *, writer: User | None = None) -> list[tuple[str, str]]:
    """Return the posted fields to show again, without token and sign-in fields.

    Only those of a form that was ours, shown to `writer` where one is known: what another
    site posted must never come back with a living token under a button of ours.
    """
    if request.method != "POST" or not _is_ours(request, writer):
        return []
    return [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in _NEVER_KEPT
    ]


def posted_texts(request: HttpRequest, *, writer: User | None) -> list[str]:
    """Return what somebody wrote in words, to be copied from a page that could not take it."""
    fields = posted_fields(request, writer=writer)
    return [value for name, value in fields if name != WRITTEN_BY and len(value.split()) > 1]
