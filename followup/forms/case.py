"""Assign the responsible veileder; NAV's own contact details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from navskole.accounts.models import User
from navskole.organisations.models import Membership, Municipality, Role
from navskole.records.forms import VersionedForm
from navskole.ui.forms import AkselForm, RecordChoiceField

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from pupils.models import Case


class AssignForm(AkselForm, VersionedForm):
    """Who is responsible from now on."""

    person = RecordChoiceField(
        label=_("Ansvarlig veileder"),
        queryset=User.objects.none(),
        empty_label=_("Velg veileder"),
        help_text=_("Den som er ansvarlig nå, mister tilgangen til saken."),
    )

    def __init__(self, *args: Any, actor: Actor, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = Membership.objects.in_force(on=actor.on).filter(
            organisation_id=case.office_id, role=Role.NAV_COUNSELLOR
        )
        counsellors = User.objects.filter(pk__in=staff.values("user_id"), is_active=True)
        self.offer("person", counsellors.exclude(pk=case.responsible_id).by_name())


class ContactForm(AkselForm):
    """What the office knows of how to reach the pupil."""

    phone = forms.CharField(
        label=_("Telefon"),
        max_length=20,
        required=False,
        validators=[
            RegexValidator(r"\A\+?[0-9 ]{5,19}\Z", _("Skriv telefonnummeret med bare sifre."))
        ],
    )
    email = forms.EmailField(label=_("E-post"), required=False)
    municipality_of_stay = RecordChoiceField(
        label=_("Oppholdskommune"),
        queryset=Municipality.objects.all(),
        required=False,
        empty_label=_("Ikke registrert"),
        help_text=_("Avgjør hvilket kontor som har ansvaret for kommunale tiltak."),
    )
