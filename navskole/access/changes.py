"""What changed from one version of a record to the next: the field, the old and the new value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models
from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from navskole.ui.templatetags.ui_dates import short_date, short_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONG = 80


@dataclass(frozen=True)
class Change:
    """One field of a record before and after, in words."""

    label: str
    old: str
    new: str

    @property
    def is_long(self) -> bool:
        """Whether the texts are too long to stand in the sentence."""
        return len(self.old) > _LONG or len(self.new) > _LONG

    @property
    def sentence(self) -> str:
        """The change in words: from what to what, or what came or went."""
        facts = {"label": self.label, "old": self.old, "new": self.new}
        if self.old and self.new:
            return _("%(label)s fra «%(old)s» til «%(new)s»") % facts
        if self.new:
            return _("%(label)s: «%(new)s»") % facts
        return _("%(label)s: «%(old)s» er tatt bort") % facts

    @property
    def short_sentence(self) -> str:
        """The field alone, where the texts stand below."""
        words = _("%(label)s er endret") if self.old else _("%(label)s er skrevet")
        return words % {"label": self.label}


def changes_between(
    old: Any, new: Any, fields: tuple[str, ...], *, labels: Mapping[str, Any] | None = None
) -> list[Change]:
    """Return what differs in `fields` from version `old` to version `new`, in their order.

    `labels` are the words of fields whose own name does not read well before "fra … til …".
    """
    found = []
    for name in fields:
        if getattr(old, _column(old, name)) != getattr(new, _column(new, name)):
            own = new._meta.get_field(name).verbose_name  # noqa: SLF001 - Django's own
            label = str((labels or {}).get(name, own))
            found.append(
                Change(label[:1].upper() + label[1:], _shown(old, name), _shown(new, name))
            )
    return found


def _column(row: Any, name: str) -> str:
    """Return the attribute that holds what is compared: of a relation its number."""
    return str(row._meta.get_field(name).attname)  # noqa: SLF001 - Django's own name


def _shown(row: Any, name: str) -> str:
    """Return a field's value as it is read."""
    value = getattr(row, name)
    field: Any = row._meta.get_field(name)  # noqa: SLF001 - Django's own name
    if value is None or value == "":
        return ""
    if isinstance(field, models.BooleanField):
        return _("ja") if value else _("nei")
    if field.choices:
        return str(getattr(row, f"get_{name}_display")())
    return _in_words(value)


def _in_words(value: Any) -> str:
    if isinstance(value, Decimal):
        return str(floatformat(value, -1))
    if isinstance(value, datetime):
        return short_moment(value)
    if isinstance(value, date):
        return short_date(value)
    return str(value)
