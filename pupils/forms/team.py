"""Who is put on a case: responsible, co-worker, substitute, a colleague for a time."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MinLengthValidator
from django.utils.translation import gettext_lazy as _

from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role
from navskole.records.forms import VersionedForm
from navskole.ui.forms import (
    AkselForm,
    DateField,
    DescribedChoiceField,
    LongTextField,
    RecordChoiceField,
)
from pupils.models import CaseGrant, TeamRole

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from pupils.models import Case

_FARTHEST = timedelta(days=2 * 366)


def counsellors_at(office_ids: Collection[int], *, on: date) -> QuerySet[User]:
    """Return the active veiledere of the offices on `on`, by name."""
    staff = Membership.objects.in_force(on=on).filter(
        organisation_id__in=office_ids, role=Role.NAV_COUNSELLOR
    )
    return User.objects.filter(pk__in=staff.values("user_id"), is_active=True).by_name()


class PersonField(RecordChoiceField):
    """One of the veiledere of the office."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=User.objects.none(), empty_label=_("Velg veileder"), **kwargs)


class AssignForm(AkselForm, VersionedForm):
    """Who is responsible from now on."""

    person = PersonField(
        label=_("Ansvarlig veileder"),
        help_text=_("Den som er ansvarlig nå, mister tilgangen til saken."),
    )

    def __init__(self, *args: Any, actor: Actor, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        responsible = CaseGrant.objects.of_responsible(case, on=actor.on)
        others = counsellors_at([case.office_id], on=actor.on)
        self.offer("person", others.exclude(pk__in=responsible.values("user_id")))


class PeriodFields(AkselForm):
    """From when to when, both days included."""

    starts_on = DateField(
        label=_("Fra og med"),
        help_text=_("dd.mm.åååå"),
        error_messages={"required": _("Fyll inn første dag")},
    )
    ends_on = DateField(
        label=_("Til og med"),
        help_text=_("dd.mm.åååå"),
        error_messages={"required": _("Fyll inn siste dag")},
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        self.fields["starts_on"].initial = actor.on

    def clean_starts_on(self) -> date:
        """Refuse a day that has passed: nobody is let in backwards."""
        return self._within(self.cleaned_data["starts_on"], earliest=self.actor.on)

    def clean_ends_on(self) -> date | None:
        """Refuse an end before the start."""
        last: date | None = self.cleaned_data["ends_on"]
        first = self.cleaned_data.get("starts_on") or self.actor.on
        if last is not None and last < first:
            raise forms.ValidationError(_("Siste dag kan ikke være før første dag."))
        return self._within(last, earliest=first) if last else None

    def _within(self, day: date, *, earliest: date) -> date:
        if day < earliest:
            raise forms.ValidationError(_("Dagen må være i dag eller senere."))
        if day - self.actor.on > _FARTHEST:
            raise forms.ValidationError(_("Dagen må være innen to år. Kontroller året."))
        return day


class TeamForm(PeriodFields):
    """A co-worker or a substitute on one case."""

    conditional = ("ends_on",)

    person = PersonField(label=_("NAV-veileder"))
    team_role = DescribedChoiceField(
        label=_("Rolle i saken"),
        choices=[
            (TeamRole.CO_WORKER, TeamRole.CO_WORKER.label, _("Følger opp sammen med ansvarlig.")),
            (
                TeamRole.SUBSTITUTE,
                TeamRole.SUBSTITUTE.label,
                _("Trer inn mens ansvarlig er borte."),
            ),
        ],
    )
    ends_on = DateField(
        label=_("Til og med"),
        required=False,
        help_text=_("En vikar må ha en siste dag. En medarbeider kan stå uten."),
    )
    reason = LongTextField(label=_("Begrunnelse"), max_length=255, required=False)

    field_order = ("person", "team_role", "starts_on", "ends_on", "reason")

    def __init__(self, *args: Any, actor: Actor, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.offer("person", counsellors_at([case.office_id], on=actor.on))

    def clean(self) -> dict[str, Any]:
        """Refuse a substitute without a last day."""
        cleaned = super().clean()
        if cleaned.get("team_role") == TeamRole.SUBSTITUTE and self.lacks("ends_on"):
            self.add_error("ends_on", _("Fyll inn siste dag for vikaren"))
        return cleaned


class ColleagueForm(AkselForm):
    """A colleague of the office for 14 days, and why."""

    person = PersonField(label=_("Kollega"))
    reason = LongTextField(
        label=_("Hvorfor trenger kollegaen tilgang?"),
        max_length=255,
        validators=[MinLengthValidator(10)],
        help_text=_("NAV-lederen ser begrunnelsen. Tilgangen varer i 14 dager, i dag medregnet."),
        error_messages={"required": _("Skriv hvorfor kollegaen trenger tilgang")},
    )

    def __init__(self, *args: Any, actor: Actor, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = counsellors_at([case.office_id], on=actor.on).exclude(pk=actor.person.pk)
        on_it = (
            CaseGrant.objects.letting_in(case.office_id, on=actor.on)
            .filter(content_object=case)
            .exclude(team_role=TeamRole.COLLEAGUE)
        )
        self.offer("person", others.exclude(pk__in=on_it.values("user_id")))


class SubstituteForm(PeriodFields):
    """A substitute for a whole caseload."""

    person = PersonField(label=_("Vikar"))
    reason = LongTextField(
        label=_("Begrunnelse"),
        max_length=255,
        required=False,
        help_text=_("For eksempel ferie eller permisjon."),
    )

    field_order = ("person", "starts_on", "ends_on", "reason")

    def __init__(
        self, *args: Any, actor: Actor, absent: User, offices: Collection[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        self.offer("person", counsellors_at(offices, on=actor.on).exclude(pk=absent.pk))
