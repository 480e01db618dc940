"""The history of a case in plain sentences, as far as the reader may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from followup.models import MeasurePart, Note
from navskole.access.grounds import Ground
from pupils.models import Case, CaseStatus, Consent, RiskFlag

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from django.db.models import QuerySet

    from navskole.access.actor import Actor

    Sentence = Callable[[Any], str]


@dataclass(frozen=True)
class HistoryLine:
    """One change: when, by whom, what."""

    at: datetime
    who: str
    what: str


def history_visible_to(actor: Actor, case: Case) -> list[HistoryLine]:
    """Return the changes of the case and what hangs on it, the latest first.

    `case` carries the reader's `ground`. The leader sees no version that was sensitive
    when it was written, even where the record no longer is.
    """
    plain_only = case.ground != Ground.CASE_TEAM
    notes = Note.objects.visible_to(actor).filter(case=case)
    flags = RiskFlag.objects.visible_to(actor).filter(case=case)
    consents = Consent.objects.visible_to(actor).filter(case=case)
    parts = MeasurePart.objects.visible_to(actor).filter(measure__case=case)
    lines = [
        *_lines(Case.history.filter(id=case.pk), _case_sentence),
        *_lines(_versions(Note, notes, plain_only=plain_only), _note_sentence),
        *_lines(_versions(RiskFlag, flags, plain_only=plain_only), _flag_sentence),
        *_lines(_versions(Consent, consents), _consent_sentence),
        *_lines(_versions(MeasurePart, parts).select_related("measure__type"), _part_sentence),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def _versions(model: Any, visible: QuerySet, *, plain_only: bool = False) -> QuerySet:
    versions = model.history.filter(id__in=visible.values("pk"))
    return versions.filter(is_sensitive=False) if plain_only else versions


def _lines(versions: QuerySet, sentence: Sentence) -> list[HistoryLine]:
    """Return a line per version; changing a list makes several rows of one version."""
    ordered = versions.select_related("history_user").order_by("history_id")
    latest = {(row.id, row.version): row for row in ordered}
    return [
        HistoryLine(row.history_date, str(row.history_user or _("Systemet")), sentence(row))
        for row in latest.values()
    ]


def _case_sentence(row: Any) -> str:
    if row.version == 1:
        return _("opprettet saken")
    if row.status == CaseStatus.CLOSED:
        return _("avsluttet saken")
    return _("endret saken: %(status)s") % {"status": row.get_status_display().lower()}


def _note_sentence(row: Any) -> str:
    facts = {"heading": row.heading}
    if row.struck_at:
        return _("strøk notatet «%(heading)s»") % facts
    if row.version == 1:
        return _("skrev notatet «%(heading)s»") % facts
    return _("endret notatet «%(heading)s»") % facts


def _flag_sentence(row: Any) -> str:
    facts = {"level": row.get_level_display().lower()}
    if row.resolved_at:
        return _("avsluttet et flagg (%(level)s)") % facts
    return _("hevet et flagg (%(level)s)") % facts


def _consent_sentence(row: Any) -> str:
    if row.ended_at:
        return _("avsluttet samtykket")
    return _("registrerte svar om samtykke: %(status)s") % {
        "status": row.get_status_display().lower()
    }


def _part_sentence(row: Any) -> str:
    facts = {"type": row.measure.type, "state": row.get_state_display().lower()}
    if row.version == 1:
        return _("foreslo tiltaket %(type)s") % facts
    return _("førte tiltaket %(type)s til «%(state)s»") % facts
