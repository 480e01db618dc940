"""The technical log: what failed, never about whom.

Django's own request logger writes the path of every 4xx and 5xx answer; paths
here hold only random ids. Query strings and posted fields are never logged, and
the error reports' variables are not sent anywhere.
"""

import logging
import re

_NATIONAL_ID = re.compile(r"(?<!\d)\d{6} ?\d{5}(?!\d)")


class RedactingFormatter(logging.Formatter):
    """Leaves out what looks like a national id, tracebacks included.

    A database error quotes the row it refused.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without eleven digits in a row."""
        return _NATIONAL_ID.sub("[fjernet]", super().format(record))


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "class": "navskole.settings.logging.RedactingFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
