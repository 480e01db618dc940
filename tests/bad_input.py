"""Fill in a form of a page as a person would, one field badly, and read the answer."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from navskole.accounts.models import User

Value = str | list[str]


def days(offset: int) -> str:
    """Return the day so many days from today as it is typed."""
    return (timezone.localdate() + timedelta(days=offset)).strftime("%d.%m.%Y")


NOT_OFFERED = "987654321"
"""The number of a row that does not exist, or is not among the choices."""
TOO_BIG = "9" * 30
"""A number no database column holds."""
NUL = "før\x00etter"
ODD_TEXT = "<script>alert('æøå')</script> & \"«Ánde»\" {{ 7 }} %s 👩🏽‍🏫 e\u0301 \u202e \x07"
"""Tags, template braces, accents, joined signs, a right-to-left mark and a control character."""

NUL_MESSAGE = "tegn som ikke kan lagres"
DATE_MESSAGE = "Fyll inn en gyldig dato, for eksempel 20.11.2026"
EMAIL_MESSAGE = "Skriv en gyldig e-postadresse, for eksempel navn@eksempel.no"
NUMBER_MESSAGE = "Skriv et tall, for eksempel 12,5"
CHOICE_MESSAGE = "Velg et av alternativene i listen"
AREA_MESSAGE = "Velg blant områdene i listen"
STALE_FORM = "Skjemaet er ufullstendig. Last siden på nytt og prøv igjen."
CONFLICT = "mens du skrev. Teksten din er beholdt under."

_WRITES = re.compile(r'^\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"', re.IGNORECASE)
_OF_EVERY_REQUEST = {"audit_accessevent", "audit_accessedpupil", "django_session", "django_cache"}
_ENGLISH = re.compile(
    r"\b(the|this|is|are|not|valid|enter|ensure|required|select|characters|allowed)\b",
    re.IGNORECASE,
)


def too_long(most: int) -> str:
    """Return what a field of at most so many characters says about one more."""
    return f"Skriv høyst {most} tegn. Du har skrevet {most + 1}."


@dataclass(frozen=True)
class Bad:
    """Something wrong in a field, the message it gives, and the field that shows it."""

    field: str
    value: Value
    says: str
    at: str
    also: dict[str, Value]

    @property
    def changes(self) -> dict[str, Value]:
        """What is typed instead of the right thing."""
        return {self.field: self.value, **self.also}


def bad(
    field: str,
    value: Value,
    says: str,
    *,
    at: str | None = None,
    also: dict[str, Value] | None = None,
) -> Any:
    """Make one row of a table of bad entries; `at=""` for a message that no field shows."""
    entry = Bad(field, value, says, field if at is None else at, also or {})
    shown = ",".join(value) if isinstance(value, list) else value
    return pytest.param(entry, id=f"{field}={ascii(shown)[1:25]}")


_PAGES: dict[tuple[str, ...], dict[str, Value]] = {}


class FilledForm:
    """A form of a page with everything filled in right, until told otherwise."""

    def __init__(
        self, client: Client, user: User | None, path: str, /, *, action: str = "", **typed: Value
    ) -> None:
        self.client = client
        if user is not None:
            client.force_login(user)
        self.action = action or path
        self._path, self._typed = path, typed
        self._key = (user.username, path, *sorted(typed)) if user is not None else None

    @functools.cached_property
    def values(self) -> dict[str, Value]:
        """What stands in the form: what the page shows, and what was typed."""
        return self._shown() | self._typed

    def open(self) -> None:
        """Read the page now, before something it shows changes."""
        self._typed = self.values

    def _shown(self) -> dict[str, Value]:
        form = _find_form(read(self.client.get(self._path)), set(self._typed))
        return _values(form)

    def _known_values(self) -> dict[str, Value]:
        """Return the values; the page is read once for all tests that only get refused.

        They store nothing, so the page of the same person at the same address is the same.
        """
        if self._key is None or "values" in self.__dict__:
            return self.values
        if self._key not in _PAGES:
            _PAGES[self._key] = self._shown()
        return _PAGES[self._key] | self._typed

    def send(self, /, **changes: Value) -> Any:
        """Send the form with these fields changed, and return the response."""
        return self.client.post(self.action, self.values | changes)

    def makes(self, model: Any, /, **changes: Value) -> Any:
        """Send the form and return the one record of `model` it made."""
        before = set(model.objects.values_list("pk", flat=True))
        assert self.send(**changes).status_code == 302
        return model.objects.exclude(pk__in=before).get()

    def shows(self, text: str, /, **changes: Value) -> bool:
        """Send the form, go where it leads, and tell whether the text stands there, escaped."""
        response = self.client.post(self.action, self.values | changes, follow=True)
        assert response.status_code == 200
        assert b"<script>alert" not in response.content
        return text in read(response).text

    def refuses(self, entry: Bad, *, forgets: tuple[str, ...] = (), status: int = 422) -> None:
        """Assert that the entry is refused at its field, nothing is lost and nothing is stored."""
        assert status != 409 or "values" in self.__dict__, "open the form before the change"
        sent = self._known_values() | entry.changes

        with CaptureQueriesContext(connection) as queries:
            response = self.client.post(self.action, sent)

        page = read(response)
        assert response.status_code == status
        assert written(queries) == set()
        summary = _summary(page)
        assert [text for text in summary.values() if _ENGLISH.search(text)] == []
        for text in _messages(page, summary, entry.at):
            assert entry.says in text
        assert _lost(page, sent, forgets) == {}


def read(response: Any) -> BeautifulSoup:
    """Return the page of the response."""
    return BeautifulSoup(response.content.decode(), "html.parser")


def written(queries: CaptureQueriesContext) -> set[str]:
    """Return the tables that were written to, less those that note every request."""
    found = [_WRITES.match(query["sql"]) for query in queries.captured_queries]
    return {match[1] for match in found if match} - _OF_EVERY_REQUEST


def _find_form(page: BeautifulSoup, names: set[str]) -> Tag:
    forms = page.select("main form")
    return max(forms, key=lambda form: len(names & {tag.get("name") for tag in form(_is_control)}))


def _is_control(tag: Tag) -> bool:
    return tag.name in ("input", "textarea", "select") and tag.has_attr("name")


def _values(form: BeautifulSoup | Tag) -> dict[str, Value]:
    """Return what the controls hold, by name; several ticks as a list."""
    held: dict[str, Value] = {}
    for control in form(_is_control):
        name, value = control["name"], _value(control)
        if control.get("type") in ("checkbox", "radio"):
            ticked = held.setdefault(name, [])
            if value is not None and isinstance(ticked, list):
                ticked.append(value)
        else:
            held[name] = value or ""
    return held


def _value(control: Tag) -> str | None:
    if control.name == "textarea":
        return control.text.removeprefix("\n")
    if control.name == "select":
        chosen = control.select_one("option[selected]")
        return str(chosen["value"]) if chosen else ""
    if control.get("type") in ("checkbox", "radio"):
        return str(control.get("value", "on")) if control.has_attr("checked") else None
    return str(control.get("value", ""))


def _summary(page: BeautifulSoup) -> dict[str, str]:
    """Return the error summary: text by the id it leads to; `-` and a number without one."""
    found = page.select(".aksel-error-summary li")
    texts: dict[str, str] = {}
    for number, item in enumerate(found):
        target = str(item.a["href"])[1:] if item.a else f"-{number}"
        texts[target] = f"{texts.get(target, '')} {item.get_text(strip=True)}".strip()
    return texts


def _messages(page: BeautifulSoup, summary: dict[str, str], field: str) -> list[str]:
    """Return the words in the summary and, where there is a field, those that describe it."""
    if not field:
        return [" ".join(text for target, text in summary.items() if target.startswith("-"))]
    holder, at_field = page.find(id=f"id_{field}"), page.find(id=f"id_{field}_error")
    assert isinstance(holder, Tag)
    assert isinstance(at_field, Tag)
    assert f"id_{field}_error" in str(holder.get("aria-describedby", "")).split()
    return [summary.get(f"id_{field}", ""), at_field.text]


def _lost(
    page: BeautifulSoup, sent: dict[str, Value], forgets: tuple[str, ...]
) -> dict[str, tuple[Value, Value]]:
    """Return, by field, what was sent and is not on the page: (sent, kept)."""
    form = _find_form(page, set(sent))
    kept, offered = _values(form), _offered(form)
    lost = {}
    for name, value in sent.items():
        if name in forgets or name == "csrfmiddlewaretoken" or name not in kept:
            continue
        expected = _possible(value, offered.get(name), as_list=isinstance(kept[name], list))
        if kept[name] != expected:
            lost[name] = (expected, kept[name])
    return lost


def _offered(form: Tag) -> dict[str, set[str]]:
    """Return the choices of each field that has some: what else is chosen cannot be shown."""
    offered: dict[str, set[str]] = {}
    for option in form.select("select[name] option"):
        select = option.find_parent("select")
        assert select is not None
        offered.setdefault(str(select["name"]), set()).add(str(option["value"]))
    for tick in form.select("input[type=checkbox], input[type=radio]"):
        offered.setdefault(str(tick["name"]), set()).add(str(tick.get("value", "on")))
    return offered


def _possible(value: Value, offered: set[str] | None, *, as_list: bool) -> Value:
    if offered is None:
        return value
    chosen = [each for each in ([value] if isinstance(value, str) else value) if each in offered]
    return chosen if as_list else "".join(chosen)
