"""Problem areas: what a note, a measure or a consent is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ProblemArea(models.Model):
    """One of the field's problem areas; the health-like ones are sensitive (class D)."""

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("navn"), max_length=80)
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("problemområde")
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name
