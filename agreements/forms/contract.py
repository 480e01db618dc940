"""What may be entered about a contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, ContractState
from agreements.states import expires_soon, in_state
from navskole.access.filtered import CodedFilterForm
from navskole.organisations.models import NavOffice, Role, School
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import (
    AkselForm,
    AkselModelForm,
    RecordChoiceField,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from navskole.access.actor import Actor


WORKING_DAYS = 5


SOON = "snart"
"""The code for a contract that expires within 90 days."""


CLAUSES = [name for name in Contract.CONTENT_FIELDS if name not in ("school_id", "office_id")]


class PairForm(AkselForm):
    """Which school and which office the contract is between; the clauses follow."""

    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )
    office = RecordChoiceField(
        label=_("NAV-kontor"), queryset=NavOffice.objects.none(), empty_label=_("Velg NAV-kontor")
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools, offices = School.objects.all(), NavOffice.objects.all()
        if own := actor.at(Role.PRINCIPAL):
            schools = schools.filter(pk__in=own)
        if own := actor.at(Role.NAV_MANAGER):
            offices = offices.filter(pk__in=own)
        self.offer("school", schools)
        self.offer("office", offices)
        for name, rows in (("school", schools), ("office", offices)):
            if len(rows) == 1:
                self.fields[name].initial = rows[0]


class ClausesForm(AkselModelForm):
    """The contract's clauses in the order of the document."""

    class Meta(AkselModelForm.Meta):
        model = Contract
        fields = CLAUSES
        error_messages = {
            "starts_on": {"required": _("Fyll inn dagen kontrakten gjelder fra")},
            "ends_on": {"required": _("Fyll inn siste dag kontrakten gjelder")},
        }

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start, and more than five days in a week."""
        cleaned = super().clean()
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Siste dag må være etter første dag."))
        days = [cleaned.get(name) for name in ("days_at_school", "days_at_office")]
        if None not in days and sum(filter(None, days)) > WORKING_DAYS:
            self.add_error(
                "days_at_office", _("Dagene på skolen og NAV-kontoret kan ikke bli over fem.")
            )
        return cleaned

    def _post_clean(self) -> None:
        """Leave the model's own checks to the action, on the locked row."""


class ContractCreateForm(ClausesForm, SubmittedOnceForm):
    """The first text of a contract."""


class ContractUpdateForm(ClausesForm, VersionedForm):
    """A draft's text."""


class ContractFilterForm(CodedFilterForm):
    """Where the contract stands, whether it soon expires, and in which county."""

    words: ClassVar[Mapping[str, str]] = {"state": "status", "expires": "utlop", "county": "fylke"}

    state = forms.ChoiceField(
        label=_("Status"), choices=[("", _("Alle statuser")), *ContractState.choices]
    )
    expires = forms.ChoiceField(
        label=_("Utløp"), choices=[("", _("Alle")), (SOON, _("Innen 90 dager"))]
    )
    county = forms.ChoiceField(label=_("Fylke"), choices=[("", _("Alle fylker"))])

    def condition(self, choices: Mapping[str, str]) -> Q:
        """Return what holds for a contract that fits the choices."""
        found = Q()
        if state := choices.get("state"):
            found &= in_state(state, on=self.actor.on)
        if choices.get("expires"):
            found &= expires_soon(on=self.actor.on)
        if county := choices.get("county"):
            found &= Q(school__municipality__county__number=county)
        return found
