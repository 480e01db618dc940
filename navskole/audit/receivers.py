"""Where lines of CEF go: a file, or syslog (RFC 5424) over UDP, TCP or a unix socket.

The standard library's SysLogHandler does not do: it tells of no failure to whoever sends, has
the older header, and does not say over TCP where a message ends.
"""

from __future__ import annotations

import fcntl
import os
import socket
from contextlib import closing, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from navskole.audit.cef import CefLine

SECONDS = 10
_LOG_AUDIT = 13 * 8
_WARNING, _INFORMATIONAL = 4, 6


class Receiver(Protocol):
    """Takes all the lines or raises OSError; then some may have come through all the same."""

    def send(self, lines: Sequence[CefLine]) -> None: ...


def receiver_at(address: str) -> Receiver:
    """Return the receiver at an address that the settings have found to be right."""
    where = urlsplit(address)
    if where.scheme == "file":
        return FileReceiver(where.path)
    if where.scheme == "syslog+unix":
        return DatagramReceiver(socket.AF_UNIX, where.path)
    host, port = where.hostname or "", where.port or 0
    if where.scheme == "syslog+tcp":
        return StreamReceiver(host, port)
    family, _kind, _protocol, _name, place = socket.getaddrinfo(host, port, type=socket.SOCK_DGRAM)[
        0
    ]
    return DatagramReceiver(family, place)


@dataclass(frozen=True)
class FileReceiver:
    """A file that is only added to; it is opened each time, so it may be rotated."""

    path: str

    def send(self, lines: Sequence[CefLine]) -> None:
        """Add the lines and see that they are on the disk; half a line is taken back."""
        data = "".join(f"{line.text}\n" for line in lines).encode()
        descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        with os.fdopen(descriptor, "ab", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            before = os.fstat(file.fileno()).st_size
            try:
                _write_all(file.fileno(), data)
                os.fsync(file.fileno())
            except OSError:
                with suppress(OSError):
                    os.ftruncate(file.fileno(), before)
                raise


def _write_all(descriptor: int, data: bytes) -> None:
    left = memoryview(data)
    while left:
        left = left[os.write(descriptor, left) :]


@dataclass(frozen=True)
class DatagramReceiver:
    """Syslog over UDP or a unix socket: one message is one datagram.

    That nobody listens is found out on this machine; over a network UDP may lose lines.
    """

    family: int
    place: object

    def send(self, lines: Sequence[CefLine]) -> None:
        """Send line by line."""
        with closing(socket.socket(self.family, socket.SOCK_DGRAM)) as sender:
            sender.settimeout(SECONDS)
            sender.connect(self.place)  # type: ignore[arg-type]  # as the family wants it
            for line in lines:
                sender.send(_syslog(line))
                if error := sender.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR):
                    raise OSError(error, os.strerror(error))


@dataclass(frozen=True)
class StreamReceiver:
    """Syslog over TCP (RFC 6587, lengths first)."""

    host: str
    port: int

    def send(self, lines: Sequence[CefLine]) -> None:
        """Send all, and wait for the receiver to have read to the end and closed its side."""
        data = b"".join(b"%d %s" % (len(message), message) for message in map(_syslog, lines))
        with socket.create_connection((self.host, self.port), timeout=SECONDS) as sender:
            sender.sendall(data)
            sender.shutdown(socket.SHUT_WR)
            while sender.recv(1024):
                pass


def _syslog(line: CefLine) -> bytes:
    priority = _LOG_AUDIT + (_WARNING if line.is_refusal else _INFORMATIONAL)
    host = socket.gethostname() or "-"
    head = f"<{priority}>1 {line.at.isoformat()} {host} navskole {os.getpid()} access -"
    return f"{head} {line.text}".encode()
