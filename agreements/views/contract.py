"""Kontrakter: those one is party to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from agreements.actions.contract import change_contract, create_contract
from agreements.document import document_of
from agreements.forms.contract import (
    CLAUSES,
    SOON,
    ContractCreateForm,
    ContractFilterForm,
    ContractUpdateForm,
    PairForm,
)
from agreements.leaders import parties_without_leader
from agreements.models import Contract, ContractState, DocumentLanguage, Placement, Signature
from agreements.parties import party_rows, what_comes_next
from agreements.policies.contract import parties_of
from agreements.posts import Posts
from agreements.standard_model import content_to_go_on_from, standard_content
from agreements.views.tabs import agreement_tabs, contract_tabs
from navskole.access.filtered import CodedFilterForm, FilteredList, Tally
from navskole.access.views import (
    ActionFormView,
    TargetFormView,
    TargetMixin,
    TargetPage,
)
from navskole.access.visibility import sees
from navskole.organisations.models import County, NavOffice, School

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet


LANGUAGE = "maal"
"""What the written standard is called in the address of a new contract."""


def contract_address(contract: Contract) -> str:
    """Return the address of a contract's page."""
    return reverse("agreements:contract_detail", args=[contract.public_id])


class ContractListView(FilteredList):
    """The contracts the actor may see, each with where it stands.

    A leader's own, and for county and directorate those of their area.
    """

    permission = "agreements.list_contracts"
    template_name = "agreements/contract_list.html"
    filter_form_class = ContractFilterForm
    tallies = (
        Tally(_("i alt"), "neutral"),
        Tally(_("gjelder"), "success", {"state": ContractState.IN_FORCE}),
        Tally(_("utløper innen 90 dager"), "warning", {"expires": SOON}),
        Tally(_("til signering"), "info", {"state": ContractState.OPEN}),
    )
    orders: ClassVar[Mapping[str, Sequence[str]]] = {
        "navn": ("school__name", "office__name"),
        "slutt": ("ends_on",),
    }

    def get_records(self) -> QuerySet[Contract]:
        """Return the contracts the actor may see."""
        return Contract.objects.visible_to(self.actor).for_list()

    def add_choices(self, form: CodedFilterForm) -> None:
        """Offer the counties that the list has; one alone needs no choice."""
        schools = self.records.order_by().values("school__municipality__county")
        counties = County.objects.filter(pk__in=schools).by_name()
        if len(counties) > 1:
            form.add_choices("county", [(county.number, county.name) for county in counties])
        else:
            del form.fields["county"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with each row's state and what it waits for."""
        context = super().get_context_data(tabs=agreement_tabs(self.request), **kwargs)
        for contract in context["page"].object_list:
            contract.state_today = contract.state(on=self.actor.on)
            contract.next = what_comes_next(
                contract, contract.standing_signatures, on=self.actor.on
            )
        return context


class ContractPairView(ActionFormView):
    """Ny samarbeidskontrakt, first step: between whom."""

    permission = "agreements.add_contract"
    template_name = "agreements/contract_pair.html"
    form_class = PairForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: PairForm) -> dict[str, Any]:
        """Return the pair; nothing is stored yet."""
        return form.cleaned_data

    def get_success_address(self, result: dict[str, Any]) -> str:
        """Go to the clauses."""
        pair = [result["school"].public_id, result["office"].public_id]
        address = reverse("agreements:contract_create", args=pair)
        return f"{address}?{urlencode({LANGUAGE: result['language']})}"


class ContractCreateView(ActionFormView):
    """Ny samarbeidskontrakt, second step: the clauses, prefilled from the standard model."""

    permission = "agreements.add_contract"
    template_name = "agreements/contract_create.html"
    form_class = ContractCreateForm
    success_message = _("Utkastet er lagret.")

    def get_target(self) -> tuple[School, NavOffice]:
        """Return the pair in the address."""
        return (
            get_object_or_404(School, public_id=self.kwargs["school_id"]),
            get_object_or_404(NavOffice, public_id=self.kwargs["office_id"]),
        )

    def get_permission_subject(self) -> None:
        """Ask about contracts as such; the action asks about the pair."""

    def get_initial(self) -> dict[str, Any]:
        """Return the standard model's text for the pair."""
        school, office = self.target
        asked = self.request.GET.get(LANGUAGE, "")
        language = asked if asked in DocumentLanguage else DocumentLanguage.BOKMAL
        return standard_content(school=school, office=office, language=language)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the day."""
        return super().get_form_kwargs() | {"on": self.actor.on}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pair."""
        school, office = self.target
        languages = [
            {"label": language.label, "query": urlencode({LANGUAGE: language})}
            for language in DocumentLanguage
        ]
        return super().get_context_data(school=school, office=office, languages=languages, **kwargs)

    def perform(self, form: ContractCreateForm) -> Contract:
        """Create."""
        school, office = self.target
        return create_contract(
            actor=self.actor,
            school=school,
            office=office,
            content={name: form.cleaned_data[name] for name in CLAUSES},
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Contract) -> str:
        """Go to the contract."""
        return contract_address(result)


class ContractTargetMixin(TargetMixin):
    """Loads a visible contract with its parties."""

    target_model = Contract
    target_kwarg = "contract_id"

    def get_target_queryset(self) -> QuerySet[Contract]:
        """Return the visible contracts with school and office."""
        return (
            super().get_target_queryset().select_related("school", "office", "replaces", "ended_by")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context of the contract, its parties and placements."""
        contract, on = self.target, self.actor.on
        signatures = list(contract.signatures.standing().select_related("signed_by"))
        placements = self._placements(contract)
        context = {
            "contract": contract,
            "state": contract.state(on=on),
            "parties": party_rows(contract, signatures, on=on),
            "is_signed": bool(signatures),
            "has_signed": self._has_signed(contract, signatures),
            "next": what_comes_next(contract, signatures, on=on),
            "placements": placements,
            "posts": Posts.of(contract, [row for row in placements if row.is_in_force(on=on)])
            if contract.is_in_force(on=on)
            else None,
            "document": document_of(contract),
            "older": self._older(contract),
            "successors": self._successors(contract),
            "vacancies": self._vacancies(contract),
            "lifted": self._lifted(contract),
            "tabs": contract_tabs(self.request, contract),
        }
        return super().get_context_data(**context | kwargs)

    def _placements(self, contract: Contract) -> list[Placement]:
        """Return who is or was placed under it, the latest first."""
        visible = Placement.objects.visible_to(self.actor).filter(contract=contract)
        rows = list(visible.select_related("counsellor").order_by("-starts_on", "pk"))
        for row in rows:
            row.contract = contract
        return rows

    def _has_signed(self, contract: Contract, signatures: Iterable[Signature]) -> bool:
        """Tell whether nothing is left to sign: by the reader, or for the parties they lead."""
        signed = {signature.party for signature in signatures}
        by_reader = any(each.signed_by_id == self.actor.person.pk for each in signatures)
        return by_reader or signed.issuperset(parties_of(self.actor, contract))

    def _older(self, contract: Contract) -> Contract | None:
        """Return the version this one replaces, where the reader may open it."""
        older = contract.replaces
        return older if older is not None and sees(self.actor, older) else None

    def _successors(self, contract: Contract) -> list[Contract]:
        """Return the versions that are to replace this one, each with where it stands."""
        found: list[Any] = list(Contract.objects.visible_to(self.actor).replacing(contract))
        for newer in found:
            newer.state_today = newer.state(on=self.actor.on)
        return found

    def _lifted(self, contract: Contract) -> Signature | None:
        """Return the signature lifted last, as long as the text can be changed because of it."""
        if contract.state(on=self.actor.on) != ContractState.DRAFT:
            return None
        lifted = contract.signatures.filter(lifted_at__isnull=False).select_related("lifted_by")
        return lifted.order_by("lifted_at", "pk").last()

    def _vacancies(self, contract: Contract) -> list[str]:
        """Return what is to be done about a party that nobody could sign for."""
        on = self.actor.on
        if contract.state(on=on) not in (ContractState.DRAFT, ContractState.OPEN):
            return []
        return parties_without_leader(contract, on=on)


class ContractDetailView(ContractTargetMixin, TargetPage):
    """The contract as it is signed, who has signed, and what comes next."""

    permission = "agreements.read_contract"
    template_name = "agreements/contract_detail.html"


class ContractUpdateView(ContractTargetMixin, TargetFormView):
    """Change a draft."""

    permission = "agreements.change_contract"
    template_name = "agreements/contract_update.html"
    form_class = ContractUpdateForm
    success_message = _("Endringene er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the day."""
        return super().get_form_kwargs() | {"on": self.actor.on}

    def get_initial(self) -> dict[str, Any]:
        """Return the text as it stands."""
        return content_to_go_on_from(self.target) | {"version": self.target.version}

    def perform(self, form: ContractUpdateForm) -> Contract:
        """Change."""
        return change_contract(
            actor=self.actor,
            contract=self.target,
            version=form.cleaned_data["version"],
            content={name: form.cleaned_data[name] for name in CLAUSES},
        )

    def get_success_address(self, result: Contract) -> str:
        """Go back to the contract."""
        return contract_address(result)
