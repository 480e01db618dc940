"""Every page of the product is looked at in a browser for barriers."""

from __future__ import annotations

import uuid
from collections import defaultdict

from django.urls import Resolver404, resolve

from tests.addresses import every_address
from tests.browser.addresses import FORMS, NOT_VISITED, PAGES


def visited() -> set[str]:
    """Return the names of the addresses that are visited, each with any id in its place."""
    names = set()
    for _who, path in [*PAGES, *FORMS]:
        try:
            ids: dict[str, object] = defaultdict(uuid.uuid4, week="2026-48")
            names.add(resolve(path.format_map(ids)).view_name)
        except Resolver404:
            assert path == "/finnes-ikke/"
    return names


def with_page() -> set[str]:
    """Return the names of the addresses that answer a reader."""
    return {address.name for address in every_address() if "get" in address.methods}


def test_every_page_is_visited_or_excepted_with_a_reason() -> None:
    assert with_page() - visited() == set(NOT_VISITED)
