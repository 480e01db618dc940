"""What a seal is made of: the rows of a segment as canonical JSON, and a key from the settings."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from navskole.audit.models import AccessedPupil, AccessEvent
from navskole.records.digest import content_digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from navskole.audit.models import AuditDisposal, AuditSegment

SCHEMA = 1
# What is sealed of a row. A new column gets a new number here, with the old lists kept: what
# was sealed by them is verified by them.
EVENT_FIELDS: dict[int, tuple[str, ...]] = {
    1: (
        "id",
        "at",
        "user_id",
        "role",
        "organisation_id",
        "action",
        "decision",
        "purpose",
        "request_id",
        "method",
        "path",
    ),
}
PUPIL_FIELDS: dict[int, tuple[str, ...]] = {
    1: ("id", "event_id", "pupil_id", "owner_id", "ground", "classes"),
}
_SEALED = (
    "number",
    "first_id",
    "last_id",
    "events",
    "pupils",
    "digest",
    "previous_seal",
    "key_id",
    "sealed_at",
)
_ROWS_AT_A_TIME = 1000


@dataclass(frozen=True)
class Content:
    """How many rows a range of events holds, and what they say."""

    events: int
    pupils: int
    digest: str


def content_of(first_id: int, last_id: int, *, schema: int) -> Content:
    """Read the events of the range, both ends included, and their pupils, a few at a time."""
    events = AccessEvent.objects.filter(pk__range=(first_id, last_id)).order_by("pk")
    pupils = AccessedPupil.objects.filter(event_id__gte=first_id, event_id__lte=last_id)
    pupils = pupils.order_by("event_id", "pk")
    counts, rows = [0, 0], hashlib.sha256()
    for table, read in enumerate(
        (_rows(events, EVENT_FIELDS[schema]), _rows(pupils, PUPIL_FIELDS[schema]))
    ):
        for row in read:
            counts[table] += 1
            rows.update(content_digest(row, schema=schema).encode())
        rows.update(b"|")
    return Content(events=counts[0], pupils=counts[1], digest=rows.hexdigest())


def _rows(queryset: QuerySet[Any], fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for row in queryset.values(*fields).iterator(chunk_size=_ROWS_AT_A_TIME):
        yield _exact(row)


def _exact(values: dict[str, Any]) -> dict[str, Any]:
    """Write times with all their digits; JSON of Django's own making leaves out microseconds."""
    return {
        name: value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def seal_of(segment: AuditSegment, secret: str) -> str:
    """Return the HMAC over the segment's fields."""
    content = _exact({name: getattr(segment, name) for name in _SEALED})
    digest = content_digest(content, schema=segment.schema)
    return hmac.new(secret.encode(), digest.encode(), hashlib.sha256).hexdigest()


def is_sealed_with(segment: AuditSegment, secret: str) -> bool:
    """Tell whether the segment's seal was made of what stands in it, with that secret."""
    return hmac.compare_digest(segment.seal, seal_of(segment, secret))


def mark_of(disposal: AuditDisposal, secret: str) -> str:
    """Return the HMAC over what a disposal says, and of which segment."""
    content = _exact(
        {
            "seal": disposal.segment.seal,
            "disposed_at": disposal.disposed_at,
            "years": disposal.years,
            "key_id": disposal.key_id,
        }
    )
    digest = content_digest(content, schema=disposal.segment.schema)
    return hmac.new(secret.encode(), digest.encode(), hashlib.sha256).hexdigest()


def known_keys() -> dict[str, str]:
    """Return the secrets by key id, the one to seal with first."""
    if not settings.AUDIT_SEAL_KEYS:
        raise ImproperlyConfigured("Set AUDIT_SEAL_KEYS: without a key the log is not sealed.")
    return dict(settings.AUDIT_SEAL_KEYS)
