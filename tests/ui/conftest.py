"""What the tests of components share."""

from collections.abc import Callable

import pytest
from bs4 import BeautifulSoup
from django.template import Context, Template
from django.test import RequestFactory

Show = Callable[..., BeautifulSoup]

LIBRARIES = "{% load ui ui_lists ui_forms ui_dates %}"


@pytest.fixture
def show(rf: RequestFactory) -> Show:
    """Render a piece of template and return its markup."""

    def render(source: str, query: str = "", **context: object) -> BeautifulSoup:
        request = rf.get(f"/elever/{query}")
        page = Template(LIBRARIES + source).render(Context({"request": request, **context}))
        return BeautifulSoup(page, "html.parser")

    return render
