"""Rektor's reviews of the caseload, and their points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.actions.review import review_caseload
from followup.actions.task import add_school_task
from followup.caseload import caseload_pupils
from followup.forms.review import ReviewForm, ReviewPointForm
from followup.models import CaseloadReview, Task
from navskole.access.lists import GuardedList
from navskole.access.views import ActionFormView, TargetFormView, TargetPage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def review_address(review: CaseloadReview) -> str:
    """Return the address of one review."""
    return reverse("followup:review_detail", args=[review.public_id])


class ReviewListView(GuardedList):
    """Gjennomganger: the earlier ones, with how many points each has."""

    permission = "followup.list_reviews"
    template_name = "followup/review_list.html"

    def get_rows(self) -> QuerySet[CaseloadReview]:
        """Return the reviews of the actor's schools, the latest first."""
        reviews = CaseloadReview.objects.visible_to(self.actor)
        return reviews.with_points(self.actor).newest_first()


class ReviewDetailView(TargetPage):
    """One review: the remarks, and the points on pupils with where they stand."""

    permission = "followup.read_review"
    template_name = "followup/review_detail.html"
    target_model = CaseloadReview
    target_kwarg = "review_id"

    def get_target_queryset(self) -> QuerySet[CaseloadReview]:
        """Return the visible reviews with who held them, and where."""
        return super().get_target_queryset().select_related("school", "reviewed_by")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the points."""
        tasks = Task.objects.visible_to(self.actor).with_ground(self.actor).standing()
        points = tasks.filter(review=self.target).for_list().select_related("pupil")
        rows = self.shown(points)
        for point in rows:
            point.is_late = point.is_overdue(on=self.actor.on)
        return super().get_context_data(review=self.target, points=rows, **kwargs)


class ReviewCreateView(ActionFormView):
    """Marker som gjennomgått."""

    permission = "followup.add_review"
    template_name = "followup/review_create.html"
    form_class = ReviewForm
    success_message = _("Gjennomgangen er lagret. Her kan du legge til punkter om elever.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: ReviewForm) -> CaseloadReview:
        """Record the review."""
        return review_caseload(actor=self.actor, **form.cleaned_data)

    def get_success_address(self, result: CaseloadReview) -> str:
        """Go to the review, where points are added."""
        return review_address(result)


class ReviewPointCreateView(TargetFormView):
    """Legg til punkt: a task of the school's on one pupil."""

    permission = "followup.add_review_point"
    template_name = "followup/review_point_create.html"
    form_class = ReviewPointForm
    target_model = CaseloadReview
    target_kwarg = "review_id"
    success_message = _("Punktet er lagret som oppgave.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the pupils in follow-up at the school."""
        schools = frozenset([self.target.school_id])
        pupils = caseload_pupils(self.actor).enrolled_at(schools, on=self.actor.on)
        return super().get_form_kwargs() | {
            "actor": self.actor,
            "owner": self.target.school,
            "pupils": pupils.by_name(),
        }

    def perform(self, form: ReviewPointForm) -> Task:
        """Write the task."""
        return add_school_task(
            actor=self.actor,
            pupil=form.cleaned_data["pupil"],
            school=self.target.school,
            content=form.content(),
            review=self.target,
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Task) -> str:
        """Go back to the review."""
        return review_address(self.target)
