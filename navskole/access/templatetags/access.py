"""Templates ask the same policies as views do."""

from __future__ import annotations

from typing import Any

from django import template

from navskole.access import policies
from navskole.access.grounds import EXPLANATIONS

register = template.Library()


@register.simple_tag(takes_context=True)
def can(context: template.Context, permission: str, subject: Any = None) -> bool:
    """Tell whether the one who looks may do `permission`: `{% can "followup.add_note" case as ok %}`."""
    actor = context["request"].actor
    return actor is not None and policies.allows(actor, permission, subject)


@register.simple_tag
def ground_text(ground: str) -> str:
    """Return the sentence that says why the one who looks may see this."""
    return str(EXPLANATIONS.get(ground, ""))
