"""Fødselsnummer and D-number: whether one can be right, and how it is shown.

Sources: folkeregisterforskriften § 2-2-3 (how the number is built) and Skatteetaten's notice
of the number from 2032: from 1 January that year the first control digit may leave 0, 1, 2
or 3, and the individual number tells neither century nor sex. Nobody's number is changed,
so both ways of reading hold side by side from then on. Synthetic numbers have 80 (Tenor,
Skatteetaten) or 40 (NAV) added to the month; a D-number has 40 added to the day.
"""

from __future__ import annotations

import re
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum.no import fodselsnummer

NEW_NUMBERS_FROM = date(2032, 1, 1)

_ELEVEN_DIGITS = re.compile(r"\A[0-9]{11}\Z")  # `\d` takes the digits of every script
_SPACES = str.maketrans("", "", " \u00a0\u202f")
_SYNTHETIC_MONTHS = (80, 40)
_D_NUMBER_DAYS = 40
_NEW_REMAINDERS = (1, 2, 3)
_CENTURIES = (
    # individual numbers, two-digit years, century
    (range(500), range(100), 1900),
    (range(500, 750), range(54, 100), 1800),
    (range(900, 1000), range(40, 100), 1900),
    (range(500, 1000), range(40), 2000),
)


def clean_national_id(typed: str, *, born: date, on: date) -> str:
    """Return the eleven digits. Raises ValidationError, which never holds what was typed.

    `born` is the pupil's birth date, `on` the day: the rule of 2032 counts from then.

    >>> clean_national_id("010199 00010", born=date(1999, 1, 1), on=date(2026, 1, 1))
    Traceback (most recent call last):
    ...
    django.core.exceptions.ValidationError: ['Nummeret stemmer ikke. Kontroller sifrene.']
    """
    digits = typed.strip(" ").translate(_SPACES)
    if not _ELEVEN_DIGITS.match(digits):
        raise ValidationError(_("Skriv fødselsnummeret eller D-nummeret med 11 sifre."))
    if not _control_digits_fit(digits, on=on):
        raise ValidationError(_("Nummeret stemmer ikke. Kontroller sifrene."))
    _month_number, is_synthetic = _month(int(digits[2:4]))
    if is_synthetic and not settings.SYNTHETIC_NATIONAL_IDS:
        raise ValidationError(_("Dette er et testnummer og kan ikke brukes her."))
    if not is_of(digits, born=born, on=on):
        raise ValidationError(_("Nummeret stemmer ikke med fødselsdatoen. Kontroller begge."))
    return digits


def is_of(digits: str, *, born: date, on: date) -> bool:
    """Tell whether eleven digits can be the number of somebody born that day."""
    month, _is_synthetic = _month(int(digits[2:4]))
    day = int(digits[:2])
    day -= _D_NUMBER_DAYS if day > _D_NUMBER_DAYS else 0
    dated = (day, month, int(digits[4:6])) == (born.day, born.month, born.year % 100)
    return dated and _century_fits(digits, born, on=on)


def _control_digits_fit(digits: str, *, on: date) -> bool:
    """Tell whether both control digits fit, the first by either rule once the new one counts."""
    exact = int(fodselsnummer.calc_check_digit1(digits))
    allowed = {exact}
    if on >= NEW_NUMBERS_FROM:
        allowed |= {(exact + left) % 11 for left in _NEW_REMAINDERS}
    return int(digits[9]) in allowed and digits[10] == fodselsnummer.calc_check_digit2(digits)


def _month(written: int) -> tuple[int, bool]:
    """Return the month, and whether the number is of a synthetic series."""
    for added in _SYNTHETIC_MONTHS:
        if written > added:
            return written - added, True
    return written, False


def _century_fits(digits: str, born: date, *, on: date) -> bool:
    """Tell whether the individual number is of the birth date's century, while it tells one."""
    if on >= NEW_NUMBERS_FROM:
        return True
    individual, year = int(digits[6:9]), born.year % 100
    return any(
        individual in individuals and year in years and century == born.year - year
        for individuals, years, century in _CENTURIES
    )
