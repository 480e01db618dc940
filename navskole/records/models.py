"""Abstract bases of stored records."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import date, datetime

    from django.contrib.auth.models import AbstractBaseUser

ModelT = TypeVar("ModelT", bound=models.Model)


class PublicIdModel(models.Model):
    """A record whose address is a random id; the row number never leaves the server."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class SubmittedOnce(models.Model):
    """A record made from a form that carries a random id, so that a second post finds the first.

    Concrete models add a unique constraint on the id together with their author.
    """

    submission_id = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta:
        abstract = True


class DatedQuerySet(models.QuerySet[ModelT]):
    """Rows that count from a first to a last day."""

    starts_field = "starts_on"
    ends_field = "ends_on"

    def in_force(self, *, on: date) -> Self:
        """Return the rows in force on `on`; the last day counts, an ending at once does not.

        >>> Membership.objects.in_force(on=date(2026, 7, 31))  # includes ends_on=2026-07-31
        """
        return self.filter(in_force(on=on, starts=self.starts_field, ends=self.ends_field))


def in_force(*, on: date, path: str = "", starts: str = "starts_on", ends: str = "ends_on") -> Q:
    """Return the condition "in force on `on`" for the dated row at `path` (`"membership__"`)."""
    return (
        Q(**{f"{path}{starts}__lte": on})
        & (Q(**{f"{path}{ends}__isnull": True}) | Q(**{f"{path}{ends}__gte": on}))
        & Q(**{f"{path}ended_at__isnull": True})
    )


class Dated(models.Model):
    """A row that counts from `starts_on` to `ends_on`, both included, or until ended at once."""

    starts_on = models.DateField(_("fra og med"))
    ends_on = models.DateField(_("til og med"), null=True, blank=True)
    ended_at = models.DateTimeField(_("avsluttet"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True

    def is_in_force(self, *, on: date) -> bool:
        """Tell whether the row counts on `on` (the same rule as the queryset's)."""
        return (
            self.starts_on <= on
            and (self.ends_on is None or on <= self.ends_on)
            and self.ended_at is None
        )


def dates_in_order(name: str) -> models.CheckConstraint:
    """Return the constraint that a dated row's last day is not before its first."""
    return models.CheckConstraint(
        name=name,
        condition=Q(ends_on__isnull=True) | Q(ends_on__gte=models.F("starts_on")),
        violation_error_message=_("Siste dag kan ikke være før første dag."),
    )


class Versioned(models.Model):
    """A record that several may edit: `version` rises by one at every change."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_change(self, *, by: AbstractBaseUser | None, at: datetime, new: bool = False) -> None:
        """Save the record with its history line written by `by` at `at`.

        Raises nothing of its own; call it on a row read with `select_for_update`.
        """
        if not new:
            self.version += 1
        sign_history(self, by=by, at=at)
        self.save()


def sign_history(record: Any, *, by: AbstractBaseUser | None, at: datetime) -> None:
    """Say who changed `record` and when, for the history row its next save writes."""
    record._history_user = by  # noqa: SLF001 - the documented hook of django-simple-history
    record._history_date = at  # noqa: SLF001 - the documented hook of django-simple-history
