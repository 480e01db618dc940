"""Who may see a contract, its signatures and placements: both sides, and who watches over them."""

from __future__ import annotations

from agreements.models import Contract, Placement, Signature, TimeEntry
from navskole.access.grounds import Ground
from navskole.organisations.models import Municipality, School
from tests.access.oracle.people import Asker, placed_under, work_together
from tests.access.oracle.ties import Grounds


def contract(asker: Asker, row: Contract) -> Grounds:
    """Rektor, NAV-leder, who is placed under it; the county's coordinator; the directorate."""
    found: Grounds = set()
    if asker.works_at(row.school_id, "principal") or asker.works_at(row.office_id, "nav_manager"):
        found.add(Ground.PARTY)
    if asker.works_at(row.office_id, "nav_counsellor") and placed_under(asker, row):
        found.add(Ground.OWN_RECORD)
    return found | overseen(asker, row.school_id)


def overseen(asker: Asker, school_id: int) -> Grounds:
    """The coordinator of the county the school is in, and the directorate."""
    school = asker.facts.one(School, school_id)
    county = asker.facts.one(Municipality, school.municipality_id).county_id
    directorate = any(role == "directorate_reader" for role, _place in asker.held)
    watches = directorate or asker.works_at(county, "county_coordinator")
    return {Ground.OVERSIGHT} if watches else set()


def signature(asker: Asker, row: Signature) -> Grounds:
    """As the contract."""
    return contract(asker, asker.facts.one(Contract, row.contract_id))


def placement(asker: Asker, row: Placement) -> Grounds:
    """As the contract; the own one also when it no longer counts."""
    under = asker.facts.one(Contract, row.contract_id)
    found = contract(asker, under)
    if row.counsellor_id == asker.user_id and asker.works_at(under.office_id, "nav_counsellor"):
        found = found | {Ground.OWN_RECORD}
    return found


def time_entry(asker: Asker, row: TimeEntry) -> Grounds:
    """Who worked it, the office's leader, and the rektor while the two work together."""
    return time_of(asker, asker.facts.one(Placement, row.placement_id))


def time_of(asker: Asker, placed: Placement) -> Grounds:
    """As each half day under the placement, also where there is none."""
    under = asker.facts.one(Contract, placed.contract_id)
    found: Grounds = set()
    if placed.counsellor_id == asker.user_id and asker.works_at(under.office_id, "nav_counsellor"):
        found.add(Ground.OWN_RECORD)
    together = work_together(asker.facts, under.school_id, under.office_id, asker.on)
    if asker.works_at(under.office_id, "nav_manager") or (
        together and asker.works_at(under.school_id, "principal")
    ):
        found.add(Ground.PARTY)
    return found
