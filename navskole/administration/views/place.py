"""Organisasjoner: counties, municipalities, schools and NAV offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.lists import GuardedList
from navskole.access.search import KeptSearchMixin
from navskole.access.views import ActionFormView, GuardedView
from navskole.administration.actions.place import new_county, new_office, new_school, save_place
from navskole.administration.forms.place import (
    CountyForm,
    MunicipalityForm,
    NavOfficeForm,
    SchoolForm,
    municipality_label,
)
from navskole.organisations.models import County, Municipality, NavOffice, School

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrPromise

    from navskole.access.search import SearchForm
    from navskole.administration.forms.place import PlaceForm

    Cells = list[tuple[StrPromise | str, object]]

KINDS = [
    (_("Skoler"), "school"),
    (_("NAV-kontorer"), "office"),
    (_("Kommuner"), "municipality"),
    (_("Fylker"), "county"),
]


def place_cells(place: Any) -> Cells:
    """Return what the list says of a place beside its name, as (heading, value)."""
    if isinstance(place, School):
        return [
            (_("Org.nr."), place.org_number),
            (_("Kommune"), municipality_label(place.municipality)),
            (_("Fylke"), place.municipality.county),
        ]
    if isinstance(place, NavOffice):
        served = ", ".join(municipality_label(each) for each in place.serves.all())
        return [(_("Enhetsnummer"), place.number), (_("Betjener"), served)]
    if isinstance(place, Municipality):
        return [(_("Kommunenummer"), place.number), (_("Fylke"), place.county)]
    return [(_("Fylkesnummer"), place.number)]


class PlaceListView(KeptSearchMixin, GuardedList):
    """The places of one kind, by name."""

    permission = "administration.list_places"
    kind: ClassVar[str]
    places: ClassVar[Any]

    def get_rows(self) -> QuerySet:
        """Return the places that match the search."""
        places = self.places.by_name()
        return places.matching(self.question) if self.question else places

    def get_search_form(self) -> SearchForm:
        """Return the search form, which takes numbers too."""
        form = super().get_search_form()
        form.fields["question"].label = _("Søk etter navn eller nummer")
        return form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with each row's cells, and a tab for each kind."""
        context = super().get_context_data(**kwargs)
        rows = context["page"].object_list
        for place in rows:
            place.cells = place_cells(place)
            place.address = reverse(f"administration:{self.kind}_update", args=[place.public_id])
        return context | {
            "search_form": self.get_search_form(),
            "question": self.question,
            "columns": [label for label, _value in rows[0].cells] if rows else [],
            "add_url": reverse(f"administration:{self.kind}_create"),
            "kinds": [
                {
                    "label": label,
                    "url": reverse(f"administration:{kind}_list"),
                    "current": kind == self.kind,
                }
                for label, kind in KINDS
            ],
        }


class SchoolListView(PlaceListView):
    """Skoler."""

    template_name = "administration/school_list.html"
    kind = "school"
    places = School.objects.select_related("municipality__county")


class OfficeListView(PlaceListView):
    """NAV-kontorer."""

    template_name = "administration/office_list.html"
    kind = "office"
    places = NavOffice.objects.prefetch_related("serves")


class MunicipalityListView(PlaceListView):
    """Kommuner."""

    template_name = "administration/municipality_list.html"
    kind = "municipality"
    places = Municipality.objects.select_related("county")


class CountyListView(PlaceListView):
    """Fylker."""

    template_name = "administration/county_list.html"
    kind = "county"
    places = County.objects.all()


class PlaceFormView(ActionFormView):
    """Make or change one place."""

    permission = "administration.save_place"
    kind: ClassVar[str]
    place_form: ClassVar[type[PlaceForm]]

    def new_place(self) -> Any:
        """Return a place to be filled in."""
        raise NotImplementedError

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments."""
        return super().get_form_kwargs() | {"is_new": self.target is None}

    def get_initial(self) -> dict[str, Any]:
        """Return the place as it stands."""
        if self.target is None:
            return {}
        return {name: _stored(self.target, name) for name in self.place_form.base_fields}

    def get_form_class(self) -> type[PlaceForm]:
        """Return the form of this kind of place."""
        return self.place_form

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the list to go back to."""
        return super().get_context_data(back=self._list_address(), **kwargs)

    def perform(self, form: PlaceForm) -> Any:
        """Save."""
        place = self.target or self.new_place()
        return save_place(actor=self.actor, place=place, **form.cleaned_data)

    def get_success_address(self, result: Any) -> str:
        """Go back to the list."""
        return self._list_address()

    def _list_address(self) -> str:
        return reverse(f"administration:{self.kind}_list")


def _stored(place: Any, name: str) -> Any:
    value = getattr(place, name)
    return value.all() if name == "serves" else value


class PlaceTargetMixin(GuardedView):
    """Loads a place by the random id in the address."""

    target_kwarg: ClassVar[str]
    target_model: ClassVar[Any]

    def get_target(self) -> Any:
        """Return the place, or raise Http404."""
        return get_object_or_404(self.target_model, public_id=self.kwargs[self.target_kwarg])


class SchoolFormMixin(PlaceFormView):
    """A school."""

    kind = "school"
    place_form = SchoolForm
    new_place = staticmethod(new_school)


class SchoolCreateView(SchoolFormMixin):
    """Ny skole."""

    template_name = "administration/school_create.html"
    success_message = _("Skolen er opprettet.")


class SchoolUpdateView(PlaceTargetMixin, SchoolFormMixin):
    """Rediger skole."""

    template_name = "administration/school_update.html"
    success_message = _("Endringene er lagret.")
    target_model = School
    target_kwarg = "school_id"


class OfficeFormMixin(PlaceFormView):
    """A NAV office."""

    kind = "office"
    place_form = NavOfficeForm
    new_place = staticmethod(new_office)


class OfficeCreateView(OfficeFormMixin):
    """Nytt NAV-kontor."""

    template_name = "administration/office_create.html"
    success_message = _("NAV-kontoret er opprettet.")


class OfficeUpdateView(PlaceTargetMixin, OfficeFormMixin):
    """Rediger NAV-kontor."""

    template_name = "administration/office_update.html"
    success_message = _("Endringene er lagret.")
    target_model = NavOffice
    target_kwarg = "office_id"


class MunicipalityFormMixin(PlaceFormView):
    """A municipality."""

    kind = "municipality"
    place_form = MunicipalityForm
    new_place = Municipality


class MunicipalityCreateView(MunicipalityFormMixin):
    """Ny kommune."""

    template_name = "administration/municipality_create.html"
    success_message = _("Kommunen er opprettet.")


class MunicipalityUpdateView(PlaceTargetMixin, MunicipalityFormMixin):
    """Rediger kommune."""

    template_name = "administration/municipality_update.html"
    success_message = _("Endringene er lagret.")
    target_model = Municipality
    target_kwarg = "municipality_id"


class CountyFormMixin(PlaceFormView):
    """A county."""

    kind = "county"
    place_form = CountyForm
    new_place = staticmethod(new_county)


class CountyCreateView(CountyFormMixin):
    """Nytt fylke."""

    template_name = "administration/county_create.html"
    success_message = _("Fylket er opprettet.")


class CountyUpdateView(PlaceTargetMixin, CountyFormMixin):
    """Rediger fylke."""

    template_name = "administration/county_update.html"
    success_message = _("Endringene er lagret.")
    target_model = County
    target_kwarg = "county_id"
