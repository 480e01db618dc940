"""The access log as it is read: one line for each request, in plain sentences, page by page.

A request writes several rows (the form that was sent, what it did, each pupil it showed).
Reading the log adds rows too, so pages are cut after a line and not after a number of rows.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    F,
    Max,
    Q,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access.grounds import Ground
from navskole.access.lists import PAGE_SIZE
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessEvent
from navskole.audit.pages import UNKNOWN, page_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet
    from django_stubs_ext import StrPromise

    from navskole.audit.models import AccessedPupil
    from pupils.models import Pupil

OLDER_PARAM = "eldre"
LOOKS = (Action.VIEW, Action.LIST, Action.SEARCH)
_OF_EVERY_REQUEST = {*LOOKS, Action.SUBMIT}
_VERBS: dict[str, StrPromise] = {
    Action.VIEW: _("Så på %(page)s"),
    Action.LIST: _("Så i %(page)s"),
    Action.SEARCH: _("Søkte i %(page)s"),
    Action.SUBMIT: _("Sendte inn %(page)s"),
}
_CLASSES = {
    "A": _("identitet"),
    "B": _("skolens opplysninger"),
    "C": _("NAVs opplysninger"),
    "D": _("sensitive opplysninger"),
    "E": _("delte opplysninger"),
}


@dataclass
class Line:
    """One request, or one change by a command."""

    head: AccessEvent
    events: list[AccessEvent]
    rows: list[AccessedPupil] = field(default_factory=list)
    pupils: list[Pupil] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """When it was."""
        return self.head.at

    @property
    def is_refused(self) -> bool:
        """Whether the person did not get what was asked for."""
        return self.head.decision == Decision.DENY

    @property
    def what(self) -> str:
        """What happened, in a sentence without names.

        Where somebody at NAV read what the school had opened, the school's own privacy officer
        is not told on which page: it might be of a case.
        """
        if self._across_the_wall:
            return gettext("Så på skolens opplysninger som eleven har åpnet for NAV")
        page = page_in_words(self.head.path) if self.head.path else ""
        if self.is_refused:
            return gettext("Fikk ikke tilgang til %(page)s") % {"page": page or UNKNOWN}
        done = [event for event in self.events if event.action not in _OF_EVERY_REQUEST]
        if done:
            return _in_one_sentence(event.get_action_display() for event in done)
        if page and self.head.action in _VERBS:
            return str(_VERBS[self.head.action]) % {"page": page}
        return self.head.get_action_display()

    @property
    def _across_the_wall(self) -> bool:
        """Whether somebody at NAV read what the school had opened, and nothing more is shown."""
        return bool(self.rows) and all(
            row.ground == Ground.CONSENT_FROM_SCHOOL for row in self.rows
        )

    @property
    def purpose(self) -> str:
        """What the person said they opened it for, where they were asked."""
        said = "" if self._across_the_wall else (event.purpose for event in self.events)
        return next(filter(None, said), "")

    @property
    def grounds(self) -> str:
        """On what grounds, each once."""
        labels = dict(Ground.choices)
        return _listed(str(labels.get(row.ground, "")) for row in self.rows)

    @property
    def owners(self) -> str:
        """Whose data it was, each organisation once."""
        return _listed(str(row.owner) if row.owner else "" for row in self.rows)

    @property
    def classes(self) -> str:
        """Which kinds of data were shown."""
        letters = sorted({letter for row in self.rows for letter in row.classes})
        return _listed(str(_CLASSES.get(letter, letter)) for letter in letters)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(word for word in words if word))


def _in_one_sentence(labels: Iterable[str]) -> str:
    """Return "Opprettet sak, ga tilgang": what was done, in its order, each once."""
    first, *rest = dict.fromkeys(labels)
    return ", ".join([first, *(label[:1].lower() + label[1:] for label in rest)])


@dataclass
class Lines:
    """One page of lines, the newest first, and after which event the next one begins."""

    object_list: list[Line]
    older: int | None


def read_lines(
    events: QuerySet[AccessEvent],
    rows: QuerySet[AccessedPupil],
    *,
    after: str = "",
    size: int = PAGE_SIZE,
) -> Lines:
    """Return the page of requests that begins after the one called `after`; else the newest.

    `rows` are the pupils' rows that may be told of. What is no mark of a line is the start.
    """
    groups = (
        events.order_by()
        .values("request_id", lone=_OWN_NUMBER)
        .annotate(last=Max("pk"), moment=Max("at"))
        .order_by("-moment", "-last")
    )
    mark = _mark(after)
    if mark is not None:
        groups = groups.filter(Q(moment__lt=mark.at) | Q(moment=mark.at, last__lt=mark.pk))
    found: list[Any] = list(groups[: size + 1])
    shown = found[:size]
    older = shown[-1]["last"] if len(found) > size else None
    return Lines(_lines(events, rows, shown), older)


def count_requests(*, path: str = "", condition: Q | None = None) -> Count:
    """Return how many lines the events at `path` make: as many as `read_lines` shows of them."""
    own = Cast(f"{path}pk", CharField())
    return Count(
        Coalesce(Cast(f"{path}request_id", CharField()), own), distinct=True, filter=condition
    )


# A change by a command belongs to no request; it is a line of its own.
_OWN_NUMBER = Case(
    When(request_id__isnull=True, then=F("pk")),
    default=Value(None),
    output_field=BigIntegerField(),
)


def _mark(after: str) -> AccessEvent | None:
    if not (after.isascii() and after.isdigit() and len(after) < len(str(2**63))):
        return None
    return AccessEvent.objects.filter(pk=int(after)).first()


def _lines(
    events: QuerySet[AccessEvent], rows: QuerySet[AccessedPupil], groups: list[dict[str, Any]]
) -> list[Line]:
    requests = [group["request_id"] for group in groups if group["request_id"]]
    alone = [group["lone"] for group in groups if group["lone"]]
    members = list(
        events.filter(Q(request_id__in=requests) | Q(pk__in=alone))
        .select_related("user", "organisation")
        .order_by("pk")
    )
    lines: dict[Any, Line] = {}
    for event in members:
        line = lines.setdefault(event.request_id or event.pk, Line(event, []))
        line.head = event
        line.events.append(event)
    by_event = {event.pk: lines[event.request_id or event.pk] for event in members}
    for row in rows.filter(event_id__in=list(by_event)).select_related("owner").order_by("pk"):
        by_event[row.event_id].rows.append(row)
    return [lines[group["request_id"] or group["lone"]] for group in groups]
