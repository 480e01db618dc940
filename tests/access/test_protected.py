"""A pupil at a strictly confidential address, or close to the reader, shows nowhere.

Everything a person can ask for is asked before the pupil is there and after: every address of
the site, with the records of an ordinary pupil where it takes one, every search by the hidden
name, and every form sent back with errors. Status, headers, body and the number of statements
must be the same. What is asked follows the resolver, so a new page is looked at by itself.
What is refused to the person whatever happens is asked once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client

from followup.models import Audience, MeasureState
from navskole.accounts.models import User
from navskole.organisations.models import Membership, NavOffice, Role, School
from pupils.models import FlagLevel
from tests.access.test_silent_wall import normalised
from tests.addresses import MODELS, every_address
from tests.asking import at_noon, day
from tests.conftest import QueryCount
from tests.factories.agreements import ContractFactory
from tests.factories.followup import (
    CaseloadReviewFactory,
    GoalFactory,
    NoteFactory,
    TaskFactory,
    make_measure,
    measure_type,
)
from tests.factories.organisations import member
from tests.factories.pair import Pair, make_pair
from tests.factories.pupils import (
    CaseFactory,
    ContactDetailsFactory,
    EnrolmentFactory,
    PersonRelationFactory,
    PupilFactory,
    ReferralFactory,
    RiskFlagFactory,
    give_consent,
    give_school_consent,
    put_on_case,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

HIDDEN = "Usynlig"
REFUSED = {403, 404}
SHOWN_OTHERWISE = {
    "principal": {"/oppfolging/", "/elever/", "/til-godkjenning/", "/henvisninger/"},
    "school_counsellor": {"/elever/", "/henvisninger/"},
    "counsellor": {"/saker/", "/henvendelser/"},
    "manager": {"/kontorets-saker/", "/til-godkjenning/", "/henvendelser/"},
}
ABSENCE = "fravaer-og-motivasjon"
NOT_ASKED = {"account_logout", "account_login"}


def with_everything(pair: Pair, pupil: Any, responsible: User) -> dict[str, Any]:
    """Give a pupil a record of every kind on both sides, shared with the other where it can be."""
    EnrolmentFactory(pupil=pupil, school=pair.school)
    case = CaseFactory(pupil=pupil, office=pair.office, responsible=responsible)
    at_school = {"pupil": pupil, "owner": pair.school}
    by = {"sent_by": pair.school_counsellor, "school": pair.school, "office": pair.office}
    shared = {"audience": Audience.SHARED, "areas": [ABSENCE]}
    put_on_case(case, pair.counsellor)
    records = {
        "pupil_id": pupil,
        "case_id": case,
        "consent_id": give_consent(case, pair.school, areas=[ABSENCE]),
        "note_id": NoteFactory(case=case, next_contact_on=day(-1), **shared),
        "flag_id": RiskFlagFactory(case=case, level=FlagLevel.URGENT),
        "measure_id": make_measure(case=case, state=MeasureState.SUBMITTED),
        "task_id": TaskFactory(case=case, due_on=day(-3), responsible=pair.counsellor),
        "goal_id": GoalFactory(case=case),
        "referral_id": ReferralFactory(pupil=pupil, **by),
    }
    give_school_consent(
        pupil, pair.school, pair.office, areas=[ABSENCE], recorded_by=pair.school_counsellor
    )
    NoteFactory(author=pair.school_counsellor, **shared, **at_school)
    RiskFlagFactory(level=FlagLevel.URGENT, raised_by=pair.school_counsellor, **at_school)
    mine = {"created_by": pair.school_counsellor}
    TaskFactory(due_on=day(-2), responsible=pair.principal, **mine, **at_school)
    make_measure(
        type=measure_type("tilrettelagt-opplaering"),
        state=MeasureState.SUBMITTED,
        **mine,
        **at_school,
    )
    return records


@dataclass
class Site:
    """A pair, an ordinary pupil with records that addresses can name, and who looks."""

    pair: Pair
    records: dict[str, Any]
    people: dict[str, User]
    colleague: User

    def hide(self, **facts: Any) -> Any:
        """Add a pupil with everything, long ago; `facts` say why nobody may see them."""
        with time_machine.travel(at_noon(day(-70)), tick=False):
            pupil = PupilFactory(last_name=HIDDEN, **facts)
        records = with_everything(self.pair, pupil, self.colleague)
        if facts.get("address_protection") != "strict":
            ContactDetailsFactory(pupil=pupil, owner=self.pair.school)
        waiting = PupilFactory(last_name=HIDDEN, **facts)
        EnrolmentFactory(pupil=waiting, school=self.pair.school)
        ReferralFactory(
            pupil=waiting,
            school=self.pair.school,
            office=self.pair.office,
            sent_by=self.pair.school_counsellor,
        )
        return [records["pupil_id"], waiting]


@pytest.fixture
def site(db: None) -> Iterator[Site]:
    """Return a site at noon of a day that is not the first of a month."""
    with time_machine.travel(at_noon(day(1 if day().day == 1 else 0)), tick=False):
        pair = make_pair()
        with time_machine.travel(at_noon(day(-70)), tick=False):
            ordinary = PupilFactory()
        records = with_everything(pair, ordinary, pair.counsellor)
        draft = ContractFactory(school=pair.school, office=pair.office)
        review = CaseloadReviewFactory(school=pair.school, reviewed_by=pair.principal)
        relation = PersonRelationFactory(
            pupil=pair.pupil, user=member(Role.SCHOOL_COUNSELLOR, pair.school), owner=pair.school
        )
        records |= {
            "contract_id": draft,
            "review_id": review,
            "placement_id": pair.placement,
            "relation_id": relation,
            "user_id": pair.counsellor,
            "membership_id": Membership.objects.get(user=pair.counsellor),
            "school_id": School.objects.get(pk=pair.school.pk),
            "office_id": NavOffice.objects.get(pk=pair.office.pk),
            "county_id": pair.school.municipality.county,
            "municipality_id": pair.school.municipality,
        }
        people = {
            "principal": pair.principal,
            "school_counsellor": pair.school_counsellor,
            "counsellor": pair.counsellor,
            "manager": pair.manager,
        }
        yield Site(pair, records, people, member(Role.NAV_COUNSELLOR, pair.office))


# --- What is asked --------------------------------------------------------------------


def requests(site: Site) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield every request as method, address and fields."""
    for address in every_address():
        if address.name in NOT_ASKED:
            continue
        url = address.url(*[_record(site, each) for each in address.arguments])
        if "get" in address.methods:
            yield "get", url, {}
        if "post" in address.methods and not address.arguments:
            yield "search", url, {"question": HIDDEN}
            yield "post", url, {"version": "0", "first_name": "Elev", "last_name": HIDDEN}


def _record(site: Site, argument: str) -> Any:
    """Return the ordinary record the argument can name; a new kind needs one here."""
    found = site.records.get(argument)
    assert found is not None, f"the site has nothing that {argument} can name"
    assert isinstance(found, MODELS[argument])
    return found


Look = dict[tuple[str, str], Any]


def look(site: Site, user: User, query_count: QueryCount, *, again: Look | None = None) -> Look:
    """Return everything the person gets; the second time only what was not refused at first."""
    client = client_of(user)
    client.get("/")
    return {
        (method, url): _ask(client, query_count, method, url, fields)
        for method, url, fields in requests(site)
        if again is None or again[method, url][0] not in REFUSED
    }


def _ask(
    client: Client, query_count: QueryCount, method: str, url: str, fields: dict[str, str]
) -> Any:
    with transaction.atomic(), query_count() as queries:
        if method == "get":
            answer = client.get(url)
        else:
            answer = client.post(url, fields, follow=method == "search")
        if method == "post":  # what a form changed is undone
            transaction.set_rollback(True)
    headers = {name: value for name, value in answer.items() if name != "Content-Length"}
    return answer.status_code, headers, normalised(answer.content), queries.count


def apart(earlier: Look, later: Look) -> dict[Any, Any]:
    """Return where two looks part: status and statements of each."""
    return {
        asked: (earlier[asked][0], earlier[asked][3], later[asked][0], later[asked][3])
        for asked in later
        if earlier[asked] != later[asked]
    }


# --- Nobody can tell ------------------------------------------------------------------


def hidden(site: Site, user: User) -> None:
    """Two pupils nobody is named for, and two the person has declared to be close."""
    site.hide(address_protection="strict")
    for pupil in site.hide():
        PersonRelationFactory(pupil=pupil, user=user, owner=user.memberships.get().organisation)


def unprotected(site: Site, user: User) -> None:
    """Such pupils without any reason to hide them."""
    site.hide()


@pytest.mark.parametrize("who", ["principal", "school_counsellor", "counsellor", "manager"])
def test_nobody_can_tell_that_there_is_a_pupil_they_may_not_meet(site, query_count, who):
    user = site.people[who]
    before = look(site, user, query_count)

    noticed = {}
    for happening in (hidden, unprotected):
        with transaction.atomic():
            happening(site, user)
            now = look(site, user, query_count, again=before)
            noticed[happening.__name__] = apart(before, now)
            transaction.set_rollback(True)

    assert noticed["hidden"] == {}
    # The looks are sharp: without a reason to hide, the pupils show on every kind of list.
    assert SHOWN_OTHERWISE[who] <= {url for _, url in noticed["unprotected"]}
