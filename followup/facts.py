"""Short facts as (term, value) for the cards beside a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from navskole.ui.templatetags.ui_dates import long_date, short_date, short_moment

if TYPE_CHECKING:
    from datetime import date, datetime

    from followup.models import Disclosure, MeasureType
    from pupils.models import Case, ContactDetails

Facts = list[tuple[Any, Any]]


def contact_facts(contact: ContactDetails | None) -> Facts:
    """Return how the own side reaches the pupil; dashes where nothing is known or shown."""
    return [
        (_("Telefon"), contact.phone if contact else ""),
        (_("E-post"), contact.email if contact else ""),
        (_("Oppholdskommune"), contact.municipality_of_stay if contact else ""),
    ]


def standing_plan(planned_on: date | None, *, latest_at: datetime | None) -> date | None:
    """Return the planned next contact, or None once there has been contact that day or later.

    >>> standing_plan(date(2026, 12, 1), latest_at=None)
    datetime.date(2026, 12, 1)
    """
    if planned_on and latest_at and timezone.localdate(latest_at) >= planned_on:
        return None
    return planned_on


def case_facts(
    case: Case, *, latest_at: datetime | None, next_on: date | None, own_side: bool
) -> Facts:
    """Return where the case stands; what only concerns NAV is left out for the school."""
    own: Facts = [(_("Kilde"), case.get_source_display())] if own_side else []
    closed: Facts = []
    if case.closed_on:
        closed = [
            (_("Avsluttet"), short_date(case.closed_on)),
            (_("Resultat"), case.get_outcome_display()),
        ]
    return [
        (_("NAV-kontor"), case.office),
        (_("Ansvarlig"), case.responsible),
        *own,
        (_("Opprettet"), short_date(case.opened_on)),
        *closed,
        (_("Siste kontakt"), short_moment(latest_at)),
        (_("Neste kontakt"), long_date(next_on)),
    ]


def measure_type_facts(measure_type: MeasureType) -> Facts:
    """Return what the catalogue says, each rule with its source."""
    facts: Facts = [
        (_("Eier"), measure_type.get_sector_display()),
        (_("Hjemmel"), measure_type.statute),
        (_("Slik søkes det"), measure_type.how_to_apply),
    ]
    if measure_type.needs_formal_decision:
        formal = _("Ja. Lederens svar her er en intern tilråding; vedtaket fattes i NAVs system.")
        facts.append((_("Krever vedtak"), formal))
    return [(term, value) for term, value in facts if value]


def disclosure_facts(disclosure: Disclosure, *, own_side: bool) -> Facts:
    """Return how one item is shared on a statute; the assessment is the own side's to read."""
    named = [f"{post.user}, {post}" for post in disclosure.recipients.all()]
    informed = _("Ja") if disclosure.pupil_informed else disclosure.uninformed_reason
    own: Facts = []
    if own_side:
        own = [
            (_("Delt med"), "; ".join(named)),
            (_("Eleven er informert"), informed),
        ]
    ended: Facts = []
    if disclosure.ended_at and own_side:
        ended = [
            (_("Avsluttet"), short_moment(disclosure.ended_at)),
            (_("Avsluttet av"), disclosure.ended_by),
            (_("Hvorfor"), disclosure.ended_reason),
        ]
    return [
        (_("Delt av"), f"{disclosure.disclosed_by}, {disclosure.owner}"),
        (_("Hjemmel"), disclosure.statute_in_words),
        (_("Fra"), short_date(disclosure.starts_on)),
        (_("Siste dag"), short_date(disclosure.ends_on)),
        *own,
        *ended,
    ]
