"""The register of permissions: who may do what, asked by views, buttons, actions and backends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from navskole.access.visibility import sees
from navskole.records.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

    from navskole.access.actor import Actor

    Rule = Callable[[Actor, Any], bool]


@dataclass(frozen=True)
class Policy:
    """One permission: its rule, and the sentence that says who can when the answer is no."""

    name: str
    rule: Rule
    refusal: str | Promise | Callable[[Actor, Any], str | Promise]

    def why_not(self, actor: Actor, subject: Any) -> str:
        """Return the sentence for a person who may see the object but not do this."""
        text = self.refusal(actor, subject) if callable(self.refusal) else self.refusal
        return str(text)


_POLICIES: dict[str, Policy] = {}


def policy(
    name: str, *, refusal: str | Promise | Callable[[Actor, Any], str | Promise]
) -> Callable[[Rule], Rule]:
    """Register the decorated rule as permission `name` (`"followup.add_note"`)."""

    def register(rule: Rule) -> Rule:
        if name in _POLICIES:
            raise ValueError(f"{name} is registered twice")
        _POLICIES[name] = Policy(name, rule, refusal)
        return rule

    return register


def get(name: str) -> Policy:
    """Return the policy called `name`; KeyError when nobody wrote it."""
    return _POLICIES[name]


def names() -> list[str]:
    """Return the names of all permissions, sorted."""
    return sorted(_POLICIES)


def allows(actor: Actor, name: str, subject: Any = None) -> bool:
    """Tell whether `actor` may do `name` to `subject`, which they are known to see."""
    return get(name).rule(actor, subject)


def require(actor: Actor, name: str, subject: Any = None) -> None:
    """Raise NotAllowed with the sentence that says who can, unless `actor` sees it and may.

    A command's identity may: it acts for the system and is logged as such.
    """
    if actor.is_system:
        return
    found = get(name)
    if not sees(actor, subject) or not found.rule(actor, subject):
        raise NotAllowed(found.why_not(actor, subject))
