"""Pages of follow-up, asked for by their people."""

from __future__ import annotations

import re
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client
from django.urls import reverse

from followup.actions.note import NoteContent
from tests.asking import at_noon, day
from tests.factories.pupils import area
from tests.signing_in import client_of

JOB, HEALTH = "jobb-og-praksis", "psykisk-helse"


def page(pair, who, name="case_detail", record=None) -> Tag:
    """Return what `who` sees at the address."""
    url = reverse(f"followup:{name}", args=[(record or pair.case).public_id])
    answer = client_of(getattr(pair, who)).get(url)
    assert answer.status_code == 200, answer.status_code
    main = BeautifulSoup(answer.content.decode(), "html.parser").main
    assert main is not None
    return main


def text_of(client: Client, address: str) -> str:
    """Return the words of the page at the address."""
    return BeautifulSoup(client.get(address).content, "html.parser").main.get_text(" ", strip=True)


def words(found: Any) -> str:
    """Return the text with single spaces."""
    return re.sub(r"\s+", " ", found.get_text(" "))


def status_of(pair, who, name, *, data=None, record=None) -> int:
    """Return the status of the address, posted to where there is `data`."""
    url = reverse(f"followup:{name}", args=[(record or pair.case).public_id])
    client = client_of(getattr(pair, who))
    return (client.get(url) if data is None else client.post(url, data)).status_code


def note(*codes, **facts) -> NoteContent:
    given = {
        "kind": "conversation",
        "occurred_at": at_noon(day(-1)),
        "heading": "Samtale",
        "text": "Eleven vil prøve arbeid.",
        "areas": [area(code) for code in codes],
    }
    return NoteContent(**given | facts)
