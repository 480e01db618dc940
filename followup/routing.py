"""Who decides a part if it is sent now, or what must be done first.

A municipal measure is decided where the duty lies: at the office that serves the pupil's
municipality of stay (sosialtjenesteloven § 3). A state measure is decided at the case's
office, a school measure at the school.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from followup.grounds import is_ended, lines_missing
from followup.models import Sector
from navskole.organisations.models import NavOffice
from navskole.records.errors import RuleBroken
from pupils.models import ContactDetails

if TYPE_CHECKING:
    from followup.models import MeasurePart
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation


class CannotBeSent(RuleBroken):
    """Something must be done before the part can be sent; `remedy` names the page for it."""

    remedy = ""


class StayUnknown(CannotBeSent):
    """A municipal measure needs the municipality of stay, which says who owes it."""

    message = _(
        "Registrer oppholdskommunen før du sender et kommunalt tiltak: kommunen der eleven "
        "oppholder seg, har ansvaret (sosialtjenesteloven § 3)."
    )
    remedy = "contact"


class AgreementMissing(CannotBeSent):
    """Another office serves the municipality of stay; the pupil has not said yes to it."""

    remedy = "forward"

    def __init__(self, offices: list[NavOffice]) -> None:
        names = _(" eller ").join(str(office) for office in offices)
        super().__init__(
            _(
                "Tiltaket avgjøres av %(office)s, som betjener elevens oppholdskommune. Registrer "
                "at eleven sier ja til at tiltaket sendes dit."
            )
            % {"office": names}
        )


class NoOfficeHere(CannotBeSent):
    """No office in the system serves the municipality of stay."""

    message = _(
        "Ingen NAV-kontor i navskole betjener elevens oppholdskommune. Eleven søker der, og du "
        "noterer søknaden her med referanse."
    )
    remedy = "outside"


class NotDecidedHere(CannotBeSent):
    """An external service decides for itself."""

    message = _("Tjenesten avgjør selv. Henvis eleven dit, og noter henvisningen her.")
    remedy = "outside"


class ConsentMissing(CannotBeSent):
    """The measure is combined with one at the school, and the consents do not reach that far."""

    remedy = "consents"

    def __init__(self, missing: list[str]) -> None:
        words = _(
            "Tiltaket er kombinert med et på skolen og kan ikke sendes før samtykkene dekker begge "
            "delene. Dette mangler: %(missing)s."
        )
        super().__init__(words % {"missing": "; ".join(missing)})


@dataclass(frozen=True)
class Route:
    """Where the part goes if it is sent now, or why it cannot be; which offices could decide."""

    organisation: Organisation | None = None
    obstacle: CannotBeSent | None = None
    offices: list[NavOffice] = field(default_factory=list)

    def require(self) -> Organisation:
        """Return who decides, or raise what stands in the way."""
        if self.obstacle is not None:
            raise self.obstacle
        assert self.organisation is not None  # noqa: S101 - a route has one or the other
        return self.organisation


def find_route(actor: Actor, part: MeasurePart) -> Route:
    """Return the part's route as the actor can know it.

    A combined measure goes nowhere unless consents stand both ways, or the combination is ended.
    """
    route = _own_route(actor, part)
    if part.other_type_id is None or route.obstacle is not None or is_ended(part, on=actor.on):
        return route
    missing = lines_missing(part, on=actor.on)
    return replace(route, obstacle=ConsentMissing(missing)) if missing else route


def _own_route(actor: Actor, part: MeasurePart) -> Route:
    sector = part.measure.type.sector
    if sector == Sector.EXTERNAL:
        return Route(obstacle=NotDecidedHere())
    if sector != Sector.MUNICIPAL:
        return Route(organisation=part.owner)
    return _municipal_route(actor, part)


def _municipal_route(actor: Actor, part: MeasurePart) -> Route:
    """Ask what the actor may see alone: a refusal must not tell a protected municipality."""
    if part.measure.pupil.is_strictly_protected:
        return Route(obstacle=NoOfficeHere())
    known = (
        ContactDetails.objects.visible_to(actor)
        .filter(pupil_id=part.measure.pupil_id, owner_id=part.owner_id)
        .first()
    )
    if known is None or known.municipality_of_stay_id is None:
        return Route(obstacle=StayUnknown())
    offices = list(NavOffice.objects.filter(serves=known.municipality_of_stay_id))
    serving = {office.pk: office for office in offices}
    if part.owner_id in serving:
        return Route(organisation=part.owner, offices=offices)
    if not offices:
        return Route(obstacle=NoOfficeHere())
    if part.forward_office_id in serving and part.forward_agreed_on:
        return Route(organisation=serving[part.forward_office_id], offices=offices)
    return Route(obstacle=AgreementMissing(offices), offices=offices)
