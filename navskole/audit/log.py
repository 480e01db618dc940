"""The only writer of the access log."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from django.db import transaction

from navskole.audit import outbox
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessedPupil, AccessEvent

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime
    from uuid import UUID

    from navskole.accounts.models import User


class Acting(Protocol):
    """What the log needs to know of the person who acts, and of the request they act in."""

    @property
    def user(self) -> User | None: ...
    @property
    def main_role(self) -> str: ...
    @property
    def main_organisation_id(self) -> int | None: ...
    @property
    def now(self) -> datetime: ...
    @property
    def request_id(self) -> UUID | None: ...
    @property
    def method(self) -> str: ...
    @property
    def path(self) -> str: ...


@dataclass(frozen=True)
class Access:
    """One pupil whose data were touched: whose record it was, on what ground, which classes."""

    pupil_id: int
    owner_id: int | None = None
    ground: str = ""
    classes: str = ""


@dataclass
class RequestLog:
    """What one request looked at, collected while the page is made and written last.

    `accesses` keeps one access for each pupil and owner: the first ground, all classes.
    `purpose` is what the person said they opened it for, where the page asks.
    """

    action: Action | None = None
    purpose: str = ""
    accesses: dict[tuple[int, int | None], Access] = field(default_factory=dict)

    def note(self, accesses: Iterable[Access], *, action: Action | None = None) -> None:
        """Add what was looked at; `action` names the look (a list, a search)."""
        self.action = action or self.action
        for access in accesses:
            key = (access.pupil_id, access.owner_id)
            known = self.accesses.get(key, access)
            self.accesses[key] = replace(known, classes=_united(known.classes, access.classes))

    def show_nothing(self) -> None:
        """Keep whom the request was about, without the classes: nothing of them was shown."""
        self.accesses = {key: replace(access, classes="") for key, access in self.accesses.items()}


def _united(first: str, second: str) -> str:
    """Return the class letters of both, each once and in order: `_united("C", "CD")` is "CD"."""
    return "".join(sorted({*first, *second}))


def record(
    actor: Acting,
    action: Action,
    accesses: Iterable[Access] = (),
    *,
    decision: Decision = Decision.PERMIT,
    purpose: str = "",
) -> AccessEvent:
    """Write one event with a row per pupil, and return it.

    Call it inside the transaction of what it tells about: the two stand or fall together.
    """
    user = actor.user
    event = add_event(
        at=actor.now,
        user=user if user is not None and user.pk else None,
        role=actor.main_role,
        organisation_id=actor.main_organisation_id,
        action=action,
        decision=decision,
        purpose=purpose,
        request_id=actor.request_id,
        method=actor.method,
        path=actor.path[:300],
    )
    _add_pupils(event, accesses)
    return event


def add_event(**values: Any) -> AccessEvent:
    """Write one event, and with it that it is to be sent, where events are."""
    with transaction.atomic(savepoint=False):
        event = AccessEvent.objects.create(**values)
        outbox.add(event)
    return event


def record_refusal(actor: Acting, action: Action, accesses: Iterable[Access]) -> AccessEvent:
    """Write a refused look; what was not found costs the same statements as what was.

    Otherwise the time a refusal takes would tell a hidden id from an unknown one.
    """
    event = record(actor, action, decision=Decision.DENY)
    known = list(accesses)
    with transaction.atomic():
        _add_pupils(event, known or [Access(pupil_id=0)])
        transaction.set_rollback(not known)
    return event


def _add_pupils(event: AccessEvent, accesses: Iterable[Access]) -> None:
    AccessedPupil.objects.bulk_create(
        AccessedPupil(
            event=event,
            pupil_id=access.pupil_id,
            owner_id=access.owner_id,
            ground=access.ground,
            classes=access.classes,
        )
        for access in accesses
    )
