"""What may be entered about a placement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, Placement
from navskole.accounts.models import User
from navskole.organisations.models import Membership, Role
from navskole.ui.forms import (
    AkselModelForm,
    DateField,
)

if TYPE_CHECKING:
    from datetime import date

    from navskole.access.actor import Actor


class PlacementForm(AkselModelForm):
    """Which own veileder, how much, from when."""

    starts_on = DateField(
        label=_("Fra og med"),
        help_text=_("dd.mm.åååå"),
        error_messages={"required": _("Fyll inn første dag")},
    )
    ends_on = DateField(
        label=_("Til og med"),
        required=False,
        help_text=_("Uten dato gjelder plasseringen så lenge kontrakten gjelder."),
    )

    class Meta(AkselModelForm.Meta):
        model = Placement
        fields = ("counsellor", "post_fraction", "starts_on", "ends_on")
        error_messages = {"post_fraction": {"min_value": _("Skriv et tall over 0, høyst 100")}}

    def __init__(self, *args: Any, actor: Actor, contract: Contract, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        staff = Membership.objects.in_force(on=actor.on).filter(
            organisation_id=contract.office_id, role=Role.NAV_COUNSELLOR
        )
        counsellors = User.objects.filter(pk__in=staff.values("user_id"), is_active=True)
        self.offer("counsellor", counsellors.by_name())
        self.fields["counsellor"].empty_label = _("Velg veileder")  # type: ignore[attr-defined]
        self.fields["starts_on"].initial = actor.on
        self.fields["post_fraction"].initial = 100
        self.fields["post_fraction"].localize = True
        self.fields["post_fraction"].widget = forms.TextInput({"inputmode": "decimal", "size": 6})

    def _post_clean(self) -> None:
        """Leave the model's own checks to the action."""

    def clean_ends_on(self) -> date | None:
        """Refuse an end before the start."""
        starts, ends = self.cleaned_data.get("starts_on"), self.cleaned_data["ends_on"]
        if starts and ends and ends < starts:
            raise forms.ValidationError(_("Siste dag må være etter første dag."))
        return ends
