"""What a measure's page shows each reader, as far as their ground goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext_lazy as _

from followup.actions.measure_decision import undoable_decision
from followup.actions.measure_progress import PREPARED, missing_before_start
from followup.combined import held_back
from followup.combined_page import combined_context, other_parties
from followup.conditions import assess_conditions, unanswered
from followup.differences import content_changes
from followup.facts import measure_type_facts
from followup.grounds import CONSENT_GROUNDS
from followup.models import MeasureDecision, Sector
from followup.parties import party_rows, what_comes_next, what_fell_away
from followup.policies.measure import others_who_decide
from followup.routing import find_route
from navskole.access import policies
from navskole.access.grounds import Ground
from navskole.ui.templatetags.ui_dates import short_date
from pupils.models import Case, Pupil

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from followup.conditions import Assessed
    from followup.differences import Change
    from followup.models import MeasurePart, MeasureSubmission
    from navskole.access.actor import Actor

    Context = dict[str, Any]
    Content = Mapping[str, Any]

_REMEDIES = {
    "consents": "followup:case_consents",
    "contact": "followup:case_contact",
    "forward": "followup:measure_forward",
    "outside": "followup:measure_outside",
}


def visittkort_context(actor: Actor, pupil: Any, *, href: str = "") -> Context:
    """Return whom the page is about; `pupil` carries today's enrolment.

    Without a page of the pupil's to lead to, the reader has no more than name, age and school.
    """
    birth_date = short_date(pupil.birth_date) if href else ""
    facts = [birth_date, pupil.school_name or _("Ikke i skole"), pupil.class_name if href else ""]
    return {
        "pupil": pupil,
        "age": pupil.age(on=actor.on),
        "facts": facts,
        "visittkort_href": href,
    }


def measure_context(
    actor: Actor, part: MeasurePart, submission: MeasureSubmission | None, content: Content
) -> Context:
    """Return the measure's page as its reader may see it."""
    measure = part.measure
    pupil = Pupil.objects.with_enrolment(actor).get(pk=measure.pupil_id)
    sees_pupil = Pupil.objects.visible_to(actor).filter(pk=pupil.pk).exists()
    href = reverse("followup:pupil_detail", args=[pupil.public_id]) if sees_pupil else ""
    cases = Case.objects.visible_to(actor)
    case = cases.filter(pk=measure.case_id).first() if measure.case_id else None
    decisions = _decisions(part, submission)
    conditions = assess_conditions(measure.type, content, birth_date=pupil.birth_date)
    by_consent = measure.ground in CONSENT_GROUNDS
    combined = combined_context(actor, part, content)
    can = _what_can_be_done(actor, part)
    return visittkort_context(actor, pupil, href=href) | {
        "measure": measure,
        "part": part,
        "case": case,
        "type_facts": measure_type_facts(measure.type),
        "details": _details(part, content),
        "content": content,
        "conditions": conditions,
        "decisions": decisions,
        "parties": [*party_rows(part, submission), *other_parties(part, combined)],
        "next": _next(part, can["held"]),
        "fell_away": "" if by_consent else what_fell_away(part, submission, decisions),
        "changes": _changes(part, submission),
        **combined,
        **can,
        **_before_sending(actor, part, conditions),
    }


def _decisions(part: MeasurePart, submission: MeasureSubmission | None) -> list[MeasureDecision]:
    """Return the answers with their reasons; NAV's reasons do not cross by consent.

    A decider reads those to what was sent to their own organisation.
    """
    ground = part.measure.ground
    if ground in CONSENT_GROUNDS:
        return []
    found = MeasureDecision.objects.filter(submission__part=part)
    if ground == Ground.DECIDER and submission is not None:
        found = found.filter(
            submission__deciding_organisation_id=submission.deciding_organisation_id
        )
    rows = list(
        found.select_related(
            "decided_by", "lifted_by", "submission__deciding_organisation"
        ).order_by("-decided_at", "-pk")
    )
    for row in rows:
        row.submission.part = part
    return rows


def _changes(part: MeasurePart, submission: MeasureSubmission | None) -> list[Change]:
    """Return what is new in what was sent since it was sent to the same decider before."""
    if submission is None or part.measure.ground in CONSENT_GROUNDS:
        return []
    before = (
        part.submissions.filter(
            part_version__lt=submission.part_version,
            deciding_organisation_id=submission.deciding_organisation_id,
        )
        .order_by("-part_version")
        .first()
    )
    if before is None or not part.is_waiting:
        return []
    return content_changes(before.content, submission.content, part.measure.type)


def _details(part: MeasurePart, content: Content) -> list[tuple[Any, Any]]:
    """Return the content's short facts in words; dates come as dates or as ISO text."""
    start, end = (_as_text(content.get(name)) for name in ("planned_start", "planned_end"))
    facts = [
        (_("Planlagt start"), start),
        (_("Planlagt slutt"), end),
        (_("Omfang"), content.get("extent", "")),
    ]
    if part.measure.type.sector == Sector.STATE:
        facts.append((_("§ 14 a-vedtak"), content.get("assessment_reference", "")))
    return facts


def as_date(day: Any) -> date | None:
    """Return a day of the content; what was sent is kept as ISO text."""
    return parse_date(day) if isinstance(day, str) else day


def _as_text(day: Any) -> str:
    found = as_date(day)
    return short_date(found) if found else ""


def progress_facts(part: MeasurePart) -> list[tuple[Any, Any]]:
    """Return what has happened since the decision, as far as anything has."""
    facts = [
        (_("Søkt hos"), part.outside_where),
        (_("Referanse"), part.outside_reference),
        (_("Vedtakets referanse"), part.formal_decision_reference),
        (_("Vedtaksdato"), short_date(part.formal_decision_on)),
        (_("Avtalens referanse"), part.agreement_reference),
        (_("Tilbudt"), short_date(part.offered_on)),
        (_("Startet"), short_date(part.started_on)),
        (_("Avsluttet"), short_date(part.ended_on)),
        (_("Utbytte"), part.get_effect_display() if part.effect else ""),
    ]
    return [(term, value) for term, value in facts if value]


def _what_can_be_done(actor: Actor, part: MeasurePart) -> Context:
    """Return what the reader may do now, and what stands in the way."""
    measure = part.measure
    writes = policies.allows(actor, "followup.progress_measure", measure)
    decides = policies.allows(actor, "followup.decide_measure", part)
    own = part.is_waiting and not decides and part.proposers.filter(pk=actor.person.pk).exists()
    leads = own and bool(actor.at("nav_manager", "principal") & {part.deciding_organisation_id})
    held = held_back(actor, part) if part.state in PREPARED and writes else []
    return {
        "writes": writes,
        "decides": decides and part.is_waiting,
        "undoable": undoable_decision(part) if decides else None,
        "own_proposal": others_who_decide(actor, part) if leads else None,
        "progress_facts": progress_facts(part),
        "held": held,
        "missing": [*missing_before_start(part), *held] if part.state in PREPARED else [],
    }


def _next(part: MeasurePart, held: list[Any]) -> str:
    """Return what comes next; of a combined part also which answer its start waits for."""
    if not held:
        return what_comes_next(part)
    return _("%(next)s Før start trengs %(missing)s.") % {
        "next": what_comes_next(part),
        "missing": held[0],
    }


def _before_sending(actor: Actor, part: MeasurePart, conditions: list[Assessed]) -> Context:
    """Return where a draft goes if it is sent now, or what must be done first and where."""
    shown: Context = {
        "obstacle": None, "goes_to": None, "remedy_url": "", "open_conditions": []
    }  # fmt: skip
    if not part.is_drafting or not policies.allows(actor, "followup.submit_measure", part.measure):
        return shown
    route = find_route(actor, part)
    shown |= {"goes_to": route.organisation, "open_conditions": unanswered(conditions)}
    if route.obstacle is None:
        return shown
    in_case = route.obstacle.remedy in ("contact", "consents")
    about = part.measure.case if in_case else part.measure
    assert about is not None  # noqa: S101 - only NAV's own measures ask for these
    url = reverse(_REMEDIES[route.obstacle.remedy], args=[about.public_id])
    return shown | {"obstacle": route.obstacle, "remedy_url": url}
