"""A pupil's protected address: what counts, who is named, and the two people a change takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.access.lists import GuardedList
from navskole.access.views import TargetActionView, TargetFormView, TargetPage
from pupils.actions.protection_change import (
    confirm_protection,
    end_naming,
    name_person,
    propose_protection,
    withdraw_protection,
)
from pupils.forms.protection import NamingForm, ProtectionForm
from pupils.models import ProtectionChange, Pupil
from pupils.naming import FEWEST_NAMED
from pupils.policies.places import LEADERS, named_at, named_by_rule, own_place, people_at
from pupils.views.pupil import pupil_address

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Organisation


def _address(pupil: Pupil) -> str:
    return reverse("pupils:protection_detail", args=[pupil.public_id])


def _where_to(actor: Actor, pupil: Pupil) -> str:
    """Return the pupil's page of protection, or the start for who does not see it any more."""
    seen = Pupil.objects.visible_to(actor).filter(pk=pupil.pk).first()
    may = seen is not None and policies.allows(actor, "pupils.protect_address", seen)
    return _address(pupil) if may else reverse("start")


class AtOwnPlace(TargetPage):
    """What the pages share: the pupil, the reader's place, who works with the pupil there."""

    target_model = Pupil
    target_kwarg = "pupil_id"

    @cached_property
    def place(self) -> Organisation:
        """The reader's own place that holds data about the pupil."""
        place = own_place(self.actor, self.target, *LEADERS) or own_place(self.actor, self.target)
        if place is None:
            raise Http404
        return place

    @cached_property
    def people(self) -> list[User]:
        """Who can be named there."""
        return [row.user for row in people_at(self.target, self.place, on=self.actor.on)]

    @cached_property
    def named(self) -> list[User]:
        """Who is."""
        return named_at(self.target, self.place, on=self.actor.on)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil, the place and the way back."""
        return super().get_context_data(
            pupil=self.target, place=self.place, back=self.get_back(), **kwargs
        )

    def get_back(self) -> str:
        """Return where "Avbryt" leads."""
        return _address(self.target)


class ProtectionDetailView(AtOwnPlace):
    """What counts, who of the own place is named, and the own place's changes."""

    permission = "pupils.protect_address"
    template_name = "pupils/protection_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the named, what waits and what was."""
        changes = self.shown(
            ProtectionChange.objects.visible_to(self.actor)
            .filter(pupil=self.target, owner=self.place)
            .with_people()
        )
        return super().get_context_data(
            named=[(person, f"avslutt-{person.public_id}") for person in self.named],
            few=len(self.named) <= FEWEST_NAMED,
            waiting=[change for change in changes if change.is_waiting],
            settled=[change for change in changes if not change.is_waiting],
            **kwargs,
        )

    def get_back(self) -> str:
        """Go back to the pupil."""
        return pupil_address(self.target)


class ProtectionUpdateView(AtOwnPlace, TargetFormView):
    """Propose another grade."""

    permission = "pupils.protect_address"
    template_name = "pupils/protection_update.html"
    form_class = ProtectionForm
    success_message = _("Forslaget er lagret. En til må bekrefte det.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with whom it can name."""
        rest = named_by_rule(self.target, self.place, fewest=FEWEST_NAMED, on=self.actor.on)
        who = {"people": self.people, "named": [*self.named, *rest]}
        return super().get_form_kwargs() | who | {"pupil": self.target}

    def perform(self, form: ProtectionForm) -> ProtectionChange:
        """Propose."""
        return propose_protection(actor=self.actor, pupil=self.target, **form.cleaned_data)

    def get_success_address(self, result: ProtectionChange) -> str:
        """Go to the page of protection, where the reader still sees the pupil."""
        return _where_to(self.actor, result.pupil)


class ProtectionConfirmView(TargetActionView):
    """Confirm what a colleague proposed."""

    permission = "pupils.confirm_protection"
    target_model = ProtectionChange
    target_kwarg = "protection_id"
    success_message = _("Adressebeskyttelsen er bekreftet.")

    def get_target_queryset(self) -> QuerySet[ProtectionChange]:
        """Return the visible changes with the pupil."""
        return super().get_target_queryset().select_related("pupil")

    def perform(self) -> ProtectionChange:
        """Confirm."""
        return confirm_protection(actor=self.actor, change=self.target)

    def get_success_address(self, result: ProtectionChange) -> str:
        """Go to the page of protection."""
        return _where_to(self.actor, result.pupil)


class ProtectionWithdrawView(ProtectionConfirmView):
    """Take a proposal back."""

    permission = "pupils.withdraw_protection"
    success_message = _("Forslaget er trukket.")

    def perform(self) -> ProtectionChange:
        """Withdraw."""
        return withdraw_protection(actor=self.actor, change=self.target)


class NamingCreateView(AtOwnPlace, TargetFormView):
    """Name one more."""

    permission = "pupils.name_for_protected"
    template_name = "pupils/naming_create.html"
    form_class = NamingForm
    success_message = _("Personen er navngitt.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with those who can be named."""
        rest = [person for person in self.people if person != self.actor.person]
        return super().get_form_kwargs() | {"people": rest}

    def perform(self, form: NamingForm) -> Pupil:
        """Name."""
        name_person(actor=self.actor, pupil=self.target, person=form.cleaned_data["person"])
        return self.target

    def get_success_address(self, result: Pupil) -> str:
        """Go back to the list."""
        return _address(result)


class NamingEndView(TargetActionView):
    """End a naming."""

    permission = "pupils.name_for_protected"
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Navngivningen er avsluttet.")

    def perform(self) -> Pupil:
        """End the naming of whom the button names."""
        place = own_place(self.actor, self.target, *LEADERS) or own_place(self.actor, self.target)
        asked = self.request.POST.get("person", "")
        named = named_at(self.target, place, on=self.actor.on) if place else []
        person = next((each for each in named if str(each.public_id) == asked), None)
        if person is None:
            raise Http404
        end_naming(actor=self.actor, pupil=self.target, person=person)
        return self.target

    def get_success_address(self, result: Pupil) -> str:
        """Go back to the list, for who still sees it."""
        return _where_to(self.actor, result)


class ProtectionListView(GuardedList):
    """What waits at the places the leader leads."""

    permission = "pupils.list_protection_changes"
    template_name = "pupils/protection_list.html"

    def get_rows(self) -> QuerySet[ProtectionChange]:
        """Return the waiting changes of the own places, the latest first."""
        return (
            ProtectionChange.objects.visible_to(self.actor)
            .with_ground(self.actor)
            .filter(owner_id__in=self.actor.at(*LEADERS))
            .waiting()
            .with_people()
        )
