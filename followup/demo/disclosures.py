"""One note that the veileder at Fjordvik shared with a rådgiver on a statute."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from followup.actions.disclosure import DisclosureContent, disclose
from followup.disclosure_recipients import possible_recipients
from followup.models import Audience, Note, Statute

if TYPE_CHECKING:
    from navskole.administration.demo import World

_WHY = (
    "Eleven er på vei inn i praksis med tunge løft. Skolen må vite om dette for å ta vare på "
    "eleven der, og eleven lot seg ikke nå før oppstarten. Bare rådgiveren som følger praksisen, "
    "får opplysningen."
)


def seed_disclosure(world: World) -> None:
    """Share the earliest note of an own case that stays on the own side."""
    actor = world.actor("veileder.fjordvik", world.moment(3))
    notes = Note.objects.visible_to(actor).filter(
        author=actor.person,
        audience=Audience.OWN,
        struck_at__isnull=True,
        is_sensitive=False,
        is_addendum=False,
        case__responsible=actor.person,
        case__closed_on__isnull=True,
        created_at__lt=actor.now,
    )
    for note in notes.select_related("pupil", "owner", "case").order_by("pk"):
        posts = possible_recipients(actor, note).filter(user__username="radgiver.fjordvik")
        if posts.exists():
            disclose(
                actor=actor,
                item=note,
                version=note.version,
                content=DisclosureContent(
                    recipients=list(posts),
                    statute=Statute.NAV_7,
                    assessment=_WHY,
                    pupil_informed=False,
                    uninformed_reason="Eleven lot seg ikke nå. Tas opp i neste samtale.",
                    ends_on=actor.on + timedelta(days=60),
                ),
            )
            return
