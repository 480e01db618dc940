"""What the demo's NAV notes say: per theme a course of conversations. Nothing is about anybody."""

from followup.demo.texts.home import ECONOMY, HEALTH, HOME_LIFE, HOUSING, STUDENT_FINANCE
from followup.demo.texts.phrases import CLOSERS, OPENERS, Beat
from followup.demo.texts.school_days import ABSENCE, ENDING, NETWORK, START
from followup.demo.texts.work import OUTSIDE, PRACTICE, WRONG_CHOICE

__all__ = ["CLOSERS", "OPENERS", "THEMES", "Beat"]

THEMES = {
    "start": (START, ("annet",)),
    "practice": (PRACTICE, ("jobb-og-praksis",)),
    "absence": (ABSENCE, ("fravaer-og-motivasjon",)),
    "economy": (ECONOMY, ("okonomi",)),
    "housing": (HOUSING, ("bolig",)),
    "wrong_choice": (WRONG_CHOICE, ("feilvalg",)),
    "network": (NETWORK, ("sosialt-nettverk",)),
    "health": (HEALTH, ("psykisk-helse",)),
    "student_finance": (STUDENT_FINANCE, ("studiefinansiering",)),
    "home_life": (HOME_LIFE, ("hjemmeforhold",)),
    "outside": (OUTSIDE, ("jobb-og-praksis",)),
    "ending": (ENDING, ()),
}
"""Each theme's course and the problem areas its notes are about."""
