"""Those who came by at the demo's schools, and what the veiledere held there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from followup.actions.contact_request import (
    ContactContent,
    close_contact_request,
    record_contact_request,
)
from followup.actions.outreach import OutreachContent, record_outreach
from followup.models import ContactChannel, ContactOutcome, OutreachKind

if TYPE_CHECKING:
    from navskole.administration.demo import World

_DROP_IN, _MESSAGE, _PHONE = ContactChannel.DROP_IN, ContactChannel.MESSAGE, ContactChannel.PHONE

# Days ago, veileder, school, first name, how, what about, when it suits, and what came of it.
_CONTACTS = (
    (1, "veileder.fjordvik", "Fjordvik vgs", "Sara", _DROP_IN, "Sommerjobb og søknad",
     "Etter kl. 12", ""),
    (2, "veileder.fjordvik", "Fjordvik vgs", "Jonas", _MESSAGE, "Lurer på om praksis er mulig",
     "Onsdag i friminuttet", ""),
    (4, "veileder.fjordvik", "Fjordvik vgs", "Mina", _PHONE, "Flyttet hjemmefra, vil vite hva hun "
     "kan søke om", "", ""),
    (9, "veileder.fjordvik", "Fjordvik vgs", "Ali", _DROP_IN, "Hjelp til CV", "",
     ContactOutcome.TALKED),
    (15, "veileder.fjordvik", "Fjordvik vgs", "Tuva", _MESSAGE, "Spørsmål om stipend", "",
     ContactOutcome.SHOWN_ON),
    (11, "veileder.fjordvik", "Fjordvik vgs", "Emma", _DROP_IN, "Vil høre om praksis i helsefag",
     "", ContactOutcome.FOLLOWED_UP),
    (20, "veileder.fjordvik", "Fjordvik vgs", "Filip", _PHONE, "Ringte uten å si hva det gjaldt",
     "", ContactOutcome.NOT_REACHED),
    (3, "veileder.sundet", "Fjordvik vgs", "Eirik", _DROP_IN, "Skolevei og busskort",
     "Tirsdag etter skolen", ""),
)  # fmt: skip

# Days ago, veileder, school, kind, theme, heads.
_OUTREACH = (
    (5, "veileder.fjordvik", "Fjordvik vgs", OutreachKind.OPEN_OFFICE, "Åpent kontor i kantina", 7),
    (12, "veileder.fjordvik", "Fjordvik vgs", OutreachKind.CLASS_VISIT,
     "Hva kan NAV-veilederen hjelpe med? Vg1 helse- og oppvekstfag", 28),
    (19, "veileder.fjordvik", "Fjordvik vgs", OutreachKind.CLASS_VISIT,
     "Hva kan NAV-veilederen hjelpe med? Vg1 bygg og anlegg", 24),
    (26, "veileder.fjordvik", "Fjordvik vgs", OutreachKind.GROUP, "Jobbsøking: CV og intervju", 9),
    (33, "veileder.sundet", "Fjordvik vgs", OutreachKind.GROUP, "Økonomi når du bor på hybel", 11),
)  # fmt: skip


def seed_contact_requests(world: World) -> None:
    """Record who got in touch; some were answered the day after."""
    for days, who, school, first_name, channel, theme, suits, outcome in _CONTACTS:
        contact = record_contact_request(
            actor=world.actor(who, world.moment(days)),
            content=ContactContent(
                school=world.places.schools[school],
                first_name=first_name,
                channel=channel,
                theme=theme,
                preferred_time=suits,
            ),
        )
        if outcome:
            answered = world.actor(who, world.moment(days - 1))
            close_contact_request(actor=answered, contact=contact, outcome=outcome)


def seed_outreach(world: World) -> None:
    """Record what was held."""
    for days, who, school, kind, theme, heads in _OUTREACH:
        actor = world.actor(who, world.moment(days))
        record_outreach(
            actor=actor,
            content=OutreachContent(
                school=world.places.schools[school],
                held_on=actor.on,
                kind=kind,
                theme=theme,
                headcount=heads,
            ),
        )
