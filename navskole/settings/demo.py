"""The demo on one machine: SQLite under `var/`, fictional people, accounts to choose from."""

from navskole.settings.base import *  # noqa: F403 - settings are one namespace by design
from navskole.settings.base import VAR_DIR, database, env

SECRET_KEY = "demo-only-never-in-production"  # noqa: S105 - guards fictional data on one machine
DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
DATABASES = {"default": database(f"sqlite:///{VAR_DIR}/demo.sqlite3")}
# `make demo` takes PORT, and hands it on: links in e-mails lead to where the demo answers.
SITE_ADDRESS = env("SITE_ADDRESS", default=f"http://127.0.0.1:{env('PORT', default='8000')}")
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
AUDIT_SEAL_KEYS = {"demo": "seals-fictional-looks-on-one-machine"}
DEMO_ACCOUNTS_LISTED = True
COMPONENT_CATALOGUE = True
SYNTHETIC_NATIONAL_IDS = True
