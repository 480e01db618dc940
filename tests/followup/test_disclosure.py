"""Lovhjemlet deling: one item, to people by name, on a statute, until a day."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from followup.actions.disclosure import (
    AssessmentTooShort,
    DisclosureContent,
    NobodyNamed,
    NoSuchEnd,
    NotARecipient,
    StatuteNotNamed,
    StatuteOfTheOtherSide,
    UninformedWithoutReason,
    disclose,
    end_disclosure,
)
from followup.actions.note import strike_note
from followup.disclosure_recipients import possible_recipients
from followup.history import history_visible_to
from followup.models import Disclosure, Note, Task
from followup.school_history import school_history_visible_to
from followup.sharing_log import sharing_log
from navskole.access.grounds import Ground
from navskole.audit.models import AccessedPupil
from navskole.notices.models import Notice
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from pupils.models import AddressProtection, Case, CaseOutcome, CaseStatus, Pupil
from tests.asking import actor_on, at_noon, day, days_seen, sees
from tests.bad_input import FilledForm, read
from tests.factories.followup import DisclosureFactory, NoteFactory, TaskFactory, make_measure
from tests.factories.organisations import NavOfficeFactory, SchoolFactory, member
from tests.factories.pupils import PersonRelationFactory, give_consent, name_for
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

WHY = "Skolen må vite dette for å ta vare på eleven i praksisperioden."


def content(*people: Any, **facts: Any) -> DisclosureContent:
    return DisclosureContent(
        **{
            "recipients": [person.memberships.get() for person in people],
            "statute": "fvl_13b_7",
            "assessment": WHY,
            "pupil_informed": True,
            "ends_on": day(10),
        }
        | facts
    )


@pytest.fixture
def note(pair) -> Note:
    """Return a note of NAV's own, with nothing to share it by but a statute."""
    return NoteFactory(case=pair.case, heading="Trenger tilrettelegging", text="Etter ulykken.")


@pytest.fixture
def shared(pair, note) -> Disclosure:
    """Return the note shared with the rektor by the responsible veileder."""
    return disclose(
        actor=actor_on(pair.counsellor), item=note, version=1, content=content(pair.principal)
    )


def address(disclosure: Disclosure, what: str = "disclosure_detail") -> str:
    return reverse(f"followup:{what}", args=[disclosure.public_id])


# --- What it gives, and what it does not -----------------------------------------------------


def test_whoever_is_named_reads_the_item_and_nothing_else(pair, note, shared):
    client = client_of(pair.principal)

    page = read(client.get(address(shared)))
    text = page.get_text(" ", strip=True)

    assert "Etter ulykken." in text
    assert pair.pupil.last_name in text
    assert "Hvorfor ser jeg dette?" in text
    assert "Forvaltningsloven § 13 b første ledd nr. 7" in text
    # Why it was judged necessary is the own side's.
    assert WHY not in text
    assert not Note.objects.visible_to(actor_on(pair.principal)).exists()
    assert not Case.objects.visible_to(actor_on(pair.principal)).exists()
    listed = read(client.get(reverse("followup:disclosure_list")))
    assert listed.select(f'a[href="{address(shared)}"]')
    assert client_of(pair.school_counsellor).get(address(shared)).status_code == 404
    logged = AccessedPupil.objects.filter(event__path=address(shared), event__decision="permit")
    assert set(logged.values_list("ground", "classes", "pupil_id")) == {
        (Ground.LAWFUL_DISCLOSURE, "C", pair.pupil.pk)
    }


def test_at_the_school_nothing_else_changes_for_those_who_are_not_named(pair, note):
    client = client_of(pair.school_counsellor)
    pages = [
        reverse(f"followup:{name}", args=[pair.pupil.public_id])
        for name in ("pupil_detail", "pupil_sharing", "pupil_readers", "pupil_history")
    ]
    pages.append(reverse("followup:disclosure_list"))
    before = [client.get(page).content for page in pages]

    disclose(actor=actor_on(pair.counsellor), item=note, version=1, content=content(pair.principal))

    after = [client.get(page).content for page in pages]
    assert [len(each) for each in after] == [len(each) for each in before]
    principal = client_of(pair.principal).get(pages[0]).content.decode()
    assert "Trenger tilrettelegging" not in principal


def test_what_is_written_later_is_not_shared(pair, note, shared):
    note.text = "Og en diagnose."
    note.save_change(by=pair.counsellor, at=at_noon(day(0)))

    text = client_of(pair.principal).get(address(shared)).content.decode()

    assert ("Etter ulykken." in text, "Og en diagnose." in text) == (True, False)


def test_it_opens_from_its_first_to_its_last_day_and_needs_neither_contract_case_nor_place(pair):
    disclosure = DisclosureFactory(
        note=NoteFactory(case=pair.case), recipients=[pair.principal],
        starts_on=day(-2), ends_on=day(3),
    )  # fmt: skip
    pair.contract.in_force_until = day(-20)
    pair.contract.save()
    pair.enrolment.ends_on = day(-70)
    pair.enrolment.save()
    pair.case.closed_on, pair.case.status = day(-10), CaseStatus.CLOSED
    pair.case.outcome = CaseOutcome.COMPLETED
    pair.case.save()

    assert days_seen(pair.principal, disclosure, range(-4, 6)) == [-2, -1, 0, 1, 2, 3]


def test_it_ends_at_once_with_the_post_it_was_given_in(pair, shared):
    post = pair.principal.memberships.get()
    assert sees(pair.principal, shared)

    post.ended_at = at_noon(day(0))
    post.save()
    member(Role.PRINCIPAL, pair.school, user=pair.principal)

    assert not sees(pair.principal, shared)


def test_a_struck_note_is_shared_with_nobody(pair, note, shared):
    strike_note(actor=actor_on(pair.counsellor), note=note, version=1, reason="Feil elev")

    assert not sees(pair.principal, shared)
    assert sees(pair.counsellor, shared)


# --- Hard rules ----------------------------------------------------------------------------------


def test_no_disclosure_passes_a_hard_rule(pair, note, shared):
    relation = PersonRelationFactory(pupil=pair.pupil, user=pair.principal, owner=pair.school)
    assert not sees(pair.principal, shared)
    relation.delete()
    assert sees(pair.principal, shared)

    Pupil.objects.filter(pk=pair.pupil.pk).update(address_protection=AddressProtection.STRICT)
    for person in (pair.counsellor, pair.manager):
        name_for(pair.pupil, person)

    assert not sees(pair.principal, shared)
    with pytest.raises(NotARecipient):
        disclose(
            actor=actor_on(pair.counsellor), item=note, version=1, content=content(pair.principal)
        )


# --- What it takes --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "broken"),
    [
        ({"recipients": []}, NobodyNamed),
        ({"statute": "other"}, StatuteNotNamed),
        ({"statute": "duty"}, StatuteNotNamed),
        ({"statute": "fvl_13b_5"}, StatuteOfTheOtherSide),
        ({"assessment": "For kort."}, AssessmentTooShort),
        ({"pupil_informed": False}, UninformedWithoutReason),
        ({"ends_on": day(-1)}, NoSuchEnd),
        ({"ends_on": day(366)}, NoSuchEnd),
    ],
)
def test_every_part_of_it_is_needed(pair, note, facts, broken):
    with pytest.raises(broken):
        disclose(
            actor=actor_on(pair.counsellor),
            item=note,
            version=1,
            content=content(pair.principal, **facts),
        )

    assert not Disclosure.objects.exists()


def test_only_people_at_the_pupils_school_are_offered_and_taken(pair, note):
    stranger = member(Role.PRINCIPAL, SchoolFactory())
    actor = actor_on(pair.counsellor)

    offered = list(possible_recipients(actor, note))

    assert {post.organisation_id for post in offered} == {pair.school.pk}
    assert {pair.principal, pair.school_counsellor} <= {post.user for post in offered}
    for person in (stranger, pair.manager):
        with pytest.raises(NotARecipient):
            disclose(actor=actor, item=note, version=1, content=content(person))


def test_each_side_chooses_among_the_statutes_that_hold_for_it(pair, note):
    own = NoteFactory(pupil=pair.pupil, owner=pair.school, author=pair.school_counsellor)

    def offered(user: Any, item: Note) -> set[str]:
        url = reverse("followup:note_disclose", args=[item.public_id])
        options = read(client_of(user).get(url)).select("select[name=statute] option")
        return {str(option["value"]) for option in options}

    ours, schools = offered(pair.counsellor, note), offered(pair.principal, own)
    assert (ours - schools, schools - ours) == ({"nav_7", "sotjl_44"}, {"fvl_13b_5"})


def test_a_school_is_offered_the_offices_it_works_with_whether_there_is_a_case_or_not(pair):
    member(Role.NAV_MANAGER, NavOfficeFactory())
    note = NoteFactory(pupil=pair.pupil, owner=pair.school, author=pair.school_counsellor)
    actor = actor_on(pair.principal)

    before = {post.user for post in possible_recipients(actor, note)}
    Case.objects.filter(pk=pair.case.pk).update(closed_on=day(-300), status=CaseStatus.CLOSED)

    assert {pair.counsellor, pair.manager} <= before
    assert {user.memberships.get().organisation_id for user in before} == {pair.office.pk}
    assert {post.user for post in possible_recipients(actor, note)} == before


def test_a_version_that_has_changed_is_read_again_first(pair, note):
    note.save_change(by=pair.counsellor, at=at_noon(day(0)))

    with pytest.raises(StaleVersion):
        disclose(
            actor=actor_on(pair.counsellor), item=note, version=1, content=content(pair.principal)
        )


def test_who_may_not_share_is_told_who_can(pair, note):
    other = member(Role.NAV_COUNSELLOR, pair.office)
    give_consent(pair.case, pair.school, areas=[])
    NoteFactory(case=pair.case, audience="shared")
    school_note = NoteFactory(pupil=pair.pupil, owner=pair.school, author=pair.school_counsellor)

    for person, item in (
        (other, note),
        (pair.principal, note),
        (pair.counsellor, school_note),
        (pair.manager, make_measure(case=pair.case, state="draft")),
    ):
        with pytest.raises(NotAllowed):
            disclose(actor=actor_on(person), item=item, version=1, content=content(pair.principal))


@pytest.mark.parametrize("kind", ["task", "measure"])
def test_a_task_and_a_measure_are_shared_the_same_way(client, pair, kind):
    item = (
        TaskFactory(case=pair.case, heading="Ring verkstedet")
        if kind == "task"
        else make_measure(case=pair.case, state="submitted", justification="Ønsker verksted")
    )
    url = reverse(f"followup:{kind}_disclose", args=[item.public_id])
    form = FilledForm(
        client, pair.manager, url,
        recipients=[str(pair.school_counsellor.memberships.get().pk)],
        statute="duty", statute_text="Opplæringslova § 24-3", assessment=WHY,
        pupil_informed="no", uninformed_reason="Fare for eleven",
    )  # fmt: skip

    made = form.makes(Disclosure, ends_on=day(5).strftime("%d.%m.%Y"))

    assert made.item == item
    assert made.statute_in_words.endswith("meldeplikt i lov: Opplæringslova § 24-3")
    text = client_of(pair.school_counsellor).get(address(made)).content.decode()
    assert ("Ring verkstedet" in text) or ("Ønsker verksted" in text)
    assert not Task.objects.visible_to(actor_on(pair.school_counsellor)).exists()


# --- Who is told, and where it stands -------------------------------------------------------------


def test_those_named_and_the_own_leader_are_told_without_a_word_of_the_pupil(pair, shared):
    notices = {notice.recipient: notice for notice in Notice.objects.all()}

    told = {who: notice.kind for who, notice in notices.items()}
    assert told.pop(pair.principal) == "shared_with_you"
    assert pair.manager in told
    assert set(told.values()) == {"shared_by_staff"}
    assert {who.memberships.get().role for who in told} == {Role.NAV_MANAGER}
    for notice in notices.values():
        assert set(notice.facts) == {"owner", "day"}
        assert pair.pupil.last_name not in str(notice.facts)
    opened = client_of(pair.manager).get(address(shared)).content.decode()
    assert WHY in opened
    assert "Etter ulykken." in opened


def test_it_stands_in_the_log_of_both_the_history_and_who_can_see_the_pupil(pair, note, shared):
    own = {row.party: row for row in sharing_log(actor_on(pair.counsellor), pair.pupil)}
    theirs = sharing_log(actor_on(pair.principal), pair.pupil)
    case = Case.objects.visible_to(actor_on(pair.counsellor)).with_ground(actor_on(pair.counsellor))

    assert own[f"{pair.principal} ({pair.principal.memberships.get()})"].days.last == day(10)
    assert [(row.title, row.party) for row in theirs] == [(note.heading, str(pair.office))]
    assert sharing_log(actor_on(pair.school_counsellor), pair.pupil) == []
    lines = history_visible_to(actor_on(pair.counsellor), case.get())
    assert [line.what for line in lines if "etter lov" in line.what]
    readers = reverse("followup:pupil_readers", args=[pair.pupil.public_id])
    assert str(pair.principal) in client_of(pair.counsellor).get(readers).content.decode()
    assert str(pair.office) not in client_of(pair.principal).get(readers).content.decode()


def test_it_is_ended_with_a_reason_and_kept(client, pair, shared):
    form = FilledForm(client, pair.manager, address(shared, "disclosure_end"), reason="Ikke lenger")

    assert form.send().status_code == 302

    shared.refresh_from_db()
    assert (shared.ended_by, shared.ended_reason) == (pair.manager, "Ikke lenger")
    assert client_of(pair.principal).get(address(shared)).status_code == 404
    ended = sharing_log(actor_on(pair.counsellor), pair.pupil)[0]
    assert (ended.days.last, str(ended.days.why)) == (day(0), "Delingen ble avsluttet")
    with pytest.raises(NotAllowed):
        end_disclosure(
            actor=actor_on(pair.manager), disclosure=shared, version=2, reason="En gang til"
        )


def test_the_school_shares_its_own_the_same_way(pair):
    note = NoteFactory(
        pupil=pair.pupil, owner=pair.school, author=pair.school_counsellor, is_sensitive=True,
        heading="Selvskading", text="Sa det i timen.",
    )  # fmt: skip
    made = disclose(
        actor=actor_on(pair.school_counsellor),
        item=note,
        version=1,
        content=content(pair.counsellor, statute="emergency"),
    )

    assert sees(pair.counsellor, made)
    assert not sees(pair.manager, made)
    assert "Sa det i timen." in client_of(pair.counsellor).get(address(made)).content.decode()
    # The rektor is told that it was shared; the words are for its author and those named.
    told = client_of(pair.principal).get(address(made)).content.decode()
    assert (WHY in told, "Sa det i timen." in told, "Selvskading" in told) == (True, False, False)
    titles = {row.title for row in sharing_log(actor_on(pair.principal), pair.pupil)}
    assert titles == {"Sensitivt innhold"}
    lines = school_history_visible_to(actor_on(pair.principal), pair.pupil)
    assert [line.what for line in lines if "etter lov" in line.what]


# --- Costs ----------------------------------------------------------------------------------------


def test_the_list_and_the_page_take_the_same_for_any_number(pair, query_count):
    client, url = client_of(pair.principal), reverse("followup:disclosure_list")
    client.get(url)
    counts = []
    for times in (1, 2, 47):
        for _each in range(times):
            made = DisclosureFactory(note=NoteFactory(case=pair.case), recipients=[pair.principal])
        with query_count() as queries:
            assert client.get(url).status_code == 200
        counts.append(queries.count)
    with query_count() as page:
        client.get(address(made))

    assert (len(set(counts)), max(counts) <= 12, page.count <= 15) == (1, True, True), (
        counts,
        page.count,
    )
