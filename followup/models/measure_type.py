"""The measure catalogue: facts, conditions and sources as data."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from pupils.models import ProblemArea


class Sector(models.TextChoices):
    """Whose measure it is, which says who decides."""

    MUNICIPAL = "municipal", _("NAV, kommunal")
    STATE = "state", _("NAV, statlig")
    SCHOOL = "school", _("Skole og fylke")
    EXTERNAL = "external", _("Andre tjenester")


class MeasureType(models.Model):
    """One kind of measure; `conditions` holds its conditions as rows of their own."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("navn"), max_length=120)
    sector = models.CharField(_("eier"), max_length=10, choices=Sector)
    description = models.TextField(_("hva det er"))
    statute = models.CharField(_("hjemmel"), max_length=200, blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    needs_formal_decision = models.BooleanField(_("krever vedtak"), default=False)
    needs_agreement = models.BooleanField(_("krever avtale med arbeidsgiver"), default=False)
    how_to_apply = models.TextField(_("hvordan det søkes om"), blank=True)
    contact = models.CharField(_("kontakt"), max_length=200, blank=True)
    areas = models.ManyToManyField(ProblemArea, related_name="+", verbose_name=_("områder"))
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("tiltakstype")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_referral_only(self) -> bool:
        """Whether an external service decides for itself: it can only be referred to."""
        return self.sector == Sector.EXTERNAL


class ConditionKind(models.TextChoices):
    """How it is found out whether a condition is met."""

    YOUNGEST = "youngest", _("Laveste alder")
    OLDEST = "oldest", _("Høyeste alder")
    LONGEST = "longest", _("Lengste varighet i måneder")
    ASSESSED = "assessed", _("Vurderes av den som foreslår")


class MeasureCondition(models.Model):
    """One condition of a measure type, with its source and the day it takes effect.

    A breach is a warning to be answered with a reason, unless the condition `blocks`.
    """

    type = models.ForeignKey(MeasureType, on_delete=models.CASCADE, related_name="conditions")
    code = models.SlugField(max_length=40)
    kind = models.CharField(max_length=10, choices=ConditionKind)
    number = models.PositiveSmallIntegerField(_("grense"), null=True, blank=True)
    extended_number = models.PositiveSmallIntegerField(
        _("grense ved nedsatt arbeidsevne"), null=True, blank=True
    )
    text = models.CharField(_("vilkår"), max_length=300)
    source = models.CharField(_("kilde"), max_length=300)
    effective_from = models.DateField(_("gjelder fra"), null=True, blank=True)
    blocks = models.BooleanField(_("stopper tiltaket"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("vilkår")
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["type", "code"], name="condition_once_per_type"),
            models.CheckConstraint(
                name="condition_limit_where_measured",
                condition=models.Q(kind="assessed") | models.Q(number__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.text
