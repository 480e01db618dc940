"""The same pages as they would be in a program without rules of access, to compare with.

Each question is asked of every record, and the lists are narrowed as such a program would: by a
school's pupils, by whom a case is dealt to, by the office that has it.
"""

from __future__ import annotations

from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from django.db.models import BigIntegerField, CharField, Value

from followup.querysets.measure import MeasureQuerySet
from followup.querysets.note import NoteQuerySet
from navskole.access import barrier
from navskole.access.grounds import Ground
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role
from pupils.models import CaseGrant
from pupils.querysets.case import CaseQuerySet
from pupils.querysets.enrolment import EnrolmentQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from navskole.access.actor import Actor


@contextmanager
def without_rules(ground: str) -> Iterator[None]:
    """Show everything that is asked for, as if `ground` held for all of it."""

    def first_ground(self: Any, actor: Actor, among: Any) -> Value:
        return Value(ground, output_field=CharField())

    with ExitStack() as stack:
        for owner, name, instead in (
            (GuardedQuerySet, "_seen_through", _everything),
            (GuardedQuerySet, "_first_ground", first_ground),
            (CaseQuerySet, "_only", _plainly_dealt),
            (NoteQuerySet, "opened_to", _of_the_pupil),
            (MeasureQuerySet, "opened_to", _of_the_pupil),
            (EnrolmentQuerySet, "opened_to", _of_the_pupil),
        ):
            stack.enter_context(patch.object(owner, name, instead))
        stack.enter_context(patch("pupils.grounds.record_owner", _nobody))
        stack.enter_context(patch.object(barrier, "_person", _past_the_barrier))
        yield


def _everything(self: Any, actor: Actor, **how: Any) -> Any:
    return self.all()


def _plainly_dealt(self: Any, ground: Ground, actor: Actor) -> Any:
    if ground == Ground.CASE_TEAM:
        own = CaseGrant.objects.filter(user_id=actor.person.pk)
        return self.filter(pk__in=own.values("content_object_id"))
    return self.filter(office_id__in=actor.at(Role.NAV_MANAGER))


def _of_the_pupil(self: Any, actor: Actor, case: Any) -> Any:
    return self.filter(pupil_id=case.pupil_id, owner__side="school").annotate(
        ground=Value(Ground.CONSENT_FROM_SCHOOL)
    )


def _past_the_barrier(actor: Actor) -> Any:
    return barrier._system("benchmark")


def _nobody(actor: Actor) -> Value:
    return Value(None, output_field=BigIntegerField())
