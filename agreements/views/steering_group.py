"""Styringsgruppen: who sits in it, its meetings, and what is decided and not done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from agreements.models import Collaboration, SteeringMeeting, SteeringMember
from agreements.steering_glance import SteeringGlance, mark, open_decisions
from agreements.views.collaboration import CollaborationTargetMixin
from navskole.access.lists import PagedRecords
from navskole.access.views import TargetPage

if TYPE_CHECKING:
    from django.db.models import QuerySet

DECISION_PAGE = "vedtakside"
PAGE_SIZE = 20
"""How many meetings, and how many decisions, the page shows at a time."""


def group_address(collaboration: Collaboration) -> str:
    """Return the address of a collaboration's steering group."""
    return reverse("agreements:steering_group_detail", args=[collaboration.public_id])


class SteeringGroupDetailView(CollaborationTargetMixin, PagedRecords, TargetPage):
    """The steering group of a collaboration."""

    permission = "agreements.read_steering_group"
    template_name = "agreements/steering_group_detail.html"

    def get_target_queryset(self) -> QuerySet[Collaboration]:
        """Return the visible collaborations with how often their group has to meet."""
        rows: Any = super().get_target_queryset()
        found: QuerySet[Collaboration] = rows.with_meetings_required(on=self.actor.on)
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with members, meetings and decisions."""
        collaboration, on = self.target, self.actor.on
        decisions = open_decisions(self.actor, collaboration)
        decision_page = self.paginated(decisions, param=DECISION_PAGE, size=PAGE_SIZE)
        mark(decision_page, self.actor)
        members = SteeringMember.objects.visible_to(self.actor).filter(
            group__collaboration=collaboration
        )
        meetings = SteeringMeeting.objects.visible_to(self.actor).of(collaboration)
        page = self.paginated(meetings.order_by("-starts_at", "pk"), size=PAGE_SIZE)
        for meeting in page.object_list:
            meeting.state_now = meeting.state(now=self.actor.now)
        return super().get_context_data(
            collaboration=collaboration,
            steering=SteeringGlance.of(self.actor, collaboration),
            members=list(members.not_over(on=on).by_office()),
            former=list(members.over(on=on)),
            page=page,
            decision_page=decision_page,
            decision_param=DECISION_PAGE,
            **kwargs,
        )
