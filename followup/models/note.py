"""A follow-up note, and who it is written for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.querysets.note import NoteQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Organisation
from navskole.records.models import PublicIdModel, SubmittedOnce, Versioned
from pupils.models import Case, ProblemArea, Pupil


class NoteKind(models.TextChoices):
    """What kind of contact or observation the note is about."""

    CONVERSATION = "conversation", _("Samtale")
    PHONE = "phone", _("Telefon")
    MESSAGE = "message", _("Melding")
    HOME_VISIT = "home_visit", _("Hjemmebesøk")
    MEETING = "meeting", _("Møte")
    EMPLOYER_VISIT = "employer_visit", _("Besøk hos arbeidsgiver")
    OBSERVATION = "observation", _("Observasjon")


KIND_ICONS = {
    NoteKind.CONVERSATION: "PersonChat",
    NoteKind.PHONE: "Phone",
    NoteKind.MESSAGE: "Chat2",
    NoteKind.HOME_VISIT: "House",
    NoteKind.MEETING: "PersonGroup",
    NoteKind.EMPLOYER_VISIT: "Handshake",
    NoteKind.OBSERVATION: "Eye",
}

CONTACT_KINDS = [kind for kind in NoteKind if kind != NoteKind.OBSERVATION]
"""The kinds that count as contact with the pupil."""


class Audience(models.TextChoices):
    """Who the author wrote it for."""

    OWN = "own", _("Egen side")
    SHARED = "shared", _("Delt")


class Note(PublicIdModel, SubmittedOnce, Versioned, PersonRecord):
    """Hangs on pupil and owning organisation, and on the case where NAV owns it.

    `is_sensitive` is the author's mark or follows from a sensitive problem area. A change
    makes a new version; a mistaken entry is struck with a reason, never deleted. An addendum
    was written after the case was closed.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(_("type"), max_length=20, choices=NoteKind)
    occurred_at = models.DateTimeField(_("når"))
    heading = models.CharField(_("overskrift"), max_length=120)
    text = models.TextField(_("notat"), max_length=4000)
    areas = models.ManyToManyField(
        ProblemArea, blank=True, related_name="+", verbose_name=_("problemområder")
    )
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    audience = models.CharField(
        _("hvem notatet er for"), max_length=10, choices=Audience, default=Audience.OWN
    )
    named_readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL,
        blank=True,
        related_name="+",
        verbose_name=_("kolleger som kan lese"),
    )
    next_contact_on = models.DateField(_("neste kontakt"), null=True, blank=True)
    is_addendum = models.BooleanField(_("tillegg"), default=False, editable=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    struck_at = models.DateTimeField(null=True, blank=True, editable=False)
    struck_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    struck_reason = models.CharField(_("hvorfor notatet strykes"), max_length=500, blank=True)

    is_open_across: bool | None = None
    """Whether the other side can read it today; None where nobody asked (`with_crossing`)."""

    history = HistoricalRecords(m2m_fields=[areas], excluded_fields=["submission_id"])
    objects = NoteQuerySet.as_manager()

    class Meta:
        verbose_name = _("notat")
        constraints = [
            models.UniqueConstraint(fields=["author", "submission_id"], name="note_submitted_once"),
            models.CheckConstraint(
                name="note_addendum_to_a_case",
                condition=Q(is_addendum=False) | Q(case__isnull=False),
                violation_error_message=_("Bare en sak får tillegg."),
            ),
        ]
        indexes = [
            models.Index(fields=["case", "-occurred_at"], name="note_case_time"),
            # A caseload asks of each case for the next contact that its notes planned.
            models.Index(
                fields=["case", "-occurred_at", "-id"],
                condition=models.Q(next_contact_on__isnull=False, struck_at__isnull=True),
                name="note_case_planned",
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def classes(self) -> str:  # type: ignore[override]
        """E where shared, else C or B by side; D added where sensitive."""
        own = "C" if self.case_id else "B"
        base = "E" if self.audience == Audience.SHARED else own
        return base + ("D" if self.is_sensitive else "")

    @property
    def icon(self) -> str:
        """The icon of the note's kind."""
        return KIND_ICONS[NoteKind(self.kind)]

    @property
    def owner_tag(self) -> str:
        """The labelled tag of the piece: `shared`, `nav` or `school`."""
        if self.audience == Audience.SHARED:
            return "shared"
        return "nav" if self.case_id else "school"
