"""The register of permissions: who may do what, asked by views, buttons, actions and backends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from navskole.access.grounds import ONLY_READING
from navskole.access.visibility import sees
from navskole.records.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.utils.functional import Promise

    from navskole.access.actor import Actor

    Rule = Callable[[Actor, Any], bool]

SHOWING = ("list", "read")
"""The verbs of the permissions to read."""

LEAVING = (*SHOWING, "declare")
"""The verbs of the permissions that leave a record as it is: reading, and telling of oneself."""


def reads_only(actor: Actor, record: Any) -> bool:
    """Tell whether `actor` may do no more than read `record`, whatever their role lets them.

    Costs a query for those alone who have such a ground at all.
    """
    records: Any = getattr(type(record), "objects", None)
    if actor.is_system or not hasattr(records, "visible_to"):
        return False
    if ONLY_READING.isdisjoint(records.all().arms_once(actor)):
        return False
    seen = records.one_visible_to(actor).with_ground(actor).filter(pk=record.pk)
    grounds = seen.values_list("ground", flat=True)
    about = (type(record), record.pk)
    return actor.answer_once("first ground", about, grounds.first) in {None, *ONLY_READING}


@dataclass(frozen=True)
class Policy:
    """One permission: its rule, and the sentence that says who can when the answer is no."""

    name: str
    rule: Rule
    refusal: str | Promise | Callable[[Actor, Any], str | Promise]

    @property
    def verb(self) -> str:
        """What it lets somebody do: "read" of "pupils.read_team"."""
        return self.name.partition(".")[2].partition("_")[0]

    @property
    def shows(self) -> bool:
        """Whether it is a permission to read."""
        return self.verb in SHOWING

    @property
    def changes(self) -> bool:
        """Whether it is a permission to do more than read."""
        return self.verb not in LEAVING

    def lets(self, actor: Actor, subject: Any) -> bool:
        """Tell whether `actor` may: by the rule, and not on a ground that only lets read."""
        return self.rule(actor, subject) and not self._is_closed_to(actor, subject)

    def _is_closed_to(self, actor: Actor, subject: Any) -> bool:
        return self.changes and reads_only(actor, subject)

    def why_not(self, actor: Actor, subject: Any) -> str:
        """Return the sentence for a person who may see the object but not do this."""
        if self._is_closed_to(actor, subject):
            return str(_("Enkelttilgang gjelder bare lesing. Du kan ikke endre eller registrere."))
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
    return get(name).lets(actor, subject)


def require(actor: Actor, name: str, subject: Any = None) -> None:
    """Raise NotAllowed with the sentence that says who can, unless `actor` sees it and may.

    A command's identity may: it acts for the system and is logged as such.
    """
    if actor.is_system:
        return
    found = get(name)
    if not sees(actor, subject) or not found.lets(actor, subject):
        raise NotAllowed(found.why_not(actor, subject))
