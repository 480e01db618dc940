"""What somebody gets from the pages, comparable to the byte."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from navskole.accounts.models import User
from pupils.models import Consent
from tests.access.wall import Hidden
from tests.conftest import QueryCount
from tests.signing_in import client_of

_TOKENS = [
    re.compile(rb'(?<=name="csrfmiddlewaretoken" value=")\w+'),
    re.compile(rb'(?<="X-CSRFToken": ")\w+'),
    re.compile(rb'(?<=name="submission_id" value=")[\w-]+'),
    re.compile(rb"(?<=sok=)[\w-]+"),
    re.compile(rb'(?<=name="sok" value=")[\w-]+'),
]


def normalised(content: bytes) -> bytes:
    """Return a page without what is drawn by lot each time."""
    for token in _TOKENS:
        content = token.sub(b"-", content)
    return content


@dataclass(frozen=True)
class Seen:
    """One answer: status, headers, body, and how many statements it took."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    statements: int


def looks(pupil: Any, hidden: Hidden) -> list[tuple[str, str, dict[str, str]]]:
    """Return every request a school user can make that could tell, as method, address, fields."""
    of_pupil = [pupil.public_id]
    answered = [Consent.objects.get(pupil=pupil, case=None).public_id]
    pages = [
        reverse("followup:pupil_detail", args=of_pupil),
        reverse("followup:pupil_standings", args=of_pupil),
        reverse("followup:pupil_measures", args=of_pupil),
        reverse("followup:pupil_enrolments", args=of_pupil),
        reverse("followup:pupil_history", args=of_pupil),
        reverse("followup:pupil_readers", args=of_pupil),
        reverse("followup:pupil_sharing", args=of_pupil),
        reverse("followup:school_task_create", args=of_pupil),
        reverse("followup:pupil_consents", args=of_pupil),
        reverse("followup:pupil_consent_create", args=of_pupil),
        reverse("followup:consent_renew", args=answered),
        reverse("followup:consent_withdraw", args=answered),
        reverse("pupils:enrolment_end", args=of_pupil),
        reverse("pupils:signal_list"),
        reverse("pupils:pupil_update", args=of_pupil),
        reverse("pupils:referral_create", args=of_pupil),
        reverse("followup:school_note_create", args=of_pupil),
        reverse("start"),
        reverse("pupils:pupil_list"),
        reverse("pupils:sent_referral_list"),
        reverse("followup:followup_list"),
        reverse("followup:review_list"),
        reverse("followup:awaiting_list"),
        reverse("agreements:collaboration_list"),
        reverse("agreements:contract_list"),
        *hidden.addresses(),
    ]
    search = {"question": pupil.last_name}
    return [
        *[("get", page, {}) for page in pages],
        ("search", reverse("pupils:pupil_list"), search),
        ("search", reverse("followup:followup_list"), search),
        ("post", reverse("followup:case_note_create", args=[hidden.case]), {"text": "x"}),
        ("post", reverse("followup:measure_approve", args=[hidden.measure]), {}),
    ]


def ask(client: Client, query_count: QueryCount, look: tuple[str, str, dict[str, str]]) -> Seen:
    """Make one request; a search is posted and followed to its list."""
    method, address, fields = look
    with query_count() as queries:
        if method == "get":
            answer = client.get(address)
        else:
            answer = client.post(address, fields, follow=method == "search")
    headers = tuple(sorted((name, value) for name, value in answer.items()))
    body = normalised(answer.content)
    without_length = tuple(pair for pair in headers if pair[0] != "Content-Length")
    return Seen(answer.status_code, without_length, body, queries.count)


Looks = dict[tuple[str, str], Seen]


def look_around(user: User, pupil: Any, hidden: Hidden, query_count: QueryCount) -> Looks:
    """Return everything the person gets, by method and address."""
    client = client_of(user)
    client.get(reverse("start"))
    return {(look[0], look[1]): ask(client, query_count, look) for look in looks(pupil, hidden)}


def apart(earlier: Looks, later: Looks) -> dict[tuple[str, str], Any]:
    """Return where two looks part, with the statements each took."""
    return {
        asked: (earlier[asked].statements, later[asked].statements)
        for asked in earlier
        if earlier[asked] != later[asked]
    }
