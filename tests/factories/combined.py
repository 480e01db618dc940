"""A combined measure of a pair: NAV's part, the school's, and the consents it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from followup.actions.measure_combined import ask_nav, make_nav_part, make_school_part
from followup.models import Measure, MeasureLink
from navskole.access.visibility import sees
from pupils.models import Consent
from tests.asking import day
from tests.factories.followup import measure_type
from tests.factories.measures import (
    SCHOOLS,
    answer,
    asked,
    part_of,
    propose,
    propose_at_school,
    send,
)
from tests.factories.pair import Pair
from tests.factories.pupils import give_consent, give_school_consent

AREAS = ("jobb-og-praksis", "fravaer-og-motivasjon", "feilvalg")
"""What both types of the combination are about, and one more."""


@dataclass
class Consents:
    """The pupil's answers to both sides."""

    nav: Consent
    school: Consent


def consent_both_ways(pair: Pair, **facts: Any) -> Consents:
    """Return NAV's consent to the school's services, and the school's to the office."""
    return Consents(
        give_consent(pair.case, pair.school, areas=AREAS, **facts),
        give_school_consent(pair.pupil, pair.school, pair.office, areas=AREAS, **facts),
    )


def propose_combined(pair: Pair, **facts: Any) -> Measure:
    """Return NAV's draft that asks the school for a part."""
    request = "Gi eleven to dager i uken fri fra fellesfag."
    given = {"other_type": measure_type(SCHOOLS), "other_request": request}
    return propose(pair, **given | facts)


def make_part(
    pair: Pair, measure: Measure, *, who: str = "school_counsellor", **how: Any
) -> Measure:
    """Return the school's draft of its part."""
    return make_school_part(
        actor=pair.acting(who),
        measure=measure,
        content=asked("Eleven trenger et lettere opplegg."),
        **how,
    )


def ask(pair: Pair, measure: Measure, **how: Any) -> MeasureLink:
    """Return the school's question to NAV about a part of its measure."""
    return ask_nav(
        actor=pair.acting("school_counsellor"),
        measure=measure,
        **{
            "case": pair.case,
            "kind": measure_type("jobbklubb"),
            "request": "Kan eleven øve på å søke jobb ved siden av?",
        }
        | how,
    )


def make_navs(pair: Pair, measure: Measure, *, who: str = "counsellor", **how: Any) -> Measure:
    """Return NAV's draft of the part that the school's measure asks for."""
    content = asked("Eleven vil lære å skrive søknad.")
    return make_nav_part(actor=pair.acting(who), measure=measure, content=content, **how)


def combine_from_school(pair: Pair) -> Combined:
    """Return a measure that the school asked NAV to combine; both parts wait for an answer."""
    school = propose_at_school(pair)
    ask(pair, school)
    send(pair, school, who="school_counsellor")
    nav = make_navs(pair, school)
    send(pair, nav)
    return Combined(nav, school)


@dataclass
class Combined:
    """Both parts of a combined measure."""

    nav: Measure
    school: Measure

    @property
    def link(self) -> MeasureLink:
        """The link between them."""
        return MeasureLink.objects.get(nav_measure=self.nav)


def combine(pair: Pair) -> Combined:
    """Return a combined measure whose parts both wait for an answer."""
    nav = propose_combined(pair)
    send(pair, nav)
    school = make_part(pair, nav)
    send(pair, school, who="school_counsellor")
    return Combined(nav, school)


def approve(pair: Pair, measure: Measure, outcome: str = "approved") -> None:
    """Answer what waits, on the measure's own side."""
    waiting = part_of(measure).waiting_submission()
    assert waiting is not None
    answer(pair, waiting, outcome, who="manager" if measure.case_id else "principal")


def who_sees_link(pair: Pair, link: MeasureLink, offset: int = 0) -> set[str]:
    """Return who of the pair sees that the two are one measure."""
    people = ("counsellor", "manager", "school_counsellor", "principal")
    return {who for who in people if sees(pair.acting(who, offset), link)}


def end(consent: Any) -> None:
    """Let the consent be over since yesterday."""
    consent.ends_on = day(-1)
    consent.save()
