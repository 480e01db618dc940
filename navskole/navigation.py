"""The frame of every page: the places of a role, and who acts as what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.access.posted import writer_mark
from navskole.organisations.models import Side

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.urls import ResolverMatch
    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor


@dataclass(frozen=True)
class Place:
    """One entry of the menu: shown to whom its policy allows.

    beside  the other pages of the place that stand beside its first one, as tabs
    """

    label: str | StrPromise
    url_name: str
    permission: str
    beside: tuple[str, ...] = ()


PLACES = [
    Place(_("Mine saker"), "followup:own_case_list", "pupils.list_own_cases"),
    Place(_("Oppfølging"), "followup:followup_list", "followup.list_followup"),
    Place(_("Elever"), "pupils:pupil_list", "pupils.list_pupils"),
    Place(_("Signaler"), "pupils:signal_list", "pupils.list_signals"),
    Place(_("Til godkjenning"), "followup:awaiting_list", "followup.list_awaiting"),
    Place(
        _("Veiledere"),
        "followup:office_case_list",
        "pupils.list_office_cases",
        beside=("pupils:counsellor_list",),
    ),
    Place(_("Henvendelser"), "followup:contact_request_list", "pupils.list_received_referrals"),
    Place(_("Henvisninger"), "pupils:sent_referral_list", "pupils.list_sent_referrals"),
    Place(
        _("Samarbeid"),
        "agreements:collaboration_list",
        "agreements.list_collaborations",
        beside=(
            "agreements:contract_list",
            "agreements:time_use_list",
            "agreements:startup_meeting_list",
        ),
    ),
    Place(_("Enkelttilganger"), "pupils:single_access_list", "pupils.list_single_accesses"),
    Place(
        _("Meldte relasjoner"),
        "pupils:relation_list",
        "pupils.list_relations",
        beside=("pupils:protection_list",),
    ),
    Place(_("Ansattes oppslag"), "pupils:staff_use_list", "pupils.list_staff_use"),
    Place(_("Innsynslogg"), "pupils:log_list", "pupils.list_log"),
    Place(_("Brukere"), "administration:user_list", "administration.list_users"),
    Place(_("Organisasjoner"), "administration:school_list", "administration.list_places"),
    Place(_("Regler"), "administration:rule_list", "administration.list_rules"),
]
"""Every place there is, in the order of the menu; the first one allowed is the start page."""

UNREAD_NOTICES = "unread_notices"
"""What comes with each membership: how many unread notices the person has where it is."""

_CASES = ("followup:own_case_list", "followup:office_case_list")
_PUPILS = "pupils:pupil_list"
HOMES = {
    "pupils:case_create": _CASES,
    "pupil_id": _CASES,
    "case_id": (*_CASES, "followup:followup_list", _PUPILS),
    **dict.fromkeys(("note_id", "task_id", "goal_id", "consent_id", "flag_id"), (*_CASES, _PUPILS)),
    "reminder_id": _CASES,
    **dict.fromkeys(
        ("disclosure_id", "followup:disclosure_list"),
        (*_CASES, "followup:followup_list", _PUPILS),
    ),
    "measure_id": ("followup:awaiting_list", *_CASES, _PUPILS),
    **dict.fromkeys(
        ("steering_meeting_id", "steering_decision_id"), ("agreements:collaboration_list",)
    ),
    "standing_id": (_PUPILS,),
    "placement_id": ("followup:office_case_list",),
    "membership_id": ("administration:user_list",),
}
"""Where a page belongs that stands under no place's address: by its own name, or by what the
address names. The first place the reader has is the one."""


def places_of(actor: Actor) -> list[Place]:
    """Return the places the actor may enter."""
    return [place for place in PLACES if policies.allows(actor, place.permission)]


def start_address(actor: Actor) -> str | None:
    """Return the address of the actor's start page, or None without any place."""
    found = places_of(actor)
    return reverse(found[0].url_name) if found else None


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return `frame` for the base template: places with the current one marked, and the person."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"frame": None}
    return {
        "frame": {
            "places": _menu(actor, request),
            "person": _person(actor),
            "written_by": writer_mark(actor.user),
            **_notices(actor),
        }
    }


def _notices(actor: Actor) -> dict[str, Any]:
    """Return where the notices are and how many are unread, without asking the database."""
    if not policies.allows(actor, "notices.list_notices"):
        return {}
    unread = {row.organisation_id: getattr(row, UNREAD_NOTICES, 0) for row in actor.memberships}
    return {
        "notices_url": reverse("notices:notice_list"),
        "notices_count": sum(unread.values()),
    }


def _menu(actor: Actor, request: HttpRequest) -> list[dict[str, Any]]:
    addresses = {
        place: [reverse(name) for name in (place.url_name, *place.beside)]
        for place in places_of(actor)
    }
    inside = [
        each for found in addresses.values() for each in found if request.path.startswith(each)
    ]
    nearest = max(inside, key=len, default=None)
    home = None if inside else _home(list(addresses), request.resolver_match)
    return [
        {"label": place.label, "url": found[0], "current": nearest in found or place == home}
        for place, found in addresses.items()
    ]


def _home(places: list[Place], match: ResolverMatch | None) -> Place | None:
    """Return the place of a page that stands under the address of none."""
    if match is None:
        return None
    named = next((name for name in (match.view_name, *match.kwargs) if name in HOMES), "")
    by_name = {place.url_name: place for place in places}
    return next((by_name[name] for name in HOMES.get(named, ()) if name in by_name), None)


def _person(actor: Actor) -> dict[str, Any]:
    roles = [_in_words(row) for row in actor.memberships]
    return {
        "name": str(actor.user),
        "roles_text": "; ".join(roles) or gettext("Ingen rolle i dag"),
        "side_label": _in_words(actor.main_membership) if actor.main_membership else "",
        "other_sides": [{"code": code, "label": Side(code).label} for code in actor.other_sides],
    }


def _in_words(membership: Any) -> str:
    text = f"{membership.get_role_display()}, {membership.organisation.name}"
    return gettext("%(role)s (stedfortreder)") % {"role": text} if membership.is_deputy else text
