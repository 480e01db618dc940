"""The measures of a collaboration in coarse figures, of what has crossed from the other side.

Rektor counts what the offices' consent lines open, a NAV-leder what the school's open: the owner
and the reader both know of it. Pupils at a strictly confidential address are not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from agreements.models import StandingItem
from agreements.steering_figures import Figure
from followup.models import MeasurePart, MeasureState
from navskole.figures.suppression import SUPPRESSED, coarse
from navskole.organisations.models import Role
from pupils.models import AddressProtection, Enrolment

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agreements.steering_figures import Asked
    from navskole.organisations.models import Organisation

_USED = (MeasureState.RUNNING, MeasureState.COMPLETED)


def measure_figures(asked: Asked) -> Iterator[Figure]:
    """Yield how many measures run and are completed, and which are told most often."""
    for owner in _others(asked):
        states, types = _used(asked, owner)
        yield Figure(
            StandingItem.MEASURES,
            _(
                "Tiltak fra %(owner)s som den andre parten kjenner: "
                "%(running)s pågår, %(done)s er fullført."
            )
            % {
                "owner": owner,
                "running": asked.about(states.get(MeasureState.RUNNING, 0)),
                "done": asked.about(states.get(MeasureState.COMPLETED, 0)),
            },
        )
        often = [
            _("%(type)s (%(number)s)") % {"type": name, "number": asked.about(number)}
            for name, number in types.items()
            if coarse(number, threshold=asked.threshold) != SUPPRESSED
        ]
        if often:
            yield Figure(
                StandingItem.MEASURES,
                _("Mest brukt fra %(owner)s: %(types)s.")
                % {"owner": owner, "types": ", ".join(often)},
            )


def _others(asked: Asked) -> list[Organisation]:
    """Return whose measures the actor knows across the wall."""
    school = asked.collaboration.school
    if asked.actor.holds(Role.PRINCIPAL, school.pk):
        return list(asked.offices)
    return [school] if asked.offices else []


def _used(asked: Asked, owner: Organisation) -> tuple[dict[str, int], dict[str, int]]:
    """Return how many parts of the owner's there are by state, and by type, the most first.

    Of the school's own pupils: who reads them may lead another school or office as well.
    """
    school_id = asked.collaboration.school_id
    pupils = Enrolment.objects.in_force(on=asked.actor.on).filter(school_id=school_id)
    parts = (
        MeasurePart.objects.visible_to(asked.actor)
        .filter(owner=owner, state__in=_USED, measure__pupil__in=pupils.values("pupil_id"))
        .exclude(measure__pupil__address_protection=AddressProtection.STRICT)
        .order_by()
    )
    states = dict(parts.values_list("state").annotate(Count("pk", distinct=True)))
    types = parts.values_list("measure__type__name").annotate(number=Count("pk", distinct=True))
    return states, dict(types.order_by("-number", "measure__type__name"))
