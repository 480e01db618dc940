"""Declare an own close relation to a pupil; the leader's list of those that stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.lists import GuardedList
from navskole.access.views import TargetActionView, TargetFormView
from navskole.organisations.models import Organisation
from pupils.actions.relation import declare_relation, lift_relation
from pupils.forms.relation import RelationForm
from pupils.models import PersonRelation, Pupil
from pupils.views.pupil import pupil_address

if TYPE_CHECKING:
    from django.db.models import QuerySet


class RelationCreateView(TargetFormView):
    """Meld nær relasjon: the pupil closes to the one who declares it, at once."""

    permission = "pupils.declare_relation"
    template_name = "pupils/relation_create.html"
    form_class = RelationForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _(
        "Relasjonen er meldt. Du ser ikke lenger eleven. Lederen din er den som kan oppheve den."
    )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil and where "Avbryt" leads."""
        pupil = self.target
        return super().get_context_data(pupil=pupil, back=pupil_address(pupil), **kwargs)

    def perform(self, form: RelationForm) -> PersonRelation:
        """Declare, at the own organisation that has the tie to the pupil."""
        return declare_relation(
            actor=self.actor,
            pupil=self.target,
            organisation=Organisation.objects.get(pk=self.target.owning_organisation_id),
            kind=form.cleaned_data["kind"],
        )

    def get_success_address(self, result: PersonRelation) -> str:
        """Go to the start page: the pupil's is closed."""
        return reverse("start")


class RelationListView(GuardedList):
    """The relations the leader's staff have declared."""

    permission = "pupils.list_relations"
    template_name = "pupils/relation_list.html"

    def get_rows(self) -> QuerySet[PersonRelation]:
        """Return the standing relations of others, the latest first."""
        return (
            PersonRelation.objects.visible_to(self.actor)
            .with_ground(self.actor)
            .of_others(self.actor)
            .standing()
            .select_related("pupil", "user", "owner")
            .order_by("-declared_at", "-pk")
        )


class RelationLiftView(TargetActionView):
    """Opphev en relasjon."""

    permission = "pupils.lift_relation"
    target_model = PersonRelation
    target_kwarg = "relation_id"
    success_message = _("Relasjonen er opphevet.")

    def get_target_queryset(self) -> QuerySet[PersonRelation]:
        """Return the visible relations with whom they concern."""
        return super().get_target_queryset().select_related("pupil", "user", "owner")

    def perform(self) -> PersonRelation:
        """Lift."""
        return lift_relation(actor=self.actor, relation=self.target)

    def get_success_address(self, result: PersonRelation) -> str:
        """Go back to the list."""
        return reverse("pupils:relation_list")
