"""The one place that writes explicit grants."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType

from navskole.audit import log
from navskole.audit.events import Action

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from navskole.access.models import DatedGrant, PersonRecord
    from navskole.accounts.models import User


def start_grant(
    grant_model: type[DatedGrant],
    *,
    actor: Actor,
    to: User,
    on: PersonRecord,
    codename: str,
    ground: Ground,
    starts_on: date | None = None,
    ends_on: date | None = None,
    reason: str = "",
    **extra: object,
) -> DatedGrant:
    """Grant `codename` on the record to a person from `starts_on`, or today, and log it.

    `ends_on` is the last day that counts; None lasts until ended.
    """
    grant = grant_model(  # type: ignore[misc]  # some columns are the concrete model's
        user=to,
        content_object=on,
        permission=_permission(on, codename),
        ground=ground,
        reason=reason,
        granted_by=actor.user,
        starts_on=starts_on or actor.on,
        ends_on=ends_on,
        **extra,
    )
    grant.full_clean(exclude=["content_object", "user", "granted_by", "permission"])
    grant.save()
    log.record(actor, Action.GRANT_STARTED, [on.access()])
    return grant


def end_grant(grant: DatedGrant, *, actor: Actor) -> None:
    """End a grant now, and log it."""
    grant.ended_at = actor.now
    grant.save(update_fields=["ended_at"])
    record: PersonRecord = grant.content_object  # type: ignore[attr-defined]  # as above
    log.record(actor, Action.GRANT_ENDED, [record.access()])


def _permission(record: PersonRecord, codename: str) -> Permission:
    content_type = ContentType.objects.get_for_model(type(record))
    return Permission.objects.get(content_type=content_type, codename=codename)
