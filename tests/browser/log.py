"""The access log as its officer reads it, beside what was asked for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from navskole.audit.pages import page_in_words
from tests.browser.people import Look, People, Person

OF_THE_CASE = re.compile(r"^/(saker|notater|samtykke|tiltak)/[0-9a-f-]{36}/")
"""Addresses that name NAV's record of the pupil."""
AT_THE_OFFICE = re.compile(r"^/(saker|notater|samtykke|tiltak|henvendelser)/[0-9a-f-]{36}/")
"""Addresses that also lead to opening the case."""
LOOKED = ("Så på ", "Så i ", "Søkte i ", "Fikk ikke tilgang til ")
"""How a line about a look begins; the others say what was done."""


def finds_every_look(officer: Person, people: People, pupil: str) -> None:
    """Find each request for the pupil's case in the log as one line, with the answer."""
    officer.place("Innsynslogg")
    officer.fill(Søk_etter_navn=pupil)
    officer.press("Søk")
    officer.link(pupil)
    made = [look for look in people.looks if OF_THE_CASE.match(look.path)]
    pages = {page_in_words(look.path) for look in made}

    lines = list(log_lines(officer))

    seen = [line for line in lines if line[1].startswith(LOOKED) and _page(line[1]) in pages]
    assert Counter(seen) == Counter(_line(look) for look in made if _only_asks(look))
    done = Counter(name for name, what, _decision in lines if not what.startswith(LOOKED))
    assert done == Counter(
        look.name
        for look in people.looks
        if not _only_asks(look) and AT_THE_OFFICE.match(look.path)
    )
    refused = {name for name, _what, decision in seen if decision == "Avslått"}
    assert refused == {
        people[who].name for who in ("rektor.fjordvik", "radgiver.fjordvik", "leder.elvebyen")
    }


def _only_asks(look: Look) -> bool:
    """Tell whether the request changes nothing; who could read a half-written note is asked."""
    return look.method == "GET" or look.path.endswith("/hvem-kan-se/")


def _line(look: Look) -> tuple[str, str, str]:
    verb = "Så på" if look.decision == "Gitt" else "Fikk ikke tilgang til"
    return look.name, f"{verb} {page_in_words(look.path)}", look.decision


def _page(what: str) -> str:
    return next(what.removeprefix(verb) for verb in LOOKED if what.startswith(verb))


def log_lines(officer: Person) -> Iterator[tuple[str, str, str]]:
    """Yield person, what happened and decision of every line of the log, the latest first."""
    while True:
        for _when, person, what, decision, *_rest in _rows_on_screen(officer):
            yield person.splitlines()[0].strip(), what, decision
        following = officer.page.get_by_role("link", name="Eldre")
        if not following.count():
            return
        officer.follow(following)


def _rows_on_screen(officer: Person) -> list[list[str]]:
    rows = officer.page.get_by_role("table").get_by_role("row").all_inner_texts()
    return [[text.strip() for text in row.split("\t")] for row in rows[1:]]
