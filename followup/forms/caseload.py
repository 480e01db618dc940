"""The filters of the caseloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from followup.querysets.caseload import NO_FLAG, Due, due, flagged
from navskole.access.filtered import CodedFilterForm
from pupils.models import CaseStatus, FlagLevel, Level

if TYPE_CHECKING:
    from collections.abc import Mapping

NOBODY = "ingen"
"""The code for a pupil without a school, and for a case without a responsible veileder."""

FLAG_CHOICES = [
    ("", _("Alle flagg")),
    *[(level.value, level.label) for level in reversed(FlagLevel)],
    (NO_FLAG, _("Uten flagg")),
]


LATE = {Due.ANY, Due.CONTACT, Due.TASKS}


class CaseFilterForm(CodedFilterForm):
    """What a caseload of cases is narrowed by."""

    words: ClassVar[Mapping[str, str]] = {
        "school": "skole",
        "flag": "flagg",
        "due": "frist",
        "responsible": "ansvarlig",
    }

    status = forms.ChoiceField(
        label=_("Status"),
        choices=[
            ("", _("Alle statuser")),
            *[each for each in CaseStatus.choices if each[0] != CaseStatus.CLOSED],
        ],
    )
    school = forms.ChoiceField(label=_("Skole"), choices=[("", _("Alle skoler"))])
    flag = forms.ChoiceField(label=_("Flagg"), choices=FLAG_CHOICES)
    due = forms.ChoiceField(label=_("Frister"), choices=[("", _("Alle frister")), *Due.choices])
    responsible = forms.ChoiceField(label=_("Ansvarlig"), choices=[("", _("Alle ansvarlige"))])

    def condition(self, choices: Mapping[str, str]) -> Q:
        """Return what holds for a case that fits the choices."""
        found = Q()
        if status := choices.get("status"):
            found &= Q(status=status)
        if school := choices.get("school"):
            found &= _is("school_number", school)
        if level := choices.get("flag"):
            found &= flagged(level)
        if what := choices.get("due"):
            found &= due(what, on=self.actor.on)
        if who := choices.get("responsible"):
            found &= _is("responsible__public_id", who)
        return found


class FollowupFilterForm(CodedFilterForm):
    """What rektor's list is narrowed by."""

    words: ClassVar[Mapping[str, str]] = {
        "level": "trinn",
        "flag": "flagg",
        "due": "frist",
        "case": "sak",
    }

    level = forms.ChoiceField(label=_("Trinn"), choices=[("", _("Alle trinn")), *Level.choices])
    flag = forms.ChoiceField(label=_("Skolens flagg"), choices=FLAG_CHOICES)
    due = forms.ChoiceField(
        label=_("Frister"),
        choices=[
            ("", _("Alle frister")),
            *[each for each in Due.choices if each[0] in LATE],
        ],
    )
    case = forms.ChoiceField(
        label=_("Sak hos NAV"),
        choices=[
            ("", _("Alle elever")),
            ("ja", _("Med sak samtykket åpner")),
            ("nei", _("Bare skolens egen oppfølging")),
        ],
    )

    def condition(self, choices: Mapping[str, str]) -> Q:
        """Return what holds for a pupil that fits the choices."""
        found = Q()
        if level := choices.get("level"):
            found &= Q(level=level)
        if flag := choices.get("flag"):
            found &= flagged(flag)
        if what := choices.get("due"):
            found &= due(what, on=self.actor.on)
        if answer := choices.get("case"):
            found &= Q(has_case=answer == "ja")
        return found


def _is(column: str, code: str) -> Q:
    return Q(**{f"{column}__isnull": True}) if code == NOBODY else Q(**{column: code})
