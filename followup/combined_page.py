"""What a measure's page shows of what it is, was or is to be combined with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from followup.combined import asks_in_vain, counterpart_of, ended_link_of, question_of
from followup.models import ASKING_STATES, MeasureType
from followup.parties import asked_party, party_rows
from navskole.access import policies
from navskole.access.grounds import Ground

if TYPE_CHECKING:
    from collections.abc import Mapping

    from followup.models import MeasurePart
    from navskole.access.actor import Actor

    Context = dict[str, Any]


def combined_context(actor: Actor, part: MeasurePart, content: Mapping[str, Any]) -> Context:
    """Return what the other side is asked for, what the measure is combined with, what was ended.

    `asked_type` comes from the content the reader sees; the rest is there only while the
    consents stand both ways. `has_combination` tells whether there is anything of it to show.
    """
    measure, asked = part.measure, content.get("other_type")
    on_team = measure.ground in (Ground.CASE_TEAM, Ground.OFFICE_LEAD)
    asked_type = MeasureType.objects.filter(code=asked).first() if asked else None
    counterpart, question = counterpart_of(actor, part), question_of(actor, measure)
    ended = None if counterpart or question else ended_link_of(actor, measure, asked_type)
    shown: Context = {
        "asked_type": asked_type,
        "counterpart": counterpart,
        "question": question,
        "ended": ended,
        "on_team": on_team,
        "asks_in_vain": bool(asked) and on_team and asks_in_vain(actor, part),
        "has_combination": bool(asked or counterpart or question or ended),
    }
    return shown | _what_can_be_done(actor, part, shown)


def _what_can_be_done(actor: Actor, part: MeasurePart, shown: Context) -> Context:
    """Return which buttons the reader has; what cannot be is not asked about."""
    measure, counterpart, question = part.measure, shown["counterpart"], shown["question"]
    is_asked = shown["asked_type"] is not None and shown["ended"] is None

    def may(name: str) -> bool:
        return policies.allows(actor, f"followup.{name}", measure)

    may_make_part = is_asked and may("make_school_part")
    may_make_nav_part = question is not None and may("make_nav_part")
    is_asking = question is not None or (is_asked and shown["on_team"])
    return {
        "may_make_part": may_make_part,
        "may_make_nav_part": may_make_nav_part and question.nav_measure_id is None,
        "may_decline": (may_make_part or may_make_nav_part) and may("decline_combination"),
        "may_take_back": is_asking and counterpart is None and may("take_back_question"),
        "may_end": counterpart is not None and may("end_combination"),
        "may_ask": counterpart is None
        and question is None
        and measure.case_id is None
        and may("ask_nav"),
    }


def other_parties(part: MeasurePart, combined: Context) -> list[dict[str, Any]]:
    """Return the other side's rows; of a part not made or sent yet, who is to make it."""
    other, question = combined["counterpart"], combined["question"]
    if other is not None:
        return party_rows(other.part, other.submission)
    if question is not None:
        return [asked_party(question)]
    waits = combined["may_make_part"] or (combined["asked_type"] and combined["on_team"])
    if waits and not _is_over(combined) and part.state in ASKING_STATES:
        return [asked_party()]
    return []


def _is_over(combined: Context) -> bool:
    return bool(combined["asks_in_vain"] or combined["ended"])
