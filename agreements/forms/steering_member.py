"""What may be entered about somebody in the steering group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.actions.steering_member import SteeringMemberContent
from agreements.models import Contract, Placement
from navskole.access.forms import NamelessTextMixin
from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import AkselForm, DateField, RecordChoiceField

if TYPE_CHECKING:
    from datetime import date

    from agreements.models import Collaboration, SteeringMember

FIELDS = (
    "name",
    "function",
    "organisation",
    "email",
    "user",
    "is_chair",
    "is_secretary",
    "starts_on",
    "ends_on",
)


def people_of(collaboration: Collaboration, *, on: date) -> Any:
    """Return who leads the school or an office in the collaboration, or is placed there, today."""
    offices = collaboration.members.not_left(on=on).values("office_id")
    leaders = Membership.objects.in_force(on=on).filter(
        Q(role=Role.PRINCIPAL, organisation_id=collaboration.school_id)
        | Q(role=Role.NAV_MANAGER, organisation_id__in=offices)
    )
    contracts = Contract.objects.of(collaboration).values("pk")
    placed = Placement.objects.in_force(on=on).filter(contract__in=contracts)
    known = Q(pk__in=leaders.values("user_id")) | Q(pk__in=placed.values("counsellor_id"))
    return User.objects.filter(known, is_active=True).order_by("sort_key", "pk")


class SteeringMemberFields(NamelessTextMixin, AkselForm):
    """Who it is, what they do there, and from when until when."""

    adult = "name"

    name = forms.CharField(label=_("Navn"), max_length=150)
    function = forms.CharField(
        label=_("Funksjon"), max_length=150, help_text=_("For eksempel rektor eller avdelingsleder")
    )
    organisation = forms.CharField(label=_("Organisasjon"), max_length=150)
    email = forms.EmailField(
        label=_("E-post"), required=False, help_text=_("Står i kalenderfilen.")
    )
    user = RecordChoiceField(
        label=_("Bruker i løsningen"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ingen"),
        help_text=_("Den som er bruker, får varsel om vedtakene sine og ser dem til de er utført."),
    )
    is_chair = forms.BooleanField(label=_("Leder gruppen"), required=False)
    is_secretary = forms.BooleanField(label=_("Er sekretær"), required=False)
    starts_on = DateField(label=_("Med fra"), help_text=_("dd.mm.åååå"))
    ends_on = DateField(
        label=_("Med til og med"), required=False, help_text=_("La stå tomt til personen går ut.")
    )

    def __init__(
        self,
        *args: Any,
        collaboration: Collaboration,
        member: SteeringMember | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        on = self.actor.on
        people = people_of(collaboration, on=on)
        if member is not None and member.user_id is not None:
            people = people | User.objects.filter(pk=member.user_id)
        self.offer("user", people)
        if member is None:
            self.fields["starts_on"].initial = on

    def clean(self) -> dict[str, Any]:
        """Refuse a last day before the first."""
        cleaned = super().clean()
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", _("Siste dag kan ikke være før første dag."))
        return cleaned

    def content(self) -> SteeringMemberContent:
        """Return what was entered."""
        return SteeringMemberContent(**{name: self.cleaned_data[name] for name in FIELDS})


class SteeringMemberCreateForm(SteeringMemberFields, SubmittedOnceForm):
    """A new member."""


class SteeringMemberUpdateForm(SteeringMemberFields, VersionedForm):
    """A member as it is changed."""


def initial_of(member: SteeringMember) -> dict[str, Any]:
    """Return what the form starts with to change the member."""
    return {name: getattr(member, name) for name in ("version", *FIELDS)}
