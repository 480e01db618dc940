"""What is timed of each person: their list, parts of it, a case, a note and what waits for them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.test import Client
from django.urls import reverse
from guardian.shortcuts import get_objects_for_user

from followup.models import Note
from navskole.access import barrier
from navskole.access.actor import _questions_of
from navskole.access.lists import PAGE_SIZE
from navskole.access.reading import read_by
from navskole.organisations.models import Side
from pupils.models import Case
from tests.benchmarks.people import Person, acting
from tests.benchmarks.without_rules import without_rules

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

FILTERED = "flagg=urgent&frist=noe"
LEAST_NOTES = 50


class Measured:
    """One person of the made-up country, and everything that is timed of them."""

    def __init__(self, person: Person) -> None:
        self.person, self.user = person, person.find()
        self.actor = acting(self.user)
        self.client = Client(headers={"accept-encoding": "gzip"})
        self.client.force_login(self.user)
        with read_by(self.actor):
            shown = list(person.rows(self.actor).with_ground(self.actor)[:PAGE_SIZE])
        self.ids = [row.pk for row in shown]
        self.ground = shown[0].ground
        self.case = self._case_with_notes()
        self.note = Note.objects.visible_to(self.actor).order_by("pk").first()
        self.probes = self._probes()

    @property
    def is_caseload(self) -> bool:
        """Whether the list has filters and tallies."""
        return self.person.list_url != "pupils:pupil_list"

    def address(self, query: str = "") -> str:
        """Return the address of the list."""
        return f"{self.person.address}?{query}"

    def _probes(self) -> dict[str, Callable[[], Any]]:
        plain, cold = self.address(), self._cold
        probes: dict[str, Callable[[], Any]] = {
            "rows": partial(self._rows, self.person.rows),
            "floor": self._floor,
            "page": partial(self.get, plain),
            "page without rules": partial(self._unruled, plain),
            "page, first of the day": partial(cold, plain),
            "search": partial(self.get, self._searched()),
            "last page": partial(self.get, self._last()),
            "count": self._count,
        }
        if self.is_caseload:
            probes["filter"] = partial(self.get, self.address(FILTERED))
        if self.case:
            notes = reverse("followup:case_notes", args=[self.case.public_id])
            probes["case"] = partial(self.get, notes)
            probes["case without rules"] = partial(self._unruled, notes)
        if self.note:
            probes["note"] = partial(self._may_see, Note.objects.one_visible_to)
            probes["note floor"] = partial(self._may_see, lambda _: Note.objects.all())
        if self.person.key in {"rektor", "leder"}:
            probes["inbox"] = partial(self.get, reverse("followup:awaiting_list"))
        if self.person.key in {"veileder", "vikar"}:
            probes["guardian"] = partial(self._rows, self._by_guardian)
        return probes

    def get(self, address: str) -> Any:
        """Return the page; raises AssertionError where it is not shown."""
        response = self.client.get(address)
        assert response.status_code == 200, (self.person.key, address, response.status_code)
        return response

    def _rows(self, rows: Callable[[Any], QuerySet]) -> int:
        with read_by(self.actor), barrier.reading_as(self.actor):
            return len(rows(self.actor)[:PAGE_SIZE])

    def _floor(self) -> int:
        with read_by(self.actor):
            rows: Any = self.person.rows(self.actor).model.objects.filter(pk__in=self.ids)
            related = rows.select_related("pupil") if rows.model is Case else rows
            return len(related.by_name())

    def _unruled(self, address: str) -> None:
        with without_rules(self.ground):
            self.get(address)

    def _cold(self, address: str) -> None:
        _questions_of.cache_clear()
        self.get(address)

    def _searched(self) -> str:
        with read_by(self.actor):
            row = self.person.rows(self.actor).first()
        pupil = row.pupil if isinstance(row, Case) else row
        answer = self.client.post(self.person.address, {"question": pupil.last_name})
        return str(answer.headers["Location"])

    def _last(self) -> str:
        return self.address("side=999999")

    def _count(self) -> int:
        with read_by(self.actor), barrier.reading_as(self.actor):
            return capped(self.person.rows(self.actor))

    def _case_with_notes(self) -> Case | None:
        """Return an open case of which the person reads at least fifty notes; NAV's people only."""
        if self.actor.side != Side.NAV:
            return None
        for case in Case.objects.visible_to(self.actor).open().order_by("pk"):
            notes = Note.objects.visible_to(self.actor).filter(case=case)
            if notes.count() >= LEAST_NOTES:
                return case
        return None

    def _may_see(self, notes: Callable[[Any], QuerySet[Note]]) -> bool:
        return notes(self.actor).filter(pk=self.note.pk).exists()

    def _by_guardian(self, actor: Any) -> Any:
        cases = Case.objects.open().select_related("pupil").by_name()
        return get_objects_for_user(actor.person, "pupils.view_case", cases)


def capped(rows: QuerySet) -> int:
    """Count no further than lists do."""
    return rows.count()
