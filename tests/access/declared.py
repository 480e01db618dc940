"""What every address must answer to everybody, as its view declares it.

What the person does not see is 404, what they see but may not do is 403, and only then
comes the view's own answer. A view that finds its target otherwise stands in `LOADERS` or
`OPEN`, with its reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

from agreements.models import Contract
from followup.models import Goal, Measure, Note, Task
from navskole import navigation
from navskole.access import policies
from navskole.access.actor import Actor
from navskole.access.views import TargetMixin
from navskole.accounts.models import User
from navskole.organisations.models import County, Membership, Municipality, NavOffice, School
from pupils.log_reading import pupils_in_log, staff_in_log
from pupils.models import RiskFlag
from pupils.policies import counsellors_led_by
from pupils.use_reading import staff_led_by
from tests.addresses import MODELS, Address, every_address, records_named_by, this_week
from tests.world import World
from tests.world_staff import STAFF

STAFF_NAMES = [name for name, *_ in STAFF] + ["nobody"]
CANNOT_SIGN_IN = {"inactive_1", "inactive_principal_a"}
EVERYBODY = [*STAFF_NAMES, "anonymous"]

ADDRESSES = every_address()
BY_NAME = {address.name: address for address in ADDRESSES}


# --- Exceptions, each with its reason -------------------------------------------------


@dataclass(frozen=True)
class Loader:
    """Where a view finds its target, when it is not among the rows visible to the actor."""

    rows: Callable[[Actor], Iterable[Any]]
    reason: str


@dataclass(frozen=True)
class Open:
    """An address without a permission: what it answers to whom, and why that is right."""

    reason: str
    signed_in: Callable[[Actor, str], int]
    anonymous: int = 302


ACCOUNTS = "An account is no pupil's data; the permission alone decides."
PLACES = "A place is nobody's data; the permission alone decides."


def _closed(model: Any, actor: Actor) -> Iterable[Any]:
    rows: Iterable[Any] = model.objects.closed_to_leader(actor)
    return rows


LOADERS = {
    **{
        f"followup:sensitive_{name}": Loader(
            partial(_closed, model), "A leader opens what no list shows, one at a time."
        )
        for name, model in (
            ("note", Note),
            ("flag", RiskFlag),
            ("goal", Goal),
            ("task", Task),
            ("measure", Measure),
        )
    },
    "pupils:log_detail": Loader(
        pupils_in_log, "The log reader's own ground: a pupil with rows in the officer's log."
    ),
    "pupils:staff_use_detail": Loader(
        staff_led_by, "An employee of an organisation the asker leads."
    ),
    "pupils:log_print": Loader(
        pupils_in_log, "The log reader's own ground: a pupil with rows in the officer's log."
    ),
    "pupils:staff_log_detail": Loader(
        staff_in_log, "An employee of an organisation whose officer asks."
    ),
    "administration:user_detail": Loader(lambda actor: User.objects.all(), ACCOUNTS),
    "administration:user_update": Loader(lambda actor: User.objects.all(), ACCOUNTS),
    "administration:membership_create": Loader(lambda actor: User.objects.all(), ACCOUNTS),
    **dict.fromkeys(
        (
            "pupils:counsellor_detail",
            "pupils:caseload_handover",
            "pupils:caseload_substitute",
        ),
        Loader(counsellors_led_by, "A veileder of an office one leads; no pupil's data."),
    ),
    "administration:membership_update": Loader(lambda actor: Membership.objects.all(), ACCOUNTS),
    "administration:membership_end": Loader(lambda actor: Membership.objects.all(), ACCOUNTS),
    "administration:school_update": Loader(lambda actor: School.objects.all(), PLACES),
    "administration:office_update": Loader(lambda actor: NavOffice.objects.all(), PLACES),
    "administration:municipality_update": Loader(lambda actor: Municipality.objects.all(), PLACES),
    "administration:county_update": Loader(lambda actor: County.objects.all(), PLACES),
    "agreements:time_week": Loader(
        lambda actor: [this_week()],
        "A week of the calendar is nobody's; what is written in it is the asker's own.",
    ),
    "agreements:contract_compare": Loader(
        lambda actor: Contract.objects.visible_to(actor).filter(
            replaces__in=Contract.objects.visible_to(actor)
        ),
        "Only a version that replaces another, seen as well, has something to be compared with.",
    ),
    "agreements:contract_create": Loader(
        lambda actor: School.objects.all(), "Schools and offices are known to everybody."
    ),
}

SHIELDED = dict.fromkeys(
    (
        "pupils:pupil_create",
        "pupils:national_id_update",
        "pupils:case_create",
        "pupils:single_access_create",
        "followup:contact_request_take",
    ),
    "Keeps the fødselsnummer that is posted out of error reports, then goes on as every view.",
)
"""Views whose common way of asking is wrapped, and what the wrapping is for."""

SUBJECTS: dict[str, Callable[[Any], Any]] = {
    # The part that waits is decided, not the measure as such.
    **dict.fromkeys(
        [f"followup:measure_{end}" for end in ("approve", "return", "hold", "reject", "undo")],
        lambda measure: measure.parts.get(),
    ),
    **dict.fromkeys(
        [f"followup:sensitive_{kind}" for kind in ("note", "flag", "goal", "task", "measure")],
        lambda record: record.case,
    ),
    # The pair is asked about by the action; the page asks about contracts as such.
    "agreements:contract_create": lambda school: None,
}


def _start(actor: Actor, method: str) -> int:
    if method != "get":
        return 405
    return 302 if navigation.start_address(actor) else 200


OPEN = {
    "start": Open("Sends everybody to the start page of their role.", _start),
    "account_login": Open("Signing in.", lambda actor, method: 302, anonymous=200),
    "account_logout": Open("Signing out.", lambda actor, method: 200 if method == "get" else 302),
    "access:switch_side": Open(
        "Chooses among one's own memberships.",
        lambda actor, method: 405 if method == "get" else 302,
    ),
    "ui:catalogue": Open(
        "Components with invented content; only demo and test have it.",
        lambda actor, method: 200,
    ),
}


# --- What the declaration says --------------------------------------------------------


def loaded(address: Address, actor: Actor) -> Iterable[Any]:
    """Return the rows among which the view finds its target."""
    if address.name in LOADERS:
        return LOADERS[address.name].rows(actor)
    return address.view.target_model.objects.visible_to(actor)


class Sight:
    """Who everybody is, and which records of the world they see; asked once for each pair."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._seen: dict[Any, set[str]] = {}
        self._actors = {who: world.actor(who) for who in STAFF_NAMES}
        self.named = {argument: records_named_by(world, argument) for argument in MODELS}

    def actor(self, who: str) -> Actor | None:
        """Return who somebody is, or None when they cannot sign in."""
        return None if who in {*CANNOT_SIGN_IN, "anonymous"} else self._actors[who]

    def seen(self, address: Address, who: str) -> set[str]:
        """Return the names of the records that the address shows to the person."""
        if who == "anonymous":
            return set()
        key = (who, LOADERS.get(address.name) or address.view.target_model)
        if key not in self._seen:
            rows = {row.pk for row in loaded(address, self._actors[who])}
            known = self.named[address.arguments[0]]
            self._seen[key] = {name for name, record in known.items() if record.pk in rows}
        return self._seen[key]


def expected_status(
    sight: Sight, address: Address, who: str, names: tuple[str, ...], method: str
) -> int:
    """Return what the address must answer to somebody who asks for the records."""
    actor = sight.actor(who)
    if address.name in OPEN:
        opened = OPEN[address.name]
        return opened.anonymous if actor is None else opened.signed_in(actor, method)
    if actor is None:
        return 302 if method == "get" else 401
    if names and names[0] not in sight.seen(address, who):
        return 404
    target = sight.named[address.arguments[0]][names[0]] if names else None
    subject = SUBJECTS.get(address.name, lambda found: found)(target)
    if not policies.allows(actor, address.permission, subject):
        return 403
    return 200 if method in address.methods else 405


def loads_visible(address: Address) -> bool:
    return (
        issubclass(address.view, TargetMixin)
        and address.view.get_target is TargetMixin.get_target
        and address.arguments == (address.view.target_kwarg,)
        and address.view.target_model is MODELS[address.view.target_kwarg]
    )


# --- Which records to ask for -----------------------------------------------------


def _turn(address: Address, who: str) -> int:
    return ADDRESSES.index(address) + 5 * EVERYBODY.index(who)


def in_turn(address: Address, half: int) -> list[str]:
    """Return one half of everybody, another at the next address; every role is in each half."""
    return [who for who in EVERYBODY if _turn(address, who) % 2 == half]


def asked_for(sight: Sight, address: Address, who: str) -> tuple[str, ...]:
    """Return the names of the records that somebody asks the address for.

    In turn one they see and one they do not. The records rotate with address and person, so
    that in the end everybody has asked about every relation, and at every address for each.
    """
    turn = _turn(address, who)
    pools = [sorted(sight.named[argument]) for argument in address.arguments]
    if pools:
        seen = sight.seen(address, who)
        wanted = [name for name in pools[0] if (name in seen) == bool(turn // 2 % 2)]
        pools[0] = wanted or pools[0]
    return tuple(pool[turn % len(pool)] for pool in pools)


def address_of(sight: Sight, address: Address, names: tuple[str, ...]) -> str:
    """Return the address of the records by their names."""
    pairs = zip(address.arguments, names, strict=True)
    return address.url(*[sight.named[argument][name] for argument, name in pairs])
