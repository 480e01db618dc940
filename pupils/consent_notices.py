"""That a consent ends soon: told to whoever asks the pupil again, without a word of the pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.access.actor import Actor
from navskole.notices.kinds import Telling, add_kind
from navskole.organisations.models import Membership, Role
from navskole.ui.templatetags.ui_dates import long_date
from pupils.grounds import SCHOOL_ROLES
from pupils.models import Consent

if TYPE_CHECKING:
    from collections.abc import Iterator

CASE_PAGE, PUPIL_PAGE = "followup:case_consents", "followup:pupil_consents"

CONSENT_ENDS = add_kind(
    "consent_ends",
    _("Et samtykke %(owner)s har registrert, går ut %(day)s. Spør eleven på nytt før det."),
)


def find_ending_consents(actor: Actor) -> Iterator[Telling]:
    """Yield the consents that end within the days of the rule, each once to those who renew it.

    Whoever may not open the consent that day is not told: a notice would say that it exists.
    """
    ending = Consent.objects.ending(on=actor.on).select_related("owner", "case", "pupil")
    for consent in ending.order_by("ends_on", "pk"):
        subject = consent.pupil if consent.case is None else consent.case
        yield Telling(
            kind=CONSENT_ENDS,
            subject=subject.public_id,
            occasion=f"{consent.public_id}:{consent.ends_on}",
            to=[row for row in _who_asks(consent, actor) if _sees(row, consent, actor)],
            page=PUPIL_PAGE if consent.case is None else CASE_PAGE,
            facts={"owner": str(consent.owner), "day": long_date(consent.ends_on)},
        )


def _who_asks(consent: Consent, actor: Actor) -> list[Membership]:
    """Return the responsible veileder, the NAV-leder where nobody is, or rådgivere and rektor."""
    here = Membership.objects.in_force(on=actor.on).filter(
        organisation_id=consent.owner_id, user__is_active=True
    )
    if consent.case is None:
        asks = here.filter(role__in=SCHOOL_ROLES)
    elif consent.case.responsible_id is None:
        asks = here.filter(role=Role.NAV_MANAGER)
    else:
        asks = here.filter(role=Role.NAV_COUNSELLOR, user_id=consent.case.responsible_id)
    return list(asks.select_related("user", "organisation"))


def _sees(membership: Membership, consent: Consent, actor: Actor) -> bool:
    side = membership.organisation.side
    reader = Actor.for_user(membership.user, now=actor.now, side=side)
    return Consent.objects.visible_to(reader).filter(pk=consent.pk).exists()
