"""Record, renew and withdraw consent, NAV's in a case and the school's own."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models import DocumentLanguage
from navskole.access import policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version
from navskole.rules.models import Rule, RuleCode
from pupils.consent_sheet.sheet import Asked, Sheet, digest_of_text
from pupils.consent_sheet.words import TEXT_VERSION
from pupils.models import (
    ADULT,
    Consent,
    ConsentLine,
    ConsentStatus,
    Enrolment,
    Information,
    Service,
)
from pupils.policies import require_at_school

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.consent_sheet.sheet import Section
    from pupils.models import Case, ProblemArea, Pupil


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
    field = "lines"


class PupilAnswersAlone(RuleBroken):
    """Pupil and guardian can disagree only about somebody under eighteen."""

    message = _("Eleven er fylt 18 år og svarer alene. Velg ja eller nei.")
    field = "status"


class AlreadyEnded(RuleBroken):
    """The consent is withdrawn or replaced already."""

    message = _("Samtykket er alt trukket eller erstattet.")


def latest_end(actor: Actor, *, pupil: Pupil, school_id: int | None, starts_on: date) -> date:
    """Return the last day a consent from `starts_on` can have.

    The period of the rule, or the end of the pupil's enrolment at the school where that is
    known and earlier. A case that is closed ends it too, on its own day.
    """
    months = Rule.objects.value(RuleCode.CONSENT_MONTHS, on=actor.on)
    enrolled = Enrolment.objects.in_force(on=starts_on).filter(
        Q(school_id=school_id), pupil=pupil, ends_on__isnull=False
    )
    leaves = enrolled.order_by("ends_on").values_list("ends_on", flat=True).last()
    ends = starts_on + relativedelta(months=months)
    return min(ends, leaves) if leaves else ends


@dataclass(frozen=True)
class LineChoice:
    """One ticked box: a kind of information to a service, about which areas."""

    information: str
    service: str
    receiver: Organisation
    areas: Collection[ProblemArea] = ()
    includes_sensitive: bool = False


@dataclass(frozen=True)
class ConsentContent:
    """What the pupil answered; `ends_on` is the last day that counts, None for a no.

    `asked` are the services the pupil was told of, `language` the written standard.
    """

    status: str
    method: str
    starts_on: date
    ends_on: date | None
    summary: str = ""
    guardian_involved: bool = False
    guardian_reason: str = ""
    age_assessment: str = ""
    outside_services: Collection[str] = field(default_factory=tuple)
    lines: Collection[LineChoice] = ()
    asked: Collection[Asked] = ()
    language: str = DocumentLanguage.BOKMAL

    def asked_about(self) -> list[Asked]:
        """Return the services the pupil was asked about: at least those of the lines."""
        named = [Asked(line.service, line.receiver) for line in self.lines]
        return list(dict.fromkeys([*self.asked, *named]))


def record_consent(
    *,
    actor: Actor,
    case: Case,
    content: ConsentContent,
    replaces: Consent | None = None,
    submission_id: UUID | None = None,
) -> Consent:
    """Record an answer in a case, given or not; a second post returns the first.

    The answer that renews another replaces it, which ends now. Raises NothingToShare,
    ExistenceMissing or SensitiveNotTicked for a given consent, PupilAnswersAlone for a
    disagreement about an adult, AlreadyEnded when the replaced one has ended.
    """
    policies.require(actor, "pupils.record_consent", case)
    return _record(
        actor, content, replaces, submission_id, pupil=case.pupil, owner=case.office, case=case
    )


def record_school_consent(
    *,
    actor: Actor,
    pupil: Pupil,
    school: Organisation,
    content: ConsentContent,
    replaces: Consent | None = None,
    submission_id: UUID | None = None,
) -> Consent:
    """Record an answer about the school's own information; no case, and none is told of.

    Raises as `record_consent`, but for existence, which is not the school's to share.
    """
    policies.require(actor, "pupils.record_school_consent", pupil)
    require_at_school(actor, pupil, school)
    return _record(actor, content, replaces, submission_id, pupil=pupil, owner=school)


@transaction.atomic
def _record(
    actor: Actor,
    content: ConsentContent,
    replaces: Consent | None,
    submission_id: UUID | None,
    **place: Any,
) -> Consent:
    known = Consent.objects.filter(  # type: ignore[misc]  # no id finds no row
        recorded_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    _require_complete(actor, place["pupil"], content)
    if replaces is not None:
        _replace(actor, replaces)
    told = _told(actor, content, **place)
    consent = Consent(
        status=content.status,
        method=content.method,
        summary=content.summary,
        guardian_involved=content.guardian_involved,
        guardian_reason=content.guardian_reason,
        age_assessment=content.age_assessment,
        outside_services=list(content.outside_services),
        starts_on=content.starts_on,
        ends_on=content.ends_on,
        text_version=TEXT_VERSION,
        text_language=content.language,
        text_shown=told,
        text_digest=digest_of_text(told),
        replaces=replaces,
        recorded_by=actor.user,
        recorded_at=actor.now,
        **place,
    )
    if submission_id:
        consent.submission_id = submission_id
    consent.save_change(by=actor.user, at=actor.now, new=True)
    if content.status == ConsentStatus.GIVEN:
        _save_lines(consent, content)
    log.record(actor, Action.CONSENT_RECORDED, [consent.access()])
    return consent


def _told(
    actor: Actor,
    content: ConsentContent,
    *,
    pupil: Pupil,
    owner: Organisation,
    case: Case | None = None,
) -> list[Section]:
    """Return what the pupil was told, with what was ticked; after a no, the boxes are empty."""
    sheet = Sheet(
        language=DocumentLanguage(content.language),
        owner=owner,
        contact=str(actor.user),
        is_nav=case is not None,
        is_minor=pupil.age(on=actor.on) < ADULT,
        asked=content.asked_about(),
        ticked=content.lines,
        starts_on=content.starts_on,
        ends_on=content.ends_on,
    )
    return sheet.sections()


def _require_complete(actor: Actor, pupil: Pupil, content: ConsentContent) -> None:
    if content.status == ConsentStatus.BLOCKED and pupil.age(on=actor.on) >= ADULT:
        raise PupilAnswersAlone
    if content.status != ConsentStatus.GIVEN:
        return
    if not content.lines:
        raise NothingToShare
    told = {
        (line.service, line.receiver)
        for line in content.lines
        if line.information == Information.EXISTENCE or line.service == Service.NAV_OFFICE
    }
    if any((line.service, line.receiver) not in told for line in content.lines):
        raise ExistenceMissing
    for line in content.lines:
        if not line.includes_sensitive and any(area.is_sensitive for area in line.areas):
            raise SensitiveNotTicked


def _replace(actor: Actor, consent: Consent) -> None:
    replaced = Consent.objects.select_for_update().get(pk=consent.pk)
    if replaced.ended_at is not None:
        raise AlreadyEnded
    _end(replaced, actor=actor, status=replaced.status, reason="")


def _save_lines(consent: Consent, content: ConsentContent) -> None:
    for choice in content.lines:
        line = ConsentLine.objects.create(
            consent=consent,
            information=choice.information,
            service=choice.service,
            receiver=choice.receiver,
            includes_sensitive=choice.includes_sensitive,
        )
        line.areas.set(choice.areas)


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
