"""No e-mail and no line of the security log holds a text of a record.

Every form of the site is sent by somebody who may, one at a time; what it brings about is then
sent. The forms' own texts hold no canary, so each that is met comes from a record.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils import timezone

from navskole.access.actor import Actor
from navskole.accounts.models import User
from navskole.audit import outbox
from navskole.notices.actions import send_waiting, tell_what_is_due
from navskole.notices.models import Notice
from tests.access.declared import BY_NAME, address_of
from tests.access.forms import FORMS, find
from tests.access.test_canaries import CANARY
from tests.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("unrendered")]

SENDER = Actor.system("test")


@pytest.fixture
def stream(tmp_path: Path, settings: Any) -> Path:
    """Return the file that the access log is sent to."""
    path = tmp_path / "cef.log"
    settings.AUDIT_CEF = f"file://{path}"
    return path


def test_nothing_that_is_sent_holds_a_text_of_a_record(world: World, sight, enter, stream):
    User.objects.update(email=Concat("username", Value("@navskole.example")))
    Notice.objects.update(emailed_at=timezone.now())  # of the world, with texts of its own
    tell_what_is_due(actor=SENDER)
    send_waiting(actor=SENDER)
    for name, form in FORMS.items():
        with transaction.atomic():
            url = address_of(sight, BY_NAME[name], form.names)
            enter(form.who).post(url, form.body(world, find(sight, name, form.names)))
            send_waiting(actor=SENDER)
            list(outbox.send_waiting(now=timezone.now()))
            transaction.set_rollback(True)

    mails = [f"{each.subject}\n{each.body}" for each in mail.outbox]
    lines = stream.read_text()
    assert len(set(mails)) > len(FORMS) / 10
    assert lines.count("\n") >= len(FORMS)
    assert [CANARY.findall(text) for text in ("\n".join(mails), lines)] == [[], []]
