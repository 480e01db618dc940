"""A slip on a case: what the team must not forget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.querysets.reminder import ReminderQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from navskole.ui.templatetags.ui_dates import short_date
from pupils.models import Case, Pupil

if TYPE_CHECKING:
    from datetime import date


class Reminder(PublicIdModel, SubmittedOnce, Versioned, PersonRecord):
    """A few words, a date, or both; read as the case by the own side, never by the school.

    One that is taken away is ended, never deleted: the pupil may ask to see it.
    """

    classes = "C"

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("tekst"), max_length=200, blank=True)
    remind_on = models.DateField(_("dato"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = HistoricalRecords(excluded_fields=["submission_id"])
    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("huskelapp")
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "submission_id"], name="reminder_submitted_once"
            ),
            models.CheckConstraint(
                name="reminder_says_something",
                condition=~Q(text="") | Q(remind_on__isnull=False),
                violation_error_message=_("En huskelapp må ha tekst eller dato."),
            ),
            models.CheckConstraint(
                name="reminder_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
                violation_error_message=_("En huskelapp som er fjernet, må ha hvem og når."),
            ),
        ]

    def __str__(self) -> str:
        return self.text or gettext("Huskelapp til %(day)s") % {"day": short_date(self.remind_on)}

    @property
    def is_standing(self) -> bool:
        """Whether nobody has taken it away."""
        return self.ended_at is None

    @property
    def dialog_id(self) -> str:
        """What the dialog that asks before it is taken away is called on the page."""
        return f"fjern-{self.public_id}"

    def is_due(self, *, on: date) -> bool:
        """Tell whether its date has come on `on`."""
        return self.is_standing and self.remind_on is not None and self.remind_on <= on
