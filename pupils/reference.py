"""The problem areas navskole ships with: the union of the field's lists."""

from typing import Any

from pupils.models import ProblemArea

SHIPPED = [
    ("okonomi", "økonomi", False),
    ("gjeld", "gjeld", False),
    ("bolig", "bolig", False),
    ("hjemmeforhold", "hjemmeforhold", False),
    ("psykisk-helse", "psykisk helse", True),
    ("rus", "rus", True),
    ("sosialt-nettverk", "sosialt nettverk, mobbing og ensomhet", False),
    ("fravaer-og-motivasjon", "fravær og motivasjon", False),
    ("feilvalg", "feilvalg", False),
    ("jobb-og-praksis", "jobb og praksis", False),
    ("studiefinansiering", "studiefinansiering (Lånekassen)", False),
    ("skolevei", "skolevei", False),
    ("foreldreveiledning", "foreldreveiledning", False),
    ("annet", "annet", False),
]


def load_problem_areas(**kwargs: Any) -> None:
    """Create or correct the shipped areas."""
    for position, (code, name, is_sensitive) in enumerate(SHIPPED):
        ProblemArea.objects.update_or_create(
            code=code,
            defaults={"name": name, "is_sensitive": is_sensitive, "position": position},
        )
