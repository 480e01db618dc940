"""The problem areas navskole ships with: the union of the field's lists."""

from typing import Any

from pupils.models import ProblemArea

SHIPPED = [
    ("okonomi", "Økonomi", False),
    ("gjeld", "Gjeld", False),
    ("bolig", "Bolig", False),
    ("hjemmeforhold", "Hjemmeforhold", False),
    ("psykisk-helse", "Psykisk helse", True),
    ("rus", "Rus", True),
    ("sosialt-nettverk", "Sosialt nettverk, mobbing og ensomhet", False),
    ("fravaer-og-motivasjon", "Fravær og motivasjon", False),
    ("feilvalg", "Feilvalg", False),
    ("jobb-og-praksis", "Jobb og praksis", False),
    ("studiefinansiering", "Studiefinansiering (Lånekassen)", False),
    ("skolevei", "Skolevei", False),
    ("foreldreveiledning", "Foreldreveiledning", False),
    ("annet", "Annet", False),
]


def load_problem_areas(**kwargs: Any) -> None:
    """Create or correct the shipped areas."""
    for position, (code, name, is_sensitive) in enumerate(SHIPPED):
        ProblemArea.objects.update_or_create(
            code=code,
            defaults={"name": name, "is_sensitive": is_sensitive, "position": position},
        )
