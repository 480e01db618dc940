"""What a measure is combined with, as far as its reader may know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.grounds import lines_missing, shown_submission
from followup.models import HOLDING_STATES, Measure, MeasureLink, MeasurePart

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrPromise

    from followup.models import MeasureSubmission
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
    link = MeasureLink.objects.visible_to(actor).of(own).order_by("-pk").first()
    if link is None:
        return None
    other_id = link.school_measure_id if own.case_id is not None else link.nav_measure_id
    measures = Measure.objects.visible_to(actor).with_ground(actor)
    other = measures.select_related("type", "owner", "created_by").get(pk=other_id)
    found = MeasurePart.objects.visible_to(actor).select_related("owner", "deciding_organisation")
    other_part = found.get(measure=other)
    other_part.measure = other
    return Counterpart(other, other_part, shown_submission(actor, other, other_part))


def tell_combinations(actor: Actor, measures: Iterable[Measure]) -> list[MeasureLink]:
    """Say of each measure of a list what it is combined with; return the links this shows."""
    rows = {measure.pk: measure for measure in measures}
    if not rows:
        return []
    links = MeasureLink.objects.visible_to(actor).with_ground(actor).among(rows)
    for link in links:
        for own, other in link.both_ways():
            if own.pk in rows:
                rows[own.pk].combined_with = str(other.type)
    return list(links)


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


def asks_in_vain(actor: Actor, part: MeasurePart) -> bool:
    """Tell whether NAV's part asks the school for one that the consents no longer reach."""
    return part.other_type_id is not None and bool(lines_missing(part, on=actor.on))


def held_back(actor: Actor, part: MeasurePart) -> list[str | StrPromise]:
    """Return which answer a combined part waits for before it starts; empty when none.

    It runs when both are approved. A part that was rejected, declined or broken off holds
    the other back no longer, nor does one whose link is hidden: then each goes on by itself.
    """
    by_nav = part.measure.case_id is not None
    words = _("at skolens del er godkjent") if by_nav else _("at NAVs del er godkjent")
    other = counterpart_of(actor, part)
    if other is not None:
        return [words] if other.part.state in HOLDING_STATES else []
    waits = part.other_type_id is not None and not asks_in_vain(actor, part)
    return [words] if waits else []
