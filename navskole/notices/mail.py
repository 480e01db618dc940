"""The e-mail of a notice: its sentence and where to read on, nothing about anybody's pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from navskole.notices.models import Notice


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
