"""What a steering group gives somebody to do, on the page they start at, until it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.actions.steering_decision import finish_decision
from agreements.models import SteeringDecision
from agreements.steering_tasks import own_decisions
from navskole.audit.models import AccessEvent
from navskole.organisations.models import Membership, Role
from navskole.records.errors import NotAllowed
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.conftest import QueryCount
from tests.factories.agreements import (
    CollaborationFactory,
    PlacementFactory,
    SteeringDecisionFactory,
    SteeringGroupFactory,
    SteeringMeetingFactory,
    SteeringMemberFactory,
)
from tests.factories.organisations import member
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db
STARTS_AT = {
    "principal": "followup:followup_list",
    "manager": "followup:awaiting_list",
    "counsellor": "followup:own_case_list",
}


@pytest.fixture
def given(pair: Any) -> dict[str, SteeringDecision]:
    """Return a decision that each of the pair's people answers for, decided a month ago."""
    together = CollaborationFactory(school=pair.school, offices=[pair.office])
    group = SteeringGroupFactory(collaboration=together)
    meeting = SteeringMeetingFactory(group=group, starts_at=timezone.now() - timedelta(days=30))
    return {
        who: SteeringDecisionFactory(
            meeting=meeting,
            text=f"Oppgave til {who}",
            owner=SteeringMemberFactory(group=group, user=getattr(pair, who)),
            owner_name="",
            deadline=day(-1),
        )
        for who in (*STARTS_AT, "school_counsellor")
    }


def finish_of(decision: SteeringDecision) -> str:
    return reverse("agreements:steering_decision_finish", args=[decision.public_id])


def address_of(decision: SteeringDecision) -> str:
    return reverse("agreements:steering_meeting_detail", args=[decision.meeting.public_id])


def start(client: Client) -> BeautifulSoup:
    return read(client.get(reverse("start"), follow=True))


def test_each_sees_the_own_on_the_start_page_and_ticks_it_off_there(
    pair: Any, given: dict[str, SteeringDecision]
) -> None:
    for who, name in STARTS_AT.items():
        client = client_of(getattr(pair, who))
        page = start(client)
        text = " ".join(page.main.text.split())
        assert [each for each in given if f"Oppgave til {each}" in text] == [who]
        assert "Fristen er ute" in text
        form = page.select_one(f"form[action='{finish_of(given[who])}']")
        sent = {field["name"]: field["value"] for field in form.select("input[name]")}

        answer = client.post(form["action"], sent, follow=True)

        assert answer.redirect_chain[-1][0] == reverse(name)
        assert "Vedtaket er utført." in answer.content.decode()
        assert f"Oppgave til {who}" not in answer.content.decode()
        given[who].refresh_from_db()
        assert given[who].done_on == day()
        event = AccessEvent.objects.filter(action="steering_decision_saved").latest("pk")
        assert event.user_id == getattr(pair, who).pk


def test_nobody_else_may_say_that_it_is_done(pair: Any, given: dict[str, SteeringDecision]) -> None:
    colleague = PlacementFactory(contract=pair.contract).counsellor
    mine = given["manager"]

    for user in (pair.counsellor, colleague):  # who sees it, and does not answer for it
        assert client_of(user).post(finish_of(mine)).status_code == 403
    for user in (pair.school_counsellor, member(Role.NAV_COUNSELLOR, pair.office)):
        assert client_of(user).post(finish_of(mine)).status_code == 404
    # A rådgiver sees no collaboration, and so not what they answer for either.
    own = given["school_counsellor"]
    assert client_of(pair.school_counsellor).post(finish_of(own)).status_code == 404
    assert not SteeringDecision.objects.exclude(done_on=None).exists()


def test_one_who_has_gone_over_to_the_county_reads_it_and_ticks_nothing_off(
    pair: Any, given: dict[str, SteeringDecision]
) -> None:
    county = pair.school.municipality.county
    Membership.objects.filter(user=pair.counsellor).update(
        role=Role.COUNTY_COORDINATOR, organisation=county
    )
    client = client_of(pair.counsellor)

    page = client.get(address_of(given["counsellor"]))

    assert page.status_code == 200
    assert not read(page).select_one(f'form[action="{finish_of(given["counsellor"])}"]')
    assert client.post(finish_of(given["counsellor"])).status_code == 403


def test_it_follows_the_owner_no_longer_than_the_owner_sees_it(
    pair: Any, given: dict[str, SteeringDecision]
) -> None:
    acting = pair.acting("counsellor")
    assert own_decisions(acting) == [given["counsellor"]]
    assert own_decisions(pair.acting("counsellor", 300)) == [given["counsellor"]]

    pair.placement.ends_on = day(-1)
    pair.placement.save()

    assert own_decisions(actor_on(pair.counsellor)) == []
    with pytest.raises(NotAllowed):
        finish_decision(actor=actor_on(pair.counsellor), decision=given["counsellor"])


def test_what_is_done_or_ended_with_the_collaboration_is_no_task(
    pair: Any, given: dict[str, SteeringDecision]
) -> None:
    acting = pair.acting("principal")
    finish_decision(actor=acting, decision=given["principal"])
    collaboration = given["manager"].meeting.group.collaboration
    collaboration.ended_on = day(-1)
    collaboration.save()

    for who in ("principal", "manager"):
        assert own_decisions(pair.acting(who)) == []
    with pytest.raises(NotAllowed):
        finish_decision(actor=pair.acting("manager"), decision=given["manager"])


def test_the_start_page_asks_once_for_any_number_and_not_at_all_for_none(
    pair: Any, given: dict[str, SteeringDecision], query_count: QueryCount
) -> None:
    client = client_of(pair.manager)
    url = reverse("followup:awaiting_list")
    client.get(url)

    def asked() -> int:
        with query_count() as queries:
            client.get(url)
        return sum('FROM "agreements_steeringdecision" INNER' in sql for sql in queries.statements)

    own = given["manager"]
    counts = [asked()]
    for _each in range(3):
        SteeringDecisionFactory(meeting=own.meeting, owner=own.owner, owner_name="")
    counts.append(asked())
    SteeringDecision.objects.filter(owner=own.owner).update(done_on=day())
    counts.append(asked())

    assert counts == [1, 1, 0]
