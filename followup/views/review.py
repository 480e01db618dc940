"""Oppfølging: rektor's caseload and its reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.actions.review import review_caseload
from followup.caseload import caseload_pupils, caseload_rows, rest_at_first_of_month
from followup.forms.review import ReviewForm
from followup.models import CaseloadReview
from navskole.access.lists import GuardedList
from navskole.access.search import KeptSearchMixin
from navskole.access.views import ActionFormView
from navskole.rules.models import Rule, RuleCode

if TYPE_CHECKING:
    from django.core.paginator import Page
    from django.db.models import QuerySet

    from pupils.models import Pupil


class FollowupListView(KeptSearchMixin, GuardedList):
    """The school's own follow-up, and the cases a consent line opens."""

    permission = "followup.list_followup"
    template_name = "followup/followup_list.html"

    def get_rows(self) -> QuerySet[Pupil]:
        """Return the pupils on the list that match the search, by name."""
        pupils = caseload_pupils(self.actor)
        return pupils.named(self.question) if self.question else pupils

    def note_rows(self, page: Page) -> None:
        """Make the rows, and say whose data they show and on which grounds."""
        self.rows = caseload_rows(self.actor, page.object_list)
        cases = [row.case.access() for row in self.rows if row.case]
        self.note_access([row.pupil.access() for row in self.rows] + cases, action=self.list_action)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the rows, the coarse figure and the latest review."""
        context = super().get_context_data(**kwargs)
        reviews = CaseloadReview.objects.visible_to(self.actor).newest_first()
        return context | {
            "rows": self.rows,
            "rest": rest_at_first_of_month(self.actor),
            "threshold": Rule.objects.value(RuleCode.SUPPRESSION_THRESHOLD, on=self.actor.on),
            "first_of_month": self.actor.on.replace(day=1),
            "reviews": reviews[:3],
            "search_form": self.get_search_form(),
            "question": self.question,
        }


class ReviewCreateView(ActionFormView):
    """Marker som gjennomgått."""

    permission = "followup.add_review"
    template_name = "followup/review_create.html"
    form_class = ReviewForm
    success_message = _("Gjennomgangen er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: ReviewForm) -> CaseloadReview:
        """Record the review."""
        return review_caseload(actor=self.actor, **form.cleaned_data)

    def get_success_address(self, result: CaseloadReview) -> str:
        """Go back to the list."""
        return reverse("followup:followup_list")
