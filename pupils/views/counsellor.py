"""Veiledere: who has which cases, who waits for a responsible, and handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from navskole.access.lists import GuardedList
from navskole.access.views import ActionFormView, GuardedPage, GuardedView
from navskole.organisations.models import Role
from pupils.actions.handover import cases_of, hand_over, substitute_caseload
from pupils.forms.handover import HandoverForm
from pupils.forms.team import SubstituteForm
from pupils.models import Case, CaseGrant, TeamRole
from pupils.naming import NamingNeed, naming_needs
from pupils.policies import counsellors_led_by
from pupils.staffing import counsellor_rows

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from navskole.accounts.models import User


def counsellor_address(counsellor: User) -> str:
    """Return the address of the leader's page of a veileder."""
    return reverse("pupils:counsellor_detail", args=[counsellor.public_id])


def staffing_tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs over who has which cases, and handing them out."""
    names = [
        (_("Veiledere"), "followup:office_case_list"),
        (_("Fordeling"), "pupils:counsellor_list"),
    ]
    return [
        {"label": label, "url": reverse(name), "current": name == current} for label, name in names
    ]


class CounsellorListView(GuardedList):
    """The veiledere of the leader's offices, cases that wait, and access given for a time."""

    permission = "pupils.list_counsellors"
    template_name = "pupils/counsellor_list.html"

    def get_rows(self) -> QuerySet[User]:
        """Return the veiledere by name."""
        return counsellors_led_by(self.actor).by_name()  # type: ignore[attr-defined]  # our own queryset

    def note_rows(self, page: Page) -> None:
        """Note nothing: a veileder is no pupil."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the rows made ready, and what waits for the leader."""
        context = super().get_context_data(**kwargs)
        context["page"].object_list = counsellor_rows(self.actor, context["page"].object_list)
        return context | {
            "waiting": self._waiting(),
            "naming_needs": self._naming_needs(),
            "grants": self._grants_for_a_time(),
            "tabs": staffing_tabs("pupils:counsellor_list"),
        }

    def _naming_needs(self) -> list[NamingNeed]:
        needs = naming_needs(self.actor)
        self.shown(need.pupil for need in needs if need.pupil)
        return needs

    def _waiting(self) -> list[Case]:
        cases = Case.objects.open().led_by(self.actor).without_responsible(self.actor)
        return self.shown(
            cases.select_related("pupil", "responsible")
            .with_enrolment(self.actor)
            .with_ground(self.actor)
            .by_name()
        )

    def _grants_for_a_time(self) -> list[CaseGrant]:
        """Return the access that responsible veiledere have given colleagues, newest first."""
        led = Case.objects.open().led_by(self.actor)
        grants = list(
            CaseGrant.objects.in_force(on=self.actor.on)
            .filter(team_role=TeamRole.COLLEAGUE, content_object__in=led.values("pk"))
            .select_related("user", "granted_by", "content_object__pupil")
            .order_by("-starts_on", "-pk")
        )
        self.shown(grant.content_object for grant in grants)
        return grants


class CounsellorTargetMixin(GuardedView):
    """Loads a veileder of an office the actor leads."""

    permission = "pupils.lead_counsellor"

    def get_target(self) -> User:
        """Return the veileder, or raise Http404."""
        led = counsellors_led_by(self.actor)
        return get_object_or_404(led, public_id=self.kwargs["user_id"])

    @cached_property
    def cases(self) -> list[Case]:
        """The open cases the veileder is responsible for."""
        return self.shown(cases_of(self.actor, self.target))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the veileder and the cases."""
        return super().get_context_data(
            counsellor=self.target,
            cases=self.cases,
            back=counsellor_address(self.target),
            **kwargs,
        )


class CounsellorDetailView(CounsellorTargetMixin, GuardedPage):
    """One veileder: the cases, and what else they are put on."""

    template_name = "pupils/counsellor_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the grants that last or come, other than as responsible."""
        led = Case.objects.open().led_by(self.actor)
        grants = (
            CaseGrant.objects.in_force_or_to_come(on=self.actor.on)
            .filter(user=self.target, content_object__in=led.values("pk"))
            .exclude(team_role=TeamRole.RESPONSIBLE)
            .select_related("granted_by", "content_object__pupil")
            .order_by("starts_on", "pk")
        )
        others = list(grants)
        self.shown(grant.content_object for grant in others)
        return super().get_context_data(
            grants=others, row=counsellor_rows(self.actor, [self.target])[0], **kwargs
        )


class CounsellorFormMixin(CounsellorTargetMixin, ActionFormView):
    """A form about a veileder's cases."""

    def get_success_address(self, result: Any) -> str:
        """Go back to the veileder."""
        return counsellor_address(self.target)


class CaseloadHandoverView(CounsellorFormMixin, ActionFormView):
    """Overfør saker: each or all to a colleague, or left for the leader."""

    template_name = "pupils/caseload_handover.html"
    form_class = HandoverForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with whose cases they are."""
        mine = {"actor": self.actor, "counsellor": self.target, "cases": self.cases}
        return super().get_form_kwargs() | mine

    def perform(self, form: HandoverForm) -> list[Case]:
        """Hand over."""
        return hand_over(actor=self.actor, counsellor=self.target, choices=form.choices())

    def get_success_message(self, result: list[Case]) -> str:
        """Say how many cases moved."""
        moved = len(result)
        return ngettext("%(n)s sak er overført.", "%(n)s saker er overført.", moved) % {"n": moved}


class CaseloadSubstituteView(CounsellorFormMixin, ActionFormView):
    """Sett inn vikar: on every open case, from-to."""

    template_name = "pupils/caseload_substitute.html"
    form_class = SubstituteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with who is away."""
        offices = self.actor.at(Role.NAV_MANAGER)
        return super().get_form_kwargs() | {
            "actor": self.actor,
            "absent": self.target,
            "offices": offices,
        }

    def perform(self, form: SubstituteForm) -> list[CaseGrant]:
        """Put the substitute on the cases."""
        return substitute_caseload(actor=self.actor, absent=self.target, **form.cleaned_data)

    def get_success_message(self, result: list[CaseGrant]) -> str:
        """Say on how many cases."""
        number = len(result)
        return ngettext(
            "Vikaren er satt på %(n)s sak.", "Vikaren er satt på %(n)s saker.", number
        ) % {"n": number}
