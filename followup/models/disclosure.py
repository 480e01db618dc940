"""One item shared with named people on a statute, without consent (lovhjemlet deling)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from followup.models.measure import Measure
from followup.models.note import Note
from followup.models.task import Task
from followup.querysets.disclosure import DisclosureQuerySet
from navskole.access.models import PersonRecord
from navskole.organisations.models import Membership, Organisation, Side
from navskole.records.models import Dated, PublicIdModel, SubmittedOnce, Versioned, dates_in_order
from pupils.models import Case, Pupil


class Statute(models.TextChoices):
    """What the law lets the item be shared by.

    Sources: forvaltningsloven § 13 a and § 13 b first paragraph (no. 7 by Prop. 166 L
    (2020-2021)), NAV-loven § 7, sosialtjenesteloven § 44, straffeloven §§ 17 and 196.
    """

    FVL_13A = (
        "fvl_13a",
        _("Forvaltningsloven § 13 a nr. 3: kjent, eller ingen berettiget grunn til taushet"),
    )
    FVL_13B_PURPOSE = (
        "fvl_13b_2",
        _("Forvaltningsloven § 13 b første ledd nr. 2: brukes til det den er innhentet for"),
    )
    FVL_13B_OWN_TASKS = (
        "fvl_13b_5",
        _("Forvaltningsloven § 13 b første ledd nr. 5: nødvendig for skolens egne oppgaver"),
    )
    FVL_13B_DANGER = (
        "fvl_13b_7",
        _("Forvaltningsloven § 13 b første ledd nr. 7: nødvendig mot fare for liv eller helse"),
    )
    NAV_7 = "nav_7", _("NAV-loven § 7: nødvendig for NAVs oppgaver")
    SOTJL_44 = "sotjl_44", _("Sosialtjenesteloven § 44: nødvendig for NAV-kontorets oppgaver")
    EMERGENCY = "emergency", _("Straffeloven § 17: nødrett, fare for liv eller helse")
    AVERT = "avert", _("Straffeloven § 196: plikt til å avverge et alvorlig lovbrudd")
    DUTY = "duty", _("Annen opplysningsplikt eller meldeplikt i lov")
    OTHER = "other", _("Annen hjemmel")


_OF_ONE_SIDE = {
    Statute.FVL_13B_OWN_TASKS: Side.SCHOOL,
    Statute.NAV_7: Side.NAV,
    Statute.SOTJL_44: Side.NAV,
}


def statutes_of(side: str) -> list[Statute]:
    """Return what the side can share by: NAV has its own laws instead of § 13 b no. 5."""
    return [each for each in Statute if _OF_ONE_SIDE.get(each, side) == side]


NAMED_IN_WORDS = (Statute.DUTY, Statute.OTHER)
"""The choices that say no statute by themselves: it is written."""

SHORTEST_ASSESSMENT = 50
"""The fewest signs that say why sharing is necessary."""


class Disclosure(PublicIdModel, Dated, SubmittedOnce, Versioned, PersonRecord):
    """What was shared as it stood then, with whom, on which statute, until when and why.

    Heading, text and facts never follow the item: what is written later has been assessed by
    nobody.
    `is_sensitive` is the item's mark when it was shared.
    """

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(
        Case, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    note = models.ForeignKey(
        Note, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    task = models.ForeignKey(
        Task, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    measure = models.ForeignKey(
        Measure, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    heading = models.CharField(_("overskrift"), max_length=200)
    text = models.TextField(_("det som er delt"), blank=True)
    facts = models.JSONField(_("fakta om det som er delt"), default=list, blank=True)
    is_sensitive = models.BooleanField(_("sensitivt"), default=False)
    recipients = models.ManyToManyField(
        Membership, related_name="+", verbose_name=_("hvem som får det")
    )
    statute = models.CharField(_("hjemmel"), max_length=20, choices=Statute)
    statute_text = models.CharField(_("hjemmelen i ord"), max_length=200, blank=True)
    assessment = models.TextField(_("vurdering"), max_length=2000)
    pupil_informed = models.BooleanField(_("eleven er informert"))
    uninformed_reason = models.CharField(
        _("hvorfor eleven ikke er informert"), max_length=500, blank=True
    )
    disclosed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    disclosed_at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    ended_reason = models.CharField(_("hvorfor delingen avsluttes"), max_length=500, blank=True)

    history = HistoricalRecords(excluded_fields=["submission_id", "heading", "text", "facts"])
    objects = DisclosureQuerySet.as_manager()

    class Meta:
        verbose_name = _("lovhjemlet deling")
        constraints = [
            dates_in_order("disclosure_dates_in_order"),
            models.UniqueConstraint(
                fields=["disclosed_by", "submission_id"], name="disclosure_submitted_once"
            ),
            models.CheckConstraint(
                name="disclosure_of_one_item",
                condition=Q(note__isnull=False, task__isnull=True, measure__isnull=True)
                | Q(note__isnull=True, task__isnull=False, measure__isnull=True)
                | Q(note__isnull=True, task__isnull=True, measure__isnull=False),
                violation_error_message=_("En lovhjemlet deling gjelder én opplysning."),
            ),
            models.CheckConstraint(
                name="disclosure_has_an_end",
                condition=Q(ends_on__isnull=False),
                violation_error_message=_("En lovhjemlet deling må ha en siste dag."),
            ),
            models.CheckConstraint(
                name="disclosure_uninformed_has_reason",
                condition=Q(pupil_informed=True) | ~Q(uninformed_reason=""),
                violation_error_message=_("Skriv hvorfor eleven ikke er informert."),
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def classes(self) -> str:  # type: ignore[override]
        """C on NAV's side, B on the school's; D where sensitive."""
        return ("C" if self.case_id else "B") + ("D" if self.is_sensitive else "")

    @property
    def kind(self) -> str:
        """What kind of item it is, in words."""
        if self.note_id:
            return gettext("Notat")
        return gettext("Oppgave") if self.task_id else gettext("Tiltak")

    @property
    def item(self) -> Note | Task | Measure:
        """The item itself, as it stands today."""
        found = self.note or self.task or self.measure
        assert found is not None  # noqa: S101 - a constraint holds
        return found

    @property
    def statute_in_words(self) -> str:
        """The statute, with what was written of it."""
        label = self.get_statute_display()
        return f"{label}: {self.statute_text}" if self.statute_text else label
