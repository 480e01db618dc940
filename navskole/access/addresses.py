"""Which record an address names, so that a refused look can be logged with its pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

    from navskole.audit.log import Access

_MODELS: dict[str, type[Model]] = {}


def register(kwarg: str, model: type[Model]) -> None:
    """Say that the URL argument `kwarg` ("case_id") is the public id of a `model`.

    Its `accesses()` say what the log keeps of a look at one.
    """
    _MODELS[kwarg] = model


def registered() -> dict[str, type[Model]]:
    """Return the URL arguments that name what concerns a person, with their models."""
    return dict(_MODELS)


def find_accesses(kwargs: Mapping[str, object]) -> list[Access]:
    """Return what the address named, for each known record; an unknown id gives nothing.

    Reads past every visibility rule on purpose: only the log's Deny writer calls it.
    """
    found: list[Access] = []
    for kwarg, value in kwargs.items():
        if kwarg in _MODELS:
            objects = _MODELS[kwarg].objects  # type: ignore[attr-defined]  # of the concrete model
            record = objects.filter(public_id=value).first()
            found += record.accesses() if record is not None else []
    return found
