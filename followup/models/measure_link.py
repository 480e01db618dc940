"""That two measures are to be one combined measure, each wholly its own side's."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from followup.models.measure import Measure
from followup.models.measure_type import MeasureType
from followup.querysets.measure_link import MeasureLinkQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from pupils.models import Case


class LinkEnd(models.TextChoices):
    """How a combination was ended by hand."""

    DECLINED = "declined", _("Sa nei")
    TAKEN_BACK = "taken_back", _("Trakk spørsmålet")
    ALONE = "alone", _("Gikk videre alene")


class MeasureLink(PersonRecord):
    """That a side made its measure as a part of the other's, or was asked to.

    It tells of a case, so it is NAV's. Who sees it is computed from the consents of today;
    besides, either side may end it. What NAV asks the school stands in NAV's own part, so a
    row without the school's measure is one the school declined, or NAV took back. What the
    school asks NAV stands here and not in the school's part: it would go on telling of the
    case after the consent.
    """

    classes = "C"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    nav_measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    school_measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    is_asked_by_school = models.BooleanField(default=False)
    asked_type = models.ForeignKey(
        MeasureType,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("tiltaket det ble spurt om"),
    )
    asked_request = models.TextField(_("det NAV bes om"), max_length=2000, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField()
    ended_because = models.CharField(max_length=10, choices=LinkEnd, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_for = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_reason = models.TextField(_("begrunnelse"), max_length=1000, blank=True)

    objects = MeasureLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("kobling mellom tiltak")
        constraints = [
            models.CheckConstraint(
                name="link_of_two_measures",
                condition=~models.Q(nav_measure=models.F("school_measure")),
            ),
            models.CheckConstraint(
                name="link_of_some_measure",
                condition=models.Q(school_measure__isnull=False)
                | models.Q(nav_measure__isnull=False, asked_type__isnull=False),
            ),
            models.CheckConstraint(
                name="link_asked_by_school_about_a_type",
                condition=models.Q(is_asked_by_school=False, nav_measure__isnull=False)
                | models.Q(asked_type__isnull=False, school_measure__isnull=False),
            ),
            models.CheckConstraint(
                name="link_ended_by_somebody_for_a_reason",
                condition=models.Q(
                    ended_at__isnull=True,
                    ended_by__isnull=True,
                    ended_for__isnull=True,
                    ended_because="",
                    ended_reason="",
                )
                | models.Q(ended_at__isnull=False, ended_by__isnull=False, ended_for__isnull=False)
                & ~models.Q(ended_because=""),
            ),
            models.UniqueConstraint(
                name="link_standing_once",
                fields=["school_measure"],
                condition=models.Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nav_measure_id} + {self.school_measure_id}"

    def both_ways(self) -> list[tuple[Measure, Measure]]:
        """Return the two measures of a joined link, each with what it is combined with."""
        nav, school = self.nav_measure, self.school_measure
        assert nav is not None  # noqa: S101 - a joined link has both
        assert school is not None  # noqa: S101 - as above
        return [(nav, school), (school, nav)]

    @property
    def subject_id(self) -> int:
        """As the case."""
        return self.case.pupil_id

    @property
    def owning_organisation_id(self) -> int:
        """As the case."""
        return self.case.office_id
