"""The choice of NAV offices, county by county."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.forms.models import ModelChoiceIterator

from navskole.organisations.models import NavOffice
from navskole.ui.forms import GroupedCheckboxes, RecordsChoiceField

if TYPE_CHECKING:
    from collections.abc import Iterator


class _ByCounty(ModelChoiceIterator):
    """The offices offered, under the name of their county."""

    def __iter__(self) -> Iterator[Any]:
        rows = self.queryset.select_related("municipality__county").order_by(
            "municipality__county__name", "name", "pk"
        )
        for county, offices in groupby(rows, key=lambda office: str(office.municipality.county)):
            yield county, [self.choice(office) for office in offices]


class OfficesField(RecordsChoiceField):
    """Any number of NAV offices, as checkboxes county by county: the country has hundreds."""

    widget = GroupedCheckboxes
    iterator = _ByCounty

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=NavOffice.objects.all(), **kwargs)
