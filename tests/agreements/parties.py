"""A school and an office that make a contract, and their people."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.actions.contract import create_contract, open_for_signing, renew_contract
from agreements.actions.signature import sign_contract
from agreements.forms.contract import CLAUSES
from agreements.models import Contract
from agreements.standard_model import standard_content
from navskole.accounts.models import User
from navskole.organisations.models import NavOffice, School
from tests.asking import actor_on, day
from tests.factories.agreements import ContractFactory


@dataclass
class Parties:
    """A school and an office without a contract, and who leads them."""

    school: School
    office: NavOffice
    principal: User
    manager: User

    def draft(self, **facts) -> Contract:
        """Return a draft from today for a year."""
        period = {"starts_on": day(0), "ends_on": day(365)} | facts
        return ContractFactory(school=self.school, office=self.office, **period)

    def open(self, **facts) -> Contract:
        """Return a contract that waits for signatures."""
        return open_for_signing(actor=actor_on(self.principal), contract=self.draft(**facts))

    def sign(self, contract: Contract, *who: User, **how) -> Contract:
        """Let the people sign what stands, and return the contract as stored."""
        for user in who:
            sign_contract(actor=actor_on(user), contract=contract, digest=contract.digest, **how)
        return Contract.objects.get(pk=contract.pk)

    def agree(self, contract: Contract) -> Contract:
        """Send the draft to signing and let both sign; return it as stored."""
        opened = open_for_signing(actor=actor_on(self.principal), contract=contract)
        return self.sign(opened, self.principal, self.manager)


def create(parties: Parties, *, who="principal", **how) -> Contract:
    """Return a draft of the standard model, as made through the action."""
    content = standard_content(school=parties.school, office=parties.office)
    content |= {"starts_on": day(0), "ends_on": day(365)} | how.pop("content", {})
    given = {"school": parties.school, "office": parties.office} | how
    return create_contract(actor=actor_on(getattr(parties, who)), content=content, **given)


def renew(parties: Parties, contract: Contract, *, who="principal", **facts) -> Contract:
    content = {name: getattr(contract, name) for name in CLAUSES}
    content |= {"starts_on": day(10)} | facts
    once = content.pop("submission_id", None)
    actor = actor_on(getattr(parties, who))
    return renew_contract(actor=actor, contract=contract, content=content, submission_id=once)
