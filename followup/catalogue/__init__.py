"""The measure catalogue navskole ships with: facts of the field, each with its statute.

Conditions and durations are those of the named statutes and of nav.no; where none is
given, the entry names none.
"""

from typing import Any

from followup.catalogue.entry import Entry
from followup.catalogue.nav import NAV
from followup.catalogue.others import OTHERS
from followup.models import MeasureCondition, MeasureType
from pupils.models import ProblemArea
from pupils.reference import load_problem_areas

SHIPPED = [*NAV, *OTHERS]


def load_catalogue(**kwargs: Any) -> None:
    """Create or correct the shipped types; a type follows its areas in being sensitive."""
    load_problem_areas()
    areas = {area.code: area for area in ProblemArea.objects.all()}
    apart = ("code", "areas", "conditions")
    for position, entry in enumerate(SHIPPED):
        facts = {name: value for name, value in vars(entry).items() if name not in apart}
        own = [areas[code] for code in entry.areas]
        facts |= {"position": position, "is_sensitive": any(area.is_sensitive for area in own)}
        measure_type, _ = MeasureType.objects.update_or_create(code=entry.code, defaults=facts)
        measure_type.areas.set(own)
        _load_conditions(measure_type, entry)


def _load_conditions(measure_type: MeasureType, entry: Entry) -> None:
    """Create or correct the type's shipped conditions; what no longer holds is removed."""
    codes = [condition.code for condition in entry.conditions]
    MeasureCondition.objects.filter(type=measure_type).exclude(code__in=codes).delete()
    for position, condition in enumerate(entry.conditions):
        facts = {name: value for name, value in vars(condition).items() if name != "code"}
        MeasureCondition.objects.update_or_create(
            type=measure_type, code=condition.code, defaults=facts | {"position": position}
        )
