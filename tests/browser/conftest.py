"""Fixtures of the browser tests: the machine's own Chromium, in Norwegian."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.people import WIDE, People
from tests.browser.site import fill_with_demo
from tests.chromium import find_chromium
from tests.flushing import kept_rows

# Playwright's loop stays open from the first browser test to the end of the run, and Django
# would refuse every query made beside it, in the tests that happen to follow too.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
# Two suites share the machine's two cores, so a page may be slow to come.
expect.set_options(timeout=15_000)
QUIET = (
    "--no-sandbox",  # root in a container has no sandbox to use
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder as `browser`; the hook sees the whole run's tests."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the Chromium found on this machine; a missing one is an error, never a skip."""
    chromium = find_chromium()
    if chromium is None:
        pytest.fail("Browser tests need Chromium: install it or name it in CHROMIUM_PATH.")
    args = [*browser_type_launch_args.get("args", ()), *QUIET]
    return {**browser_type_launch_args, "executable_path": chromium, "args": args}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Browse as people in Norway do."""
    return {**browser_context_args, "locale": "nb-NO", "timezone_id": "Europe/Oslo"}


@pytest.fixture(scope="session")
def kept_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the run keeps a copy of the demo's rows."""
    return tmp_path_factory.mktemp("demo") / "demo.sqlite3"


@pytest.fixture(scope="module")
def demo_site(django_db_setup: None, django_db_blocker: Any, kept_demo: Path) -> Iterator[str]:
    """Return the address of a site with the demo, the same for all of the module's tests.

    The module is marked `django_db(transaction=True)`; its tests leave nothing behind that
    another of them would stumble over.
    """
    with django_db_blocker.unblock(), kept_rows("demo"):
        fill_with_demo(kept_demo)
        server = LiveServer("localhost")
        yield str(server.url)
        server.stop()


@pytest.fixture(scope="module")
def staff(
    demo_site: str, browser: Browser, browser_context_args: dict[str, Any]
) -> Iterator[People]:
    """Return the demo's people at the shared site, each with a browser of their own.

    Fails after the last test when a browser complained of a script or of blocked content.
    """
    everybody = People(browser, demo_site, {**browser_context_args, "viewport": WIDE})
    yield everybody
    everybody.leave()
    assert everybody.complaints == []
