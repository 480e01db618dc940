"""What a privacy officer may read of the access log (ground `log_reader`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from navskole.audit.events import Decision
from navskole.audit.models import AccessedPupil
from navskole.organisations.models import Role
from pupils.grounds import hard_rules
from pupils.models import Pupil

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from pupils.querysets.pupil import PupilQuerySet


def log_visible_to(actor: Actor) -> QuerySet[AccessedPupil]:
    """Return the log rows of the organisations the actor is privacy officer for.

    Rows about data those organisations own, whoever looked; what their own staff were shown
    from the other side of the wall; and looks at nobody's data. A refused look at another
    side's record is left out: that a record was there to be refused is that side's secret.
    So is what staff did for another organisation of the same side.
    """
    organisations = actor.at(Role.PRIVACY_OFFICER)
    if not organisations:
        return AccessedPupil.objects.none()
    return AccessedPupil.objects.filter(
        Q(owner_id__in=organisations)
        | (
            Q(event__organisation_id__in=organisations, event__decision=Decision.PERMIT)
            & ~Q(owner__side=actor.side)
        )
        | Q(event__organisation_id__in=organisations, owner_id__isnull=True),
    )


def pupils_in_log(actor: Actor) -> PupilQuerySet:
    """Return the pupils whose log the actor may read; only the name is to be shown.

    The log of a pupil at a strictly confidential address is for a named officer alone.
    """
    rows = log_visible_to(actor)
    return Pupil.objects.filter(hard_rules(actor), pk__in=rows.values("pupil_id"))
