"""Tilganger: who is put on a case, by whom and how long; assign, add, take off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from followup.views.case import CaseFormView, CasePage, CaseTargetMixin, case_address
from navskole.access.views import TargetActionView
from pupils.actions.team import add_colleague, add_to_team, assign_responsible, end_case_grant
from pupils.forms.team import AssignForm, ColleagueForm, TeamForm
from pupils.models import CaseGrant, TeamRole

if TYPE_CHECKING:
    from pupils.models import Case

ROLE_ORDER = list(TeamRole.values)


class CaseTeamView(CasePage):
    """Everybody who is on the case, will be, or was."""

    permission = "pupils.read_team"
    template_name = "followup/case_team.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the grants that count, come later, and are over."""
        on = self.actor.on
        grants = list(CaseGrant.objects.filter(content_object=self.case).for_team())
        letting_in = CaseGrant.objects.letting_in(self.case.office_id, on=on)
        counting = set(letting_in.filter(content_object=self.case).values_list("pk", flat=True))
        grants.sort(key=lambda grant: ROLE_ORDER.index(grant.team_role))
        for grant in grants:
            grant.dialog_id = f"avslutt-{grant.public_id}"
        today = [grant for grant in grants if grant.pk in counting]
        later = [grant for grant in grants if grant.ended_at is None and grant.starts_on > on]
        over = [grant for grant in grants if grant not in (*today, *later)]
        return super().get_context_data(
            groups=[(_("På saken i dag"), today), (_("Kommer på saken"), later)],
            over=over,
            **kwargs,
        )


class CaseTeamFormView(CaseFormView):
    """A form that puts somebody on the case."""

    tab = "case_team"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and case."""
        return super().get_form_kwargs() | {"actor": self.actor, "case": self.case}


class CaseAssignView(CaseTeamFormView):
    """Make another veileder responsible."""

    permission = "pupils.assign_case"
    template_name = "followup/case_assign.html"
    form_class = AssignForm
    success_message = _("Saken er tildelt.")

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": self.case.version}

    def get_newer_facts(self) -> list[tuple[Any, Any]]:
        """Return who is responsible now, and where the case stands."""
        status = self.case.get_status_display()
        return [(_("Ansvarlig"), self.case.responsible or ""), (_("Status"), status)]

    def perform(self, form: AssignForm) -> Case:
        """Assign."""
        return assign_responsible(actor=self.actor, case=self.case, **form.cleaned_data)


class CaseTeamCreateView(CaseTeamFormView):
    """Put a co-worker or a substitute on the case."""

    permission = "pupils.assign_case"
    template_name = "followup/case_team_create.html"
    form_class = TeamForm
    success_message = _("Veilederen er satt på saken.")

    def perform(self, form: TeamForm) -> CaseGrant:
        """Put on the case."""
        return add_to_team(actor=self.actor, case=self.case, **form.cleaned_data)


class CaseColleagueCreateView(CaseTeamFormView):
    """Let a colleague in for 14 days."""

    permission = "pupils.add_colleague"
    template_name = "followup/case_colleague_create.html"
    form_class = ColleagueForm
    success_message = _("Kollegaen har tilgang i 14 dager. NAV-lederen kan se det.")

    def perform(self, form: ColleagueForm) -> CaseGrant:
        """Let in."""
        return add_colleague(actor=self.actor, case=self.case, **form.cleaned_data)


class CaseGrantEndView(CaseTargetMixin, TargetActionView):
    """Take somebody off the case at once."""

    permission = "pupils.end_case_grant"
    success_message = _("Tilgangen er avsluttet.")

    def perform(self) -> CaseGrant:
        """End the grant that the button names."""
        named = self.request.POST.get("grant", "")
        grants = CaseGrant.objects.filter(content_object=self.case)
        found = next((grant for grant in grants if str(grant.public_id) == named), None)
        if found is None:
            raise Http404
        return end_case_grant(actor=self.actor, case=self.case, grant=found)

    def get_success_address(self, result: Any) -> str:
        """Go back to the list, or to the leader's when the button stood there."""
        return case_address(self.case, "case_team")
