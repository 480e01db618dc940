"""The tabs over collaborations, contracts, start-up meetings and the use of time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access import policies

if TYPE_CHECKING:
    from navskole.access.requests import GuardedRequest

_TABS = (
    (_("Samarbeid"), "agreements:collaboration_list", "agreements.list_collaborations"),
    (_("Kontrakter"), "agreements:contract_list", "agreements.list_contracts"),
    (_("Tidsbruk"), "agreements:time_use_list", "agreements.list_time_use"),
    (
        _("Oppstartsmøter"),
        "agreements:startup_meeting_list",
        "agreements.list_startup_meetings",
    ),
)


def agreement_tabs(request: GuardedRequest) -> list[dict[str, Any]]:
    """Return the tabs the reader may open, the one of the address marked."""
    found = [
        (label, reverse(name))
        for label, name, permission in _TABS
        if policies.allows(request.actor, permission)
    ]
    return [{"label": label, "url": url, "current": request.path == url} for label, url in found]
