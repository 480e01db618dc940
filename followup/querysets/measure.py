"""Questions about measures and their parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from django.db.models import Exists, OuterRef, Prefetch, Q, Value
from django.utils.translation import gettext

from navskole.access.grounds import Ground
from navskole.access.visibility import Among, GuardedQuerySet, ModelT
from navskole.organisations.models import Role
from pupils.querysets.closed_to_leader import ClosedToLeaderQuerySet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from followup.models import Measure, MeasureDecision, MeasurePart, MeasureSubmission
    from navskole.access.actor import Actor
    from pupils.models import Case, ProblemArea


class MeasureQuerySet(ClosedToLeaderQuerySet["Measure"]):
    """Everything that reads measures starts with `visible_to(actor)`.

    What is sent to somebody for a decision is for its own page and their list of decisions.
    """

    one_at_a_time = frozenset({Ground.DECIDER})

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds for a measure."""
        from followup import grounds

        return grounds.measure_arms(actor)

    def for_list(self) -> Self:
        """Return what a list of measures shows, the latest first."""
        from followup.models import MeasurePart

        parts = MeasurePart.objects.select_related("owner", "deciding_organisation", "other_type")
        return (
            self.select_related("type", "created_by", "owner")
            .prefetch_related(Prefetch("parts", parts.order_by("pk")))
            .order_by("-created_at", "-pk")
        )

    def sent(self) -> Self:
        """Return the measures that have been submitted at least once."""
        from followup import grounds

        return self.filter(grounds.has_been_sent())

    def within(self, *, areas: Iterable[ProblemArea], includes_sensitive: bool) -> Self:
        """Return the measures that a line about the areas would cover, one line alone."""
        from followup.models import MeasureType

        areas_of_type = MeasureType.areas.through.objects.filter(measuretype_id=OuterRef("type_id"))
        outside = areas_of_type.exclude(problemarea__in=areas)
        plain = {} if includes_sensitive else {"is_sensitive": False}
        return self.filter(~Exists(outside), **plain)

    def opened_to(self, actor: Actor, case: Case) -> Self:
        """Return the school's measures that a line to the case's office opens to the actor."""
        from followup import grounds
        from pupils.grounds import open_school_lines

        lines = open_school_lines(actor)
        if lines is None:
            return self.none()
        to_office = lines.filter(receiver_id=case.office_id)
        opened = self.filter(grounds.school_measure(to_office), pupil_id=case.pupil_id)
        return opened.annotate(ground=Value(Ground.CONSENT_FROM_SCHOOL))

    def asking(self, actor: Actor) -> Self:
        """Return NAV's measures that ask the rådgiver's school for a part, with no answer yet."""
        from followup import grounds
        from followup.models import MeasureLink

        answered = MeasureLink.objects.filter(nav_measure_id=OuterRef("pk")).for_asked(
            OuterRef("parts__other_type_id")
        )
        return self.filter(grounds.asked_here(actor)).filter(~Exists(answered))

    def awaiting(self, actor: Actor) -> Self:
        """Return the measures with a part that waits for the actor's decision.

        Each carries `is_own`: whether the actor has had a hand in it, and so cannot decide.
        """
        from followup.models import MeasurePart

        waiting = MeasurePart.objects.awaiting(actor)
        hands = MeasurePart.proposers.through.objects.filter(
            measurepart__measure_id=OuterRef("pk"), user_id=actor.person.pk
        )
        return self.filter(Among("pk", waiting.values("measure_id"))).annotate(is_own=Exists(hands))

    def answered(self, actor: Actor) -> Self:
        """Return what was sent to an organisation the actor leads and waits there no longer."""
        from followup.models import MeasurePart, MeasureSubmission

        sent = MeasureSubmission.objects.filter(
            deciding_organisation_id__in=actor.at(Role.NAV_MANAGER, Role.PRINCIPAL)
        )
        waiting = MeasurePart.objects.awaiting(actor)
        return self.filter(
            Among("pk", sent.values("part__measure_id")),
            ~Q(Among("pk", waiting.values("measure_id"))),
        )


class PartPathQuerySet(GuardedQuerySet[ModelT]):
    """What hangs on a part at `path` is seen by whoever sees the part's measure."""

    path = ""
    one_at_a_time = frozenset({Ground.DECIDER})

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the actor's grounds: as the measure's."""
        from followup import grounds
        from followup.models import Measure

        return {
            ground: Q(
                Among(f"{self.path}measure_id", Measure.objects.filter(condition).values("pk"))
            )
            for ground, condition in grounds.measure_arms(actor).items()
        }


class MeasurePartQuerySet(PartPathQuerySet["MeasurePart"]):
    """Questions about parts."""

    def awaiting(self, actor: Actor) -> Self:
        """Return the parts that wait for a decision at an organisation the actor leads."""
        from followup.models import WAITING_STATES

        return self.filter(
            state__in=WAITING_STATES,
            deciding_organisation_id__in=actor.at(Role.NAV_MANAGER, Role.PRINCIPAL),
        )


class MeasureSubmissionQuerySet(PartPathQuerySet["MeasureSubmission"]):
    """Questions about what was sent."""

    path = "part__"


class MeasureDecisionQuerySet(PartPathQuerySet["MeasureDecision"]):
    """Questions about the answers."""

    path = "submission__part__"


def names_of_open_measures(actor: Actor, case: Case) -> list[str]:
    """Return the names of the case's own measures that await a decision or run.

    What the actor does not see is named in general words.
    """
    from followup.models import Measure, MeasureState

    unsettled: list[Any] = [
        MeasureState.SUBMITTED,
        MeasureState.ON_HOLD,
        MeasureState.APPROVED,
        MeasureState.OFFERED,
        MeasureState.RUNNING,
    ]
    standing = Measure.objects.filter(case=case, parts__state__in=unsettled).distinct()
    seen = Measure.objects.listed_to(actor).filter(pk__in=standing.values("pk"))
    names = [str(measure) for measure in seen.select_related("type")]
    hidden = standing.count() - len(names)
    return names + [gettext("et sensitivt tiltak, hos veilederne på saken")] * bool(hidden)
