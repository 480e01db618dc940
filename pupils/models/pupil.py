"""The person: shared identity, each side's own contact details, declared relations."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from navskole.access.models import PersonRecord
from navskole.access.reading import reader
from navskole.organisations.models import Municipality, Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from navskole.records.sorting import search_key, sort_key
from pupils.called import own_names
from pupils.querysets.own_name import OwnNameQuerySet
from pupils.querysets.pupil import (
    ContactDetailsQuerySet,
    PersonRelationQuerySet,
    PupilQuerySet,
)

if TYPE_CHECKING:
    from datetime import date

_VERSIONS_FROM = 1_000_000


class AddressProtection(models.TextChoices):
    """Protection of the address (folkeregisterloven § 10-4); the grades do not imply each other."""

    NONE = "none", _("Ingen")
    CONFIDENTIAL = "confidential", _("Fortrolig adresse (kode 7)")
    STRICT = "strict", _("Strengt fortrolig adresse (kode 6)")


class Pupil(PublicIdModel, SubmittedOnce, Versioned, PersonRecord):
    """A young person; name, birth date and national id are the identity both sides share."""

    classes: ClassVar[str] = "A"
    is_shared: ClassVar[bool] = True

    first_name = models.CharField(_("fornavn"), max_length=100)
    last_name = models.CharField(_("etternavn"), max_length=100)
    birth_date = models.DateField(_("fødselsdato"))
    national_id = models.CharField(
        _("fødselsnummer eller D-nummer"), max_length=11, null=True, blank=True, unique=True
    )
    address_protection = models.CharField(
        _("adressebeskyttelse"),
        max_length=12,
        choices=AddressProtection,
        default=AddressProtection.NONE,
    )
    sort_key = models.CharField(max_length=620, editable=False, db_index=True)
    search_key = models.CharField(max_length=620, editable=False)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    if TYPE_CHECKING:  # what some queries add to a row
        school_name: str | None
        class_name: str | None
        programme_area: str | None
        level: str | None

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = PupilQuerySet.as_manager()

    class Meta:
        verbose_name = _("elev")
        constraints = [
            models.UniqueConstraint(
                fields=["registered_by", "submission_id"], name="pupil_submitted_once"
            )
        ]
        indexes = [models.Index(fields=["sort_key", "id"], name="pupil_by_name")]

    def __str__(self) -> str:
        return self.full_name

    @property
    def names(self) -> tuple[str, str]:
        """First and last name, as the organisation of whoever reads this has written them."""
        own = own_names(reader()).get(self.pk)
        return (own.first, own.last) if own else (self.first_name, self.last_name)

    @property
    def full_name(self) -> str:
        """First and last name in one, for the reader."""
        return " ".join(self.names)

    @property
    def subject_id(self) -> int:
        """The pupil is the subject."""
        return self.pk

    @property
    def owning_organisation_id(self) -> int | None:
        """Whose record was read, as `with_ground` found; nobody owns the shared identity."""
        return getattr(self, "record_owner_id", None)

    @property
    def is_strictly_protected(self) -> bool:
        """Whether the address is strictly confidential (kode 6)."""
        return self.address_protection == AddressProtection.STRICT

    def set_names(self, *, first_name: str, last_name: str) -> None:
        """Set both names and the keys that follow from them."""
        self.first_name, self.last_name = first_name, last_name
        self.sort_key = sort_key(first_name=first_name, last_name=last_name)
        self.search_key = search_key(first_name=first_name, last_name=last_name)

    @classmethod
    def unknown(cls, *, birth_date: date, registered_by: Any) -> Self:
        """Return a pupil nobody has registered before, still without a name.

        The versions count from anywhere: a form holds the number, and how often others have
        changed the pupil is not for everybody.
        """
        first = 1 + secrets.randbelow(_VERSIONS_FROM)
        return cls(birth_date=birth_date, registered_by=registered_by, version=first)

    def age(self, *, on: date) -> int:
        """Return the age in whole years on `on`."""
        had_birthday = (on.month, on.day) >= (self.birth_date.month, self.birth_date.day)
        return on.year - self.birth_date.year - (0 if had_birthday else 1)


class OwnName(PersonRecord):
    """What one organisation calls the pupil, where it wrote another name than the shared one.

    Shown to that organisation instead of the shared name, and to nobody else: whether the
    pupil was known, and under which name, is not to be read from it.
    """

    classes: ClassVar[str] = "A"

    first_name = models.CharField(_("fornavn"), max_length=100)
    last_name = models.CharField(_("etternavn"), max_length=100)
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    written_at = models.DateTimeField()

    objects = OwnNameQuerySet.as_manager()

    class Meta:
        verbose_name = _("eget navn på eleven")
        constraints = [
            models.UniqueConstraint(fields=["pupil", "owner"], name="own_name_once_per_owner")
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}"


class ContactDetails(PersonRecord):
    """What one organisation knows of how to reach the pupil; never crosses the wall."""

    classes: ClassVar[str] = "A"

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    phone = models.CharField(_("telefon"), max_length=20, blank=True)
    email = models.EmailField(_("e-post"), blank=True)
    municipality_of_stay = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("oppholdskommune"),
    )
    national_id = models.CharField(_("eget fødselsnummer"), max_length=11, blank=True)
    language_form = models.CharField(
        _("målform"),
        max_length=2,
        choices=[("nb", _("bokmål")), ("nn", _("nynorsk"))],
        default="nb",
    )

    objects = ContactDetailsQuerySet.as_manager()

    class Meta:
        verbose_name = _("kontaktopplysninger")
        constraints = [
            models.UniqueConstraint(fields=["pupil", "owner"], name="contact_once_per_owner")
        ]

    def __str__(self) -> str:
        return self.phone or self.email


class PersonRelation(PublicIdModel, PersonRecord):
    """A staff member's own data or declared close relation to a pupil (fvl. § 6 ff.)."""

    classes: ClassVar[str] = "A"

    class Kind(models.TextChoices):
        SELF = "self", _("Personen selv")
        FAMILY = "family", _("Familie")
        CLOSE = "close", _("Annen nær relasjon")

    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    declared_at = models.DateTimeField()
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = PersonRelationQuerySet.as_manager()

    class Meta:
        verbose_name = _("nær relasjon")
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "user"],
                condition=Q(lifted_at__isnull=True),
                name="relation_once_per_person",
            )
        ]

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def dialog_id(self) -> str:
        """The id of the dialog that asks before it is lifted."""
        return f"opphev-{self.public_id}"
