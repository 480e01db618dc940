"""Explicit grants on a pupil and on a case; written by `navskole.access.grants` alone.

The group twins stay empty: without them guardian would fall back to its generic table.
"""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from navskole.access.grounds import Ground
from navskole.access.models import DatedGrant
from navskole.records.models import PublicIdModel, dates_in_order
from pupils.models.case import Case
from pupils.models.pupil import Pupil
from pupils.querysets.grant import CaseGrantQuerySet, PupilGrantQuerySet

PupilGrantManager = UserObjectPermissionManager.from_queryset(PupilGrantQuerySet)
CaseGrantManager = UserObjectPermissionManager.from_queryset(CaseGrantQuerySet)


class TeamRole(models.TextChoices):
    """What a veileder is on a case."""

    RESPONSIBLE = "responsible", _("Ansvarlig")
    CO_WORKER = "co_worker", _("Medarbeider")
    SUBSTITUTE = "substitute", _("Vikar")
    COLLEAGUE = "colleague", _("Kollega i 14 dager")


class PupilGrant(DatedGrant, UserObjectPermissionBase):
    """Names a person for a protected pupil; passes the address rule and nothing else."""

    content_object = models.ForeignKey(Pupil, on_delete=models.CASCADE)

    objects: ClassVar = PupilGrantManager()

    class Meta:
        verbose_name = _("navngitt for elev")
        unique_together: ClassVar[list[str]] = []
        constraints = [
            dates_in_order("pupil_grant_dates_in_order"),
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "starts_on"],
                condition=models.Q(ended_at__isnull=True),
                name="pupil_grant_once_per_start",
            ),
            models.CheckConstraint(
                name="pupil_grant_ground",
                condition=models.Q(ground=Ground.NAMED_FOR_PROTECTED),
            ),
        ]


class PupilGroupGrant(GroupObjectPermissionBase):
    """Always empty."""

    content_object = models.ForeignKey(Pupil, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        constraints = [
            models.CheckConstraint(
                name="pupil_group_grant_empty", condition=models.Q(pk__isnull=True)
            )
        ]


class CaseGrant(PublicIdModel, DatedGrant, UserObjectPermissionBase):
    """Puts a veileder on a case, from-to."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)
    team_role = models.CharField(_("rolle i saken"), max_length=12, choices=TeamRole)

    if TYPE_CHECKING:  # what the list of the team adds to a row
        dialog_id: str

    objects: ClassVar = CaseGrantManager()

    class Meta:
        verbose_name = _("satt på sak")
        unique_together: ClassVar[list[str]] = []
        constraints = [
            dates_in_order("case_grant_dates_in_order"),
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "starts_on", "team_role"],
                condition=models.Q(ended_at__isnull=True),
                name="case_grant_once_per_start",
            ),
            models.CheckConstraint(
                name="case_grant_ground", condition=models.Q(ground=Ground.CASE_TEAM)
            ),
        ]


class CaseGroupGrant(GroupObjectPermissionBase):
    """Always empty."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        constraints = [
            models.CheckConstraint(
                name="case_group_grant_empty", condition=models.Q(pk__isnull=True)
            )
        ]
