"""Brukere: accounts and their memberships."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.lists import GuardedList
from navskole.access.search import KeptSearchMixin
from navskole.access.views import ActionFormView, GuardedPage, GuardedView, TargetActionView
from navskole.accounts.models import User
from navskole.administration.actions.user import (
    end_membership,
    move_membership_end,
    save_user,
    start_membership,
)
from navskole.administration.forms.user import MembershipEndForm, MembershipForm, UserForm
from navskole.organisations.models import Membership

if TYPE_CHECKING:
    from django.db.models import QuerySet


def user_address(user: User) -> str:
    """Return the address of an account's page."""
    return reverse("administration:user_detail", args=[user.public_id])


class UserListView(KeptSearchMixin, GuardedList):
    """Every account, by name."""

    permission = "administration.list_users"
    template_name = "administration/user_list.html"

    def get_rows(self) -> QuerySet[User]:
        """Return the accounts that match the search."""
        users = User.objects.by_name()
        return users.named(self.question) if self.question else users

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with each account's memberships today."""
        context = super().get_context_data(**kwargs)
        users = {user.pk: user for user in context["page"].object_list}
        for user in users.values():
            user.held = []
        rows = Membership.objects.in_force(on=self.actor.on).filter(user__in=list(users))
        for membership in rows.select_related("organisation").order_by("pk"):
            users[membership.user_id].held.append(membership)
        return context | {"search_form": self.get_search_form(), "question": self.question}


class UserTargetMixin(GuardedView):
    """Loads an account by the random id in the address."""

    def get_target(self) -> User:
        """Return the account, or raise Http404."""
        return get_object_or_404(User, public_id=self.kwargs["user_id"])


class UserDetailView(UserTargetMixin, GuardedPage):
    """One account with all its memberships."""

    permission = "administration.list_users"
    template_name = "administration/user_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the memberships, the newest first."""
        memberships = list(self.target.memberships.select_related("organisation"))
        for membership in memberships:
            membership.can_end = membership.can_change(on=self.actor.on)
            membership.dialog_id = f"avslutt-{membership.public_id}"
        facts = [
            (_("Brukernavn"), self.target.username),
            (_("E-post"), self.target.email),
            (_("Kan logge inn"), _("Ja") if self.target.is_active else _("Nei")),
        ]
        return super().get_context_data(
            person=self.target, memberships=memberships, facts=facts, **kwargs
        )


class UserFormMixin(ActionFormView):
    """Make or change an account."""

    permission = "administration.save_user"
    form_class = UserForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments."""
        return super().get_form_kwargs() | {"is_new": self.target is None}

    def perform(self, form: UserForm) -> User:
        """Save."""
        return save_user(actor=self.actor, user=self.target, **form.cleaned_data)

    def get_success_address(self, result: User) -> str:
        """Go to the account."""
        return user_address(result)


class UserCreateView(UserFormMixin, ActionFormView):
    """Ny bruker."""

    template_name = "administration/user_create.html"
    success_message = _("Brukeren er opprettet. Gi den et medlemskap.")


class UserUpdateView(UserTargetMixin, UserFormMixin, ActionFormView):
    """Rediger bruker."""

    template_name = "administration/user_update.html"
    success_message = _("Endringene er lagret.")

    def get_initial(self) -> dict[str, Any]:
        """Return the account as it stands, without a password."""
        names = ("version", "username", "first_name", "last_name", "email", "is_active")
        return {name: getattr(self.target, name) for name in names}


class MembershipCreateView(UserTargetMixin, ActionFormView):
    """Nytt medlemskap."""

    permission = "administration.add_membership"
    template_name = "administration/membership_create.html"
    form_class = MembershipForm
    success_message = _("Medlemskapet er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: MembershipForm) -> Membership:
        """Start."""
        return start_membership(actor=self.actor, user=self.target, **form.cleaned_data)

    def get_success_address(self, result: Membership) -> str:
        """Go to the account."""
        return user_address(self.target)


class MembershipTargetMixin(GuardedView):
    """Loads a membership by the random id in the address."""

    def get_target(self) -> Membership:
        """Return the membership, or raise Http404."""
        return get_object_or_404(
            Membership.objects.select_related("user", "organisation"),
            public_id=self.kwargs["membership_id"],
        )


class MembershipUpdateView(MembershipTargetMixin, ActionFormView):
    """Endre sluttdato."""

    permission = "administration.change_membership"
    template_name = "administration/membership_update.html"
    form_class = MembershipEndForm
    success_message = _("Sluttdatoen er endret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the membership."""
        return super().get_form_kwargs() | {"membership": self.target}

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen, and when it ends today."""
        return {"version": self.target.version, "ends_on": self.target.ends_on}

    def perform(self, form: MembershipEndForm) -> Membership:
        """Move the end."""
        return move_membership_end(actor=self.actor, membership=self.target, **form.cleaned_data)

    def get_success_address(self, result: Membership) -> str:
        """Go to the account."""
        return user_address(self.target.user)


class MembershipEndView(MembershipTargetMixin, TargetActionView):
    """End a membership now."""

    permission = "administration.end_membership"
    success_message = _("Medlemskapet er avsluttet og gir ikke lenger tilgang.")

    def perform(self) -> Membership:
        """End."""
        return end_membership(actor=self.actor, membership=self.target)

    def get_success_address(self, result: Membership) -> str:
        """Go to the account."""
        return user_address(self.target.user)
