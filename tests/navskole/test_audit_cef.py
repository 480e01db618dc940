"""Each event reaches the security log as CEF, once and in order, also after an outage."""

from __future__ import annotations

import os
import re
import socket
import threading
from contextlib import closing, contextmanager
from datetime import timedelta
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.test import Client
from django.utils import timezone

from navskole.access.actor import Actor
from navskole.audit import cef, log, outbox
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessEvent, CefDelivery
from navskole.audit.receivers import receiver_at
from navskole.settings.audit import cef_address
from pupils.models import ContactDetails, Pupil
from tests.factories.pair import make_pair
from tests.factories.pupils import PupilFactory

pytestmark = pytest.mark.django_db

NUMBER = "01830599953"
OWN_NUMBER = "02830599941"


@pytest.fixture
def file(tmp_path, settings) -> Path:
    """Let the log be sent to a file, which is not there yet."""
    path = tmp_path / "cef.log"
    settings.AUDIT_CEF = f"file://{path}"
    return path


def send() -> str:
    """Run the command, and return its receipt."""
    out = StringIO()
    call_command("send_audit_cef", stdout=out)
    return out.getvalue()


def looks(*pupils: int) -> list[int]:
    """Write a look at each of these pupils, a second apart, and return the events' ids."""
    start = timezone.now() + timedelta(seconds=CefDelivery.objects.count())
    return [
        log.record(
            Actor(user=None, now=start + timedelta(seconds=number), system_reason="test"),
            Action.VIEW,
            [log.Access(pupil)],
        ).pk
        for number, pupil in enumerate(pupils)
    ]


def ends(lines: list[str]) -> list[str]:
    """Return when each line happened, which stands for the event it tells of."""
    return [re.search(r"\bend=(\d+) ", line)[1] for line in lines]


def sent_for(ids: list[int]) -> list[str]:
    """Return the same of the events themselves."""
    times = dict(AccessEvent.objects.values_list("pk", "at"))
    return [str(int(times[pk].timestamp() * 1000)) for pk in ids]


def waiting() -> list[int]:
    """Return the events that wait."""
    return list(CefDelivery.objects.waiting().order_by("pk").values_list("pk", flat=True))


# --- What a line says -----------------------------------------------------------------


def test_a_page_shown_and_a_page_refused_are_told_with_who_and_whom(file):
    pair, other = make_pair(), make_pair()
    Pupil.objects.filter(pk=pair.pupil.pk).update(national_id=NUMBER)
    url = f"/saker/{pair.case.public_id}/"
    for who in (pair.counsellor, other.counsellor):
        client = Client()
        client.force_login(who)
        client.get(f"{url}?q=hemmelig")
    shown, refused = AccessEvent.objects.filter(action=Action.VIEW).order_by("pk")

    assert send() == "Sent 4 events, deleted 0 old marks.\n"

    lines = [line for line in file.read_text().splitlines() if "duid=" in line]
    assert lines == [
        f"CEF:0|navskole|AuditLogger|1.0|audit:access|Sporingslogg|{severity}|"
        f"suid={event.user.username} duid={NUMBER} end={int(event.at.timestamp() * 1000)} "
        f"sproc={event.request_id} request={url} requestMethod=GET "
        f"flexString1Label=Decision flexString1={decision} msg=Så på: oversikten i saken"
        for event, severity, decision in ((shown, "INFO", "Permit"), (refused, "WARN", "Deny"))
    ]


def test_an_event_has_a_line_for_each_of_its_pupils_and_one_where_it_has_none(file, pair):
    Pupil.objects.filter(pk=pair.pupil.pk).update(national_id=NUMBER)
    unnumbered, gone = PupilFactory(national_id=None), 10**12
    own = ContactDetails(pupil=unnumbered, owner=pair.school, national_id=OWN_NUMBER)
    own.save()
    accesses = [
        log.Access(pair.pupil.pk, pair.school.pk),
        log.Access(pair.pupil.pk, pair.office.pk),
        log.Access(unnumbered.pk, pair.office.pk),
        log.Access(gone, pair.office.pk),
    ]
    system = Actor.system("test")
    log.record(system, Action.LIST, accesses)
    log.record(system, Action.LIST, [log.Access(unnumbered.pk, pair.school.pk)])
    log.record(system, Action.SIGN_IN_FAILED, decision=Decision.DENY)

    send()

    lines = file.read_text().splitlines()
    numbers = [re.findall(r" ?duid=(\S+)", line) for line in lines]
    assert numbers == [[NUMBER], [], [], [OWN_NUMBER], []]
    assert lines[-1].endswith(
        "flexString1Label=Decision flexString1=Deny msg=Mislyktes med å logge inn"
    )
    assert not any("suid=" in line or "request=" in line for line in lines)


def test_signing_in_and_out_is_told_too(file, pair):
    client = Client()
    client.force_login(pair.counsellor)
    client.logout()

    send()

    messages = [line.partition("msg=")[2] for line in file.read_text().splitlines()]
    assert messages == ["Logget inn", "Logget ut"]


def test_nothing_in_a_value_can_end_a_field_or_a_line():
    nasty = "a\\b=c|d\ne\rf\x00g\u2028h"

    header, value = cef._header_field(nasty), cef._value(nasty)

    assert header == "a\\\\b=c\\|d e f g h"
    assert value == "a\\\\b\\=c|d\\ne\\rf g h"
    assert cef._cef(["x|y"], {"one": "=", "none": ""}) == "CEF:0|x\\|y|one=\\="


# --- To where -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///var/log/navskole/cef.log",
        "syslog+unix:///dev/log",
        "syslog+udp://127.0.0.1:514",
        "syslog+tcp://logg.example:601",
    ],
)
def test_an_address_that_can_be_sent_to_is_taken(address):
    assert cef_address(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "cef.log",
        "/var/log/cef.log",
        "file://var/log/cef.log",
        "file://",
        "syslog+unix://host/dev/log",
        "syslog+udp://logg.example",
        "syslog+tcp://:601",
        "syslog+tcp://logg.example:port",
        "syslog+tcp://logg.example:601/x",
        "https://logg.example:601",
    ],
)
def test_another_address_is_refused(address):
    with pytest.raises(ImproperlyConfigured, match="AUDIT_CEF must be"):
        cef_address(address)


def test_without_a_receiver_nothing_waits_and_the_command_says_so():
    looks(1)

    with pytest.raises(CommandError, match="AUDIT_CEF names no receiver"):
        send()
    assert not CefDelivery.objects.exists()


# --- Nothing is lost, nothing is sent again ---------------------------------------------


def test_a_file_that_cannot_be_written_gets_all_of_it_later_in_order(
    tmp_path, settings, pair, caplog
):
    Pupil.objects.filter(pk=pair.pupil.pk).update(national_id=NUMBER)
    folder = tmp_path / "later"
    settings.AUDIT_CEF = f"file://{folder}/cef.log"
    ids = looks(1, 2, pair.pupil.pk)

    with pytest.raises(CommandError, match=r"Sent 0 events.*3 events wait") as failed:
        send()
    assert waiting() == ids
    assert NUMBER not in f"{failed.value} {caplog.text}"

    ids += looks(4)
    folder.mkdir()
    assert send() == "Sent 4 events, deleted 0 old marks.\n"
    assert send() == "Sent 0 events, deleted 0 old marks.\n"
    assert ends((folder / "cef.log").read_text().splitlines()) == sent_for(ids)
    assert (folder / "cef.log").stat().st_mode & 0o007 == 0


def test_what_a_full_disk_took_of_a_batch_is_taken_back(file):
    looks(1)
    send()
    before = file.read_text()
    ids = looks(2, 3)
    write = os.write

    def half(descriptor, data):
        if len(data) < 100:
            raise OSError(28, "No space left on device")
        return write(descriptor, data[: len(data) - 50])

    with mock.patch.object(os, "write", half), pytest.raises(CommandError, match="No space left"):
        send()

    assert file.read_text() == before
    assert waiting() == ids
    send()
    assert len(file.read_text().splitlines()) == 3


def test_batches_before_the_one_that_failed_are_not_sent_again(file, monkeypatch):
    monkeypatch.setattr(outbox.send_waiting, "__kwdefaults__", {"most": 2})
    ids = looks(1, 2, 3, 4, 5)
    receiver, calls = receiver_at(f"file://{file}"), []

    class FailsOnce:
        def send(self, lines):
            calls.append(len(lines))
            if len(calls) == 2:
                raise TimeoutError("timed out")
            receiver.send(lines)

    monkeypatch.setattr(outbox, "receiver_at", lambda address: FailsOnce())
    with pytest.raises(CommandError, match=r"Sent 2 events.*\(timed out\); 3 events wait"):
        send()
    assert waiting() == ids[2:]
    send()

    assert calls == [2, 2, 2, 1]
    assert ends(file.read_text().splitlines()) == sent_for(ids)


def test_marks_of_what_was_sent_are_deleted_after_a_month(file):
    first, second, third = looks(1, 2, 3)
    send()
    now = timezone.now()
    CefDelivery.objects.filter(pk=first).update(sent_at=now - timedelta(days=31))
    CefDelivery.objects.filter(pk=second).update(sent_at=now - timedelta(days=29))

    assert "deleted 1 old marks" in send()
    assert list(CefDelivery.objects.order_by("pk").values_list("pk", flat=True)) == [second, third]
    assert AccessEvent.objects.count() == 3


# --- Syslog ---------------------------------------------------------------------------

SYSLOG = re.compile(
    r"<(\d+)>1 \d{4}-\d\d-\d\dT[\d:.]+\+00:00 \S+ navskole \d+ access - (CEF:0\|.*)"
)


def free_port(kind: socket.SocketKind) -> int:
    """Return a port that nobody listens on."""
    with closing(socket.socket(socket.AF_INET, kind)) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def tcp_receiver(port: int):
    """Listen for one connection, and give what it sent when it has closed its side."""
    received: list[bytes] = []
    with closing(socket.create_server(("127.0.0.1", port))) as server:

        def take() -> None:
            connection, _address = server.accept()
            with connection:
                while some := connection.recv(65536):
                    received.append(some)

        thread = threading.Thread(target=take)
        thread.start()
        yield received
        thread.join(timeout=10)


def messages_of(stream: bytes) -> list[str]:
    """Split what came over TCP by the lengths in it."""
    messages = []
    while stream:
        length, _space, stream = stream.partition(b" ")
        messages.append(stream[: int(length)].decode())
        stream = stream[int(length) :]
    return messages


def test_over_tcp_what_nobody_listened_to_comes_later(settings):
    port = free_port(socket.SOCK_STREAM)
    settings.AUDIT_CEF = f"syslog+tcp://127.0.0.1:{port}"
    ids = looks(1, 2)
    ids.append(log.record(Actor.system("å"), Action.SIGN_IN_FAILED, decision=Decision.DENY).pk)

    with pytest.raises(CommandError, match=r"Connection refused\); 3 events wait"):
        send()
    with tcp_receiver(port) as received:
        assert send() == "Sent 3 events, deleted 0 old marks.\n"
    later = looks(3)
    with pytest.raises(CommandError, match="Connection refused"):
        send()

    found = [SYSLOG.fullmatch(message) for message in messages_of(b"".join(received))]
    assert [match[1] for match in found] == ["110", "110", "108"]
    assert ends([match[2] for match in found]) == sent_for(ids)
    assert waiting() == later


def test_over_udp_a_missing_listener_on_this_machine_is_noticed(settings):
    port = free_port(socket.SOCK_DGRAM)
    settings.AUDIT_CEF = f"syslog+udp://127.0.0.1:{port}"
    ids = looks(1, 2)

    with pytest.raises(CommandError, match=r"Connection refused\); 2 events wait"):
        send()
    with closing(socket.socket(socket.AF_INET, socket.SOCK_DGRAM)) as server:
        server.bind(("127.0.0.1", port))
        server.settimeout(5)
        send()
        found = [SYSLOG.fullmatch(server.recv(65536).decode()) for _each in ids]

    assert ends([match[2] for match in found]) == sent_for(ids)


def test_over_a_unix_socket_what_nobody_listened_to_comes_later(tmp_path, settings):
    settings.AUDIT_CEF = f"syslog+unix://{tmp_path}/log"
    ids = looks(1, 2)

    with pytest.raises(CommandError, match=r"No such file or directory\); 2 events wait"):
        send()
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as server:
        server.bind(f"{tmp_path}/log")
        server.settimeout(5)
        send()
        found = [SYSLOG.fullmatch(server.recv(65536).decode()) for _each in ids]

    assert ends([match[2] for match in found]) == sent_for(ids)


# --- The page and what is to be sent stand or fall together -----------------------------


@pytest.mark.parametrize("is_own", [True, False])
def test_a_page_or_refusal_that_cannot_be_put_up_for_sending_is_not_shown(file, is_own):
    pair, other = make_pair(), make_pair()
    client = Client(raise_request_exception=False)
    client.force_login((pair if is_own else other).counsellor)
    before, url = AccessEvent.objects.count(), f"/saker/{pair.case.public_id}/"

    with mock.patch.object(CefDelivery.objects, "create", side_effect=OperationalError):
        answer = client.get(url)

    assert answer.status_code == 503
    assert pair.pupil.last_name not in answer.content.decode()
    assert AccessEvent.objects.count() == before
    assert client.get(url).status_code == (200 if is_own else 404)


def test_what_is_undone_is_not_sent(file):
    with transaction.atomic():
        looks(1)
        transaction.set_rollback(True)

    assert waiting() == []


# --- Two runs at once -----------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_event_once(file, monkeypatch):
    if connection.vendor != "postgresql":
        return  # on SQLite the second run waits for the first
    monkeypatch.setattr(outbox.send_waiting, "__kwdefaults__", {"most": 2})
    ids = looks(1, 2, 3, 4, 5)
    receiver, receipts = receiver_at(f"file://{file}"), []

    def run_beside() -> None:
        try:
            receipts.append(send())
        finally:
            connection.close()

    class WithRunBeside:
        def send(self, lines):
            if not receipts:  # the first batch is taken: another run comes now
                receipts.append("")
                beside = threading.Thread(target=run_beside)
                beside.start()
                beside.join(timeout=20)
            receiver.send(lines)

    monkeypatch.setattr(outbox, "receiver_at", lambda address: WithRunBeside())
    receipts.append(send())

    assert receipts == ["", *(f"Sent {n} events, deleted 0 old marks.\n" for n in (3, 2))]
    lines = file.read_text().splitlines()
    assert ends(lines) == sent_for(ids[2:] + ids[:2])
