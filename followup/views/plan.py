"""Plan: the assessment, the goals and the tasks of a case."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from followup.actions.plan import add_goal, change_goal, save_assessment
from followup.forms.plan import AssessmentForm, GoalCreateForm, GoalUpdateForm
from followup.models import Assessment, AssessmentArea, Goal, Task
from followup.views.case import CaseFormView, CasePage, case_address
from navskole.access.views import TargetFormView
from pupils.absence_limit import year_tables
from pupils.models import Enrolment, SubjectStanding

if TYPE_CHECKING:
    from django.db.models import QuerySet


class CasePlanView(CasePage):
    """Plan: what was found out, where the pupil is going, and who does what."""

    permission = "followup.read_plan"
    template_name = "followup/case_plan.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the plan as far as the reader's ground goes."""
        of_case = {"case": self.case}
        assessment = Assessment.objects.visible_to(self.actor).filter(**of_case)
        areas = AssessmentArea.objects.visible_to(self.actor).standing()
        goals = self.shown(Goal.objects.visible_to(self.actor).filter(**of_case).for_list())
        visible = Task.objects.visible_to(self.actor)
        tasks = self.shown(visible.filter(**of_case).for_list())
        serving = defaultdict(list)
        for task in tasks:
            serving[task.goal_id].append(task)
        for goal in goals:
            goal.tasks = serving.pop(goal.pk, [])
        other = [task for rest in serving.values() for task in rest]
        return super().get_context_data(
            assessment=next(iter(self.shown(assessment.select_related("saved_by"))), None),
            assessed=self.shown(
                areas.filter(assessment__case=self.case).select_related("assessment")
            ),
            goals=goals,
            tasks_left=sum(task.is_open for task in tasks),
            open_tasks=[task for task in other if task.is_open],
            ended_tasks=[task for task in other if not task.is_open],
            today=self.actor.on,
            **self.from_school(),
            **kwargs,
        )

    def from_school(self) -> dict[str, Any]:
        """Return what the school's lines open: tasks, absence by school year, earlier places."""
        actor, case = self.actor, self.case
        tasks = Task.objects.visible_to(actor).opened_to(actor, case).for_list()
        standings = SubjectStanding.objects.visible_to(actor).opened_to(actor, case)
        entered = self.shown(standings.for_list(actor))
        for standing in entered:
            self.shown(standing.absences.all())
        places = Enrolment.objects.visible_to(actor).opened_to(actor, case).for_list()
        return {
            "earlier_places": self.shown(places),
            "school_tasks": self.shown(tasks),
            "school_years": year_tables(entered, on=actor.on),
        }


class AssessmentUpdateView(CaseFormView):
    """Write on the assessment, or begin it."""

    permission = "followup.save_assessment"
    template_name = "followup/assessment_update.html"
    form_class = AssessmentForm
    tab = "case_plan"
    success_message = _("Kartleggingen er lagret.")

    def get_initial(self) -> dict[str, Any]:
        """Return what stands there; the team sees all of it."""
        of_case = Assessment.objects.visible_to(self.actor).filter(case=self.case)
        assessment = next(iter(self.shown(of_case)), None)
        if assessment is None:
            return {"version": 0}
        names = ("version", "own_goal", "resources", "is_sensitive")
        stands = {name: getattr(assessment, name) for name in names}
        return stands | {f"area_{row.area.code}": row.words for row in self._words(assessment)}

    def _words(self, assessment: Assessment) -> list[AssessmentArea]:
        areas = AssessmentArea.objects.visible_to(self.actor).standing()
        return self.shown(areas.filter(assessment=assessment).select_related("assessment"))

    def perform(self, form: AssessmentForm) -> Assessment:
        """Save."""
        return save_assessment(
            actor=self.actor,
            case=self.case,
            version=form.cleaned_data["version"],
            content=form.content(),
        )


class GoalCreateView(CaseFormView):
    """Nytt mål."""

    permission = "followup.add_goal"
    template_name = "followup/goal_create.html"
    form_class = GoalCreateForm
    tab = "case_plan"
    success_message = _("Målet er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: GoalCreateForm) -> Goal:
        """Add."""
        return add_goal(
            actor=self.actor,
            case=self.case,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class GoalUpdateView(TargetFormView):
    """Change a goal, also when it is reached or dropped."""

    permission = "followup.change_goal"
    template_name = "followup/goal_update.html"
    form_class = GoalUpdateForm
    target_model = Goal
    target_kwarg = "goal_id"
    success_message = _("Målet er endret.")

    def get_target_queryset(self) -> QuerySet[Goal]:
        """Return the visible goals with pupil and case."""
        related = ("pupil", "case__office", "case__pupil", "case__responsible")
        return super().get_target_queryset().select_related(*related)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_initial(self) -> dict[str, Any]:
        """Return the goal as it stands."""
        names = ("version", "heading", "text", "due_on", "state", "is_sensitive")
        stands = {name: getattr(self.target, name) for name in names}
        return stands | {"areas": self.target.areas.all()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil and where "Avbryt" leads."""
        return super().get_context_data(
            pupil=self.target.pupil,
            back=case_address(self.target.case, "case_plan"),
            **kwargs,
        )

    def perform(self, form: GoalUpdateForm) -> Goal:
        """Change."""
        return change_goal(
            actor=self.actor,
            goal=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )

    def get_success_address(self, result: Goal) -> str:
        """Go back to the plan."""
        return case_address(self.target.case, "case_plan")
