"""Slips on a case: hang one up, change it, take it away; who reads it and where."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from followup.actions.reminder import (
    EmptyReminder,
    ReminderContent,
    add_reminder,
    change_reminder,
    end_reminder,
)
from followup.models import Reminder
from navskole.audit.events import Action
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Role
from navskole.records.errors import NotAllowed, StaleVersion
from tests.asking import actor_on, day, sees
from tests.bad_input import read
from tests.factories.followup import ReminderFactory
from tests.factories.organisations import member
from tests.factories.pupils import give_consent, put_on_case
from tests.followup.pages import page, words

pytestmark = pytest.mark.django_db


def add(pair, text="Ring om praksis", remind_on=None, *, who="counsellor", **how: Any) -> Reminder:
    return add_reminder(
        actor=pair.acting(who), case=pair.case, content=ReminderContent(text, remind_on), **how
    )


# --- Writing ----------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "due"), [("Ring hjem", None), ("", 3), ("Ring hjem", 0)])
def test_a_slip_holds_words_a_date_or_both_and_is_the_offices_own(pair, text, due):
    remind_on = None if due is None else day(due)

    add(pair, text, remind_on)

    slip = Reminder.objects.get()
    assert (slip.pupil, slip.case, slip.owner_id) == (pair.pupil, pair.case, pair.office.pk)
    assert (slip.text, slip.remind_on) == (text, remind_on)
    assert (slip.created_by, slip.saved_by, slip.classes) == (pair.counsellor,) * 2 + ("C",)
    assert AccessEvent.objects.latest("pk").action == Action.REMINDER_SAVED


def test_a_slip_that_says_nothing_is_refused_by_the_action_and_the_database(pair):
    slip = add(pair)

    with pytest.raises(EmptyReminder):
        add(pair, "")
    with pytest.raises(EmptyReminder):
        change_reminder(
            actor=pair.acting("counsellor"), reminder=slip, version=1, content=ReminderContent()
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        ReminderFactory(case=pair.case, text="")


def test_the_same_form_sent_twice_hangs_one_slip(pair):
    form = uuid.uuid4()

    first = add(pair, submission_id=form)

    assert add(pair, "Annet", submission_id=form) == first
    assert list(Reminder.objects.values_list("text", flat=True)) == ["Ring om praksis"]


@pytest.mark.parametrize("who", ["manager", "principal", "school_counsellor"])
def test_only_the_team_writes_slips(pair, who):
    slip = add(pair)

    with pytest.raises(NotAllowed):
        add(pair, who=who)
    with pytest.raises(NotAllowed):
        end_reminder(actor=pair.acting(who), reminder=slip)


def test_a_colleague_on_the_case_changes_it_and_others_at_the_office_do_not(pair):
    slip, co_worker = add(pair), member(Role.NAV_COUNSELLOR, pair.office)
    content = ReminderContent("Ring etter kl. 14", day(2))
    with pytest.raises(NotAllowed):
        change_reminder(actor=actor_on(co_worker), reminder=slip, version=1, content=content)
    put_on_case(pair.case, co_worker)

    change_reminder(actor=actor_on(co_worker), reminder=slip, version=1, content=content)

    slip.refresh_from_db()
    assert (slip.text, slip.remind_on, slip.version) == ("Ring etter kl. 14", day(2), 2)
    assert (slip.created_by, slip.saved_by) == (pair.counsellor, co_worker)
    with pytest.raises(StaleVersion):
        change_reminder(actor=pair.acting("counsellor"), reminder=slip, version=1, content=content)


def test_a_closed_case_takes_no_slip_and_none_is_changed_or_taken_away(pair):
    slip = add(pair)
    pair.case.status, pair.case.closed_on = "closed", day(0)
    pair.case.save()

    with pytest.raises(NotAllowed):
        add(pair)
    with pytest.raises(NotAllowed):
        end_reminder(actor=pair.acting("counsellor"), reminder=slip)
    assert sees(pair.counsellor, slip)
    shown = page(pair, "counsellor").select_one(".nk-slip")
    assert shown is not None
    assert not shown.select("a, button")


# --- Reading ----------------------------------------------------------------------------


def test_no_line_opens_a_slip_to_the_school(pair):
    areas = ["jobb-og-praksis", "psykisk-helse"]
    give_consent(pair.case, pair.school, areas=areas, includes_sensitive=True)
    slip = add(pair, "Ring om praksis", day(0))

    assert [sees(who, slip) for who in (pair.counsellor, pair.manager)] == [True, True]
    assert [sees(who, slip) for who in (pair.principal, pair.school_counsellor)] == [False, False]
    told = page(pair, "principal")
    assert "Ring om praksis" not in told.text
    assert "uskelapp" not in told.text


def test_one_taken_away_is_kept_and_read_by_the_same_people(pair):
    slip = add(pair)

    end_reminder(actor=pair.acting("counsellor"), reminder=slip)

    slip.refresh_from_db()
    assert (slip.ended_by, slip.ended_at is None) == (pair.counsellor, False)
    assert list(Reminder.objects.standing()) == []
    assert AccessEvent.objects.latest("pk").action == Action.REMINDER_ENDED
    assert [sees(who, slip) for who in (pair.counsellor, pair.manager)] == [True, True]
    with pytest.raises(NotAllowed, match="er fjernet"):
        end_reminder(actor=pair.acting("counsellor"), reminder=slip)


# --- On the pages -----------------------------------------------------------------------


def test_the_overview_shows_the_slips_by_date_and_who_wrote_them(pair):
    add(pair, "Uten dato")
    add(pair, "Om to dager", day(2))
    add(pair, "", day(0))
    ReminderFactory(case=pair.case, text="Fra i fjor", remind_on=day(-1))
    end_reminder(actor=pair.acting("counsellor"), reminder=add(pair, "Borte"))

    shown = [words(slip) for slip in page(pair, "counsellor").select(".nk-slip")]

    assert [("Datoen er kommet" in slip) for slip in shown] == [True, True, False, False]
    for slip, text in zip(
        shown, ("Fra i fjor", "(i dag)", "Om to dager", "Uten dato"), strict=True
    ):
        assert text in slip
        assert f"Skrevet av {pair.counsellor}" in slip
    assert not page(pair, "manager").select(".nk-slip a, .nk-slip button")


def test_the_history_tells_what_was_hung_up_changed_and_taken_away(pair):
    acting, slip = pair.acting("counsellor"), add(pair, "Ring om praksis", day(2))
    date = f"{day(2):%d.%m.%Y}"
    change_reminder(
        actor=acting, reminder=slip, version=1, content=ReminderContent("Ring hjem", None)
    )
    end_reminder(actor=acting, reminder=slip)

    told = words(page(pair, "manager", "case_history"))

    who = str(pair.counsellor)
    assert f"{who} hengte opp huskelappen «Ring om praksis» til {date}" in told
    assert f"{who} endret huskelappen «Ring hjem»" in told
    assert "Tekst fra «Ring om praksis» til «Ring hjem»" in told
    assert f"Dato: «{date}» er tatt bort" in told
    assert f"{who} fjernet huskelappen «Ring hjem»" in told


def test_the_print_holds_every_slip_and_says_which_were_taken_away(pair):
    add(pair, "Henger")
    end_reminder(actor=pair.acting("counsellor"), reminder=add(pair, "Borte"))

    shown = [words(slip) for slip in page(pair, "manager", "case_print").select(".nk-slip")]

    assert len(shown) == 2
    assert " Henger Skrevet av" in shown[0]
    assert "Fjernet av" not in shown[0]
    assert f"Borte Skrevet av {pair.counsellor}" in shown[1]
    assert f"· Fjernet av {pair.counsellor}" in shown[1]


@pytest.mark.parametrize(("days", "is_due"), [(0, True), (1, False)])
def test_a_slip_whose_date_has_come_is_seen_in_the_list_and_found_by_it(client, pair, days, is_due):
    ReminderFactory(case=pair.case, remind_on=day(days))
    client.force_login(pair.counsellor)

    every = read(client.get(reverse("followup:own_case_list")))
    found = read(client.get(reverse("followup:own_case_list"), {"frist": "huskelapp"}))

    assert ("1 huskelapp" in every.find("table").get_text()) is is_due
    assert (found.find("table") is not None) is is_due
