"""The pages of single accesses: what is asked, answered, listed, ended and told."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from navskole.access.actor import Actor
from navskole.access.visibility import sees
from navskole.notices.actions import tell_what_is_due
from navskole.notices.models import Notice
from pupils.actions.single_access import AlreadyAsked, AlreadyReads, ask_single_access
from pupils.demo.national_id import national_ids
from pupils.models import ContactDetails, Pupil, SingleAccessRequest
from tests.bad_input import (
    CHOICE_MESSAGE,
    DATE_MESSAGE,
    NOT_OFFERED,
    NUL,
    NUL_MESSAGE,
    ODD_TEXT,
    STALE_FORM,
    Bad,
    FilledForm,
    bad,
    days,
    too_long,
)
from tests.signing_in import client_of
from tests.world import World

pytestmark = pytest.mark.django_db

LIST = "pupils:single_access_list"
LAST_DAY = "Siste dag kan være fra i dag og inntil 90 dager fram."
TOO_SHORT = "Skriv minst 10 tegn. Du har skrevet"

ASKING = [
    bad("owner", "", "Velg hvor opplysningene er"),
    bad("owner", NOT_OFFERED, CHOICE_MESSAGE),
    bad("first_name", "", "Fyll inn elevens fornavn"),
    bad("first_name", "f" * 101, too_long(100)),
    bad("last_name", NUL, NUL_MESSAGE),
    bad("birth_date", "31.02.2010", "Februar 2010 har 28 dager"),
    bad("birth_date", days(1), "Fødselsdatoen kan ikke være i framtiden"),
    bad("national_id", "12345678901", "Nummeret stemmer ikke. Kontroller sifrene."),
    bad("reason", "", "Skriv hva du skal bruke tilgangen til"),
    bad("reason", "for kort", TOO_SHORT),
    bad("reason", "r" * 256, too_long(255)),
    bad("ends_on", "i morgen", DATE_MESSAGE),
    bad("ends_on", days(-1), LAST_DAY),
    bad("ends_on", days(91), LAST_DAY),
    bad("submission_id", "", STALE_FORM, at=""),
]
ANSWERING = [
    bad("answer", [], "Velg om tilgangen skal gis"),
    bad("answer", "kanskje", CHOICE_MESSAGE),
    bad("ends_on", "", "Skriv siste dag tilgangen skal gjelde"),
    bad("ends_on", days(91), LAST_DAY),
    bad("ends_on", days(-1), LAST_DAY),
]
DECLINING = [
    bad("reason", "", "Skriv hvorfor tilgangen ikke gis"),
    bad("reason", "nei", TOO_SHORT),
    bad("reason", "r" * 256, too_long(255)),
    bad("reason", NUL, NUL_MESSAGE),
]


def asking(client: Client, world: World) -> FilledForm:
    return FilledForm(
        client,
        world.user("colleague_1"),
        reverse("pupils:single_access_create"),
        owner=str(world.office_1.pk),
        first_name="Elev",
        last_name="Borte",
        birth_date=days(-17 * 365),
        national_id="",
        reason="Klagen på vedtaket skal besvares.",
        ends_on=days(30),
    )


def answering(client: Client, world: World, **fields: str) -> FilledForm:
    return FilledForm(
        client,
        world.user("deputy_principal_a"),
        reverse("pupils:single_access_answer", args=[world.single_waiting_school.public_id]),
        **{"answer": "yes", "ends_on": days(30), "reason": ""} | fields,
    )


@pytest.mark.parametrize("entry", ASKING)
def test_what_is_wrong_in_a_request_is_said_at_its_field(client: Client, world: World, entry: Bad):
    asking(client, world).refuses(entry)


@pytest.mark.parametrize("entry", ANSWERING)
def test_what_is_wrong_in_a_yes_is_said_at_its_field(client: Client, world: World, entry: Bad):
    answering(client, world).refuses(entry)


@pytest.mark.parametrize("entry", DECLINING)
def test_what_is_wrong_in_a_no_is_said_at_its_field(client: Client, world: World, entry: Bad):
    answering(client, world, answer="no").refuses(entry)


def test_odd_words_are_shown_as_they_were_written(client: Client, world: World):
    assert asking(client, world).shows(ODD_TEXT.replace("\x07", ""), reason=ODD_TEXT)


# --- Whom it finds ----------------------------------------------------------------------------


def ask(world: World, who: str, **facts: Any) -> SingleAccessRequest:
    actor = world.actor(who)
    return ask_single_access(
        actor=actor,
        **{
            "owner": actor.memberships[0].organisation,
            "first_name": "Et annet",
            "last_name": "Navn",
            "birth_date": world.pupil_closed_91.birth_date,
            "reason": "Klagen på vedtaket skal besvares.",
            "ends_on": world.today + timedelta(days=90),
            "submission_id": uuid.uuid4(),
        }
        | facts,
    )


def test_a_number_finds_the_pupil_whatever_the_name_and_is_kept_nowhere(world: World, client: Any):
    pupil = world.pupil_closed_91
    digits = next(national_ids(pupil.birth_date))
    Pupil.objects.filter(pk=pupil.pk).update(national_id=digits)
    form = asking(client, world)

    asked = form.makes(
        SingleAccessRequest, national_id=digits, birth_date=f"{pupil.birth_date:%d.%m.%Y}"
    )
    other = ask(world, "colleague_1", national_id=digits, last_name="Igjen")
    leads = client_of(world.manager_1)
    page = leads.get(reverse("pupils:single_access_answer", args=[asked.public_id]))

    assert (asked.pupil, other.pupil) == (pupil, pupil)
    assert digits not in {str(value) for value in vars(asked).values()}
    assert "Her står eleven med et annet navn" in page.content.decode()
    assert pupil.last_name not in page.content.decode()


@pytest.mark.parametrize("keeps", ["another number", "a number of its own record", "none"])
def test_a_name_finds_nobody_who_has_another_number(world: World, keeps: str):
    pupil = world.pupil_closed_91
    typed, other = (number for number, _ in zip(national_ids(pupil.birth_date), "ab", strict=False))
    if keeps == "another number":
        Pupil.objects.filter(pk=pupil.pk).update(national_id=other)
    elif keeps == "a number of its own record":
        own = ContactDetails.objects.filter(pupil=pupil, owner=world.office_1)
        own.update(national_id=other)
    name = {"first_name": pupil.first_name, "last_name": pupil.last_name}

    asked = ask(world, "colleague_1", national_id=typed, **name)

    assert asked.pupil == (pupil if keeps == "none" else None)


def test_nobody_asks_twice_for_what_waits_or_for_what_they_read(world: World):
    again = {"first_name": "Elev", "last_name": "Borte"}
    ask(world, "colleague_1", **again)
    reads = world.pupil_unconsented
    known = {"first_name": reads.first_name, "last_name": reads.last_name}
    at_school = world.pupil_no_case
    theirs = {"first_name": at_school.first_name, "last_name": at_school.last_name}

    with pytest.raises(AlreadyAsked):
        ask(world, "colleague_1", **again)
    with pytest.raises(AlreadyReads):
        ask(world, "counsellor_1", birth_date=reads.birth_date, **known)
    with pytest.raises(AlreadyReads):
        ask(world, "colleague_a", birth_date=at_school.birth_date, **theirs)
    assert ask(world, "colleague_1", birth_date=reads.birth_date, **known).pupil == reads


def test_asking_answers_alike_whether_there_is_such_a_pupil_or_not(world: World):
    born = f"{world.pupil_closed_91.birth_date:%d.%m.%Y}"
    pages = []
    for last_name in (world.pupil_closed_91.last_name, "Finnesikke"):
        asker = client_of(world.colleague_1)
        form = asking(asker, world)
        answer = form.send(last_name=last_name, birth_date=born)
        listed = asker.get(reverse(LIST)).content.decode().replace(last_name, "")
        asked = SingleAccessRequest.objects.get(last_name=last_name)
        asked_id = str(asked.public_id)
        pages.append((answer.status_code, answer["Location"], len(listed.replace(asked_id, ""))))
        asked.delete()

    assert pages[0] == pages[1]


# --- Who reads what ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "shown", "buttons"),
    [
        ("colleague_a", {"single_declined_school"}, []),
        (
            "deputy_principal_a",
            {
                "single_school",
                "single_declined_school",
                "single_waiting_school",
                "single_nobody_school",
            },
            ["Svar", "Svar", "Åpne eleven", "Avslutt tilgangen"],
        ),
        ("unplaced_1", {"single_nav"}, ["Åpne eleven", "Avslutt tilgangen"]),
        (
            "privacy_officer_1",
            {"single_nav", "single_ended_nav", "single_waiting_nav"},
            [],
        ),
        ("principal_b", set(), []),
        ("counsellor_1", set(), []),
    ],
)
def test_the_list_shows_what_was_asked_of_whom_with_what_became_of_it(
    world: World, who: str, shown: set[str], buttons: list[str]
):
    page = client_of(world.user(who)).get(reverse(LIST))
    text = page.content.decode()

    rows = page.context["page"].object_list
    assert {row.last_name for row in rows} == {world.records[name].last_name for name in shown}
    states = [str(row.state_today.label) for row in rows]
    assert states == sorted(states, key=["Venter på svar"].__contains__, reverse=True)
    marks = {"Svar": ">Svar</a>", "Åpne eleven": ">Åpne eleven<", "Avslutt tilgangen": '/avslutt/"'}
    for label, mark in marks.items():
        assert text.count(mark) == buttons.count(label), label


def test_the_leader_grants_for_less_and_the_holder_gives_it_back(world: World, client: Client):
    form = answering(client, world)
    sent = form.send(ends_on=days(7))
    asked = SingleAccessRequest.objects.get(pk=world.single_waiting_school.pk)
    holder = world.user("school_counsellor_a")
    again = form.client.get(form.action)
    reader = client_of(holder)
    page = reverse("followup:pupil_detail", args=[world.pupil_moved_61.public_id])
    reader.post(page, {"purpose": "answer"})
    shown = reader.get(page)
    readers = client_of(world.deputy_principal_a)
    who_sees = reverse("followup:pupil_readers", args=[world.pupil_moved_61.public_id])
    readers.post(who_sees, {"purpose": "answer"})
    seen_by = readers.get(who_sees)
    ended = reader.post(reverse("pupils:single_access_end", args=[asked.public_id]))

    assert (sent.status_code, again.status_code) == (302, 403)
    assert asked.grant is not None
    assert asked.grant.ends_on == world.today + timedelta(days=7)
    assert "Du leser med enkelttilgang" in shown.content.decode()
    assert f"avslutt-{asked.public_id}" in shown.content.decode()
    assert seen_by.content.decode().count("Har fått lese av lederen, for en tid") == 2
    assert f"avslutt-{asked.public_id}" in seen_by.content.decode()
    assert (ended.status_code, ended["Location"]) == (302, reverse(LIST))
    assert not sees(world.actor("school_counsellor_a"), world.pupil_moved_61)


def test_three_days_before_the_end_holder_and_leaders_are_told_once(world: World):
    grant = world.single_nav.grant
    for days_left in (4, 3, 2):
        grant.ends_on = world.today + timedelta(days=days_left)
        grant.save()
        tell_what_is_due(actor=Actor.system("test"))
        told = Notice.objects.filter(kind="single_access_ends", subject=world.single_nav.public_id)
        assert {notice.recipient for notice in told} == (
            set() if days_left > 3 else {world.unplaced_1, world.manager_1, world.deputy_manager_1}
        )
    assert all(world.pupil_closed_91.last_name not in str(notice) for notice in told)
