"""Bases of records that hold a person's data, and of explicit grants."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.audit.log import Access
from navskole.records.models import Dated, DatedQuerySet

if TYPE_CHECKING:
    from navskole.access.grounds import Ground

ModelT = TypeVar("ModelT", bound=models.Model)


class PersonRecord(models.Model):
    """A record about a pupil: whose it is, and which class of data it holds."""

    classes: ClassVar[str] = ""
    is_shared: ClassVar[bool] = False
    """Whether organisations that must not know of each other keep the record together."""
    ground: str
    if TYPE_CHECKING:  # columns of the concrete models, unless they override what reads them
        pupil_id: int
        owner_id: int

    class Meta:
        abstract = True

    @property
    def subject_id(self) -> int:
        """The row number of the pupil the record is about."""
        return self.pupil_id

    @property
    def owning_organisation_id(self) -> int | None:
        """The row number of the organisation whose record it is."""
        return self.owner_id

    def access(self, ground: Ground | str = "") -> Access:
        """Return what the access log keeps of a look at this record."""
        return Access(
            pupil_id=self.subject_id,
            owner_id=self.owning_organisation_id,
            ground=str(ground or getattr(self, "ground", "")),
            classes=self.classes,
        )

    def accesses(self) -> list[Access]:
        """Return the same for whom nothing but the record tells how many pupils it concerns."""
        return [self.access()]


class GrantQuerySet(DatedQuerySet[ModelT]):
    """Questions about explicit grants."""


class DatedGrant(Dated):
    """An explicit grant of one permission on one object to one person, from-to, with its reason.

    Concrete models add guardian's base, a `content_object` foreign key and their own
    unique constraint, which includes `starts_on`. Only `navskole.access.grants` writes them.
    """

    ground = models.CharField(max_length=30)
    reason = models.CharField(_("begrunnelse"), max_length=255, blank=True)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("gitt av"),
    )

    class Meta:
        abstract = True
