"""Who may ask the other side for a part of a measure, answer, and end the combination."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from followup.combined import asks_the_school, counterpart_of, question_of
from followup.grounds import cases_to_ask, has_been_sent, lines_missing
from followup.models import ASKING_STATES, CHANGEABLE_STATES, ENDED_STATES, HOLDING_STATES, Sector
from followup.policies.measure import can_make_school_part, writes_measure
from navskole.access.policies import policy
from pupils.policies import on_open_case

if TYPE_CHECKING:
    from followup.models import Measure, MeasureLink
    from navskole.access.actor import Actor


@policy(
    "followup.ask_nav",
    refusal=_(
        "Rådgiver ved skolen kan be om et tiltak sammen med NAV når eleven har sagt ja til det "
        "hos begge, og før skolens tiltak har startet."
    ),
)
def can_ask_nav(actor: Actor, measure: Measure) -> bool:
    """The school's rådgiver, of a case that NAV's lines tell of, before the measure starts.

    The refusal is the same whether there is a case or not.
    """
    return (
        measure.case_id is None
        and measure.type.sector == Sector.SCHOOL
        and writes_measure(actor, measure)
        and measure.parts.filter(state__in=CHANGEABLE_STATES).exists()
        and bool(cases_to_ask(actor, measure.pupil, measure.owner))
    )


def question_to_answer(actor: Actor, measure: Measure) -> MeasureLink | None:
    """Return what the school asks NAV in the measure, where the actor is on the case."""
    question = question_of(actor, measure)
    if question is None or not on_open_case(actor, question.case):
        return None
    return question


@policy(
    "followup.make_nav_part",
    refusal=_("NAVs del lages av NAV-veilederne på saken, når skolen har bedt om den."),
)
def can_make_nav_part(actor: Actor, measure: Measure) -> bool:
    """The case's team, while the school's question stands."""
    return question_to_answer(actor, measure) is not None


@policy(
    "followup.decline_combination",
    refusal=_("Bare den som er spurt om en del, kan si nei til den, før delen er sendt."),
)
def can_decline_combination(actor: Actor, measure: Measure) -> bool:
    """Whoever makes the part that the measure asks for, until that part has been sent."""
    if measure.case_id is not None:
        asked = can_make_school_part(actor, measure)
    else:
        asked = can_make_nav_part(actor, measure)
    return asked and not _other_is_sent(actor, measure)


def _other_is_sent(actor: Actor, measure: Measure) -> bool:
    other = counterpart_of(actor, measure.parts.get())
    if other is None:
        return False
    return type(measure).objects.filter(has_been_sent(), pk=other.measure.pk).exists()


@policy(
    "followup.take_back_question",
    refusal=_("Bare den som spurte, kan trekke spørsmålet, før den andre siden har sendt sin del."),
)
def can_take_back_question(actor: Actor, measure: Measure) -> bool:
    """Whoever carries on the measure that asks, until they see the other side's part."""
    part = measure.parts.get()
    if not writes_measure(actor, measure) or counterpart_of(actor, part) is not None:
        return False
    if measure.case_id is None:
        return question_of(actor, measure) is not None
    return (
        part.state in ASKING_STATES
        and asks_the_school(actor, part)
        and not lines_missing(part, on=actor.on)
    )


@policy(
    "followup.end_combination",
    refusal=_(
        "Delene kan bare skilles av den som følger opp tiltaket, mens den andre delen venter."
    ),
)
def can_end_combination(actor: Actor, measure: Measure) -> bool:
    """Whoever carries on a part that has been sent, while the other part waits."""
    part = measure.parts.get()
    if part.state in ENDED_STATES or not writes_measure(actor, measure):
        return False
    other = counterpart_of(actor, part)
    return (
        other is not None
        and other.part.state in HOLDING_STATES
        and part.latest_submission() is not None
    )
