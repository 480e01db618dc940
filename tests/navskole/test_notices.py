"""Notices: told once, sent once, read by the person alone and only while they work there."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO
from smtplib import SMTPException
from unittest import mock

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from navskole.access.actor import Actor
from navskole.notices.actions import tell
from navskole.notices.kinds import Telling, kind_of
from navskole.notices.models import Notice
from navskole.organisations.models import Membership, Role
from tests.asking import actor_on
from tests.factories.agreements import ContractFactory
from tests.factories.notices import NoticeFactory
from tests.factories.organisations import (
    MembershipFactory,
    NavOfficeFactory,
    SchoolFactory,
    member,
)
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

LIST = "/varsler/"


@pytest.fixture
def school():
    """Return a school."""
    return SchoolFactory()


@pytest.fixture
def principal(school):
    """Return its rektor, who has an address for e-mail."""
    return member(Role.PRINCIPAL, school, person={"email": "rektor@skolen.example"})


@pytest.fixture
def contract(school):
    """Return a contract that the school's rektor may open."""
    return ContractFactory(school=school)


def notice_to(user, **facts):
    """Return an unread notice to somebody at the place where they work."""
    place = facts.pop("organisation", None) or user.memberships.first().organisation
    return NoticeFactory(recipient=user, organisation=place, **facts)


def run() -> str:
    """Run the command, and return its receipt."""
    out = StringIO()
    call_command("send_notices", stdout=out)
    return out.getvalue()


def telling(to, **how) -> Telling:
    """Return something to tell."""
    facts = {"school": "Skolen", "office": "NAV"}
    given = {"occasion": "1", "subject": NoticeFactory.build().subject, "facts": facts} | how
    return Telling(kind=kind_of("contract_to_sign"), to=to, **given)


# --- Told once ------------------------------------------------------------------------


def test_the_same_is_told_once_and_never_to_who_did_it(principal, school):
    deputy = member(Role.PRINCIPAL, school, is_deputy=True)
    to = Membership.objects.filter(organisation=school)
    one = telling(to)
    later = telling(to, subject=one.subject, occasion="2")

    for said in (one, one, later):
        tell(actor_on(principal), said)

    assert list(Notice.objects.values_list("recipient_id", "occasion").order_by("pk")) == [
        (deputy.pk, "1"),
        (deputy.pk, "2"),
    ]


def test_who_holds_two_roles_is_told_once(principal, school):
    MembershipFactory(user=principal, role=Role.PRINCIPAL, organisation=school, is_deputy=True)

    tell(Actor.system("test"), telling(Membership.objects.filter(organisation=school)))

    assert Notice.objects.get().recipient == principal


# --- The list and the header ----------------------------------------------------------


def count_in_header(page: bytes) -> str:
    """Return what the bell says."""
    found = re.search(r">(Varsler[^<]*)</span>", page.decode())
    assert found
    return found[1]


def test_opening_is_a_post_that_marks_as_read_and_leads_to_the_page(principal):
    notice = notice_to(principal)
    browser = client_of(principal)
    address = reverse("notices:notice_open", args=[notice.public_id])

    shown = browser.get(LIST)
    asked = browser.get(address)
    unread = Notice.objects.get().read_at
    opened = browser.post(address)
    first = Notice.objects.get().read_at
    browser.post(address)

    assert count_in_header(shown.content) == "Varsler, 1 uleste"
    assert "Kontrakten mellom Skolen og NAV-kontoret er sendt til signering." in shown.text
    assert (asked.status_code, unread) == (405, None)
    assert opened["Location"] == reverse("agreements:contract_detail", args=[notice.subject])
    assert first is not None
    assert Notice.objects.get().read_at == first
    # The contract is not theirs, or no more: the notice gives no sight of it.
    assert browser.get(opened["Location"]).status_code == 404


def test_all_are_marked_as_read_but_nobody_elses(principal, school):
    notice_to(principal)
    notice_to(principal)
    others = notice_to(member(Role.PRINCIPAL, school, is_deputy=True))
    browser = client_of(principal)

    answer = browser.post(reverse("notices:notices_read"), follow=True)

    assert "Alle varsler er merket som lest." in answer.text
    assert count_in_header(answer.content) == "Varsler"
    assert "Merk alle som lest" not in answer.text
    assert list(Notice.objects.unread()) == [others]


def test_a_notice_without_a_page_is_only_marked(principal):
    notice = notice_to(principal, page="")
    browser = client_of(principal)

    shown = browser.get(LIST)
    answer = browser.post(reverse("notices:notice_open", args=[notice.public_id]))

    assert "Merk som lest" in shown.text
    assert answer["Location"] == LIST


@pytest.mark.parametrize("ending", ["ended_at", "ends_on"])
def test_who_does_not_work_there_today_reads_and_gets_nothing(principal, school, ending):
    elsewhere = member(Role.PRINCIPAL, SchoolFactory(), user=principal)
    notice = notice_to(principal, organisation=school)
    at_school = principal.memberships.get(organisation=school)
    yesterday = timezone.now() - timedelta(days=1)
    setattr(at_school, ending, yesterday if ending == "ended_at" else yesterday.date())
    at_school.save()
    browser = client_of(elsewhere)

    shown = browser.get(LIST)
    run()

    assert count_in_header(shown.content) == "Varsler"
    assert "Ingen varsler" in shown.text
    address = reverse("notices:notice_open", args=[notice.public_id])
    assert browser.post(address).status_code == 404
    assert mail.outbox == []


def test_what_was_told_on_the_other_side_waits_there(principal):
    office = NavOfficeFactory()
    MembershipFactory(user=principal, role=Role.NAV_COUNSELLOR, organisation=office)
    notice_to(principal, organisation=office)
    browser = client_of(principal)

    at_school = browser.get(LIST)
    browser.post(reverse("access:switch_side"), {"side": "nav"})
    at_office = browser.get(LIST)

    assert count_in_header(at_school.content) == "Varsler"
    assert count_in_header(at_office.content) == "Varsler, 1 uleste"


def test_the_list_takes_as_many_statements_for_fifty_as_for_one(principal, query_count):
    browser = client_of(principal)
    counts = []
    for more in (1, 2, 47):
        for _ in range(more):
            notice_to(principal)
        with query_count() as queries:
            assert browser.get(LIST).status_code == 200
        counts.append(queries.count)

    assert counts == [7, 7, 7]


def test_the_number_in_the_header_takes_no_statement_of_its_own(principal, query_count):
    browser = client_of(principal)
    pages = [reverse("agreements:contract_list"), reverse("pupils:pupil_list")]

    def statements() -> list[str]:
        with query_count() as queries:
            for page in pages:
                browser.get(page)
        return [sql for sql in queries.statements if 'FROM "notices_notice"' in sql]

    before = statements()
    notice_to(principal)

    assert len(statements()) == len(before) == len(pages)  # inside the one of the memberships
    assert all('FROM "organisations_membership"' in sql for sql in before)


# --- The e-mail -----------------------------------------------------------------------


def test_the_command_sends_once_whoever_runs_it_twice(principal, contract, settings):
    settings.SITE_ADDRESS = "https://navskole.example"
    notice = notice_to(principal, subject=contract.public_id)

    receipts = [run(), run()]

    (sent,) = mail.outbox
    assert [receipt.split(", ")[1] for receipt in receipts] == ["sent 1 e-mails", "sent 0 e-mails"]
    assert sent.to == ["rektor@skolen.example"]
    assert sent.from_email == settings.DEFAULT_FROM_EMAIL
    assert sent.subject == (
        "navskole: Kontrakten mellom Skolen og NAV-kontoret er sendt til signering."
    )
    assert f"https://navskole.example/kontrakter/{notice.subject}/" in sent.body
    assert principal.last_name not in sent.body


def test_a_failed_e_mail_stops_no_other_and_is_tried_again(principal, school, contract, caplog):
    deputy = member(
        Role.PRINCIPAL, school, is_deputy=True, person={"email": "vikar@skolen.example"}
    )
    failing, working = (notice_to(user, subject=contract.public_id) for user in (principal, deputy))
    send = EmailMessage.send

    def refuse_one(message, *args, **how):
        if message.to == ["rektor@skolen.example"]:
            raise SMTPException("550 rektor@skolen.example")
        return send(message, *args, **how)

    with (
        mock.patch.object(EmailMessage, "send", refuse_one),
        pytest.raises(CommandError, match="1 e-mails failed"),
    ):
        run()
    after_first = [message.to for message in mail.outbox]
    run()

    assert after_first == [["vikar@skolen.example"]]
    assert [message.to for message in mail.outbox] == [
        ["vikar@skolen.example"],
        ["rektor@skolen.example"],
    ]
    assert f"The e-mail of notice {failing.pk} failed: SMTPException" in caplog.text
    assert "rektor@" not in caplog.text
    assert Notice.objects.get(pk=working.pk).emailed_at is not None


def test_nothing_is_sent_that_is_read_old_or_without_anybody_to_read_it(
    principal, school, contract
):
    now, about = timezone.now(), {"subject": contract.public_id}
    notice_to(principal, read_at=now, **about)
    notice_to(principal, created_at=now - timedelta(days=15), **about)
    notice_to(member(Role.PRINCIPAL, school, person={"email": ""}), **about)
    gone = {"email": "borte@skolen.example", "is_active": False}
    notice_to(member(Role.PRINCIPAL, school, person=gone), **about)

    run()

    assert mail.outbox == []


def test_nothing_is_sent_of_what_the_person_may_not_open_any_more(principal, contract):
    notice_to(principal, subject=contract.public_id)
    notice_to(principal, subject=ContractFactory().public_id)
    Membership.objects.update(role=Role.SCHOOL_COUNSELLOR)

    assert "sent 0 e-mails" in run()
    Membership.objects.update(role=Role.PRINCIPAL)
    assert "sent 1 e-mails" in run()


def test_a_notice_is_forgotten_after_a_year(principal):
    now = timezone.now()
    kept = notice_to(principal, created_at=now - timedelta(days=364))
    notice_to(principal, created_at=now - timedelta(days=366))

    assert "deleted 1 old notices" in run()
    assert list(Notice.objects.all()) == [kept]
