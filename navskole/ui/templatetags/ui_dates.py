"""Dates as we write them: 22.11.2026 in tables, "22. november 2026" in text, "kl. 09.15"."""

import datetime as dt

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

Day = dt.date | None


def _local(value: dt.date) -> dt.date:
    aware = isinstance(value, dt.datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value  # type: ignore[arg-type]


@register.filter
def short_date(value: Day) -> str:
    """Return 22.11.2026, or nothing for None."""
    return date_format(_local(value), "d.m.Y") if value else ""


@register.filter
def long_date(value: Day) -> str:
    """Return "22. november 2026", or nothing for None."""
    return date_format(_local(value), "j. F Y") if value else ""


@register.filter
def short_month(value: Day) -> str:
    """Return "nov.", or nothing for None."""
    return date_format(_local(value), "N") if value else ""


@register.filter
def month_name(value: Day) -> str:
    """Return "november 2026", or nothing for None."""
    return date_format(_local(value), "F Y") if value else ""


@register.filter
def clock(value: dt.datetime | dt.time | None) -> str:
    """Return "kl. 09.15" in the current time zone, or nothing for None."""
    if value is None:
        return ""
    local = _local(value) if isinstance(value, dt.datetime) else value
    return _("kl. %(time)s") % {"time": local.strftime("%H.%M")}


@register.filter
def short_moment(value: dt.datetime | None) -> str:
    """Return "22.11.2026 kl. 09.15", or nothing for None."""
    return f"{short_date(value)} {clock(value)}" if value else ""


@register.filter
def long_moment(value: dt.datetime | None) -> str:
    """Return "22. november 2026 kl. 09.15", or nothing for None."""
    return f"{long_date(value)} {clock(value)}" if value else ""


def _distance(days: int) -> str:
    if days == 0:
        return _("i dag")
    if days == 1:
        return _("i går")
    if days == -1:
        return _("i morgen")
    if days > 0:
        return ngettext("for %(days)d dag siden", "for %(days)d dager siden", days) % {"days": days}
    return ngettext("om %(days)d dag", "om %(days)d dager", -days) % {"days": -days}


@register.filter
def ago(value: Day) -> str:
    """Return "i dag", "i går", "for 13 dager siden" or "om 3 dager", or nothing for None."""
    if value is None:
        return ""
    local = _local(value)
    day = local.date() if isinstance(local, dt.datetime) else local
    return _distance((timezone.localdate() - day).days)
