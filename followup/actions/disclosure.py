"""Share one item on a statute with named people, and end it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from followup.disclosure_notices import tell_of_disclosure
from followup.disclosure_recipients import possible_recipients
from followup.models import (
    NAMED_IN_WORDS,
    SHORTEST_ASSESSMENT,
    Disclosure,
    Measure,
    Note,
    Task,
    statutes_of,
)
from followup.sensitive import shown
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken, require_version
from pupils.grounds import hard_rules
from pupils.models import Pupil

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from navskole.organisations.models import Membership

LONGEST = timedelta(days=365)
"""How long one item can be shared on a statute before it is assessed again."""


class NotARecipient(RuleBroken):
    """Somebody chosen does not work there, or a hard rule keeps them off; which is not said."""

    message = _("En av dem du har valgt, kan ikke få opplysningen. Velg en annen.")
    field = "recipients"


class NobodyNamed(RuleBroken):
    """A disclosure is to people, by name."""

    message = _("Velg hvem opplysningen deles med.")
    field = "recipients"


class StatuteNotNamed(RuleBroken):
    """The choice says no statute by itself."""

    message = _("Skriv hvilken hjemmel som gjelder.")
    field = "statute_text"


class StatuteOfTheOtherSide(RuleBroken):
    """The statute lets only the other side share."""

    message = _("Velg en hjemmel som gjelder for dere.")
    field = "statute"


class AssessmentTooShort(RuleBroken):
    """Why it is necessary must be written so that somebody else can judge it."""

    message = _("Skriv vurderingen så en annen kan etterprøve den.")
    field = "assessment"


class UninformedWithoutReason(RuleBroken):
    """The pupil was not told, and nobody has said why."""

    message = _("Skriv hvorfor eleven ikke er informert.")
    field = "uninformed_reason"


class NoSuchEnd(RuleBroken):
    """The last day has passed, or is too far ahead."""

    message = _("Siste dag må være i dag eller senere, og innen et år.")
    field = "ends_on"


@dataclass(frozen=True)
class DisclosureContent:
    """With whom, on what, why, and until when."""

    recipients: Collection[Membership]
    statute: str
    assessment: str
    pupil_informed: bool
    ends_on: date
    statute_text: str = ""
    uninformed_reason: str = ""

    def require_complete(self, *, side: str, on: date) -> None:
        """Raise what is missing or wrong for the side that shares, where something is."""
        if not self.recipients:
            raise NobodyNamed
        if self.statute not in statutes_of(side):
            raise StatuteOfTheOtherSide
        if self.statute in NAMED_IN_WORDS and not self.statute_text:
            raise StatuteNotNamed
        if len(self.assessment) < SHORTEST_ASSESSMENT:
            raise AssessmentTooShort
        if not self.pupil_informed and not self.uninformed_reason:
            raise UninformedWithoutReason
        if not on <= self.ends_on <= on + LONGEST:
            raise NoSuchEnd


def version_of(item: Note | Task | Measure) -> int:
    """Return the version of what would be shared."""
    if isinstance(item, Measure):
        return item.parts.get(owner_id=item.owner_id).version
    return item.version


@transaction.atomic
def disclose(
    *,
    actor: Actor,
    item: Note | Task | Measure,
    version: int,
    content: DisclosureContent,
    submission_id: UUID | None = None,
) -> Disclosure:
    """Share the item as it stands; a second post with the same id returns the first.

    Raises StaleVersion where the item has changed since it was read, and the named rules
    where something is missing. Needs no consent and no contract.
    """
    policies.require(actor, "followup.disclose", item)
    known = Disclosure.objects.filter(  # type: ignore[misc]  # no id finds no row
        disclosed_by=actor.user, submission_id=submission_id
    ).first()
    if known is not None:
        return known
    versioned = item.parts.get(owner_id=item.owner_id) if isinstance(item, Measure) else item
    locked: Any = type(versioned)
    require_version(locked.objects.select_for_update().get(pk=versioned.pk), version)
    content.require_complete(side=item.owner.side, on=actor.on)
    _require_may_receive(actor, item, content.recipients)
    disclosure = _made(actor, item, content)
    if submission_id:
        disclosure.submission_id = submission_id
    disclosure.save_change(by=actor.user, at=actor.now, new=True)
    disclosure.recipients.set(content.recipients)
    tell_of_disclosure(actor, disclosure)
    log.record(actor, Action.ITEM_DISCLOSED, [disclosure.access()])
    return disclosure


def _made(actor: Actor, item: Note | Task | Measure, content: DisclosureContent) -> Disclosure:
    disclosure = Disclosure(
        pupil=item.pupil,
        owner=item.owner,
        case=item.case,
        **_frozen(item),
        is_sensitive=item.is_sensitive,
        statute=content.statute,
        statute_text=content.statute_text,
        assessment=content.assessment,
        pupil_informed=content.pupil_informed,
        uninformed_reason="" if content.pupil_informed else content.uninformed_reason,
        starts_on=actor.on,
        ends_on=content.ends_on,
        disclosed_by=actor.person,
        disclosed_at=actor.now,
    )
    setattr(disclosure, type(item).__name__.lower(), item)
    return disclosure


def _frozen(item: Note | Task | Measure) -> dict[str, Any]:
    """Return what is shared, as it stands: it never follows the item."""
    record = shown(item)
    return {
        "heading": record.heading,
        "text": record.text,
        "facts": [[str(label), str(value)] for label, value in record.facts],
    }


def _require_may_receive(
    actor: Actor, item: Note | Task | Measure, chosen: Collection[Membership]
) -> None:
    offered = set(possible_recipients(actor, item).values_list("pk", flat=True))
    for post in chosen:
        reader = Actor.for_user(post.user, now=actor.now, side=post.organisation.side)
        rows = Pupil.objects.filter(hard_rules(reader), pk=item.pupil_id)
        if post.pk not in offered or not rows.exists():
            raise NotARecipient


@transaction.atomic
def end_disclosure(
    *, actor: Actor, disclosure: Disclosure, version: int, reason: str
) -> Disclosure:
    """End it now; those named lose it in the next request, and what was shared is kept."""
    disclosure = Disclosure.objects.select_for_update().get(pk=disclosure.pk)
    policies.require(actor, "followup.end_disclosure", disclosure)
    require_version(disclosure, version)
    disclosure.ended_at, disclosure.ended_by = actor.now, actor.person
    disclosure.ended_reason = reason
    disclosure.save_change(by=actor.user, at=actor.now)
    log.record(actor, Action.DISCLOSURE_ENDED, [disclosure.access()])
    return disclosure
