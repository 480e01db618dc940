"""A row for each party to a measure, and the one sentence of what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from followup.models import LiftCause, MeasureState
from navskole.organisations.models import Role
from navskole.ui.templatetags.ui_dates import long_date, long_moment

if TYPE_CHECKING:
    from datetime import date

    from followup.models import MeasureDecision, MeasureLink, MeasurePart, MeasureSubmission

    Row = dict[str, Any]

_COLORS: dict[str, str] = {
    MeasureState.APPROVED: "success",
    MeasureState.RETURNED: "warning",
    MeasureState.ON_HOLD: "warning",
    MeasureState.REJECTED: "danger",
}


def party_rows(part: MeasurePart, submission: MeasureSubmission | None) -> list[Row]:
    """Return a row for who proposes, whoever agreed, and who decides.

    `submission` is what was sent last, or what the reader may know of it; None before.
    """
    rows = [_proposer(part, submission), *_agreements(part)]
    if submission is not None:
        rows.append(_decider(part, submission))
    if part.outside_on:
        rows.append(
            {
                "name": part.outside_where,
                "on_behalf": "",
                "state": part.state_label if part.state == MeasureState.OUTSIDE else _("Søkt"),
                "color": "info",
                "when": long_date(part.outside_on),
            }
        )
    return rows


def _proposer(part: MeasurePart, submission: MeasureSubmission | None) -> Row:
    if submission is None or submission.lifted_at:
        person = submission.submitted_by if submission else part.measure.created_by
        return {"name": str(person), "on_behalf": str(part.owner), "state": _("Skriver utkast")}
    return {
        "name": str(submission.submitted_by),
        "on_behalf": str(part.owner),
        "state": _("Sendt"),
        "color": "info",
        "when": long_moment(submission.submitted_at),
    }


def asked_party(question: MeasureLink | None = None) -> Row:
    """Return the row of whoever is to make the other side's part of a combined measure.

    The school's rådgiver, or the veileder at the office that the school's question went to.
    """
    if question is None:
        role, where, state = Role.SCHOOL_COUNSELLOR, _("skolen"), _("Lager skolens del")
    else:
        role, where = Role.NAV_COUNSELLOR, str(question.case.office)
        state = _("Er bedt om NAVs del")
    return {"name": str(role.label), "on_behalf": where, "state": state, "color": "warning"}


def _agreements(part: MeasurePart) -> list[Row]:
    """Return a row for each yes that is recorded, or still wanted before the start."""
    kind, rows = part.measure.type, []
    if part.forward_agreed_on:
        rows.append(
            _agreement(
                _("Eleven, til sending til %(office)s") % {"office": part.forward_office},
                part.forward_agreed_on,
                part.forward_agreed_how,
            )
        )
    if kind.needs_agreement:
        employer = part.employer or _("Arbeidsgiveren")
        rows.append(_agreement(_("Eleven"), part.pupil_agreed_on, part.pupil_agreed_how))
        rows.append(_agreement(employer, part.employer_agreed_on, part.employer_agreed_how))
    return rows


def _agreement(name: str, agreed_on: date | None, how: str) -> Row:
    if agreed_on is None:
        return {"name": name, "state": _("Ikke registrert")}
    when = long_date(agreed_on)
    return {
        "name": name,
        "state": _("Sa ja"),
        "color": "success",
        "when": f"{when}, {how}" if how else when,
    }


def _decider(part: MeasurePart, submission: MeasureSubmission) -> Row:
    standing = submission.decisions.filter(lifted_at__isnull=True)
    decision = standing.select_related("decided_by").first()
    organisation = str(submission.deciding_organisation)
    if decision is None:
        role = Role.NAV_MANAGER if part.measure.case_id else Role.PRINCIPAL
        waits = submission.lifted_at is None
        return {
            "name": str(role.label),
            "on_behalf": organisation,
            "state": _("Venter") if waits else _("Trukket tilbake"),
            "color": "warning" if waits else "neutral",
        }
    return {
        "name": str(decision.decided_by),
        "on_behalf": _as_deputy(organisation) if decision.is_deputy else organisation,
        "state": decision.outcome_label,
        "color": _COLORS.get(decision.outcome, "neutral"),
        "when": long_moment(decision.decided_at),
    }


def _as_deputy(organisation: str) -> str:
    return _("%(organisation)s (stedfortreder)") % {"organisation": organisation}


def what_comes_next(part: MeasurePart) -> str:
    """Return what happens now, and who it waits for."""
    kind = part.measure.type
    by_nav = part.measure.case_id is not None
    leader = _("NAV-leder i %(place)s") if by_nav else _("rektor ved %(place)s")
    where = {
        "leader": leader % {"place": part.deciding_organisation},
        "owner": part.owner,
    }
    sentences = {
        MeasureState.DRAFT: _("Utkast hos %(owner)s. Tiltaket er ikke sendt.") % where,
        MeasureState.SUBMITTED: _("Venter på %(leader)s.") % where,
        MeasureState.APPROVED: _("Godkjent. %(owner)s kan tilby eleven tiltaket.") % where,
        MeasureState.RETURNED: _("Returnert. %(owner)s endrer tiltaket og sender det på nytt.")
        % where,
        MeasureState.ON_HOLD: _(
            "Satt på vent hos %(leader)s, som kan avgjøre det når som helst. %(owner)s kan også "
            "endre det og sende det på nytt."
        )
        % where,
        MeasureState.REJECTED: _("Avslått. Tiltaket er avsluttet."),
        MeasureState.OUTSIDE: _("Avgjøres utenfor navskole. %(owner)s følger opp svaret.") % where,
        MeasureState.OFFERED: _("Tilbudt. Venter på svar fra eleven."),
        MeasureState.DECLINED: _("Eleven takket nei."),
        MeasureState.RUNNING: _("Tiltaket pågår."),
        MeasureState.COMPLETED: _("Tiltaket er fullført."),
        MeasureState.DISCONTINUED: _("Tiltaket er avbrutt."),
    }
    if kind.needs_formal_decision:
        sentences[MeasureState.APPROVED] = (
            _("Anbefalt. Vedtaket fattes i NAVs eget system; %(owner)s kan tilby eleven tiltaket.")
            % where
        )
        sentences[MeasureState.REJECTED] = _("Ikke anbefalt. Eleven kan søke uansett.")
    return sentences[MeasureState(part.state)]


def what_fell_away(
    part: MeasurePart, submission: MeasureSubmission | None, decisions: list[MeasureDecision]
) -> str:
    """Return why what was sent or answered last no longer counts; an empty text when it does.

    Both the proposers and whoever decides are told this on the measure's page.
    """
    if submission is None:
        return ""
    lifted = [row for row in decisions if row.submission_id == submission.pk and row.lifted_at]
    latest = max(lifted, key=lambda row: row.lifted_at or row.decided_at, default=None)
    answer = latest.outcome_label.lower() if latest else ""
    if submission.lifted_at and part.state == MeasureState.DRAFT:
        return _fell_back(submission, answer)
    if latest and latest.lifted_because == LiftCause.UNDONE and part.is_waiting:
        return _("%(who)s angret avgjørelsen «%(answer)s» %(when)s. Tiltaket venter på nytt.") % {
            "who": latest.lifted_by,
            "answer": answer,
            "when": long_moment(latest.lifted_at),
        }
    return ""


def _fell_back(submission: MeasureSubmission, answer: str) -> str:
    facts = {
        "who": submission.lifted_by or _("Systemet"),
        "when": long_moment(submission.lifted_at),
        "organisation": submission.deciding_organisation,
        "answer": answer,
    }
    if submission.lifted_because == LiftCause.MOVED:
        return (
            _(
                "Elevens oppholdskommune ble endret %(when)s. Tiltaket som var sendt til "
                "%(organisation)s, er et utkast igjen og må sendes på nytt."
            )
            % facts
        )
    if answer:
        return (
            _(
                "%(who)s endret innholdet %(when)s. Avgjørelsen «%(answer)s» fra %(organisation)s "
                "gjelder ikke lenger, og tiltaket må sendes på nytt."
            )
            % facts
        )
    return (
        _(
            "%(who)s endret innholdet %(when)s. Det som var sendt til %(organisation)s, er trukket "
            "tilbake og må sendes på nytt."
        )
        % facts
    )
