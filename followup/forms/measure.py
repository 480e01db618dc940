"""Propose and change a measure."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.measure import NAV_SECTORS, SCHOOL_SECTORS, PartContent
from followup.conditions import Standing, assess, in_effect
from followup.forms.combined import CombinedFields, NavPartFields
from followup.grounds import NAV_ALONE
from followup.models import ConditionKind, MeasureType, Sector
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselForm, DateField, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise

    from followup.forms.combined import OpenCases
    from followup.models import Measure, MeasureCondition
    from navskole.access.actor import Actor

_FARTHEST = 366 * 3


class GroupedTypes(forms.models.ModelChoiceIterator):
    """The catalogue's types under their owner's name."""

    def __iter__(self) -> Any:
        """Yield the empty choice and one group per sector."""
        yield ("", self.field.empty_label)
        types = sorted(self.queryset, key=lambda row: (row.sector, row.position))
        for sector, rows in groupby(types, key=lambda row: row.sector):
            yield (Sector(sector).label, [self.choice(row) for row in rows])


class TypeChoiceField(RecordChoiceField):
    """One type of the catalogue."""

    iterator = GroupedTypes


class PartFields(AkselForm):
    """What is asked for."""

    justification = LongTextField(
        label=_("Begrunnelse"),
        max_length=4000,
        help_text=_("Hvorfor trenger eleven tiltaket, og hva skal det føre til?"),
        error_messages={"required": _("Skriv hvorfor eleven trenger tiltaket")},
    )
    extent = forms.CharField(
        label=_("Omfang"),
        max_length=200,
        required=False,
        help_text=_("For eksempel: to dager i uken hos en bedrift i nærheten"),
    )
    planned_start = DateField(label=_("Planlagt start"), help_text=_("dd.mm.åååå"))
    planned_end = DateField(label=_("Planlagt slutt"), required=False, help_text=_("dd.mm.åååå"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor

    def clean_planned_start(self) -> date:
        """Refuse a start in the past, unless it stood there, and far ahead."""
        day: date = self.cleaned_data["planned_start"]
        if day < self.actor.on and "planned_start" in self.changed_data:
            raise forms.ValidationError(_("Planlagt start må være i dag eller senere."))
        if (day - self.actor.on).days > _FARTHEST:
            raise forms.ValidationError(_("Planlagt start er for langt fram. Kontroller året."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        cleaned = super().clean()
        start, end = cleaned.get("planned_start"), cleaned.get("planned_end")
        if start and end and end < start:
            self.add_error("planned_end", _("Planlagt slutt må være etter planlagt start."))
        if start and end and (end - start).days > _FARTHEST:
            self.add_error("planned_end", _("Planlagt slutt er for langt fram. Kontroller året."))
        return cleaned

    def content(self) -> PartContent:
        """Return what was written."""
        cleaned = self.cleaned_data
        return PartContent(
            justification=cleaned["justification"],
            extent=cleaned["extent"],
            planned_start=cleaned["planned_start"],
            planned_end=cleaned["planned_end"],
        )


class NewMeasureForm(PartFields, SubmittedOnceForm):
    """A new measure from the catalogue; subclasses offer the types of their side."""

    type = TypeChoiceField(
        label=_("Tiltak"), queryset=MeasureType.objects.none(), empty_label=_("Velg tiltak")
    )
    is_sensitive = forms.BooleanField(label=_("Sensitivt"), required=False)

    field_order: tuple[str, ...] = (
        "type", "justification", "extent", "planned_start", "planned_end", "is_sensitive",
    )  # fmt: skip
    sectors: tuple[str, ...] = ()
    sensitive_help: str | StrPromise = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("type", MeasureType.objects.filter(sector__in=self.sectors))
        self.fields["is_sensitive"].help_text = self.sensitive_help


class MeasureCreateForm(CombinedFields, NewMeasureForm):
    """A new measure of NAV's, or a referral to a service outside."""

    field_order = (*NewMeasureForm.field_order, "other_type", "other_request")
    sectors = tuple(NAV_SECTORS)
    sensitive_help = _(
        "NAV-lederen ser et sensitivt tiltak først når det er sendt til godkjenning."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_school_types()

    def clean(self) -> dict[str, Any]:
        """Refuse half a part of the school's."""
        cleaned = super().clean()
        self._clean_other_part(cleaned.get("type"))
        return cleaned

    def content(self) -> PartContent:
        """Return what was written, and what the school is asked for."""
        return self._with_other_part(super().content())


class SchoolPartCreateForm(PartFields, SubmittedOnceForm):
    """The school's part of a combined measure; which measure it is, NAV's part says."""


class NavPartCreateForm(PartFields, SubmittedOnceForm):
    """NAV's part of a combined measure; which measure it is, the school's question says."""

    is_sensitive = forms.BooleanField(
        label=_("Sensitivt"), required=False, help_text=MeasureCreateForm.sensitive_help
    )


class SchoolMeasureCreateForm(NavPartFields, NewMeasureForm):
    """A new measure of the school's, or a referral; with a part of NAV's where that is known."""

    field_order = (*NewMeasureForm.field_order, "nav_case", "nav_type", "nav_request")
    sectors = tuple(SCHOOL_SECTORS)
    sensitive_help = _(
        "Bare du ser et sensitivt tiltak før det er sendt. Rektor ser det når det er til "
        "godkjenning."
    )

    def __init__(self, *args: Any, open_cases: OpenCases, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_navs(open_cases)

    def clean(self) -> dict[str, Any]:
        """Refuse half a question to NAV."""
        cleaned = super().clean()
        self._clean_question(cleaned.get("type"))
        return cleaned


class MeasureUpdateForm(CombinedFields, PartFields, VersionedForm):
    """The content before it is sent, or sent again, with an answer to each condition."""

    assessment_reference = forms.CharField(
        label=_("§ 14 a-vedtak"),
        max_length=60,
        required=False,
        help_text=_("Referansen til behovsvurderingen i NAVs eget system, aldri innholdet."),
    )

    def __init__(self, *args: Any, measure: Measure, is_answer: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.measure = measure
        self.is_answer = is_answer
        if measure.type.sector != Sector.STATE:
            del self.fields["assessment_reference"]
        if measure.type.sector in NAV_ALONE and not is_answer:
            self._offer_school_types()
        else:
            del self.fields["other_type"], self.fields["other_request"]
        self.conditions = list(measure.type.conditions.all())
        for condition in self.conditions:
            self._add_condition(condition)

    def _add_condition(self, condition: MeasureCondition) -> None:
        """Add what is asked about one condition, under its own words and source."""
        code = condition.code
        source = _("Kilde: %(source)s") % {"source": condition.source}
        if condition.kind == ConditionKind.ASSESSED:
            self.fields[f"standing_{code}"] = forms.ChoiceField(
                label=condition.text,
                help_text=source,
                choices=Standing.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Velg om vilkåret er oppfylt")},
            )
            self.initial.setdefault(f"standing_{code}", Standing.UNKNOWN)
        if condition.extended_number:
            self.fields[f"extended_{code}"] = forms.BooleanField(
                label=_("Arbeidsevnen er nedsatt"),
                required=False,
                help_text=_("%(condition)s %(source)s")
                % {"condition": condition.text, "source": source},
            )
        if not condition.blocks:
            self.fields[f"reason_{code}"] = forms.CharField(
                label=_("Hvorfor tiltaket foreslås likevel"),
                max_length=500,
                required=False,
                help_text=_("Fylles ut hvis dette ikke er oppfylt: %(condition)s")
                % {"condition": condition.text},
            )

    @staticmethod
    def answers_as_initial(answers: dict[str, dict[str, Any]]) -> dict[str, Any]:
        """Return what was answered before, by the fields' names."""
        return {
            f"{name}_{code}": value
            for code, answer in answers.items()
            for name, value in answer.items()
        }

    def clean(self) -> dict[str, Any]:
        """Refuse a breach that stops the type, and one that is not answered with a reason."""
        cleaned = super().clean()
        if "other_type" in self.fields:
            self._clean_other_part(self.measure.type)
        start, end = cleaned.get("planned_start"), cleaned.get("planned_end")
        if self.errors or start is None:
            return cleaned
        born = self.measure.pupil.birth_date
        for condition in self.conditions:
            if not in_effect(condition, start):
                continue
            found = assess(condition, start, end, self._answer(condition), born)
            if found.stops:
                self.add_error("planned_end", condition.text)
            elif found.wants_reason:
                self.add_error(
                    f"reason_{condition.code}",
                    _("Vilkåret er ikke oppfylt. Skriv hvorfor tiltaket foreslås likevel"),
                )
        return cleaned

    def _answer(self, condition: MeasureCondition) -> dict[str, Any]:
        """Return what is answered about one condition; what is empty is left out."""
        given = {
            name: self.cleaned_data.get(f"{name}_{condition.code}")
            for name in ("standing", "extended", "reason")
        }
        return {name: value for name, value in given.items() if value}

    def content(self) -> PartContent:
        """Return what was written."""
        answers = {condition.code: self._answer(condition) for condition in self.conditions}
        content = super().content()
        return replace(
            self._as_it_was(content) if self.is_answer else self._with_other_part(content),
            assessment_reference=self.cleaned_data.get("assessment_reference", ""),
            condition_answers={code: answer for code, answer in answers.items() if answer},
        )

    def _as_it_was(self, content: PartContent) -> PartContent:
        """Return the content with what the school's question ties it to."""
        part = self.measure.parts.get()
        return replace(content, other_type=part.other_type, other_request=part.other_request)
