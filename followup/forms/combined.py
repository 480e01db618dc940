"""What one side asks the other for in a combined measure, and a no to it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.models import MeasureType, Sector
from navskole.ui.forms import AkselForm, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from followup.actions.measure import PartContent
    from pupils.models import Case

    OpenCases = dict[Case, list[MeasureType]]


class CombinedFields(forms.Form):
    """What the school is asked to make, where the measure is combined with one of its own."""

    other_type = RecordChoiceField(
        label=_("Skolens del"),
        queryset=MeasureType.objects.none(),
        required=False,
        empty_label=_("Ingen, tiltaket er bare NAVs"),
        help_text=_(
            "Velg når tiltaket skal kombineres med et tiltak på skolen. Rådgiver lager skolens del "
            "og rektor avgjør den. Samtykker begge veier må gjelde når du sender."
        ),
    )
    other_request = LongTextField(
        label=_("Hva NAV ber skolen om"),
        max_length=2000,
        required=False,
        help_text=_("Fylles ut når tiltaket har en del på skolen. Rådgiver ser teksten."),
    )

    def _offer_school_types(self) -> None:
        types = MeasureType.objects.filter(sector=Sector.SCHOOL)
        self.offer("other_type", types)  # type: ignore[attr-defined]  # mixed into an AkselForm

    def _clean_other_part(self, own: MeasureType | None) -> None:
        """Refuse a half part: a type without a request, a request to nobody, a referral's."""
        other, request = self.cleaned_data.get("other_type"), self.cleaned_data.get("other_request")
        if other and own and own.is_referral_only:
            self.add_error("other_type", _("En henvisning kan ikke kombineres med skolens tiltak."))
        if other and not request and "other_request" not in self.errors:
            self.add_error("other_request", _("Skriv hva NAV ber skolen om"))
        if request and not other and "other_type" not in self.errors:
            self.add_error("other_type", _("Velg tiltak på skolen, eller ta bort teksten"))

    def _with_other_part(self, content: PartContent) -> PartContent:
        cleaned = self.cleaned_data
        return replace(
            content,
            other_type=cleaned.get("other_type"),
            other_request=cleaned.get("other_request", ""),
        )


class NavPartFields(forms.Form):
    """What NAV is asked to make; only where the consents tell of a case and reach both ways."""

    nav_case = forms.ChoiceField(
        label=_("NAV-kontor"),
        required=False,
    )
    nav_type = RecordChoiceField(
        label=_("NAVs del"),
        queryset=MeasureType.objects.none(),
        required=False,
        empty_label=_("Ingen, tiltaket er bare skolens"),
        help_text=_(
            "Velg når tiltaket skal kombineres med et tiltak hos NAV. Du kan velge mellom dem "
            "samtykket dekker. NAV-veilederen ser spørsmålet når tiltaket er sendt til rektor, "
            "lager NAVs del eller sier nei."
        ),
        error_messages={"required": _("Velg tiltaket dere ber NAV om")},
    )
    nav_request = LongTextField(
        label=_("Hva skolen ber NAV om"),
        max_length=2000,
        required=False,
        help_text=_("Fylles ut når tiltaket skal ha en del hos NAV. NAV-veilederen ser teksten."),
        error_messages={"required": _("Skriv hva skolen ber NAV om")},
    )

    open_cases: OpenCases

    def _offer_navs(self, cases: OpenCases) -> None:
        """Offer the cases and what their lines cover; without any, the fields are not there."""
        self.open_cases = cases
        if not cases:
            for name in NavPartFields.base_fields:
                del self.fields[name]
            return
        offices = [(str(case.public_id), str(case.office)) for case in cases]
        case = cast("forms.ChoiceField", self.fields["nav_case"])
        case.choices, case.initial = offices, offices[0][0]
        if len(offices) == 1:
            case.widget = forms.HiddenInput()
        types = {kind.pk for covered in cases.values() for kind in covered}
        self.offer("nav_type", MeasureType.objects.filter(pk__in=types))  # type: ignore[attr-defined]  # mixed into an AkselForm

    def clean_nav_case(self) -> Case:
        """Return the case that is asked; the only one where nothing was chosen."""
        chosen = self.cleaned_data["nav_case"]
        cases = {str(case.public_id): case for case in self.open_cases}
        if chosen:
            return cases[chosen]
        if len(cases) > 1:
            raise forms.ValidationError(_("Velg NAV-kontoret"))
        return next(iter(self.open_cases))

    def _clean_question(self, own: MeasureType | None) -> None:
        """Refuse half a question: a type without words, words without a type, a referral's."""
        kind, request = self.cleaned_data.get("nav_type"), self.cleaned_data.get("nav_request")
        if kind and own and own.sector != Sector.SCHOOL:
            self.add_error("nav_type", _("En henvisning kan ikke kombineres med NAVs tiltak."))
        if kind and not request and "nav_request" not in self.errors:
            self.add_error("nav_request", _("Skriv hva skolen ber NAV om"))
        if request and not kind and "nav_type" not in self.errors:
            self.add_error("nav_type", _("Velg tiltak hos NAV, eller ta bort teksten"))

    def question(self) -> dict[str, Any]:
        """Return what NAV is asked for, by the names of the action."""
        cleaned = self.cleaned_data
        return {
            "case": cleaned["nav_case"],
            "kind": cleaned["nav_type"],
            "request": cleaned["nav_request"],
        }


class AskNavForm(NavPartFields, AkselForm):
    """The school asks NAV for a part of a measure that is there already."""

    def __init__(self, *args: Any, open_cases: OpenCases, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer_navs(open_cases)
        for name in ("nav_type", "nav_request"):
            self.fields[name].required = True
        self.fields["nav_type"].empty_label = _("Velg tiltak")  # type: ignore[attr-defined]  # a choice of records


class DeclineCombinationForm(AkselForm):
    """Why the own side makes no part."""

    reason = LongTextField(
        label=_("Hvorfor ikke"),
        max_length=1000,
        help_text=_("Den som spurte, ser begrunnelsen så lenge elevens samtykker gjelder."),
        error_messages={"required": _("Skriv hvorfor tiltakene ikke skal kombineres")},
    )
