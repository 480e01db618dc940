"""Fixtures of the whole suite: query budgets, the append-only log, the world."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, Phase
from hypothesis import settings as profiles
from pytest_django.plugin import blocking_manager_key

from tests import constraints, flushing, identity, middleware, sequences
from tests.databases import share_out
from tests.factories.pair import Pair, make_pair
from tests.world import World, build_world

pytest.register_assert_rewrite("tests.bad_input")

QueryCount = Callable[[], AbstractContextManager["CountedQueries"]]
MaxQueries = Callable[[int], AbstractContextManager["CountedQueries"]]

_TRANSACTIONAL = {"transactional_db", "live_server", "django_db_reset_sequences"}


# --- Folders --------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Make the folders of the test database and of collected static files."""
    (settings.VAR_DIR / "static").mkdir(parents=True, exist_ok=True)
    constraints.install()
    flushing.install()
    middleware.install()
    identity.install()
    # Everything is imported and lives to the end: looking for garbage among it took a fifth
    # of the time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


# Examples made up by Hypothesis: a few that never change, or many that always do.
profiles.register_profile(
    "test",
    max_examples=25,
    stateful_step_count=15,
    derandomize=True,
    deadline=None,
    database=None,
    phases=(Phase.explicit, Phase.generate),  # a failure names the rows: no smaller example
    suppress_health_check=list(HealthCheck),
)
profiles.register_profile(
    "deep",
    profiles.get_profile("test"),
    max_examples=500,
    stateful_step_count=25,
    derandomize=False,
    print_blob=True,
)
profiles.load_profile("test")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tell how many random steps were played, where some were."""
    if sequences.played:
        counts = ", ".join(f"{kind} {number}" for kind, number in sequences.played.items())
        terminalreporter.write_line(f"Random steps: {counts}")


# --- Query budgets --------------------------------------------------------------------

_TELLS_WHO_READS = "WITH before AS MATERIALIZED (SELECT current_setting('navskole.reader'"


class CountedQueries:
    """The statements of a block that read or write rows; savepoints are not counted."""

    def __init__(self, context: CaptureQueriesContext) -> None:
        self._context = context

    @property
    def statements(self) -> list[str]:
        """The SELECT, INSERT, UPDATE and DELETE statements, in order."""
        verbs = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")
        written = [query["sql"] for query in self._context.captured_queries]
        asked = [sql for sql in written if sql.lstrip(" (").upper().startswith(verbs)]
        # PostgreSQL is told who reads: no question of the page's. ADR 12 has what it costs.
        return [sql for sql in asked if not sql.startswith(_TELLS_WHO_READS)]

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.statements)


@pytest.fixture
def query_count(db: None) -> QueryCount:
    """Return a context manager that counts the statements of its block."""

    @contextmanager
    def counting() -> Iterator[CountedQueries]:
        with CaptureQueriesContext(connection) as context:
            yield CountedQueries(context)

    return counting


@pytest.fixture
def assert_max_queries(query_count: QueryCount) -> MaxQueries:
    """Return a context manager that fails where its block has more statements than allowed."""

    @contextmanager
    def limited(most: int) -> Iterator[CountedQueries]:
        with query_count() as queries:
            yield queries
        shown = "\n".join(queries.statements)
        assert queries.count <= most, f"{queries.count} statements, at most {most}:\n{shown}"

    return limited


# --- A school and an office that work together ------------------------------------------


@pytest.fixture
def pair(db: None) -> Pair:
    """Return a school and an office with a contract, their people, and a pupil with a case."""
    return make_pair()


# --- The world ------------------------------------------------------------------------


class _OpenWorld:
    """The transaction around all tests that read the world; each test has its own inside."""

    atomic: Any = None

    @classmethod
    def close(cls) -> None:
        """Undo the world."""
        if cls.atomic is not None:
            transaction.set_rollback(True)
            cls.atomic.__exit__(None, None, None)
            cls.atomic = None


@pytest.fixture(scope="session")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """Return two schools and three offices with pupils in every relation; see tests/world.py.

    Built once and never changed: each test's own changes are rolled back. Use it together
    with `db`, never with a transactional test.
    """
    with django_db_blocker.unblock():
        _OpenWorld.atomic = transaction.atomic()
        _OpenWorld.atomic.__enter__()
        built = build_world()
        # Else PostgreSQL asks after every test whether all rows of the world refer to something.
        connection.check_constraints()
    yield built
    with django_db_blocker.unblock():
        _OpenWorld.close()


def _kind(item: pytest.Item) -> int:
    """Return 0 for tests on an empty database, 1 for those of the world, 2 for transactional."""
    names = set(getattr(item, "fixturenames", ()))
    marker = item.get_closest_marker("django_db")
    if names & _TRANSACTIONAL or (marker and marker.kwargs.get("transaction")):
        return 2
    return 1 if "world" in names else 0


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what one database is enough for, before the marks are asked for."""
    share_out(item)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the tests of the world together, before those that empty the database."""
    items.sort(key=_kind)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Undo the world before the first test that does not want it."""
    if _kind(item) == 2:
        with item.config.stash[blocking_manager_key].unblock():
            _OpenWorld.close()
