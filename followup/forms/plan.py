"""The assessment, area by area, and the goals."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.plan import AssessmentContent, GoalContent
from followup.models import GoalState
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselForm, DateField, LongTextField, Textarea
from pupils.forms.areas import ProblemAreasField, SensitiveField
from pupils.models import ProblemArea

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor

_FARTHEST = timedelta(days=366 * 5)


_INCOMPLETE = _("Skjemaet er ufullstendig. Last siden på nytt og prøv igjen.")


class AssessmentForm(AkselForm):
    """One text for each problem area; an area without words is not in the assessment.

    `version` is 0 where there was no assessment when the form was opened.
    """

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        min_value=0,
        error_messages=dict.fromkeys(("required", "invalid", "min_value"), _INCOMPLETE),
    )
    own_goal = LongTextField(
        label=_("Elevens eget mål"),
        max_length=1000,
        required=False,
        widget=Textarea({"rows": 3}),
        help_text=_("Med elevens egne ord."),
    )
    resources = LongTextField(
        label=_("Ressurser"),
        max_length=2000,
        required=False,
        widget=Textarea({"rows": 3}),
        help_text=_("Hva eleven får til og har rundt seg."),
    )
    is_sensitive = forms.BooleanField(
        label=_("Hele kartleggingen er sensitiv"),
        required=False,
        help_text=_(
            "Da leses den bare av NAV-veilederne på saken. Psykisk helse og rus er alltid "
            "sensitivt."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mark = self.fields.pop("is_sensitive")
        self.areas = {f"area_{area.code}": area for area in ProblemArea.objects.all()}
        for name, area in self.areas.items():
            self.fields[name] = LongTextField(
                label=area.name,
                max_length=1000,
                required=False,
                widget=Textarea({"rows": 2}),
                help_text=_("Sensitivt: leses bare av NAV-veilederne på saken.")
                if area.is_sensitive
                else "",
            )
        self.fields["is_sensitive"] = mark

    def clean(self) -> dict[str, Any]:
        """Refuse an assessment without a word in it."""
        cleaned = super().clean()
        written = [name for name in ("own_goal", "resources", *self.areas) if cleaned.get(name)]
        if not self.errors and not written:
            raise forms.ValidationError(_("Skriv noe i minst ett felt."))
        return cleaned

    def content(self) -> AssessmentContent:
        """Return what was written."""
        cleaned = self.cleaned_data
        return AssessmentContent(
            words={area: cleaned[name] for name, area in self.areas.items()},
            resources=cleaned["resources"],
            own_goal=cleaned["own_goal"],
            is_sensitive=cleaned["is_sensitive"],
        )


class GoalFields(AkselForm):
    """What every goal holds."""

    heading = forms.CharField(
        label=_("Mål"),
        max_length=200,
        help_text=_("Ett mål, slik eleven sier det. For eksempel: Fast praksisplass før jul"),
        error_messages={"required": _("Skriv målet")},
    )
    text = LongTextField(label=_("Utdyping"), max_length=2000, required=False)
    due_on = DateField(
        label=_("Når skal målet være nådd?"), required=False, help_text=_("dd.mm.åååå")
    )
    areas = ProblemAreasField()
    is_sensitive = SensitiveField()

    field_order = ("heading", "text", "due_on", "state", "areas", "is_sensitive")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_due_on(self) -> date | None:
        """Refuse a day that has passed, unless it stood there, and a mistyped year."""
        day: date | None = self.cleaned_data["due_on"]
        if day and day < self.actor.on and "due_on" in self.changed_data:
            raise forms.ValidationError(_("Datoen må være i dag eller senere."))
        if day and day > self.actor.on + _FARTHEST:
            raise forms.ValidationError(_("Datoen er for langt fram. Kontroller året."))
        return day

    def content(self) -> GoalContent:
        """Return what was written."""
        cleaned = self.cleaned_data
        return GoalContent(
            heading=cleaned["heading"],
            text=cleaned["text"],
            due_on=cleaned["due_on"],
            areas=list(cleaned["areas"]),
            is_sensitive=cleaned["is_sensitive"],
            state=cleaned.get("state", GoalState.OPEN),
        )


class GoalCreateForm(GoalFields, SubmittedOnceForm):
    """A new goal."""


class GoalUpdateForm(GoalFields, VersionedForm):
    """The goal changed, reached or dropped."""

    state = forms.ChoiceField(
        label=_("Status"),
        choices=GoalState.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Velg status")},
    )
