"""Historikk on the pupil's page: the school's own record in sentences, and nothing of NAV's."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from followup.actions.note import NoteContent, change_note, write_school_note
from followup.models import MeasureState, Note
from navskole.organisations.models import Role
from pupils.actions.standing import StandingContent, change_standing, record_standing
from tests.asking import at_noon, day
from tests.bad_input import read
from tests.factories.followup import NoteFactory, TaskFactory, make_measure
from tests.factories.organisations import member
from tests.factories.pair import Pair
from tests.factories.pupils import ReferralFactory, RiskFlagFactory, area, give_consent
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def lines(pair: Pair, who: Any) -> list[str]:
    """Return the lines of the history, the latest first, without when."""
    page = read(client_of(who).get(reverse("followup:pupil_history", args=[pair.pupil.public_id])))
    return [_words(line) for line in page.select("main .nk-lines > li > div")]


def _words(line: BeautifulSoup) -> str:
    return " ".join(line.get_text(" ", strip=True).split())


def write(pair: Pair, **facts: Any) -> Note:
    return write_school_note(
        actor=pair.acting("school_counsellor"),
        pupil=pair.pupil,
        school=pair.school,
        content=content(**facts),
    )


def change(pair: Pair, note: Note, version: int, **facts: Any) -> None:
    actor = pair.acting("school_counsellor")
    change_note(actor=actor, note=note, version=version, content=content(**facts))


def content(**facts: Any) -> NoteContent:
    given = {
        "kind": "conversation",
        "occurred_at": at_noon(day(-1)),
        "heading": "Samtale",
        "text": "Eleven kom.",
        "areas": [],
    }
    return NoteContent(**given | facts)


def test_what_the_school_wrote_and_changed_is_told_with_old_and_new(pair):
    who = pair.school_counsellor
    note = write(pair)
    change(pair, note, 1, heading="Møte", areas=[area("bolig")])
    entered = StandingContent(
        subject="Norsk",
        school_year=2026,
        term="first",
        lesson_hours=Decimal(50),
        absences={"undocumented": Decimal(4)},
    )
    standing = record_standing(
        actor=pair.acting("school_counsellor", -1),
        pupil=pair.pupil,
        school=pair.school,
        content=entered,
    )
    actor = pair.acting("principal")
    changed = {"undocumented": Decimal("6.5"), "health": Decimal(2)}
    content_now = StandingContent(
        subject="Norsk",
        school_year=2026,
        term="first",
        lesson_hours=Decimal(60),
        absences=changed,
        is_at_risk=True,
    )
    change_standing(actor=actor, standing=standing, version=1, content=content_now)
    ReferralFactory(
        pupil=pair.pupil,
        school=pair.school,
        office=pair.office,
        sent_by=who,
        sent_at=at_noon(day(-5)),
    )

    told = lines(pair, pair.principal)

    assert set(told) >= {
        f"{who} skrev notatet «Samtale»",
        f"{who} endret notatet «Møte» Overskrift fra «Samtale» til «Møte» Problemområder: «Bolig»",
        f"{who} førte Norsk, 1. termin Udokumentert fravær: «4 t»",
        f"{pair.principal} endret Norsk, 1. termin Timer i faget fra «50» til «60» "
        "Fare for IV fra «nei» til «ja» Udokumentert fravær fra «4 t» til «6,5 t» "
        "Helsegrunner, dokumentert: «2 t»",
    }
    assert told[-1] == f"{who} henviste til {pair.office}"


def test_a_version_that_was_sensitive_is_its_authors_and_the_named_readers(pair):
    named, other = (member(Role.SCHOOL_COUNSELLOR, pair.school) for _ in range(2))
    note = write(pair, text="Fortalte om sykdom", is_sensitive=True, named_readers=[named])
    change(pair, note, 1, text="Eleven kom.", named_readers=[named])

    kept = {who: " ".join(lines(pair, who)) for who in (pair.school_counsellor, named, other)}

    assert "Fortalte om sykdom" in kept[pair.school_counsellor]
    assert "endret notatet «Samtale»" in kept[other]
    assert "Fortalte om sykdom" not in kept[other]


def test_nothing_of_navs_is_there_even_with_every_consent(pair):
    of_case = {"case": pair.case}
    NoteFactory(**of_case, heading="NAVs notat", audience="shared", areas=["bolig"])
    TaskFactory(**of_case, heading="NAVs oppgave", given_to="school_leadership",
                receiver=pair.school)  # fmt: skip
    RiskFlagFactory(**of_case, reason="NAVs flagg")
    make_measure(**of_case, state=MeasureState.SUBMITTED)
    give_consent(pair.case, pair.school, areas=["bolig", "jobb-og-praksis"])

    assert lines(pair, pair.principal) == []
