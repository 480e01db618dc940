"""The tabs over collaborations and contracts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.http import HttpRequest

_TABS = (
    (_("Samarbeid"), "agreements:collaboration_list"),
    (_("Kontrakter"), "agreements:contract_list"),
)


def agreement_tabs(request: HttpRequest) -> list[dict[str, Any]]:
    """Return the tabs, the one of the address marked."""
    found = [(label, reverse(name)) for label, name in _TABS]
    return [{"label": label, "url": url, "current": request.path == url} for label, url in found]
