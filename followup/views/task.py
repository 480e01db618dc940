"""Tasks: write one in a case; change, do, reopen and strike one on either side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from followup.actions.task import (
    add_case_task,
    add_school_task,
    change_task,
    complete_task,
    reopen_task,
    strike_task,
)
from followup.forms.task import (
    CaseTaskCreateForm,
    CaseTaskUpdateForm,
    SchoolTaskCreateForm,
    SchoolTaskUpdateForm,
    StrikeTaskForm,
)
from followup.models import Task
from followup.views.case import CaseFormView, case_address
from navskole.access.grounds import Ground
from navskole.access.views import TargetActionView, TargetFormView, TargetMixin
from pupils.actions.pupil import current_enrolment
from pupils.models import Pupil
from pupils.views.pupil import pupil_address

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import Form


class CaseTaskCreateView(CaseFormView):
    """Ny oppgave i en sak."""

    permission = "followup.add_task"
    template_name = "followup/case_task_create.html"
    form_class = CaseTaskCreateForm
    tab = "case_plan"
    success_message = _("Oppgaven er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor and case."""
        return super().get_form_kwargs() | {"actor": self.actor, "case": self.case}

    def perform(self, form: CaseTaskCreateForm) -> Task:
        """Add."""
        return add_case_task(
            actor=self.actor,
            case=self.case,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class SchoolTaskCreateView(TargetFormView):
    """Ny oppgave for en elev, on the school's own side."""

    permission = "followup.add_school_task"
    template_name = "followup/school_task_create.html"
    form_class = SchoolTaskCreateForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Oppgaven er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor and the pupil's school."""
        self.school = current_enrolment(self.actor, self.target).school
        return super().get_form_kwargs() | {"actor": self.actor, "owner": self.school}

    def perform(self, form: SchoolTaskCreateForm) -> Task:
        """Add."""
        return add_school_task(
            actor=self.actor,
            pupil=self.target,
            school=self.school,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Task) -> str:
        """Go back to the pupil."""
        return pupil_address(self.target)


class TaskTargetMixin(TargetMixin):
    """Loads a task with what its pages show, and knows where it stands."""

    target_model = Task
    target_kwarg = "task_id"

    def get_target_queryset(self) -> QuerySet[Task]:
        """Return the visible tasks with pupil, case and owner."""
        related = (
            "pupil", "owner", "receiver", "responsible",
            "case__office", "case__responsible", "case__pupil",
        )  # fmt: skip
        return super().get_target_queryset().select_related(*related)

    def get_success_address(self, result: Any) -> str:
        """Go back to where the task stands for this reader: the plan, the case, or the pupil."""
        if self.target.case is None:
            return pupil_address(self.target.pupil)
        overview = self.target.ground == Ground.CONSENT_FROM_NAV or "overview" in self.request.POST
        return case_address(self.target.case, "case_detail" if overview else "case_plan")


class TaskUpdateView(TaskTargetMixin, TargetFormView):
    """Change a task: a new version."""

    permission = "followup.change_task"
    template_name = "followup/task_update.html"
    success_message = _("Oppgaven er endret.")

    def get_form_class(self) -> type[Form]:
        """Return the form of the task's side."""
        return CaseTaskUpdateForm if self.target.case else SchoolTaskUpdateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor, and the case or the school."""
        own = {"owner": self.target.owner}
        if self.target.case:
            own = {"case": self.target.case, "task": self.target}
        return super().get_form_kwargs() | {"actor": self.actor} | own

    def get_initial(self) -> dict[str, Any]:
        """Return the task as it stands."""
        names = ("version", "heading", "text", "due_on", "responsible", "goal", "is_sensitive")
        stands = {name: getattr(self.target, name) for name in names}
        given = f"{self.target.given_to}-{self.target.receiver_id}" if self.target.given_to else ""
        return stands | {"areas": self.target.areas.all(), "given_to": given}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil and where "Avbryt" leads."""
        return super().get_context_data(
            pupil=self.target.pupil,
            back=self.get_success_address(self.target),
            **kwargs,
        )

    def perform(self, form: Any) -> Task:
        """Change."""
        return change_task(
            actor=self.actor,
            task=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )


class TaskStrikeView(TaskUpdateView):
    """Strike a mistaken task with a reason."""

    template_name = "followup/task_strike.html"
    success_message = _("Oppgaven er strøket.")

    def get_form_class(self) -> type[Form]:
        """Return the form that asks why."""
        return StrikeTaskForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's own arguments."""
        return super(TaskUpdateView, self).get_form_kwargs()

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": self.target.version}

    def perform(self, form: Any) -> Task:
        """Strike."""
        return strike_task(actor=self.actor, task=self.target, **form.cleaned_data)


class TaskCompleteView(TaskTargetMixin, TargetActionView):
    """Gjort."""

    permission = "followup.complete_task"
    success_message = _("Oppgaven er gjort.")

    def perform(self) -> Task:
        """Do it."""
        return complete_task(actor=self.actor, task=self.target)


class TaskReopenView(TaskTargetMixin, TargetActionView):
    """Ikke gjort likevel."""

    permission = "followup.reopen_task"
    success_message = _("Oppgaven er åpnet igjen.")

    def perform(self) -> Task:
        """Open it again."""
        return reopen_task(actor=self.actor, task=self.target)
