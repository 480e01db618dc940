"""Declare an own close relation to a pupil, and lift it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import barrier, policies
from navskole.access.grants import end_grant
from navskole.audit import log
from navskole.audit.events import Action
from navskole.records.errors import RuleBroken
from pupils.actions.team import give_case
from pupils.models import Case, CaseGrant, PersonRelation

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Pupil


class AlreadyLifted(RuleBroken):
    """The relation does not stand any longer."""

    message = _("Relasjonen er alt opphevet.")


@transaction.atomic
def declare_relation(
    *, actor: Actor, pupil: Pupil, organisation: Organisation, kind: str
) -> PersonRelation:
    """Declare the actor's own data or close relation; access to the pupil ends at once.

    The cases the actor is put on go to the NAV-leder in the same act: without a responsible
    veileder where it was the actor. The leader is not told what kind of relation it is by the
    case, only by the relation itself.
    """
    policies.require(actor, "pupils.declare_relation", pupil)
    relation = PersonRelation.objects.create(
        pupil=pupil,
        user=actor.person,
        owner=organisation,
        kind=kind,
        declared_at=actor.now,
    )
    with barrier.lifted("declare_relation"):  # at an office on the side they do not act on, too
        _hand_over_cases(actor, pupil)
    log.record(actor, Action.RELATION_DECLARED, [relation.access()])
    return relation


def _hand_over_cases(actor: Actor, pupil: Pupil) -> None:
    """Take the actor off every case of the pupil, also from a day to come."""
    own = Case.objects.select_for_update().filter(pupil=pupil, responsible=actor.person)
    for case in own.open().order_by("pk"):
        give_case(actor, case, None)
    standing = CaseGrant.objects.standing().filter(user=actor.person, content_object__pupil=pupil)
    for grant in standing.select_related("content_object").order_by("pk"):
        end_grant(grant, actor=actor)


@transaction.atomic
def lift_relation(*, actor: Actor, relation: PersonRelation) -> PersonRelation:
    """Lift a relation of somebody whom the actor leads; what it closed opens by the usual grounds.

    A case that was handed over stays so until it is assigned again. Raises AlreadyLifted.
    """
    relation = PersonRelation.objects.select_for_update().get(pk=relation.pk)
    policies.require(actor, "pupils.lift_relation", relation)
    if relation.lifted_at is not None:
        raise AlreadyLifted
    relation.lifted_at, relation.lifted_by = actor.now, actor.user
    relation.save()
    log.record(actor, Action.RELATION_LIFTED, [relation.access()])
    return relation
