"""A meeting as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.http import HttpResponse

from agreements.calendar_file import CONTENT_TYPE, CalendarEvent, calendar_file
from navskole.access.views import TargetMixin

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest


class CalendarFileView(TargetMixin):
    """The meeting, agenda and who is invited included, as a file to be saved."""

    http_method_names = ["get", "head", "options"]
    filename: ClassVar[str]

    def get_summary(self) -> str:
        """Return what the calendar calls the meeting."""
        raise NotImplementedError

    def get_address(self) -> str:
        """Return the address of the meeting's page."""
        raise NotImplementedError

    def get_points(self) -> Iterable[str]:
        """Return the points of the agenda."""
        raise NotImplementedError

    def get_invited(self) -> Iterable[tuple[str, str]]:
        """Return name and e-mail of each who is invited."""
        raise NotImplementedError

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        meeting = self.target
        event = CalendarEvent(
            uid=str(meeting.public_id),
            sequence=meeting.version - 1,
            summary=self.get_summary(),
            location=meeting.place,
            description="\n".join(f"{n}. {point}" for n, point in enumerate(self.get_points(), 1)),
            starts_at=meeting.starts_at,
            ends_at=meeting.ends_at,
            changed_at=self.actor.now,
            url=request.build_absolute_uri(self.get_address()),
            is_cancelled=meeting.cancelled_at is not None,
            invited=self.get_invited(),
        )
        return HttpResponse(
            calendar_file(event),
            content_type=CONTENT_TYPE,
            headers={"Content-Disposition": f'attachment; filename="{self.filename}"'},
        )
