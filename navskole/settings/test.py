"""Settings of the test suite: a file database, plain static files, a quick password hash."""

from pathlib import Path

from navskole.settings.base import *  # noqa: F403 - settings are one namespace by design
from navskole.settings.base import STORAGES, TEMPLATES, VAR_DIR, database, env

WHITENOISE_AUTOREFRESH = True  # else every test client lists all static files anew
SECRET_KEY = "test-only"  # noqa: S105 - signs nothing outside the test run
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DATABASES = {"default": database(env("DATABASE_URL", default=f"sqlite:///{VAR_DIR}/dev.sqlite3"))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file: an in-memory database locks its table under the live server.
    name = Path(str(DATABASES["default"]["NAME"])).name
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test-{name}"}
DATABASES["default"]["CONN_MAX_AGE"] = 0
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ACCOUNT_RATE_LIMITS = {}
AUDIT_CEF = ""
AUDIT_SEAL_KEYS = {"test": "seals-nothing-outside-the-test-run"}
COMPONENT_CATALOGUE = True
SYNTHETIC_NATIONAL_IDS = True
DEMO_ACCOUNTS_LISTED = True
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = ""  # type: ignore[index]
