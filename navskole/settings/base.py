"""What holds in every environment: apps, middleware, templates, language, sign-in."""

from pathlib import Path

import environ

from navskole.settings.audit import cef_address
from navskole.settings.logging import *  # noqa: F403 - settings are one namespace by design
from navskole.settings.security import *  # noqa: F403 - settings are one namespace by design

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"
env = environ.Env()

INSTALLED_APPS = [
    "followup",
    "pupils",
    "agreements",
    "navskole.administration",
    "navskole.notices",
    "navskole.access",
    "navskole.audit",
    "navskole.organisations",
    "navskole.accounts",
    "navskole.rules",
    "navskole.ui",
    "allauth",
    "allauth.account",
    "crispy_forms",
    "csp",
    "django_htmx",
    "guardian",
    "simple_history",
    "template_partials",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "navskole.access.middleware.PrivateResponseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "navskole.accounts.middleware.SessionLimitMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "navskole.access.middleware.SignInRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "navskole.access.middleware.ActorMiddleware",
    "navskole.access.middleware.AccessLogMiddleware",
]

ROOT_URLCONF = "navskole.urls"
WSGI_APPLICATION = "navskole.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "navskole.navigation.frame",
            ],
            "builtins": [
                "navskole.ui.templatetags.ui",
                "navskole.ui.templatetags.ui_charts",
                "navskole.ui.templatetags.ui_dates",
                "navskole.ui.templatetags.ui_forms",
                "navskole.ui.templatetags.ui_lists",
                "navskole.figures.filters",
                "navskole.access.templatetags.access",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]
FORM_RENDERER = "navskole.ui.forms.AkselRenderer"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["aksel"]
CRISPY_TEMPLATE_PACK = "aksel"
CRISPY_FAIL_SILENTLY = False

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål")]
TIME_ZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [VAR_DIR / "assets" / "vendor"]
UI_ICON_DIR = VAR_DIR / "assets" / "icons"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    }
}


def database(url: str) -> dict[str, object]:
    """Return Django's DATABASES entry for `url`, tuned for its vendor.

    SQLite gets write-ahead logging, foreign keys and immediate transactions, so
    that two requests never deadlock on upgrading a read lock. PostgreSQL keeps
    its connections and checks their health.
    """
    config: dict[str, object] = dict(env.db_url_config(url))
    if config["ENGINE"] == "django.db.backends.sqlite3":
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
    else:
        config |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
    return config


AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "navskole.access.backends.PolicyBackend",
    "navskole.accounts.backends.SignInBackend",
    "guardian.backends.ObjectPermissionBackend",
]
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
GUARDIAN_MONKEY_PATCH_GROUP = False

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "navskole.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_FORMS = {"login": "navskole.accounts.forms.SignInForm"}
ACCOUNT_RATE_LIMITS = {"login": "60/m/ip", "login_failed": "10/m/ip,5/5m/key"}

# What e-mails begin their links with, and who they come from.
SITE_ADDRESS = env("SITE_ADDRESS", default="http://127.0.0.1:8000")
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="navskole <ikke-svar@navskole.example>")
EMAIL_TIMEOUT = 20

# The secrets that seal the access log, by key id, the one to seal with first.
AUDIT_SEAL_KEYS: dict[str, str] = {}
# Where each event of the access log is sent as CEF, pupils' national ids included; off as shipped.
AUDIT_CEF = cef_address(env("AUDIT_CEF", default=""))

DEMO_ACCOUNTS_LISTED = False
"""Whether the sign-in page lists the demo accounts; only the demo settings set it."""
# Numbers of the synthetic series (Tenor, NAV) are for fictional people alone.
SYNTHETIC_NATIONAL_IDS = False
COMPONENT_CATALOGUE = False
"""Whether `/ui/` shows the component catalogue."""
