"""Explicit grants on a pupil and on a case; written by `navskole.access.grants` alone.

The group twins stay empty: without them guardian would fall back to its generic table.
"""

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual
from django.utils.translation import gettext_lazy as _
from guardian.managers import UserObjectPermissionManager
from guardian.models import GroupObjectPermissionBase, UserObjectPermissionBase

from navskole.access.grounds import Ground
from navskole.access.models import DatedGrant
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, dates_in_order
from pupils.models.case import Case
from pupils.models.pupil import Pupil
from pupils.querysets.grant import CaseGrantQuerySet, PupilGrantQuerySet

PupilGrantManager = UserObjectPermissionManager.from_queryset(PupilGrantQuerySet)
CaseGrantManager = UserObjectPermissionManager.from_queryset(CaseGrantQuerySet)


LONGEST_SINGLE_ACCESS = timedelta(days=90)
"""The last day of a single access is at most so long after its first."""

SHORTEST_REASON = 10
"""The fewest characters that say why somebody needs a single access."""


class TeamRole(models.TextChoices):
    """What a veileder is on a case."""

    RESPONSIBLE = "responsible", _("Ansvarlig")
    CO_WORKER = "co_worker", _("Medarbeider")
    SUBSTITUTE = "substitute", _("Vikar")
    COLLEAGUE = "colleague", _("Kollega i 14 dager")


class PupilGrant(DatedGrant, UserObjectPermissionBase):
    """Names a person for a protected pupil, or opens a pupil's record to one person for a time.

    Being named passes the address rule and nothing else. A single access lets its holder read
    what the organisation `owner` keeps of the pupil.
    """

    content_object = models.ForeignKey(Pupil, on_delete=models.CASCADE)
    owner = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("hvem sine opplysninger"),
    )

    objects: ClassVar = PupilGrantManager()

    class Meta:
        verbose_name = _("navngitt for elev")
        unique_together: ClassVar[list[str]] = []
        constraints = [
            dates_in_order("pupil_grant_dates_in_order"),
            models.UniqueConstraint(
                fields=["user", "permission", "content_object", "starts_on"],
                condition=models.Q(ended_at__isnull=True, ground=Ground.NAMED_FOR_PROTECTED),
                name="pupil_grant_once_per_start",
            ),
            models.UniqueConstraint(
                fields=["user", "content_object", "owner", "starts_on"],
                condition=models.Q(ended_at__isnull=True, ground=Ground.SINGLE_ACCESS),
                name="pupil_grant_one_single_access",
                violation_error_message=_("Personen har alt enkelttilgang til eleven."),
            ),
            models.CheckConstraint(
                name="pupil_grant_ground",
                condition=models.Q(ground=Ground.NAMED_FOR_PROTECTED, owner__isnull=True)
                | models.Q(
                    ground=Ground.SINGLE_ACCESS,
                    owner__isnull=False,
                    granted_by__isnull=False,
                    ends_on__isnull=False,
                    ends_on__lte=models.F("starts_on") + LONGEST_SINGLE_ACCESS,
                )
                & models.Q(GreaterThanOrEqual(Length("reason"), SHORTEST_REASON)),
            ),
            models.CheckConstraint(
                name="pupil_grant_not_to_self",
                condition=~models.Q(ground=Ground.SINGLE_ACCESS)
                | ~models.Q(granted_by=models.F("user")),
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
