"""A working form for every address that takes a post; those of `OPEN` hold nothing to forge."""

from __future__ import annotations

from typing import Any

from tests.access.declared import BY_NAME
from tests.access.forms import (
    administration,
    agreements,
    collaborations,
    followup,
    measures,
    notices,
    pupils,
)
from tests.access.forms.form import Form

FORMS: dict[str, Form] = {
    **administration.FORMS,
    **agreements.FORMS,
    **collaborations.FORMS,
    **pupils.FORMS,
    **followup.FORMS,
    **measures.FORMS,
    **notices.FORMS,
}


def find(sight: Any, name: str, names: tuple[str, ...]) -> Any:
    """Return the first of the records called `names`, for the address `name`."""
    return sight.named[BY_NAME[name].arguments[0]][names[0]] if names else None
