"""What may be entered about a contract."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.document import in_percent
from agreements.models import Contract, ContractState, DocumentLanguage
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
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor


WORKING_DAYS = 5
SOON = "snart"
"""The code for a contract that expires within 90 days."""
SECTIONS: Sequence[tuple[StrPromise, Sequence[str]]] = (
    (
        _("Periode og målform"),
        ("language", "starts_on", "ends_on", "late_start_reason"),
    ),
    (_("Formål og målgruppe"), ("purpose", "target_group")),
    (
        _("Veilederens arbeid"),
        ("tasks", "days_at_school", "days_at_office", "post_fraction", "workplace"),
    ),
    (_("Partenes ansvar"), ("principal_duties", "manager_duties")),
    (_("Taushetsplikt og samtykke"), ("confidentiality",)),
    (_("Styringsgruppe"), ("steering_group", "steering_meetings")),
    (_("Finansiering i prosent"), Contract.SHARES),
    (_("Rapportering og evaluering"), ("reporting", "review_on")),
    (_("Uenighet og oppsigelse"), ("conflict_handling", "notice_months")),
)
"""The form's headings, in the order of the document, with the fields under each."""
CLAUSES = [name for _heading, names in SECTIONS for name in names]


class PairForm(AkselForm):
    """Which school and which office the contract is between, and its language."""

    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )
    office = RecordChoiceField(
        label=_("NAV-kontor"), queryset=NavOffice.objects.none(), empty_label=_("Velg NAV-kontor")
    )
    language = forms.ChoiceField(
        label=_("Målform"),
        choices=DocumentLanguage,
        initial=DocumentLanguage.BOKMAL,
        widget=forms.RadioSelect,
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

    conditional = ("late_start_reason",)

    class Meta(AkselModelForm.Meta):
        model = Contract
        fields = CLAUSES
        error_messages = {
            "starts_on": {"required": _("Fyll inn dagen kontrakten gjelder fra")},
            "ends_on": {"required": _("Fyll inn siste dag kontrakten gjelder")},
        }
        help_texts = {
            "language": _("Målformen i dokumentet. Standardteksten byttes ikke av seg selv."),
            "late_start_reason": _("Bare når første dag er passert. Tilgang gis aldri bakover."),
            "post_fraction": _("Alle stillingene samarbeidet har, for eksempel 100 eller 150."),
            "review_on": _("Når partene senest går gjennom kontrakten sammen."),
        }

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        self.fields["late_start_reason"].label = _("Hvorfor begynner kontrakten før i dag?")
        self.fields["review_on"].label = _("Gjennomgås innen")
        for name in ("target_group", "steering_group", "conflict_handling"):
            self.fields[name].required = True
        for name in ("post_fraction", *Contract.SHARES):
            self.fields[name].localize = True
            self.fields[name].widget = forms.TextInput({"inputmode": "decimal", "size": 6})
            self.fields[name].widget.is_localized = True

    @property
    def sections(self) -> list[tuple[Any, list[Any]]]:
        """The headings with their fields."""
        return [(heading, [self[name] for name in names]) for heading, names in SECTIONS]

    def clean(self) -> dict[str, Any]:
        """Refuse what cannot be: dates out of order, too many days, shares that do not add up."""
        cleaned = super().clean()
        self._check_dates(cleaned)
        days = [cleaned.get(name) for name in ("days_at_school", "days_at_office")]
        if None not in days and sum(filter(None, days)) > WORKING_DAYS:
            self.add_error(
                "days_at_office", _("Dagene på skolen og NAV-kontoret kan ikke bli over fem.")
            )
        self._check_shares(cleaned)
        return cleaned

    def _check_dates(self, cleaned: dict[str, Any]) -> None:
        starts, ends = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", _("Siste dag må være etter første dag."))
        review = cleaned.get("review_on")
        if review and starts and ends and not starts <= review <= ends:
            self.add_error("review_on", _("Dagen må ligge i perioden kontrakten gjelder."))
        if starts and starts < self.on and self.lacks("late_start_reason"):
            self.add_error(
                "late_start_reason",
                _("Skriv hvorfor kontrakten begynner før i dag, eller velg en senere dag."),
            )

    def _check_shares(self, cleaned: dict[str, Any]) -> None:
        shares = [cleaned[name] for name in Contract.SHARES if cleaned.get(name) is not None]
        if len(shares) < len(Contract.SHARES):
            return
        total = sum(shares, Decimal(0))
        if total != Contract.WHOLE:
            self.add_error(
                Contract.SHARES[0],
                _("Andelene skal bli nøyaktig 100 %%. Nå blir de %(total)s %%.")
                % {"total": in_percent(total)},
            )

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
