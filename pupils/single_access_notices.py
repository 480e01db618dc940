"""What is told of a single access, to whom it is for and to who leads there: never of whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.notices.kinds import Telling, add_kind
from navskole.organisations.models import Membership, Role
from navskole.ui.templatetags.ui_dates import long_date
from pupils.models import SingleAccessRequest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from navskole.access.actor import Actor
    from navskole.notices.kinds import Kind

ANSWER_PAGE = "pupils:single_access_answer"
_TOLD_BEFORE = timedelta(days=3)

SINGLE_ACCESS_ASKED = add_kind(
    "single_access_asked",
    _("%(who)s ber om enkelttilgang til én elev hos %(owner)s. Les begrunnelsen og svar."),
)
SINGLE_ACCESS_GIVEN = add_kind(
    "single_access_given",
    _("%(who)s har fått enkelttilgang til én elev hos %(owner)s, til og med %(day)s."),
)
SINGLE_ACCESS_DECLINED = add_kind(
    "single_access_declined",
    _("%(who)s har ikke fått enkelttilgangen det ble bedt om hos %(owner)s."),
)
SINGLE_ACCESS_ENDED = add_kind(
    "single_access_ended",
    _("Enkelttilgangen %(who)s hadde hos %(owner)s, er avsluttet."),
)
SINGLE_ACCESS_ENDS = add_kind(
    "single_access_ends",
    _("Enkelttilgangen %(who)s har hos %(owner)s, går ut %(day)s."),
)


def find_ending_single_accesses(actor: Actor) -> Iterator[Telling]:
    """Yield the accesses that end within three days, each once to the holder and the leaders."""
    for asked in SingleAccessRequest.objects.ending(on=actor.on, within=_TOLD_BEFORE):
        yield told(SINGLE_ACCESS_ENDS, asked, on=actor.on)


def told(kind: Kind, asked: SingleAccessRequest, *, on: date) -> Telling:
    """Return what to tell: both whoever asked and who leads there, but for who acts.

    Of a request the leaders alone; that it was declined is for whoever asked.
    """
    here = Membership.objects.in_force(on=on).filter(
        organisation_id=asked.owner_id, user__is_active=True
    )
    leaders = here.filter(role__in=(Role.PRINCIPAL, Role.NAV_MANAGER))
    asker = here.filter(user_id=asked.asked_by_id)
    to = {SINGLE_ACCESS_ASKED: [*leaders], SINGLE_ACCESS_DECLINED: [*asker]}
    return Telling(
        kind=kind,
        subject=asked.public_id,
        occasion=str(asked.last_day) if kind == SINGLE_ACCESS_ENDS else "",
        page=ANSWER_PAGE if kind == SINGLE_ACCESS_ASKED else "",
        to=to.get(kind, [*asker, *leaders]),
        facts={
            "who": str(asked.asked_by),
            "owner": str(asked.owner),
            "day": long_date(asked.last_day),
        },
    )
