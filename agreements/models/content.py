"""What the parties to a contract sign: its clauses, and the digest that binds them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from navskole.records.digest import content_digest


class DocumentLanguage(models.TextChoices):
    """The written standard the contract is in."""

    BOKMAL = "nb", _("Bokmål")
    NYNORSK = "nn", _("Nynorsk")


def _share(label: Any) -> models.DecimalField[Any, Any]:
    return models.DecimalField(
        label,
        max_digits=5,
        decimal_places=2,
        default=Decimal(0),
        validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
    )


class ContractContent(models.Model):
    """The clauses of a contract, as they are signed.

    The financing shares are per cent and add to exactly 100: county, municipality or NAV
    office, municipal grant, youth initiative and state trial money, as the trial's contracts
    had them (Arbeids- og velferdsdirektoratet og Utdanningsdirektoratet).
    """

    CONTENT_SCHEMA: ClassVar[int] = 2
    """The set of fields that a contract written today binds; an old one keeps its own."""

    SHARES: ClassVar[tuple[str, ...]] = (
        "share_county",
        "share_office",
        "share_grant",
        "share_youth",
        "share_trial",
    )
    WHOLE: ClassVar[Decimal] = Decimal(100)
    """What the shares add to."""
    CONTENT_FIELDS: ClassVar[dict[int, tuple[str, ...]]] = {
        1: (
            "school_id",
            "office_id",
            "starts_on",
            "ends_on",
            "days_at_school",
            "days_at_office",
            "purpose",
            "tasks",
            "workplace",
            "principal_duties",
            "manager_duties",
            "confidentiality",
            "reporting",
            "notice_months",
        ),
        2: (
            "school_id",
            "office_id",
            "number",
            "language",
            "starts_on",
            "ends_on",
            "late_start_reason",
            "purpose",
            "target_group",
            "tasks",
            "days_at_school",
            "days_at_office",
            "post_fraction",
            "workplace",
            "principal_duties",
            "manager_duties",
            "confidentiality",
            "steering_group",
            "steering_meetings",
            *SHARES,
            "reporting",
            "review_on",
            "conflict_handling",
            "notice_months",
        ),
    }

    content_schema = models.PositiveSmallIntegerField(default=CONTENT_SCHEMA, editable=False)
    number = models.PositiveSmallIntegerField(_("versjon"), default=1, editable=False)
    language = models.CharField(
        _("målform"),
        max_length=2,
        choices=DocumentLanguage,
        default=DocumentLanguage.BOKMAL,
    )
    starts_on = models.DateField(_("gjelder fra"))
    ends_on = models.DateField(_("gjelder til og med"))
    late_start_reason = models.TextField(
        _("hvorfor kontrakten begynner før den er skrevet"), max_length=500, blank=True
    )
    purpose = models.TextField(_("formål"), max_length=4000)
    target_group = models.TextField(_("målgruppe"), max_length=2000, blank=True)
    tasks = models.TextField(_("veilederens oppgaver"), max_length=4000)
    days_at_school = models.PositiveSmallIntegerField(
        _("dager i uken på skolen"), default=4, validators=[MaxValueValidator(5)]
    )
    days_at_office = models.PositiveSmallIntegerField(
        _("dager i uken på NAV-kontoret"), default=1, validators=[MaxValueValidator(5)]
    )
    post_fraction = models.DecimalField(
        _("stillingsprosent til sammen"),
        max_digits=5,
        decimal_places=1,
        default=Decimal(100),
        validators=[MinValueValidator(Decimal(1)), MaxValueValidator(Decimal(2000))],
    )
    workplace = models.TextField(_("arbeidssted"), max_length=2000)
    principal_duties = models.TextField(_("rektors ansvar"), max_length=4000)
    manager_duties = models.TextField(_("NAV-leders ansvar"), max_length=4000)
    confidentiality = models.TextField(_("taushetsplikt og samtykke"), max_length=4000)
    steering_group = models.TextField(_("styringsgruppe"), max_length=2000, blank=True)
    steering_meetings = models.PositiveSmallIntegerField(
        _("møter i styringsgruppen per skoleår"),
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
    )
    share_county = _share(_("fylkeskommunen"))
    share_office = _share(_("kommunen eller NAV-kontoret"))
    share_grant = _share(_("tilskudd til kommunen"))
    share_youth = _share(_("ungdomssatsing"))
    share_trial = _share(_("statlige forsøksmidler"))
    reporting = models.TextField(_("rapportering og evaluering"), max_length=4000)
    review_on = models.DateField(_("gjennomgås innen"), null=True, blank=True)
    conflict_handling = models.TextField(_("uenighet"), max_length=2000, blank=True)
    notice_months = models.PositiveSmallIntegerField(
        _("oppsigelsestid i måneder"), default=3, validators=[MaxValueValidator(24)]
    )

    class Meta:
        abstract = True

    def content(self) -> dict[str, Any]:
        """Return what the parties sign, by field name, of the fields this contract binds.

        Decimals stand as they are stored, so that 50 and 50,00 are one content.
        """
        names = self.CONTENT_FIELDS[self.content_schema]
        return {name: self._stored(name) for name in names}

    def written_texts(self) -> dict[str, str]:
        """Return the clauses somebody has written in own words, by field name."""
        names = [name for name in self.CONTENT_FIELDS[self.content_schema] if name != "language"]
        texts = {name: getattr(self, name) for name in names}
        return {name: text for name, text in texts.items() if isinstance(text, str)}

    def _stored(self, name: str) -> Any:
        value = getattr(self, name)
        if not isinstance(value, Decimal):
            return value
        places = self._meta.get_field(name).decimal_places  # type: ignore[union-attr]  # no relation
        return value.quantize(Decimal(1).scaleb(-places))

    @property
    def digest(self) -> str:
        """The digest of the content as it stands now."""
        return content_digest(self.content(), schema=self.content_schema)
