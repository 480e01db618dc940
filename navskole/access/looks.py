"""Who wants to know, in the same transaction, whose data a page has shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from navskole.access.actor import Actor
    from navskole.audit.log import Access

    Listener = Callable[[Actor, Collection[Access]], None]

_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    """Let a higher app act on every page that was shown; what it writes stands with the log row."""
    _listeners.append(listener)


def tell_of_look(actor: Actor, accesses: Collection[Access]) -> None:
    """Tell the listeners whose data the actor has been shown."""
    for listener in _listeners:
        listener(actor, accesses)
