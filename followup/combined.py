"""What a measure is combined with, as far as its reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.grounds import is_ended, lines_missing, shown_submission
from followup.models import HOLDING_STATES, Measure, MeasureLink, MeasurePart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

    from followup.models import MeasureSubmission, MeasureType
    from navskole.access.actor import Actor


@dataclass(frozen=True)
class Counterpart:
    """The other side's measure, its part, and what the reader may know of what was sent."""

    measure: Measure
    part: MeasurePart
    submission: MeasureSubmission | None


def counterpart_of(actor: Actor, part: MeasurePart) -> Counterpart | None:
    """Return what the part's measure is combined with; None also where the link is hidden."""
    own = part.measure
    if own.case_id is not None and part.other_type_id is None:
        return None
    links = MeasureLink.objects.visible_to(actor).standing().joined()
    link = links.of(own).order_by("-pk").first()
    if link is None:
        return None
    other_id = link.school_measure_id if own.case_id is not None else link.nav_measure_id
    assert other_id is not None  # noqa: S101 - a joined link has both
    measures = Measure.objects.visible_to(actor).with_ground(actor)
    other = measures.select_related("type", "owner", "created_by").filter(pk=other_id).first()
    if other is None:  # NAV's answer to the school is not sent yet
        return None
    found = MeasurePart.objects.visible_to(actor).select_related("owner", "deciding_organisation")
    other_part = found.get(measure=other)
    other_part.measure = other
    return Counterpart(other, other_part, shown_submission(actor, other, other_part))


def question_of(actor: Actor, measure: Measure) -> MeasureLink | None:
    """Return what the school has asked NAV in its measure, unless it was ended by hand."""
    if measure.case_id is not None:
        return None
    links = MeasureLink.objects.visible_to(actor).questions().standing().told()
    return links.filter(school_measure=measure).first()


def answers_school(actor: Actor, measure: Measure) -> bool:
    """Tell whether NAV's measure was made because the school asked for it, as may be known."""
    questions = MeasureLink.objects.visible_to(actor).questions().standing()
    return questions.filter(nav_measure=measure).exists()


def ended_link_of(actor: Actor, measure: Measure, asked: MeasureType | None) -> MeasureLink | None:
    """Return how the measure's latest combination was ended by hand, where it may be known.

    Of NAV's, what it asks for now; a part that asks for something else asks anew.
    """
    ended = MeasureLink.objects.visible_to(actor).ended().told().of(measure)
    if measure.case_id is None:
        return ended.last()
    return None if asked is None else ended.for_asked(asked.pk).last()


def tell_combinations(actor: Actor, measures: Iterable[Measure]) -> list[MeasureLink]:
    """Say of each measure of a list what it is combined with; return the links this shows."""
    rows = {measure.pk: measure for measure in measures}
    if not rows:
        return []
    found = MeasureLink.objects.visible_to(actor).with_ground(actor).among(rows)
    links = _with_both_read(actor, list(found))
    for link in links:
        for own, other in link.both_ways():
            if own.pk in rows:
                rows[own.pk].combined_with = str(other.type)
    return links


def _with_both_read(actor: Actor, links: list[MeasureLink]) -> list[MeasureLink]:
    """Leave out the school's questions to which NAV has no more than a draft to the reader."""
    answers = [link.nav_measure_id or 0 for link in links if link.is_asked_by_school]
    if not answers:
        return links
    read = set(Measure.objects.listed_to(actor).filter(pk__in=answers).values_list("pk", flat=True))
    return [link for link in links if not link.is_asked_by_school or link.nav_measure_id in read]


def title_of_combined(measure: Measure) -> str:
    """Return the measure's name; of a combined one also what becomes of its parts."""
    if not measure.combined_with:
        return str(measure.type)
    facts = {"type": measure.type, "other": measure.combined_with}
    return gettext("%(type)s, kombinert med %(other)s: delene går videre hver for seg") % facts


def tell_listed_combinations(actor: Actor, measures: Iterable[Measure]) -> list[MeasureLink]:
    """As `tell_combinations`, for rows of `for_list`: of NAV's only those that ask can be one."""
    return tell_combinations(
        actor,
        [
            measure
            for measure in measures
            if measure.case_id is None or any(part.other_type_id for part in measure.parts.all())
        ],
    )


def asks_the_school(actor: Actor, part: MeasurePart) -> bool:
    """Tell whether NAV's part asks the school for one, and nobody has ended that by hand."""
    return part.other_type_id is not None and not is_ended(part, on=actor.on)


def asks_in_vain(actor: Actor, part: MeasurePart) -> bool:
    """Tell whether NAV's part asks the school for one that the consents no longer reach."""
    return part.other_type_id is not None and bool(lines_missing(part, on=actor.on))


def held_back(actor: Actor, part: MeasurePart) -> list[str | StrPromise]:
    """Return which answer a combined part waits for before it starts; empty when none.

    It runs when both are approved. A part that was rejected, declined or broken off holds
    the other back no longer, nor does one whose link is hidden or ended: then each goes on
    by itself.
    """
    by_nav = part.measure.case_id is not None
    words = _("at skolens del er godkjent") if by_nav else _("at NAVs del er godkjent")
    other = counterpart_of(actor, part)
    if other is not None:
        return [words] if other.part.state in HOLDING_STATES else []
    if by_nav:
        waits = asks_the_school(actor, part) and not asks_in_vain(actor, part)
    else:
        waits = question_of(actor, part.measure) is not None
    return [words] if waits else []
