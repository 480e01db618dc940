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
    """One kind of measure."""

    code = models.SlugField(max_length=60, unique=True)
    name = models.CharField(_("navn"), max_length=120)
    sector = models.CharField(_("eier"), max_length=10, choices=Sector)
    description = models.TextField(_("hva det er"))
    conditions = models.TextField(_("vilkår"), blank=True)
    statute = models.CharField(_("hjemmel"), max_length=200, blank=True)
    source = models.CharField(_("kilde"), max_length=300, blank=True)
    needs_formal_decision = models.BooleanField(_("krever vedtak"), default=False)
    how_to_apply = models.TextField(_("hvordan det søkes om"), blank=True)
    contact = models.CharField(_("kontakt"), max_length=200, blank=True)
    max_months = models.PositiveSmallIntegerField(
        _("lengste varighet i måneder"), null=True, blank=True
    )
    areas = models.ManyToManyField(ProblemArea, related_name="+", verbose_name=_("områder"))
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("tiltakstype")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
