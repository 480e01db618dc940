"""That a consent ends soon: on the caseload, the case and the pupil's page, and as a notice."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from navskole.access.actor import Actor
from navskole.notices.actions import send_waiting, tell_what_is_due
from navskole.notices.models import Notice
from navskole.organisations.models import Role
from navskole.rules.models import Rule
from pupils.models import Consent
from tests.asking import at_noon, day
from tests.factories.organisations import member
from tests.factories.pupils import give_consent, give_school_consent
from tests.followup.pages import text_of
from tests.followup.written import JOB
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db


def nav_consent(pair: Any, **facts: Any) -> Consent:
    return give_consent(pair.case, pair.school, areas=[JOB], **facts)


def school_consent(pair: Any, **facts: Any) -> Consent:
    return give_school_consent(
        pair.pupil, pair.school, pair.office, areas=[JOB],
        recorded_by=pair.school_counsellor, **facts,
    )  # fmt: skip


def tell(offset: int = 0) -> None:
    tell_what_is_due(actor=Actor.system("send_notices", now=at_noon(day(offset))))


def told(kind: str = "consent_ends") -> set[Any]:
    return {notice.recipient for notice in Notice.objects.filter(kind=kind)}


def test_the_days_of_the_rule_decide_when_a_consent_ends_soon(pair):
    consent = nav_consent(pair, ends_on=day(30))
    ending = Consent.objects.all()

    assert not ending.ending(on=day(-1)).exists()
    assert ending.ending(on=day(0)).get() == consent
    assert ending.ending(on=day(30)).exists()
    assert not ending.ending(on=day(31)).exists()
    Rule.objects.create(code="consent_reminder", number=7, effective_from=day(0), source="Falsk")
    assert not ending.ending(on=day(0)).exists()
    assert ending.ending(on=day(23)).exists()


@pytest.mark.parametrize("how", ["ended", "refused", "closed", "left"])
def test_what_has_ended_already_is_not_reminded_of(pair, how):
    consent = nav_consent(pair, ends_on=day(10))
    schools = school_consent(pair, ends_on=day(10))
    if how == "closed":
        type(pair.case).objects.filter(pk=pair.case.pk).update(closed_on=day(0), status="closed")
    elif how == "left":
        type(pair.enrolment).objects.filter(pk=pair.enrolment.pk).update(ends_on=day(-1))
    else:
        changed = {"status": how} if how == "refused" else {"ended_at": at_noon(day(0))}
        for each in (consent, schools):
            Consent.objects.filter(pk=each.pk).update(**changed)

    left = set(Consent.objects.ending(on=day(0)))

    expected = {"closed": {schools}, "left": {consent}}
    assert left == expected.get(how, set())


def test_the_responsible_sees_it_on_the_caseload_and_the_case_and_the_school_does_not(pair):
    nav_consent(pair, ends_on=day(10))
    nav, school = client_of(pair.counsellor), client_of(pair.principal)
    case = reverse("followup:case_detail", args=[pair.case.public_id])

    caseload = text_of(nav, reverse("followup:own_case_list") + "?frist=samtykke")

    assert pair.pupil.full_name in caseload
    assert "Samtykke til" in caseload
    assert "Samtykke går snart ut" in text_of(nav, case)
    assert "Spør eleven på nytt" in text_of(nav, case)
    assert "Samtykke går snart ut" not in text_of(school, case)


def test_the_school_sees_it_on_the_pupils_page(pair):
    school_consent(pair, ends_on=day(10))
    page = reverse("followup:pupil_detail", args=[pair.pupil.public_id])

    assert "Samtykke går snart ut" in text_of(client_of(pair.school_counsellor), page)
    assert "Samtykke går snart ut" not in text_of(client_of(pair.counsellor), page)


def test_those_who_ask_again_are_told_once_without_a_word_of_the_pupil(pair):
    nav_consent(pair, ends_on=day(10))
    school_consent(pair, ends_on=day(12))
    colleague = member(Role.NAV_COUNSELLOR, pair.office)

    tell()
    tell()
    send_waiting(actor=Actor.system("send_notices"))

    assert told() >= {pair.counsellor, pair.principal, pair.school_counsellor}
    assert not told() & {colleague, pair.manager}
    assert Notice.objects.filter(kind="consent_ends").count() == len(told())
    words = " ".join(f"{message.subject} {message.body}" for message in mail.outbox)
    assert pair.pupil.first_name not in words
    assert pair.pupil.last_name not in words
    notice = Notice.objects.get(recipient=pair.counsellor, kind="consent_ends")
    assert notice.address == reverse("followup:case_consents", args=[pair.case.public_id])


def test_nobody_who_may_not_see_the_pupil_is_told(pair):
    nav_consent(pair, ends_on=day(10))
    school_consent(pair, ends_on=day(10))
    type(pair.pupil).objects.filter(pk=pair.pupil.pk).update(address_protection="strict")

    tell()

    assert told() == set()
