"""Production: everything from the environment, and a refusal to start without it."""

from django.core.exceptions import ImproperlyConfigured

from navskole.settings.audit import seal_keys
from navskole.settings.base import *  # noqa: F403 - settings are one namespace by design
from navskole.settings.base import database, env

SECRET_KEY = env("SECRET_KEY")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
DATABASES = {"default": database(env("DATABASE_URL"))}
DEBUG = False
SITE_ADDRESS = env("SITE_ADDRESS")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL")
vars().update(env.email_url("EMAIL_URL"))
AUDIT_SEAL_KEYS = seal_keys(env("AUDIT_SEAL_KEYS"))

SHORTEST_KEY = 50

if len(SECRET_KEY) < SHORTEST_KEY:
    raise ImproperlyConfigured("SECRET_KEY must hold at least 50 characters.")
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts navskole answers for.")
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must be a PostgreSQL address in production.")
if not SITE_ADDRESS.startswith("https://"):
    raise ImproperlyConfigured("SITE_ADDRESS must begin with https://.")
if env.bool("DEMO_ACCOUNTS_LISTED", default=False):
    raise ImproperlyConfigured("Demo accounts cannot be listed in production.")

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
