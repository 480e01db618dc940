"""Record and withdraw consent."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version
from pupils.models import Consent, ConsentLine, ConsentStatus, Information

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Case, ProblemArea

TEXT_VERSION = "2026-1"
"""The information text the pupil was shown."""


class NothingToShare(RuleBroken):
    """A given consent names nothing it opens."""

    message = _("Kryss av for hva eleven samtykker til å dele, og med hvem.")
    field = "lines"


class ExistenceMissing(RuleBroken):
    """Measures or notes cannot be shared without showing that the case exists."""

    message = _("Tiltak og notater kan bare deles med en tjeneste som får vite at saken finnes.")
    field = "lines"


class SensitiveNotTicked(RuleBroken):
    """A health-like area was chosen without the tick for sensitive information."""

    message = _("Psykisk helse og rus krever at eleven samtykker uttrykkelig til det sensitive.")
    field = "includes_sensitive"


class AlreadyEnded(RuleBroken):
    """The consent is withdrawn already."""

    message = _("Samtykket er alt trukket.")


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or the last day of a shorter month.

    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    total = day.month - 1 + months
    year, month = day.year + total // 12, total % 12 + 1
    return day.replace(year=year, month=month, day=min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True)
class LineChoice:
    """One ticked box: a kind of information to a service at an organisation."""

    information: str
    service: str
    receiver: Organisation


@dataclass(frozen=True)
class ConsentContent:
    """What the pupil answered; `ends_on` is the last day that counts."""

    status: str
    method: str
    starts_on: date
    ends_on: date
    summary: str = ""
    guardian_involved: bool = False
    age_assessment: str = ""
    lines: Collection[LineChoice] = ()
    areas: Collection[ProblemArea] = field(default_factory=tuple)
    includes_sensitive: bool = False


@transaction.atomic
def record_consent(
    *, actor: Actor, case: Case, content: ConsentContent, submission_id: UUID | None = None
) -> Consent:
    """Record an answer, given or not; a second post returns the first.

    Raises NothingToShare, ExistenceMissing or SensitiveNotTicked for a given consent.
    """
    policies.require(actor, "pupils.record_consent", case)
    known = Consent.objects.filter(  # type: ignore[misc]  # no id finds no row
        recorded_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    if content.status == ConsentStatus.GIVEN:
        _require_complete(content)
    consent = Consent(
        pupil=case.pupil,
        owner=case.office,
        case=case,
        status=content.status,
        method=content.method,
        summary=content.summary,
        guardian_involved=content.guardian_involved,
        age_assessment=content.age_assessment,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        text_version=TEXT_VERSION,
        recorded_by=actor.user,
        recorded_at=actor.now,
    )
    if submission_id:
        consent.submission_id = submission_id
    consent.save_change(by=actor.user, at=actor.now, new=True)
    if content.status == ConsentStatus.GIVEN:
        _save_lines(consent, content)
    log.record(actor, Action.CONSENT_RECORDED, [consent.access()])
    return consent


def _require_complete(content: ConsentContent) -> None:
    if not content.lines:
        raise NothingToShare
    told = {
        (line.service, line.receiver)
        for line in content.lines
        if line.information == Information.EXISTENCE
    }
    if any((line.service, line.receiver) not in told for line in content.lines):
        raise ExistenceMissing
    if not content.includes_sensitive and any(area.is_sensitive for area in content.areas):
        raise SensitiveNotTicked


def _save_lines(consent: Consent, content: ConsentContent) -> None:
    for choice in content.lines:
        line = ConsentLine.objects.create(
            consent=consent,
            information=choice.information,
            service=choice.service,
            receiver=choice.receiver,
            includes_sensitive=content.includes_sensitive,
        )
        line.areas.set(content.areas)


@transaction.atomic
def withdraw_consent(*, actor: Actor, consent: Consent, version: int, reason: str = "") -> Consent:
    """End the consent now; what it opened is closed to the other side in the next request."""
    consent = Consent.objects.select_for_update().get(pk=consent.pk)
    policies.require(actor, "pupils.withdraw_consent", consent)
    if consent.ended_at is not None:
        raise AlreadyEnded
    require_version(consent, version)
    _end(consent, actor=actor, status=ConsentStatus.WITHDRAWN, reason=reason)
    log.record(actor, Action.CONSENT_WITHDRAWN, [consent.access()])
    return consent


def end_consents_of(case: Case, *, actor: Actor) -> None:
    """End every consent of a case, also one still to come, so that reopening revives none."""
    for consent in Consent.objects.filter(case=case, ended_at__isnull=True):
        _end(consent, actor=actor, status=consent.status, reason="")


def _end(consent: Consent, *, actor: Actor, status: str, reason: str) -> None:
    consent.status, consent.ended_at = status, actor.now
    consent.withdrawal_reason = reason
    consent.save_change(by=actor.user, at=actor.now)
