"""Fixtures of the tests of contracts."""

from __future__ import annotations

import pytest

from navskole.organisations.models import Role
from tests.agreements.parties import Parties
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member


@pytest.fixture
def parties(db: None) -> Parties:
    """Return a school and an office, each with its leader."""
    school, office = SchoolFactory(), NavOfficeFactory()
    return Parties(
        school=school,
        office=office,
        principal=member(Role.PRINCIPAL, school),
        manager=member(Role.NAV_MANAGER, office),
    )
