"""Which record an address names, so that a refused look can be logged with its pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navskole.access.models import PersonRecord
    from navskole.audit.log import Access

_MODELS: dict[str, type[PersonRecord]] = {}


def register(kwarg: str, model: type[PersonRecord]) -> None:
    """Say that the URL argument `kwarg` ("case_id") is the public id of a `model`."""
    _MODELS[kwarg] = model


def registered() -> dict[str, type[PersonRecord]]:
    """Return the URL arguments that name a person's record, with their models."""
    return dict(_MODELS)


def find_accesses(kwargs: Mapping[str, object]) -> list[Access]:
    """Return what the address named, one entry per known record; an unknown id gives none.

    Reads past every visibility rule on purpose: only the log's Deny writer calls it.
    """
    found = []
    for kwarg, value in kwargs.items():
        if kwarg in _MODELS:
            objects = _MODELS[kwarg].objects  # type: ignore[attr-defined]  # of the concrete model
            record = objects.filter(public_id=value).first()
            found += [record.access()] if record is not None else []
    return found
