"""Templates ask the same policies as views do."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import gettext as _

from navskole.access import policies
from navskole.access.grounds import EXPLANATIONS, period_of

register = template.Library()


@register.simple_tag(takes_context=True)
def can(context: template.Context, permission: str, subject: Any = None) -> bool:
    """Tell whether the reader may: `{% can "followup.add_note" case as may_write %}`."""
    actor = context["request"].actor
    return actor is not None and policies.allows(actor, permission, subject)


@register.simple_tag
def ground_text(ground: str) -> str:
    """Return the sentence that says why the one who looks may see this."""
    return str(EXPLANATIONS.get(ground, ""))


@register.simple_tag(takes_context=True)
def ground_period(context: template.Context, record: Any) -> str:
    """Return since when and until when the reader's ground counts, where it is for a time."""
    return period_of(record.ground, context["request"].actor, record.subject_id)


@register.simple_tag(takes_context=True)
def acting_text(context: template.Context) -> str:
    """Return in which roles, and where, the one who looks does so."""
    actor = context["request"].actor
    places = [f"{row.get_role_display()}, {row.organisation}" for row in actor.memberships]
    return _("Du ser det som %(places)s.") % {"places": "; ".join(places)}
