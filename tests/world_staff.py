"""The places of the world, their contracts, and everybody who works there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agreements.actions.signed_document import keep_documents
from agreements.models import HalfDay, SignedDocument
from navskole.organisations.models import Role, Side
from navskole.records.week import Week
from tests.factories.accounts import UserFactory
from tests.factories.agreements import (
    CollaborationFactory,
    CollaborationOfficeFactory,
    ContactPersonFactory,
    ContractFactory,
    InviteeFactory,
    PlacementFactory,
    StartupMeetingFactory,
    TimeEntryFactory,
    contract_in_force,
)
from tests.factories.followup import (
    CaseloadReviewFactory,
    ContactRequestFactory,
    OutreachActivityFactory,
)
from tests.factories.notices import NoticeFactory
from tests.factories.organisations import (
    CountyFactory,
    MembershipFactory,
    MunicipalityFactory,
    NavOfficeFactory,
    OrganisationFactory,
    SchoolFactory,
)
from tests.world_steering import add_steering_groups

if TYPE_CHECKING:
    from tests.world import World

STAFF: list[tuple[str, str, str]] = [
    ("principal_a", Role.PRINCIPAL, "school_a"),
    ("deputy_principal_a", Role.PRINCIPAL, "school_a"),
    ("school_counsellor_a", Role.SCHOOL_COUNSELLOR, "school_a"),
    ("colleague_a", Role.SCHOOL_COUNSELLOR, "school_a"),
    ("principal_b", Role.PRINCIPAL, "school_b"),
    ("school_counsellor_b", Role.SCHOOL_COUNSELLOR, "school_b"),
    ("counsellor_1", Role.NAV_COUNSELLOR, "office_1"),
    ("colleague_1", Role.NAV_COUNSELLOR, "office_1"),
    ("unplaced_1", Role.NAV_COUNSELLOR, "office_1"),
    ("substitute_1", Role.NAV_COUNSELLOR, "office_1"),
    ("manager_1", Role.NAV_MANAGER, "office_1"),
    ("deputy_manager_1", Role.NAV_MANAGER, "office_1"),
    ("counsellor_2", Role.NAV_COUNSELLOR, "office_2"),
    ("manager_2", Role.NAV_MANAGER, "office_2"),
    ("counsellor_3", Role.NAV_COUNSELLOR, "office_3"),
    ("manager_3", Role.NAV_MANAGER, "office_3"),
    ("county", Role.COUNTY_COORDINATOR, "county_a"),
    ("other_county", Role.COUNTY_COORDINATOR, "county_c"),
    ("directorate", Role.DIRECTORATE_READER, "directorate_place"),
    ("records_officer_a", Role.RECORDS_OFFICER, "school_a"),
    ("records_officer_1", Role.RECORDS_OFFICER, "office_1"),
    ("privacy_officer_a", Role.PRIVACY_OFFICER, "school_a"),
    ("privacy_officer_1", Role.PRIVACY_OFFICER, "office_1"),
    ("system", Role.SYSTEM_ADMIN, "operator"),
    ("former_1", Role.NAV_COUNSELLOR, "office_1"),
    ("inactive_1", Role.NAV_COUNSELLOR, "office_1"),
    ("inactive_principal_a", Role.PRINCIPAL, "school_a"),
    ("former_principal_a", Role.PRINCIPAL, "school_a"),
    ("two_offices", Role.NAV_COUNSELLOR, "office_1"),
    ("two_sides_apart", Role.NAV_COUNSELLOR, "office_1"),
    ("two_sides_meeting", Role.NAV_COUNSELLOR, "office_1"),
]

# A second place for some: another office, a school without and one with a contract.
SECOND: list[tuple[str, str, str]] = [
    ("two_offices", Role.NAV_COUNSELLOR, "office_2"),
    ("two_sides_apart", Role.SCHOOL_COUNSELLOR, "school_b"),
    ("two_sides_meeting", Role.SCHOOL_COUNSELLOR, "school_a"),
]


def add_places(world: World) -> None:
    """Add counties, municipalities, schools, offices, the directorate and the operator."""
    for letter in "ac":
        county = world.add(f"county_{letter}", CountyFactory(name=f"Fylke {letter.upper()}"))
        world.add(f"municipality_{letter}", MunicipalityFactory(county=county))
    world.add("municipality_b", MunicipalityFactory(county=world.county_a))
    for letter in "ab":
        place = world.records[f"municipality_{letter}"]
        world.add(
            f"school_{letter}", SchoolFactory(name=f"Skole {letter.upper()}", municipality=place)
        )
    for letter in "cd":  # without staff of their own
        world.add(
            f"school_{letter}",
            SchoolFactory(name=f"Skole {letter.upper()}", municipality=world.municipality_c),
        )
    for number, letter in ((1, "a"), (2, "b"), (3, "c")):
        place = world.records[f"municipality_{letter}"]
        world.add(f"office_{number}", NavOfficeFactory(name=f"NAV {number}", municipality=place))
    world.add("directorate_place", OrganisationFactory(name="Direktoratet", side=Side.DIRECTORATE))
    world.add("operator", OrganisationFactory(name="Driften", side=Side.OPERATOR))


def add_staff(world: World) -> None:
    """Add everybody, the contracts and the placements."""
    for name, role, place in STAFF:
        user = UserFactory(
            username=name, last_name=f"Ansatt-{name}", is_active=not name.startswith("inactive")
        )
        world.add_user(name, user)
        _give_role(world, name, role, place)
    for name, role, place in SECOND:
        _give_role(world, name, role, place)
    world.add_user("nobody", UserFactory(username="nobody"))
    for name in ("former_1", "former_principal_a"):
        user = world.records[name]
        user.memberships.update(ended_at=world.noon(-1))
    _add_contracts(world)
    _add_collaborations(world)
    _add_startup_meetings(world)
    _add_notices(world)
    add_steering_groups(world)
    world.add("review_a", _review(world, "school_a"))
    world.add("review_b", _review(world, "school_b"))
    for name, office, school in (
        ("1", "office_1", "school_a"),
        ("2", "office_2", "school_a"),
        ("3", "office_3", "school_b"),
        ("lapsed", "office_3", "school_a"),
    ):
        _add_contact_request(world, name, office=office, school=school)
    for number, school in (("1", "school_a"), ("3", "school_b")):
        _add_outreach(world, number, office=f"office_{number}", school=school)


def _give_role(world: World, name: str, role: str, place: str) -> None:
    MembershipFactory(
        user=world.records[name],
        role=role,
        organisation=world.records[place],
        is_deputy=name.startswith("deputy"),
        starts_on=world.day(-500),
    )


def _add_contracts(world: World) -> None:
    pairs = {"a1": ("school_a", "office_1"), "a2": ("school_a", "office_2")}
    pairs |= {"b3": ("school_b", "office_3")}
    for name, (school, office) in pairs.items():
        _sign(world, name, school, office, starts_on=world.day(-400), ends_on=world.day(400))
    _sign(world, "a3", "school_a", "office_3", starts_on=world.day(-400), ends_on=world.day(-1))
    world.add(
        "contract_draft",
        ContractFactory(
            school=world.school_b,
            office=world.office_2,
            starts_on=world.day(10),
            ends_on=world.day(400),
            created_by=world.principal_b,
        ),
    )
    world.add(
        "contract_next",
        ContractFactory(
            school=world.school_a,
            office=world.office_1,
            number=2,
            replaces=world.contract_a1,
            target_group="Ungdom fra 15 til 24 år.",
            starts_on=world.day(10),
            ends_on=world.day(800),
            created_by=world.principal_a,
        ),
    )
    world.add(
        "contract_open",
        ContractFactory(
            school=world.school_a,
            office=world.office_3,
            starts_on=world.day(10),
            ends_on=world.day(400),
            opened_for_signing_at=world.noon(-1),
        ),
    )
    keep_documents(world.actor("principal_a"), world.contract_a1)
    for document in SignedDocument.objects.order_by("language"):
        world.add(f"document_{document.language}_a1", document)
    for name, contract in (
        ("counsellor_1", "a1"),
        ("colleague_1", "a1"),
        ("former_1", "a1"),
        ("inactive_1", "a1"),
        ("counsellor_2", "a2"),
        ("counsellor_3", "b3"),
        ("counsellor_3", "a3"),
    ):
        held = world.records[f"contract_{contract}"]
        placed = PlacementFactory(contract=held, counsellor=world.records[name])
        world.add(f"placement_{name}_{contract}", placed)
        half = HalfDay.AFTERNOON if contract == "a3" else HalfDay.MORNING
        entry = TimeEntryFactory(placement=placed, day=Week.of(world.today).monday, half=half)
        world.add(f"time_entry_{name}_{contract}", entry)


def _add_collaborations(world: World) -> None:
    """Add what the schools are in, an office that has left, and one that ended long ago."""
    inside = {"a": ("office_1", "office_2", "office_3"), "b": ("office_2", "office_3")}
    for letter, offices in inside.items():
        variant = world.sow(f"samarbeid_{letter}", side="shared", classes="G")
        collaboration = CollaborationFactory(
            school=world.records[f"school_{letter}"], kind="local", variant=variant
        )
        world.claim(world.add(f"collaboration_{letter}", collaboration), variant)
        for office in offices:
            member = CollaborationOfficeFactory(
                collaboration=collaboration, office=world.records[office]
            )
            world.add(f"member_{office}_{letter}", member)
        contact = world.sow(f"kontakt_{letter}", side="shared", classes="G")
        person = ContactPersonFactory(collaboration=collaboration, name=contact)
        world.claim(world.add(f"contact_person_{letter}", person), contact)
    left = CollaborationOfficeFactory(
        collaboration=world.collaboration_b, office=world.office_1, ends_on=world.day(-1)
    )
    world.add("member_office_1_b", left)
    without_contract = CollaborationFactory(school=world.school_d)
    world.add("collaboration_d", without_contract)
    only = CollaborationOfficeFactory(collaboration=without_contract, office=world.office_3)
    world.add("member_office_3_d", only)
    over = CollaborationFactory(
        school=world.school_b,
        starts_on=world.day(-900),
        ended_on=world.day(-500),
        end_reason="Prøveperioden var over.",
    )
    world.add("collaboration_over", over)
    stayed = CollaborationOfficeFactory(
        collaboration=over, office=world.office_1, ends_on=world.day(-500)
    )
    world.add("member_office_1_over", stayed)


def _add_startup_meetings(world: World) -> None:
    """Add one that is planned, one held without a result, and one with a common interest."""
    meetings: dict[str, tuple[str, tuple[str, ...], int, str]] = {
        "planned": ("school_a", ("office_1", "office_2"), 7, ""),
        "held": ("school_b", ("office_3",), -5, ""),
        "wanted": ("school_c", ("office_1",), -20, "yes"),
    }
    for name, (school, offices, day, outcome) in meetings.items():
        agenda = world.sow(f"oppstart_{name}", side="shared", classes="G")
        meeting = StartupMeetingFactory(
            school=world.records[school],
            offices=[world.records[office] for office in offices],
            starts_at=world.noon(day),
            agenda=f"Velkommen\n{agenda}",
            outcome=outcome,
            agreed="Vi går videre." if outcome else "",
        )
        world.claim(world.add(f"startup_{name}", meeting), agenda)
        who = world.sow(f"innkalt_{name}", side="shared", classes="G")
        world.claim(world.add(f"invitee_{name}", InviteeFactory(meeting=meeting, name=who)), who)


def _add_notices(world: World) -> None:
    """Tell some of a contract: unread and read, and one who does not work there any more."""
    told = {
        "principal_a": ("school_a", None),
        "manager_1": ("office_1", world.noon(-1)),
        "counsellor_2": ("office_2", None),
        "former_1": ("office_1", None),
        "two_sides_apart": ("office_1", None),
    }
    for who, (place, read_at) in told.items():
        text = world.sow(f"varsel_{who}", side="shared", classes="G")
        notice = NoticeFactory(
            recipient=world.records[who],
            organisation=world.records[place],
            subject=world.contract_a1.public_id,
            facts={"school": text, "office": "NAV"},
            read_at=read_at,
        )
        world.claim(world.add(f"notice_{who}", notice), text)


def _sign(world: World, name: str, school: str, office: str, **dates: Any) -> None:
    contract = contract_in_force(
        school=world.records[school],
        office=world.records[office],
        signers=(_leader(world, school), _leader(world, office)),
        **dates,
    )
    world.add(f"contract_{name}", contract)
    for signature in contract.signatures.all():
        world.add(f"signature_{signature.party}_{name}", signature)


def _leader(world: World, place: str) -> Any:
    title = "principal" if place.startswith("school") else "manager"
    return world.records[f"{title}_{place.rpartition('_')[2]}"]


def _add_contact_request(world: World, name: str, *, office: str, school: str) -> None:
    """Add somebody who got in touch and waits for an answer."""
    who = world.sow(f"innom_{name}", side="nav", classes="C")
    theme = world.sow(f"innom_{name}-tema", side="nav", classes="C")
    contact = ContactRequestFactory(
        office=world.records[office],
        school=world.records[school],
        first_name=who,
        theme=theme,
        recorded_by=world.records[f"counsellor_{office[-1]}"],
    )
    world.claim(world.add(f"contact_request_{name}", contact), who, theme)


def _add_outreach(world: World, number: str, *, office: str, school: str) -> None:
    """Add a class visit of the office."""
    theme = world.sow(f"oppsok_{number}", side="nav", classes="F")
    activity = OutreachActivityFactory(
        office=world.records[office],
        school=world.records[school],
        theme=theme,
        recorded_by=world.records[f"counsellor_{number}"],
    )
    world.claim(world.add(f"outreach_{number}", activity), theme)


def _review(world: World, school: str) -> Any:
    text = world.sow(f"review_{school}", side="school", classes="B")
    review = CaseloadReviewFactory(
        school=world.records[school], remarks=text, reviewed_by=_leader(world, school)
    )
    return world.claim(review, text)
