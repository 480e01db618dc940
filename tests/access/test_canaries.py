"""No answer to anybody holds a text that they may not meet.

Every text of the world holds a canary of its own. As everybody: the places and their
searches, every kind of page about records they see and records they do not, the fragments,
and every form sent back with errors. Looked through are bodies, headers, messages and what
the server logged.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pypdf import PdfReader

from tests.access.declared import (
    ADDRESSES,
    BY_NAME,
    CANNOT_SIGN_IN,
    EVERYBODY,
    STAFF_NAMES,
    Sight,
    address_of,
)
from tests.access.meeting import forbidden_classes, forbidden_to, kind_and_relation
from tests.addresses import Address
from tests.world import World

pytestmark = pytest.mark.django_db

CANARY = re.compile(r"kanarifugl-[\w-]+?-\d{4}(?!\d)")
SIGNED_IN = [who for who in STAFF_NAMES if who not in CANNOT_SIGN_IN]

# Most of what they see is looked at; the others, who see as one of these do, look at some.
THOROUGH = {"principal_a", "school_counsellor_a", "counsellor_1", "manager_1", "principal_b"}
PAGES_WITH_MUCH = {
    "followup:pupil_detail",
    "followup:pupil_standings",
    "followup:pupil_measures",
    "followup:case_detail",
    "followup:case_notes",
    "followup:case_plan",
    "followup:case_measures",
    "followup:case_consents",
    "followup:case_history",
    # The one page that names a pupil of whom one item alone was shared.
    "followup:disclosure_list",
}


class Lines(logging.Handler):
    """Keeps every line that is logged, whatever its level."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.written: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the line, with its traceback where it has one."""
        self.written.append(logging.Formatter().format(record))


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Return what all loggers write, also those that pass nothing on."""
    handler = Lines()
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict]
    deaf = [logging.root, *[logger for logger in loggers if not logger.propagate]]
    for logger in deaf:
        logger.addHandler(handler)
    yield handler
    for logger in deaf:
        logger.removeHandler(handler)


def text_of(answer: HttpResponse) -> str:
    """Return everything an answer holds: headers, cookies and body; of a PDF what it reads."""
    headers = "\n".join(f"{name}: {value}" for name, value in answer.items())
    return f"{headers}\n{answer.cookies.output()}\n{_body(answer)}"


def _body(answer: HttpResponse) -> str:
    if answer.headers["Content-Type"] != "application/pdf":
        return answer.content.decode()
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def names_asked_for(sight: Sight, address: Address, who: str) -> list[str]:
    """Return which records somebody asks an address for: seen ones, and a hidden one."""
    known = sorted(sight.named[address.arguments[0]])
    seen = sorted(sight.seen(address, who))
    hidden = [name for name in known if name not in set(seen)]
    turn = ADDRESSES.index(address) + EVERYBODY.index(who)
    if address.name not in PAGES_WITH_MUCH:
        looked_at = seen[turn % len(seen) :][:1] if seen else []
    elif who in THOROUGH:
        # The pupil's own page shows every name; of the case's pages each shows another half.
        looked_at = seen if address.name == "followup:pupil_detail" else seen[turn % 2 :: 2]
    else:
        looked_at = seen[turn % 18 :: 18]
    # What is hidden answers with one page for all; a third of the addresses at a time.
    return looked_at + ([hidden[turn % len(hidden)]] if hidden and turn % 3 == 0 else [])


def ask_everything(client: Client, sight: Sight, who: str) -> Iterator[tuple[str, str]]:
    """Make every request, and yield what was asked and what came."""
    for number, address in enumerate(ADDRESSES):
        # Somebody thorough asks half of the addresses, who sees as they do a tenth, in turn.
        every = 2 if who in THOROUGH else 10
        in_turn = address.name in PAGES_WITH_MUCH or (number + EVERYBODY.index(who)) % every == 0
        if address.name == "account_logout" or not in_turn:
            continue
        if not address.arguments:
            urls = [address.url()]
        else:
            rest = tuple(min(sight.named[each]) for each in address.arguments[1:])
            urls = [
                address_of(sight, address, (name, *rest))
                for name in names_asked_for(sight, address, who)
            ]
        yield from _ask_address(client, address, urls)


def _ask_address(client: Client, address: Address, urls: list[str]) -> Iterator[tuple[str, str]]:
    if "get" in address.methods:
        for url in urls:
            yield url, text_of(client.get(url))
    if "post" in address.methods and urls:
        url = urls[-1] if address.arguments else urls[0]
        yield f"POST {url}", text_of(client.post(url, {"heading": "", "version": "0"}))
    if not address.arguments and "post" in address.methods:
        found = client.post(urls[0], {"question": "kanarifugl"}, follow=True)
        yield f"search {urls[0]}", text_of(found)
        fragment = client.get(urls[0], headers={"HX-Request": "true"})
        yield f"fragment {urls[0]}", text_of(fragment)


@pytest.mark.parametrize("who", SIGNED_IN)
def test_nobody_meets_what_they_may_not(world, sight, enter, lines, who):
    forbidden, classes = forbidden_to(world, who), forbidden_classes(world, who)
    met: dict[str, set[str]] = {}
    classes_met: dict[str, set[str]] = {}

    for asked, text in ask_everything(enter(who), sight, who):
        met[asked] = set(CANARY.findall(text))
        classes_met[asked] = {name for name in classes if name in text}

    assert {asked: found & forbidden for asked, found in met.items() if found & forbidden} == {}
    assert {asked: found for asked, found in classes_met.items() if found} == {}
    assert set(CANARY.findall("\n".join(lines.written))) == set()
    everything = set().union(*met.values())
    assert everything <= set(world.canaries)
    if who in THOROUGH:
        assert _names(world, everything) >= _names(world, set(world.canaries) - forbidden)


def _names(world: Any, texts: set[str]) -> set[str]:
    """Return the canaries that are names of pupils."""
    return {text for text in texts if "-a-navn-" in text}


# --- That the canaries sing at all ----------------------------------------------------


def kinds_on(world: World, client: Client, *pages: str) -> set[str]:
    """Return the kinds of record whose canaries stand on the pages."""
    texts = "".join(client.get(page).content.decode() for page in pages)
    records = [world.canaries[text].record for text in CANARY.findall(texts)]
    return {kind_and_relation(name)[0] for name in world.names_of(records)}


def test_the_school_hears_the_canaries_of_its_own_record_and_of_shared_notes(world, enter):
    pupil = BY_NAME["followup:pupil_detail"].url(world.pupil_consented)
    notes = BY_NAME["followup:case_notes"].url(world.case_consented)

    assert kinds_on(world, enter("school_counsellor_a"), pupil, notes) == {
        "pupil",
        "contact_school",
        "note_school",
        "note_school_sensitive",
        "note_school_shared",
        "note_school_shared_sensitive",
        "flag_school",
        "flag_school_sensitive",
        "task_school",
        "task_school_sensitive",
        "standing",
        "note_shared",
        "note_shared_no_area",
    }


def test_the_team_hears_every_canary_of_its_case(world, enter):
    addresses = (
        "case_detail",
        "case_notes",
        "case_plan",
        "case_measures",
        "case_consents",
        "case_history",
    )
    tabs = [BY_NAME[f"followup:{name}"].url(world.case_consented) for name in addresses]
    measures = [
        BY_NAME["followup:measure_detail"].url(world.records[f"measure_{name}_consented"])
        for name in (
            "draft",
            "draft_sensitive",
            "sent",
            "sent_sensitive",
            "approved",
            "offered",
            "startable",
            "running",
            "external",
            "combined",
            "asking",
            "school_combined",
            "school_asking",
        )
    ]

    assert kinds_on(world, enter("counsellor_1"), *tabs, *measures) == {
        "pupil",
        "contact_nav",
        "consent",
        "note_own",
        "note_sensitive",
        "note_shared",
        "note_shared_no_area",
        "note_shared_other_area",
        "note_shared_sensitive",
        "note_school_shared",
        "note_school_shared_sensitive",
        "standing",
        "task_school",
        "task_school_sensitive",
        "flag_nav",
        "flag_nav_sensitive",
        "assessment",
        "assessment_area",
        "assessment_area_sensitive",
        "goal",
        "goal_sensitive",
        "task_own",
        "task_sensitive",
        "task_done",
        "task_given",
        "task_given_other_area",
        "task_given_sensitive",
        "reminder",
        "reminder_ended",
        "measure_draft",
        "measure_draft_sensitive",
        "measure_sent",
        "measure_sent_sensitive",
        "measure_approved",
        "measure_offered",
        "measure_startable",
        "measure_running",
        "measure_external",
        "measure_combined",
        "measure_asking",
        "measure_school_combined",
        "measure_school_asking",
        "link_asking",
    }
