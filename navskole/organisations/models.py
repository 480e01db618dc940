"""The places, and who works where, from-to."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.organisations import numbers
from navskole.organisations.querysets import PlaceQuerySet
from navskole.records.models import (
    Dated,
    DatedQuerySet,
    PublicIdModel,
    Versioned,
    dates_in_order,
)

_TAKEN = {"unique": _("Nummeret er i bruk. Søk i listen.")}


class Side(models.TextChoices):
    """The sides between which the wall stands, and those outside it."""

    SCHOOL = "school", _("Skole")
    NAV = "nav", _("NAV")
    COUNTY = "county", _("Fylke")
    DIRECTORATE = "directorate", _("Direktorat")
    OPERATOR = "operator", _("Drift")


class Role(models.TextChoices):
    """What a membership makes a person at an organisation."""

    NAV_COUNSELLOR = "nav_counsellor", _("NAV-veileder")
    NAV_MANAGER = "nav_manager", _("NAV-leder")
    PRINCIPAL = "principal", _("Rektor")
    SCHOOL_COUNSELLOR = "school_counsellor", _("Rådgiver")
    COUNTY_COORDINATOR = "county_coordinator", _("Koordinator for bedre gjennomføring")
    DIRECTORATE_READER = "directorate_reader", _("Direktorat")
    RECORDS_OFFICER = "records_officer", _("Arkivansvarlig")
    PRIVACY_OFFICER = "privacy_officer", _("Personvernombud")
    SYSTEM_ADMIN = "system_admin", _("Systemadministrator")


SIDES_OF_ROLE: dict[str, set[str]] = {
    Role.NAV_COUNSELLOR: {Side.NAV},
    Role.NAV_MANAGER: {Side.NAV},
    Role.PRINCIPAL: {Side.SCHOOL},
    Role.SCHOOL_COUNSELLOR: {Side.SCHOOL},
    Role.COUNTY_COORDINATOR: {Side.COUNTY},
    Role.DIRECTORATE_READER: {Side.DIRECTORATE},
    Role.RECORDS_OFFICER: {Side.SCHOOL, Side.NAV},
    Role.PRIVACY_OFFICER: {Side.SCHOOL, Side.NAV},
    Role.SYSTEM_ADMIN: {Side.OPERATOR},
}


class Organisation(PublicIdModel, Versioned):
    """A school, NAV office, county, the directorate or the operator.

    One table gives them one series of ids, so that an owner or a receiver of a
    record can be any of them without a generic key.
    """

    side = models.CharField(max_length=12, choices=Side, editable=False)
    name = models.CharField(
        _("navn"),
        max_length=150,
        unique=True,
        error_messages={"unique": _("Navnet er i bruk. Søk i listen.")},
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisasjon")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name


class County(Organisation):
    """A county (fylke) with its two-digit number."""

    number = models.CharField(
        _("fylkesnummer"),
        max_length=2,
        unique=True,
        validators=[numbers.county_number],
        error_messages=_TAKEN,
    )

    class Meta:
        verbose_name = _("fylke")


class Municipality(PublicIdModel, Versioned):
    """A municipality or, in the largest cities, a district."""

    number = models.CharField(
        _("kommunenummer"),
        max_length=6,
        unique=True,
        validators=[numbers.municipality_number],
        error_messages=_TAKEN,
    )
    name = models.CharField(_("navn"), max_length=100)
    county = models.ForeignKey(
        County, on_delete=models.PROTECT, related_name="municipalities", verbose_name=_("fylke")
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        verbose_name = _("kommune")
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a number of another county: its first two digits are the county's."""
        super().clean()
        county = getattr(self, "county", None)
        if county and self.number and not self.number.startswith(county.number):
            raise ValidationError(
                {
                    "number": _("Kommunenumre i %(county)s begynner med %(digits)s.")
                    % {"county": county, "digits": county.number}
                }
            )


class School(Organisation):
    """An upper-secondary school, by its organisation number."""

    org_number = models.CharField(
        _("organisasjonsnummer"),
        max_length=9,
        unique=True,
        validators=[numbers.org_number],
        error_messages=_TAKEN,
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="schools", verbose_name=_("kommune")
    )

    NUMBER_FIELD = "org_number"

    class Meta:
        verbose_name = _("skole")


class NavOffice(Organisation):
    """A NAV office, by its four-digit number, and the municipalities it serves."""

    number = models.CharField(
        _("enhetsnummer"),
        max_length=4,
        unique=True,
        validators=[numbers.office_number],
        error_messages=_TAKEN,
    )
    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="offices", verbose_name=_("kommune")
    )
    serves = models.ManyToManyField(
        Municipality, related_name="serving_offices", verbose_name=_("kommuner kontoret betjener")
    )

    class Meta:
        verbose_name = _("NAV-kontor")


class Membership(PublicIdModel, Dated, Versioned):
    """A role at an organisation, from-to; nothing is granted by job title alone."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("bruker"),
    )
    role = models.CharField(_("rolle"), max_length=20, choices=Role)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisasjon"),
    )
    is_deputy = models.BooleanField(_("stedfortreder"), default=False)

    objects = DatedQuerySet.as_manager()

    class Meta:
        verbose_name = _("medlemskap")
        ordering = ["-starts_on", "pk"]
        constraints = [dates_in_order("membership_dates_in_order")]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    def can_change(self, *, on: date) -> bool:
        """Tell whether it can still be ended or moved on `on`: it is not over."""
        return self.ended_at is None and (self.ends_on is None or self.ends_on >= on)
