"""What may be entered about a collaboration and the offices in it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.actions.collaboration import CollaborationContent
from agreements.forms.contract import SOON
from agreements.forms.offices import OfficesField
from agreements.models import CollaborationKind, CollaborationState
from agreements.querysets.collaboration import in_state
from agreements.states import EXPIRES_SOON_DAYS
from navskole.access.filtered import CodedFilterForm
from navskole.access.forms import NamelessTextMixin
from navskole.organisations.models import NavOffice, Role, School
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import (
    AkselForm,
    DateField,
    DescribedChoiceField,
    LongTextField,
    RecordChoiceField,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from agreements.models import Collaboration
    from navskole.access.actor import Actor

_LONGEST = 3653  # ten years: a date further away is mistyped
_KINDS = [
    (
        CollaborationKind.STANDARD,
        CollaborationKind.STANDARD.label,
        _("NAV-veilederen er fire dager i uken på skolen og én dag på NAV-kontoret."),
    ),
    (
        CollaborationKind.LOCAL,
        CollaborationKind.LOCAL.label,
        _("Dere har avtalt noe annet, og beskriver det med egne ord."),
    ),
]


def own_schools(actor: Actor) -> Any:
    """Return the schools the actor may start something for: the own ones, or every school."""
    own = actor.at(Role.PRINCIPAL)
    schools = School.objects.by_name()
    return schools.filter(pk__in=own) if own else schools


def own_offices(actor: Actor) -> Any:
    """Return the offices that the actor leads."""
    return NavOffice.objects.filter(pk__in=actor.at(Role.NAV_MANAGER))


class CollaborationFields(NamelessTextMixin, AkselForm):
    """When it starts, and how it works."""

    nameless = "variant"
    conditional = ("variant",)

    starts_on = DateField(label=_("Starter"), help_text=_("dd.mm.åååå"))
    kind = DescribedChoiceField(
        label=_("Hvordan er samarbeidet lagt opp?"),
        choices=_KINDS,
        error_messages={"required": _("Velg standardmodellen eller en lokal variant")},
    )
    variant = LongTextField(
        label=_("Den lokale varianten med egne ord"),
        max_length=4000,
        required=False,
        help_text=_("Fylles ut når dere har valgt en lokal variant. Skriv uten navn på elever."),
    )

    def clean_starts_on(self) -> date:
        """Refuse a mistyped year."""
        day: date = self.cleaned_data["starts_on"]
        if abs((day - self.actor.on).days) > _LONGEST * 2:
            raise forms.ValidationError(_("Datoen er for langt unna. Kontroller året."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the words of a local variant."""
        cleaned = super().clean()
        if cleaned.get("kind") == CollaborationKind.LOCAL and self.lacks("variant"):
            self.add_error("variant", _("Beskriv den lokale varianten"))
        return cleaned

    def content(self) -> CollaborationContent:
        """Return what was entered."""
        names = ("starts_on", "kind", "variant")
        given = {name: self.cleaned_data[name] for name in names}
        if given["kind"] == CollaborationKind.STANDARD:
            given["variant"] = ""
        return CollaborationContent(**given)


class CollaborationCreateForm(CollaborationFields, SubmittedOnceForm):
    """A new collaboration: between whom, from when, and how."""

    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )
    offices = OfficesField(
        label=_("NAV-kontorer"),
        error_messages={"required": _("Velg minst ett NAV-kontor")},
    )
    field_order = ("school", "offices")

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        schools = own_schools(actor)
        self.offer("school", schools)
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]
        self.fields["offices"].initial = own_offices(actor)
        self.fields["starts_on"].initial = actor.on
        self.fields["kind"].initial = CollaborationKind.STANDARD


class CollaborationUpdateForm(CollaborationFields, VersionedForm):
    """Start and model of a collaboration."""


def initial_of(collaboration: Collaboration) -> dict[str, Any]:
    """Return what the form starts with to change the collaboration."""
    names = ("version", "starts_on", "kind", "variant")
    return {name: getattr(collaboration, name) for name in names}


class CollaborationOfficeForm(AkselForm):
    """Offices that join, from when."""

    offices = OfficesField(
        label=_("NAV-kontorer"),
        error_messages={"required": _("Velg minst ett NAV-kontor")},
    )
    starts_on = DateField(label=_("Med fra og med"), help_text=_("dd.mm.åååå"))

    def __init__(
        self, *args: Any, actor: Actor, collaboration: Collaboration, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.collaboration = collaboration
        if not self.is_bound:  # sent twice, the office is in it already and stays
            inside = collaboration.members.filter(ends_on=None).values("office_id")
            self.offer("offices", NavOffice.objects.exclude(pk__in=inside))
        self.fields["starts_on"].initial = max(actor.on, collaboration.starts_on)
        self.latest = actor.on + timedelta(days=_LONGEST)

    def clean_starts_on(self) -> date:
        """Refuse a day before the collaboration itself, and a mistyped year."""
        day: date = self.cleaned_data["starts_on"]
        if day < self.collaboration.starts_on:
            raise forms.ValidationError(_("Kontoret kan ikke bli med før samarbeidet starter."))
        if day > self.latest:
            raise forms.ValidationError(_("Datoen er for langt unna. Kontroller året."))
        return day


class CollaborationOfficeEndForm(NamelessTextMixin, AkselForm):
    """When an office leaves, and why."""

    nameless = "reason"

    ends_on = DateField(label=_("Siste dag i samarbeidet"), help_text=_("dd.mm.åååå"))
    reason = LongTextField(
        label=_("Hvorfor går kontoret ut?"),
        max_length=500,
        error_messages={"required": _("Skriv hvorfor kontoret går ut")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["ends_on"].initial = actor.on


class CollaborationEndForm(NamelessTextMixin, AkselForm, VersionedForm):
    """Why the collaboration ends."""

    nameless = "reason"

    reason = LongTextField(
        label=_("Hvorfor avsluttes samarbeidet?"),
        max_length=500,
        error_messages={"required": _("Skriv hvorfor samarbeidet avsluttes")},
    )


class CollaborationFilterForm(CodedFilterForm):
    """Where the collaboration stands, whether a contract soon expires, and in which county."""

    words: ClassVar[Mapping[str, str]] = {"state": "status", "expires": "utlop", "county": "fylke"}

    state = forms.ChoiceField(
        label=_("Status"), choices=[("", _("Alle statuser")), *CollaborationState.choices]
    )
    expires = forms.ChoiceField(
        label=_("Kontrakt utløper"), choices=[("", _("Alle")), (SOON, _("Innen 90 dager"))]
    )
    county = forms.ChoiceField(label=_("Fylke"), choices=[("", _("Alle fylker"))])

    def condition(self, choices: Mapping[str, str]) -> Q:
        """Return what holds for a collaboration that fits the choices."""
        found = Q()
        if state := choices.get("state"):
            found &= in_state(state)
        if choices.get("expires"):
            found &= Q(expires_on__lte=self.actor.on + timedelta(days=EXPIRES_SOON_DAYS))
        if county := choices.get("county"):
            found &= Q(school__municipality__county__number=county)
        return found
