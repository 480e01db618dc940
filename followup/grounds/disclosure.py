"""Why somebody may see what was shared on a statute: one item, and never a class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from followup.models import Disclosure
from navskole.access.grounds import Ground
from navskole.access.visibility import Among
from navskole.organisations.models import Role
from navskole.records.models import in_force
from pupils import grounds

if TYPE_CHECKING:
    from navskole.access.actor import Actor

RECEIVING_ROLES = (*grounds.SCHOOL_ROLES, Role.NAV_COUNSELLOR, Role.NAV_MANAGER)
"""Whom something can be shared with: those who work with pupils."""


def disclosure_arms(actor: Actor) -> dict[Ground, Q]:
    """Return the actor's grounds: of the side that shared it, or named as a recipient.

    The recipient reads it from its first to its last day in the very post that was named. It
    needs neither contract, case nor enrolment, and never passes a hard rule. What turned out
    to be a mistake and was struck is shared with nobody.
    """
    arms = {
        ground: condition & Q(case__isnull=True)
        for ground, condition in grounds.own_school_records(actor).items()
    }
    arms |= grounds.own_case_records(actor)
    posts = [row.pk for row in actor.memberships if row.role in RECEIVING_ROLES]
    if posts:
        to_them = Disclosure.recipients.through.objects.filter(membership_id__in=posts)
        arms[Ground.LAWFUL_DISCLOSURE] = (
            Q(Among("pk", to_them.values("disclosure_id")))
            & in_force(on=actor.on)
            & Q(note__struck_at__isnull=True, task__struck_at__isnull=True)
            & grounds.hard_rules(actor, path="pupil__")
            & grounds.sides_apart(actor)
        )
    return arms
