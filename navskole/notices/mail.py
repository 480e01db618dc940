"""The e-mail of a notice: its sentence and where to read on, nothing about anybody's pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import resolve, reverse
from django.utils.translation import gettext as _

from navskole.access import policies
from navskole.access.actor import Actor

if TYPE_CHECKING:
    from datetime import datetime

    from navskole.notices.models import Notice


def may_open(notice: Notice, *, now: datetime) -> bool:
    """Tell whether the recipient may open the page of the notice, where it has one.

    What somebody was told in the morning may have been closed to them since: their post or the
    placement ended, or the office left.
    """
    if not notice.page:
        return True
    view: Any = resolve(notice.address).func.view_class  # type: ignore[attr-defined]  # our views
    actor = Actor.for_user(notice.recipient, now=now, side=notice.organisation.side)
    visible = view.target_model.objects.visible_to(actor)
    target = visible.filter(public_id=notice.subject).first()
    return target is not None and policies.allows(actor, view.permission, target)


def message_of(notice: Notice) -> EmailMessage:
    """Return the e-mail to the person the notice was written to.

    The page it leads to asks for sign-in, and then whether the person may see it.
    """
    path = notice.address or reverse("notices:notice_list")
    where = urljoin(settings.SITE_ADDRESS, path)
    body = render_to_string("notices/email.txt", {"notice": notice, "where": where})
    return EmailMessage(
        subject=_("navskole: %(sentence)s") % {"sentence": notice},
        body=body,
        to=[notice.recipient.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
