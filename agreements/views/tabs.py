"""The tabs over the lists of agreements, and those of one collaboration or contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access import policies

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from agreements.models import Collaboration, Contract
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
    return [_tab(request, label, url) for label, url in found]


def collaboration_tabs(
    request: GuardedRequest, collaboration: Collaboration
) -> list[dict[str, Any]]:
    """Return the tabs of one collaboration; none where the reader has only the first."""
    return _with_history(request, collaboration, "collaboration", _("Oversikt"))


def contract_tabs(request: GuardedRequest, contract: Contract) -> list[dict[str, Any]]:
    """Return the tabs of one contract; none where the reader has only the first."""
    return _with_history(request, contract, "contract", _("Kontrakten"))


def _with_history(
    request: GuardedRequest, record: Collaboration | Contract, name: str, first: StrPromise
) -> list[dict[str, Any]]:
    if not policies.allows(request.actor, f"agreements.read_{name}_history", record):
        return []
    found = [(first, f"agreements:{name}_detail"), (_("Historikk"), f"agreements:{name}_history")]
    return [_tab(request, label, reverse(view, args=[record.public_id])) for label, view in found]


def _tab(request: GuardedRequest, label: StrPromise, url: str) -> dict[str, Any]:
    return {"label": label, "url": url, "current": request.path == url}
