"""A broken rule, as an exception that forms turn into a message."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from navskole.records.models import Versioned


class RuleBroken(Exception):  # noqa: N818 - named after what happened, not after its being an error
    """A rule of the domain said no.

    `message` is for the person at the screen; `field` names the form field it belongs to.
    """

    message: str | StrPromise = _("Dette kan ikke gjøres nå.")
    field: str | None = None

    def __init__(
        self, message: str | StrPromise | None = None, *, field: str | None = None, **facts: Any
    ) -> None:
        self.message = message or self.message
        self.field = field or self.field
        self.facts = facts
        super().__init__(str(self.message))


class NotAllowed(RuleBroken):
    """The actor may not do this; `message` says who can."""

    message = _("Du kan ikke gjøre dette.")


class StaleVersion(RuleBroken):
    """The record was changed by somebody else after the form was opened."""

    message = _("Innholdet er endret av en annen mens du skrev. Teksten din er beholdt under.")


def require_version(record: Versioned, expected: int) -> None:
    """Raise StaleVersion unless `record` still is the version the form was opened on."""
    if record.version != expected:
        raise StaleVersion(record=record)
