"""Questions about pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When

from navskole.access.grounds import ONLY_READING, Ground
from navskole.access.reading import reader
from navskole.access.visibility import GuardedQuerySet
from navskole.organisations.models import Role
from navskole.records.sorting import fold
from pupils.called import own_names

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor
    from pupils.models import ContactDetails, PersonRelation, Pupil


class NameOrder(F):
    """The key a list of pupils is in order by: of the name that the reader is shown."""

    name: str

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Any:
        """Take the reader's own names when the question is asked."""
        pupil = self.name.removesuffix("sort_key")
        own = own_names(reader())
        if not own:
            return super().resolve_expression(*args, **kwargs)
        called = [
            When(**{f"{pupil}pk": pupil_id}, then=Value(name.sort_key))
            for pupil_id, name in own.items()
        ]
        return Case(*called, default=F(self.name)).resolve_expression(*args, **kwargs)


class PupilQuerySet(GuardedQuerySet["Pupil"]):
    """Everything that reads pupils starts with `visible_to(actor)`."""

    one_at_a_time = ONLY_READING

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a pupil's identity (class A)."""
        from pupils import grounds

        return grounds.pupil_arms(actor)

    def with_ground(self, actor: Actor) -> Self:
        """Annotate `ground`, and `record_owner_id`: whose record of the pupil the actor reads."""
        from pupils import grounds

        return super().with_ground(actor).annotate(record_owner_id=grounds.record_owner(actor))

    def enrolled_at(self, school_ids: frozenset[int], *, on: date) -> Self:
        """Return the pupils with an enrolment in force at any of the schools."""
        from pupils.models import Enrolment

        enrolled = Enrolment.objects.in_force(on=on).filter(school_id__in=school_ids)
        return self.filter(enrolled.pupils_at("pk", school_ids))

    def named(self, question: str) -> Self:
        """Return the pupils whose name holds every word of `question`, whatever the accents.

        The name that the reader is shown: the shared one does not find whom they call otherwise.
        """
        words = [fold(word) for word in question.split()]
        if not all(words):
            return self.none()
        own = own_names(reader())
        shared = ~Q(pk__in=list(own)) if own else Q()
        for word in words:
            shared &= Q(search_key__contains=word)
        called = [pk for pk, name in own.items() if all(w in name.search_key for w in words)]
        return self.filter(shared | Q(pk__in=called) if called else shared)

    def with_enrolment(self, actor: Actor) -> Self:
        """Annotate school_name, programme_area, level and class_name of today's enrolment."""
        from pupils.models import Enrolment

        current = (
            Enrolment.objects.shown_to(actor)
            .filter(pupil_id=OuterRef("pk"))
            .order_by("-starts_on", "-pk")
        )
        return self.annotate(
            school_name=Subquery(current.values("school__name")[:1]),
            programme_area=Subquery(current.values("programme_area")[:1]),
            level=Subquery(current.values("level")[:1]),
            class_name=Subquery(current.values("class_name")[:1]),
        )

    def by_name(self) -> Self:
        """Return the pupils in Norwegian order of last name."""
        return self.order_by(NameOrder("sort_key"), "pk")


class ContactDetailsQuerySet(GuardedQuerySet["ContactDetails"]):
    """Questions about one organisation's own contact details."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see them: the owning side, and at kode 7 the named alone."""
        from pupils import grounds

        open_address = grounds.address_is_open(actor, path="pupil__")
        arms = grounds.own_school_records(actor) | grounds.own_office_records(actor)
        return {ground: condition & open_address for ground, condition in arms.items()}


class PersonRelationQuerySet(GuardedQuerySet["PersonRelation"]):
    """Questions about declared relations."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see a relation: the person, and the leader of the organisation."""
        from pupils import grounds

        arms = {Ground.OWN_RECORD: Q(user_id=actor.person.pk)} if actor.memberships else {}
        if led := actor.at(Role.PRINCIPAL, Role.NAV_MANAGER):
            shown = grounds.hard_rules(actor, path="pupil__") & grounds.sides_apart(actor)
            arms[Ground.OFFICE_LEAD] = Q(owner_id__in=led) & shown
        return arms

    def of_others(self, actor: Actor) -> Self:
        """Return the relations of those the actor leads, not the actor's own."""
        led = actor.at(Role.PRINCIPAL, Role.NAV_MANAGER)
        return self.filter(owner_id__in=led).exclude(user_id=actor.person.pk)

    def standing(self) -> Self:
        """Return the relations that have not been lifted."""
        return self.filter(lifted_at__isnull=True)
