"""Every address, asked by everybody, about records in every relation.

An address that stands in no row fails; see `declared` for what a row follows from.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import unwrap
from typing import Any
from unittest import mock

import pytest
from django.http import Http404
from django.test import RequestFactory

from navskole.access import policies
from navskole.access.actor import Actor
from navskole.access.views import GuardedView
from navskole.audit.log import RequestLog
from tests.access.declared import (
    ADDRESSES,
    BY_NAME,
    EVERYBODY,
    LOADERS,
    OPEN,
    SHIELDED,
    STAFF_NAMES,
    SUBJECTS,
    address_of,
    asked_for,
    expected_status,
    in_turn,
    loads_visible,
)
from tests.addresses import Address

pytestmark = pytest.mark.django_db


# --- Every address has a row ----------------------------------------------------------


def test_every_view_loads_its_target_where_the_matrix_says():
    assert [address.name for address in ADDRESSES if not _has_a_row(address)] == []


def _has_a_row(address: Address) -> bool:
    if address.name in OPEN:
        return True
    return (
        issubclass(address.view, GuardedView)
        and _asks_first(address)
        and address.permission in policies.names()
        and (not address.arguments or address.name in LOADERS or loads_visible(address))
    )


def _asks_first(address: Address) -> bool:
    dispatch = address.view.dispatch
    return (unwrap(dispatch) if address.name in SHIELDED else dispatch) is GuardedView.dispatch


@pytest.mark.parametrize("name", SHIELDED)
def test_a_shielded_view_hides_the_fodselsnummer_and_asks_all_the_same(rf, name):
    request: Any = rf.post("/")
    with (
        mock.patch.object(BY_NAME[name].view, "get_target", side_effect=Http404),
        pytest.raises(Http404),
    ):
        BY_NAME[name].view.as_view()(request)

    assert request.sensitive_post_parameters == ("national_id",)


def test_no_exception_outlives_its_address():
    assert {*LOADERS, *OPEN, *SHIELDED, *SUBJECTS} - set(BY_NAME) == set()
    assert [name for name in SHIELDED if BY_NAME[name].view.dispatch is GuardedView.dispatch] == []
    assert [name for name in SUBJECTS if not _asks_otherwise(BY_NAME[name])] == []
    assert {address.name for address in ADDRESSES if _asks_otherwise(address)} == set(SUBJECTS)


def _asks_otherwise(address: Address) -> bool:
    asks = getattr(address.view, "get_permission_subject", None)
    return asks is not None and asks is not GuardedView.get_permission_subject


# --- The whole product at the loader --------------------------------------------------


def _loaders() -> Iterator[Any]:
    """Return one address for each way of loading; views share most of theirs."""
    found: dict[Any, Address] = {}
    for address in ADDRESSES:
        if address.name not in {*LOADERS, *OPEN} and address.arguments:
            key = tuple(
                vars(part)["get_target_queryset"]
                for part in address.view.__mro__
                if "get_target_queryset" in vars(part)
            )
            found.setdefault((key, address.view.target_model), address)
    return iter(found.values())


@pytest.mark.parametrize("address", _loaders(), ids=str)
def test_a_loader_finds_what_the_person_sees_and_nothing_else(world, sight, rf, address):
    for who in STAFF_NAMES:
        actor = world.actor(who)
        view = address.view()
        view.setup(_request(rf, actor))

        found = world.names_of(view.get_target_queryset())

        assert found == sight.seen(address, who), who


def _request(rf: RequestFactory, actor: Actor) -> Any:
    request: Any = rf.get("/")
    request.actor = actor
    request.access_log = RequestLog()
    return request


# --- Everybody at every address -------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
@pytest.mark.usefixtures("unrendered")
def test_everybody_gets_what_the_declaration_says(sight, enter, address):
    expected, answers = {}, {}
    # The other half posts to the address, see `test_forged_posts`.
    for who in in_turn(address, 0) if address.arguments else EVERYBODY:
        names = asked_for(sight, address, who)
        expected[who, *names] = expected_status(sight, address, who, names, "get")

        answer = enter(who).get(address_of(sight, address, names))

        answers[who, *names] = answer.status_code
    assert answers == expected


# --- Not signed in --------------------------------------------------------------------


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_without_a_session_a_fragment_is_sent_to_sign_in(sight, enter, address):
    url = address_of(sight, address, asked_for(sight, address, "anonymous"))

    answer = enter("anonymous").get(url, headers={"HX-Request": "true"})

    if address.name in {"account_login", "account_logout"}:
        assert "HX-Redirect" not in answer
    else:
        assert (answer.status_code, answer["HX-Redirect"], answer.content) == (
            401,
            "/logg-inn/",
            b"",
        )
