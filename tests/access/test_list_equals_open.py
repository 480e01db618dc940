"""What a list links to opens, and what opens stands in the list that claims to be whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from followup.models import MeasureSubmission
from navskole.organisations.models import Role
from pupils.models import Enrolment
from tests.access.declared import CANNOT_SIGN_IN, LOADERS, STAFF_NAMES, loads_visible
from tests.access.expected import READ_ALONE, SCHOOL_READS, named
from tests.addresses import Address, every_address

pytestmark = pytest.mark.django_db

BY_NAME = {address.name: address for address in every_address()}
SIGNED_IN = [who for who in STAFF_NAMES if who not in CANNOT_SIGN_IN]
WHERE = re.compile(r"<main.*</main>", re.DOTALL)
LINK = re.compile(r'href="(/[^"?#]*)')

LISTS = {
    "followup:own_case_list": "followup:case_detail",
    "followup:office_case_list": "followup:case_detail",
    "pupils:pupil_list": "followup:pupil_detail",
    "pupils:signal_list": "followup:pupil_detail",
    "followup:followup_list": "followup:pupil_detail",
    "followup:contact_request_list": "pupils:received_referral_detail",
    "followup:outreach_list": "followup:outreach_update",
    "pupils:sent_referral_list": "followup:pupil_detail",
    "pupils:counsellor_list": "pupils:counsellor_detail",
    "followup:awaiting_list": "followup:measure_detail",
    "followup:review_list": "followup:review_detail",
    "followup:disclosure_list": "followup:disclosure_detail",
    "agreements:collaboration_list": "agreements:collaboration_detail",
    "agreements:startup_meeting_list": "agreements:startup_meeting_detail",
    "agreements:contract_list": "agreements:contract_detail",
    "agreements:time_use_list": "agreements:time_use_detail",
    "pupils:staff_log_list": "pupils:staff_log_detail",
    "pupils:staff_use_list": "pupils:staff_use_detail",
    "pupils:pattern_list": "pupils:staff_log_detail",
    "pupils:protection_list": "pupils:protection_detail",
    "administration:user_list": "administration:user_detail",
    "administration:school_list": "administration:school_update",
    "administration:office_list": "administration:office_update",
    "administration:municipality_list": "administration:municipality_update",
    "administration:county_list": "administration:county_update",
    "administration:rule_list": "administration:rule_create",
    "administration:absence_reason_list": "administration:absence_reason_create",
}
"""Every list, and the pages its rows lead to."""


def linked(client: Client, name: str) -> set[str] | None:
    """Return the addresses that a list's main part links to, or None where it is refused."""
    answer = client.get(BY_NAME[name].url())
    if answer.status_code != 200:
        return None
    main = WHERE.search(answer.content.decode())
    assert main is not None
    return set(LINK.findall(main.group())) - {"/", BY_NAME[name].url()}


def addresses_of(sight: Any, address: Address) -> dict[str, str]:
    """Return the world's addresses of one kind, with the names of their records."""
    known = sight.named[address.arguments[0]]
    return {address.url(record): name for name, record in known.items()}


@pytest.mark.parametrize("who", SIGNED_IN)
def test_everything_a_list_links_to_opens(enter, sight, unrendered_after, who):
    client = enter(who)
    links = {name: linked(client, name) or set() for name in LISTS}
    unrendered_after()

    for name, found in links.items():
        target = BY_NAME[LISTS[name]]
        if loads_visible(target) or target.name in LOADERS:
            known = addresses_of(sight, target)
            shown = {known[link] for link in found if link in known}
            assert shown <= sight.seen(target, who), name
    # The loader of each page is asked above; a sixth of the pages is opened by each person.
    asked = sorted(set().union(*links.values()))[SIGNED_IN.index(who) % 6 :: 6]
    answers = {url: client.get(url).status_code for url in asked}

    assert {url: status for url, status in answers.items() if status != 200} == {}


@pytest.fixture
def unrendered_after(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Return a function that leaves every template empty from then on."""
    return lambda: request.getfixturevalue("unrendered")


# --- The other direction: what opens is listed ------------------------------------------


def open_today(names: set[str], sight: Any) -> set[str]:
    """Return those of the cases that are open."""
    cases = sight.named["case_id"]
    return {name for name in names if cases[name].closed_on is None}


def listed(client: Client, sight: Any, name: str) -> set[str] | None:
    """Return the names of the records a list links to; None where it is refused."""
    links = linked(client, name)
    if links is None:
        return None
    target = BY_NAME[LISTS[name]]
    known = addresses_of(sight, target)
    return {known[link] for link in links if link in known}


@pytest.mark.parametrize("who", ["counsellor_1", "counsellor_2", "counsellor_3", "two_offices"])
def test_mine_saker_is_every_open_case_the_veileder_opens(enter, sight, who):
    opens = sight.seen(BY_NAME["followup:case_detail"], who)

    assert listed(enter(who), sight, "followup:own_case_list") == open_today(opens, sight)


@pytest.mark.parametrize("who", ["manager_1", "deputy_manager_1", "manager_2", "manager_3"])
def test_kontorets_saker_is_every_open_case_the_leader_opens(enter, sight, who):
    opens = sight.seen(BY_NAME["followup:case_detail"], who)

    assert listed(enter(who), sight, "followup:office_case_list") == open_today(opens, sight)


@pytest.mark.parametrize("who", SCHOOL_READS)
def test_elever_is_every_pupil_who_goes_to_the_school_today(world, enter, sight, who):
    school = world.school_a if who.endswith("_a") else world.school_b
    here = Enrolment.objects.in_force(on=world.today).filter(school=school)
    today = world.names_of([row.pupil for row in here.select_related("pupil")])
    opens = sight.seen(BY_NAME["followup:pupil_detail"], who)

    assert listed(enter(who), sight, "pupils:pupil_list") == opens & today
    assert opens - today == {
        f"pupil_{key}"
        for key in {"left", "moved_59", "moved_60"} | READ_ALONE.get(who, set())
        if who.endswith("_a")
    }


@pytest.mark.parametrize("who", ["school_counsellor_a", "colleague_a", "school_counsellor_b"])
def test_signaler_is_every_pupil_of_today_with_a_signal_of_the_schools_own(enter, sight, who):
    # Everybody at the world's schools has a flag and absence, save those who came lately.
    opens = sight.seen(BY_NAME["followup:pupil_detail"], who)
    gone = {f"pupil_{key}" for key in ("left", "moved_59", "moved_60", "moved_61")}

    assert listed(enter(who), sight, "pupils:signal_list") == opens - gone


@pytest.mark.parametrize("who", ["principal_a", "deputy_principal_a", "principal_b"])
def test_oppfolging_links_every_open_case_that_consent_opens(world, enter, sight, who):
    opens = sight.seen(BY_NAME["followup:case_detail"], who)
    cases = addresses_of(sight, BY_NAME["followup:case_detail"])

    links = linked(enter(who), "followup:followup_list") or set()

    assert {cases[link] for link in links if link in cases} == open_today(opens, sight)


@pytest.mark.parametrize("who", ["principal_a", "deputy_principal_a", "principal_b"])
def test_oppfolging_is_every_pupil_with_something_of_the_schools_own(enter, sight, who):
    # Everybody at the world's schools has a flag and a measure of the school's own, save
    # those who came to school B lately.
    opens = sight.seen(BY_NAME["followup:pupil_detail"], who)
    lately = {"pupil_moved_59", "pupil_moved_60", "pupil_moved_61"}
    moved = lately if who == "principal_b" else named("pupil", READ_ALONE.get(who, set()))

    assert listed(enter(who), sight, "followup:followup_list") == opens - moved


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        ("counsellor_1", {"referral_referral_pending"}),
        ("colleague_1", {"referral_referral_pending"}),
        ("manager_1", {"referral_referral_pending"}),
        ("unplaced_1", set()),
        ("counsellor_2", set()),
        ("counsellor_3", {"referral_lapsed"}),
        ("principal_a", None),
    ],
)
def test_henvendelser_is_what_waits(enter, sight, who, expected):
    assert listed(enter(who), sight, "followup:contact_request_list") == expected


@pytest.mark.parametrize("who", ["counsellor_1", "colleague_1", "manager_1", "counsellor_3"])
def test_henvendelser_is_also_everybody_who_got_in_touch(enter, sight, who):
    target = BY_NAME["followup:contact_request_detail"]
    known = addresses_of(sight, target)

    links = linked(enter(who), "followup:contact_request_list") or set()

    assert {known[link] for link in links if link in known} == sight.seen(target, who)


@pytest.mark.parametrize("who", ["principal_a", "school_counsellor_a", "colleague_a"])
def test_henvisninger_is_what_the_school_sent(enter, sight, who):
    sent = {"referral_pending", "referral_declined", "referral_taken", "lapsed"}

    assert listed(enter(who), sight, "pupils:sent_referral_list") == {
        f"pupil_{key}" for key in sent
    }


@pytest.mark.parametrize("who", ["manager_1", "deputy_manager_1", "manager_2", "manager_3"])
def test_til_godkjenning_is_every_sent_measure_the_leader_opens(enter, sight, who):
    opens = sight.seen(BY_NAME["followup:measure_detail"], who)
    # A school's measure may be opened to the leader by the school's consent line; the school
    # decides it, and it waits for nobody here.
    led = sight.actor(who).at(Role.NAV_MANAGER)
    submitted = MeasureSubmission.objects.filter(deciding_organisation_id__in=led)
    own = set(submitted.values_list("part__measure_id", flat=True))
    sent = {name for name in opens if sight.named["measure_id"][name].pk in own}

    assert listed(enter(who), sight, "followup:awaiting_list") == sent


@pytest.mark.parametrize("who", ["principal_a", "deputy_principal_a", "principal_b"])
def test_gjennomganger_is_every_review_rektor_opens(enter, sight, who):
    opens = sight.seen(BY_NAME["followup:review_detail"], who)

    assert listed(enter(who), sight, "followup:review_list") == opens
    assert opens == {f"review_{who[-1]}"}


@pytest.mark.parametrize(
    "who", ["principal_a", "manager_3", "counsellor_1", "county", "directorate"]
)
def test_samarbeid_is_every_collaboration_one_opens(enter, sight, who):
    for kind in ("collaboration", "startup_meeting"):
        opens = sight.seen(BY_NAME[f"agreements:{kind}_detail"], who)

        assert listed(enter(who), sight, f"agreements:{kind}_list") == opens


@pytest.mark.parametrize(
    "who", ["principal_a", "manager_3", "counsellor_1", "county", "directorate"]
)
def test_kontrakter_is_every_contract_one_opens(enter, sight, who):
    opens = sight.seen(BY_NAME["agreements:contract_detail"], who)

    assert listed(enter(who), sight, "agreements:contract_list") == opens


def test_every_list_is_compared():
    lists = {name for name in BY_NAME if name.endswith("_list")}

    # Nobody stands in the log's list before a search; its own tests search. The list of
    # relations leads to no page: a row is lifted on the spot, and its own tests compare it.
    # A notice is opened by a post that marks it as read.
    # Single accesses lead to the pupil while they count; their own tests compare the list.
    opened_otherwise = {
        "pupils:log_list",
        "pupils:relation_list",
        "notices:notice_list",
        "pupils:single_access_list",
    }
    assert lists - set(LISTS) == opened_otherwise
