"""Who has proposed and decided a part, and the one sentence of what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from followup.models import MeasureDecision, MeasureState
from navskole.ui.templatetags.ui_dates import long_moment

if TYPE_CHECKING:
    from followup.models import MeasurePart, MeasureSubmission

_COLORS: dict[str, str] = {
    MeasureState.APPROVED: "success",
    MeasureState.RETURNED: "warning",
    MeasureState.ON_HOLD: "warning",
    MeasureState.REJECTED: "danger",
}


def party_rows(part: MeasurePart) -> list[dict[str, Any]]:
    """Return a row for who sends and one for who decides, with the latest of each."""
    submission = part.submissions.select_related("submitted_by").order_by("-part_version").first()
    if submission is None:
        return [
            {
                "name": str(part.measure.created_by),
                "on_behalf": str(part.owner),
                "state": _("Skriver utkast"),
            }
        ]
    return [_sender(part, submission), _decider(submission)]


def _sender(part: MeasurePart, submission: MeasureSubmission) -> dict[str, Any]:
    return {
        "name": str(submission.submitted_by),
        "on_behalf": str(part.owner),
        "state": _("Sendt"),
        "color": "info",
        "when": long_moment(submission.submitted_at),
    }


def _decider(submission: MeasureSubmission) -> dict[str, Any]:
    decision = (
        MeasureDecision.objects.filter(submission=submission).select_related("decided_by").first()
    )
    office = str(submission.deciding_organisation)
    if decision is None:
        return {"name": _("Leder"), "on_behalf": office, "state": _("Venter"), "color": "warning"}
    deputy = _("%(office)s (stedfortreder)") % {"office": office}
    return {
        "name": str(decision.decided_by),
        "on_behalf": deputy if decision.is_deputy else office,
        "state": decision.get_outcome_display(),
        "color": _COLORS.get(decision.outcome, "neutral"),
        "when": long_moment(decision.decided_at),
    }


def what_comes_next(part: MeasurePart) -> str:
    """Return what happens now, and who it waits for."""
    where = {"organisation": part.deciding_organisation}
    sentences = {
        MeasureState.DRAFT: _("Tiltaket er et utkast og er ikke sendt."),
        MeasureState.SUBMITTED: _("Venter på lederen ved %(organisation)s.") % where,
        MeasureState.APPROVED: _("Godkjent. Tiltaket kan tilbys eleven."),
        MeasureState.RETURNED: _("Returnert. Endre tiltaket og send det på nytt."),
        MeasureState.ON_HOLD: _("Satt på vent av lederen ved %(organisation)s. Kan sendes på nytt.")
        % where,
        MeasureState.REJECTED: _("Avslått. Eleven kan søke uansett."),
        MeasureState.OFFERED: _("Tilbudt. Venter på svar fra eleven."),
        MeasureState.DECLINED: _("Eleven takket nei."),
        MeasureState.RUNNING: _("Tiltaket pågår."),
        MeasureState.COMPLETED: _("Tiltaket er fullført."),
        MeasureState.DISCONTINUED: _("Tiltaket er avbrutt."),
    }
    return sentences[MeasureState(part.state)]
