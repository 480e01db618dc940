"""Tell people, send the e-mails, mark what is read, and forget what is old."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.db import transaction

from navskole.access import barrier, policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.notices.kinds import due
from navskole.notices.mail import may_open, message_of
from navskole.notices.models import Notice

if TYPE_CHECKING:
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.notices.kinds import Telling

_log = logging.getLogger(__name__)


@transaction.atomic
def tell(actor: Actor, *tellings: Telling) -> None:
    """Write what is told, to everybody but the one who acts; what was told before stays as it is.

    Called by the actions whose effects it tells of, inside their transaction. Two that tell the
    same at once write in the same order, so that neither waits for the other for ever.
    """
    for telling in sorted(tellings, key=_order):
        told = {row.user_id: row.organisation_id for row in telling.to}
        if actor.user is not None:
            told.pop(actor.user.pk, None)
        Notice.objects.bulk_create(
            [
                Notice(
                    recipient_id=recipient,
                    organisation_id=organisation,
                    kind=telling.kind.code,
                    subject=telling.subject,
                    occasion=telling.occasion,
                    facts=dict(telling.facts),
                    page=telling.page,
                    created_at=actor.now,
                )
                for recipient, organisation in sorted(told.items())
            ],
            ignore_conflicts=True,
        )


def _order(telling: Telling) -> tuple[str, UUID, str]:
    return telling.kind.code, telling.subject, telling.occasion


def tell_what_is_due(*, actor: Actor) -> int:
    """Write the notices that the actor's day brings and nobody has had; return how many."""
    with barrier.working_as(actor):
        before = Notice.objects.count()
        tell(actor, *due(actor))
        return Notice.objects.count() - before


# --- E-mail ---------------------------------------------------------------------------


@dataclass
class Receipt:
    """How many e-mails went out, and how many did not."""

    sent: int = 0
    failed: int = 0


def send_waiting(*, actor: Actor) -> Receipt:
    """Send every e-mail that waits; each is marked in the transaction it is sent in.

    Two that run at once do not send the same: the second waits for the row, and finds it sent.
    """
    receipt = Receipt()
    waiting = Notice.objects.to_send(now=actor.now)
    for key in list(waiting.values_list("pk", flat=True)):
        try:
            receipt.sent += _send_one(key, actor=actor)
        except (SMTPException, OSError, ValueError) as failure:
            receipt.failed += 1
            # The error itself may hold the address.
            _log.warning("The e-mail of notice %s failed: %s", key, type(failure).__name__)
    if receipt.sent:
        log.record(actor, Action.NOTICES_SENT)
    return receipt


@barrier.lifted("send_notices")
def _send_one(key: int, *, actor: Actor) -> int:
    """Send one that still waits; return 1.

    Or 0 where somebody else was first, or the recipient may not open its page any more.
    """
    waiting = Notice.objects.to_send(now=actor.now).select_for_update(of=("self",))
    notice = waiting.select_related("recipient", "organisation").filter(pk=key).first()
    if notice is None or not may_open(notice, now=actor.now):
        return 0
    notice.emailed_at = actor.now
    notice.save(update_fields=["emailed_at"])
    message_of(notice).send()
    return 1


# --- Read, and forgotten --------------------------------------------------------------


@transaction.atomic
def read_notice(*, actor: Actor, notice: Notice) -> Notice:
    """Mark a notice as read; the first time counts."""
    policies.require(actor, "notices.open_notice", notice)
    notice = Notice.objects.select_for_update().get(pk=notice.pk)
    if notice.read_at is None:
        notice.read_at = actor.now
        notice.save(update_fields=["read_at"])
        log.record(actor, Action.NOTICES_READ)
    return notice


@transaction.atomic
def read_all_notices(*, actor: Actor) -> int:
    """Mark all that the person has been told so far as read; return how many were not."""
    policies.require(actor, "notices.list_notices")
    told = Notice.objects.visible_to(actor).filter(created_at__lte=actor.now)
    read = told.unread().update(read_at=actor.now)
    log.record(actor, Action.NOTICES_READ)
    return read


@transaction.atomic
def forget_old_notices(*, actor: Actor) -> int:
    """Delete what is kept no longer; return how many."""
    deleted, _by_model = Notice.objects.past_keeping(now=actor.now).delete()
    return deleted
