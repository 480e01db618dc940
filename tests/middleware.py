"""Lets all test clients share one chain of middleware, which each would build for itself."""

from __future__ import annotations

from typing import Any

from django.conf import Settings, settings
from django.test.client import ClientHandler

_BUILT = (
    "_view_middleware",
    "_template_response_middleware",
    "_exception_middleware",
    "_middleware_chain",
)
_HOOK = "load_middleware"
_load = getattr(ClientHandler, _HOOK)
_chain: dict[str, Any] = {}


def install() -> None:
    """Let the chain be built once; where a test changes a setting, anew for each client."""
    setattr(ClientHandler, _HOOK, _load_once)


def _load_once(handler: ClientHandler, **how: Any) -> None:
    if not isinstance(vars(settings)["_wrapped"], Settings):
        _load(handler, **how)
        return
    if not _chain:
        _load(handler, **how)
        _chain.update({name: getattr(handler, name) for name in _BUILT})
    vars(handler).update(_chain)
