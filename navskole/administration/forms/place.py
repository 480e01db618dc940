"""What may be entered about counties, municipalities, schools and offices."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from navskole.organisations import numbers
from navskole.organisations.models import County, Municipality
from navskole.records.forms import VersionedForm
from navskole.ui.forms import AkselForm, GroupedCheckboxes, RecordChoiceField, RecordsChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django_stubs_ext import StrPromise


def municipality_label(municipality: Municipality) -> str:
    """Return name and number: some municipalities share a name."""
    return f"{municipality.name} ({municipality.number})"


class MunicipalityField(RecordChoiceField):
    """One municipality, by name and number."""

    def __init__(self, *, label: str | StrPromise) -> None:
        super().__init__(
            label=label,
            queryset=Municipality.objects.by_name(),
            empty_label=_("Velg kommune"),
            error_messages={"required": _("Velg kommune")},
        )

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of one choice."""
        return municipality_label(obj)


class _ByCounty(ModelChoiceIterator):
    """The municipalities offered, under the name of their county."""

    def __iter__(self) -> Iterator[Any]:
        rows = self.queryset.select_related("county")
        for county, places in groupby(rows, key=lambda place: str(place.county)):
            yield county, [self.choice(place) for place in places]


class MunicipalitiesField(RecordsChoiceField):
    """Any number of municipalities, as checkboxes county by county: the country has hundreds."""

    widget = GroupedCheckboxes
    iterator = _ByCounty

    def label_from_instance(self, obj: Any) -> str:
        """Return the words of one choice."""
        return municipality_label(obj)


class PlaceForm(AkselForm, VersionedForm):
    """What every place has; a new one has no version yet."""

    name = forms.CharField(label=_("Navn"), max_length=150)

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_new:
            del self.fields["version"]


class CountyForm(PlaceForm):
    """A county."""

    number = forms.CharField(
        label=_("Fylkesnummer"),
        max_length=2,
        help_text=_("To sifre, for eksempel 03"),
        validators=[numbers.county_number],
    )
    field_order = ("number", "name")


class MunicipalityForm(PlaceForm):
    """A municipality or district."""

    number = forms.CharField(
        label=_("Kommunenummer"),
        max_length=6,
        help_text=_("Fire sifre, for eksempel 0301. En bydel har seks."),
        validators=[numbers.municipality_number],
    )
    county = RecordChoiceField(
        label=_("Fylke"), queryset=County.objects.by_name(), empty_label=_("Velg fylke")
    )
    field_order = ("number", "name", "county")


class SchoolForm(PlaceForm):
    """A school; the number may be typed with the spaces it is printed with."""

    org_number = forms.CharField(
        label=_("Organisasjonsnummer"),
        max_length=11,
        help_text=_("Ni sifre fra Enhetsregisteret, for eksempel 310 000 019"),
    )
    municipality = MunicipalityField(label=_("Kommune"))
    field_order = ("org_number", "name", "municipality")

    def clean_org_number(self) -> str:
        """Return the nine digits, or say what is wrong with them."""
        digits = str(self.cleaned_data["org_number"]).replace(" ", "")
        numbers.org_number(digits)
        return digits


class NavOfficeForm(PlaceForm):
    """A NAV office and the municipalities it serves."""

    number = forms.CharField(
        label=_("Enhetsnummer"),
        max_length=4,
        help_text=_("Fire sifre, for eksempel 0301"),
        validators=[numbers.office_number],
    )
    municipality = MunicipalityField(label=_("Kommunen kontoret ligger i"))
    serves = MunicipalitiesField(
        label=_("Kommuner og bydeler kontoret betjener"),
        queryset=Municipality.objects.order_by("county__name", "name", "pk"),
        help_text=_(
            "Avgjør hvilket kontor som har ansvaret for kommunale tiltak. "
            "Åpne et fylke for å krysse av."
        ),
        error_messages={"required": _("Kryss av for minst én kommune")},
    )
    field_order = ("number", "name", "municipality", "serves")
