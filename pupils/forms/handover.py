"""What becomes of a veileder's cases: each to a colleague, kept, or left for the NAV-leder."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.ui.forms import AkselForm, DateField
from pupils.actions.handover import Handover
from pupils.forms.team import counsellors_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from pupils.models import Case

KEPT, LEFT = "kept", "left"


def field_of(case: Case) -> str:
    """Return the name of the case's own field."""
    return f"sak_{case.public_id}"


class HandoverForm(AkselForm):
    """One choice for all cases, and one for each where it is to be another."""

    everyone = forms.ChoiceField(
        label=_("Alle sakene"),
        required=False,
        help_text=_("Gjelder hver sak under der du ikke velger noe annet."),
    )

    def __init__(
        self, *args: Any, actor: Actor, counsellor: User, cases: Sequence[Case], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.cases = cases
        self.conditional = {"everyone", *map(field_of, cases)}
        offices = {case.office_id for case in cases}
        staff = {
            office: [
                person
                for person in counsellors_at([office], on=actor.on)
                if person.pk != counsellor.pk
            ]
            for office in sorted(offices)
        }
        self.people = {str(person.public_id): person for rows in staff.values() for person in rows}
        fixed = [
            (KEPT, _("Beholdes av %(who)s") % {"who": counsellor}),
            (LEFT, _("Overlates til NAV-leder, uten ansvarlig")),
        ]
        self._set_choices("everyone", _("Velg for hver sak"), list(self.people.values()), fixed)
        if not cases:
            del self.fields["everyone"]
        for case in cases:
            name = field_of(case)
            self.fields[name] = forms.ChoiceField(label=_label(case), required=False)
            self._set_choices(name, _("Som valgt for alle"), staff[case.office_id], fixed)

    def _set_choices(
        self, name: str, empty: Any, people: list[User], fixed: list[tuple[str, Any]]
    ) -> None:
        colleagues = [(str(person.public_id), str(person)) for person in people]
        field = self.fields[name]
        field.choices = [("", empty), *colleagues, *fixed]  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Refuse to leave a case without an answer; nothing answered at all is said once."""
        cleaned = super().clean()
        if not cleaned.get("everyone"):
            left = [case for case in self.cases if self.lacks(field_of(case))]
            if len(left) == len(self.cases) > 1:
                self.add_error("everyone", _("Velg hvem som får sakene, her eller for hver sak"))
            else:
                for case in left:
                    self.add_error(field_of(case), _whose(case))
        return cleaned

    def choices(self) -> list[Handover]:
        """Return what was chosen for each case that is not kept."""
        chosen = [
            (case, self.cleaned_data[field_of(case)] or self.cleaned_data["everyone"])
            for case in self.cases
        ]
        return [
            Handover(case=case, to=self.people.get(answer))
            for case, answer in chosen
            if answer != KEPT
        ]


class PlacementEndForm(HandoverForm):
    """The last day of a placement, and what becomes of the cases at the school."""

    ends_on = DateField(
        label=_("Siste dag på skolen"),
        required=False,
        help_text=_("Uten dato avsluttes plasseringen med en gang."),
    )

    field_order = ("ends_on", "everyone")


def _whose(case: Case) -> str:
    return gettext("Velg hva som skal skje med saken til %(pupil)s") % {
        "pupil": case.pupil.full_name
    }


def _label(case: Case) -> str:
    where = ", ".join(filter(None, [case.school_name, case.class_name]))
    return f"{case.pupil.full_name} ({where})" if where else case.pupil.full_name
