"""Numbers by which places are known, as they are typed."""

from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from stdnum.no import orgnr

# `\d` would take the digits of every script; only 0-9 are meant.
county_number = RegexValidator(r"\A[0-9]{2}\Z", _("Skriv fylkesnummeret med to sifre."))
municipality_number = RegexValidator(
    r"\A[0-9]{4}([0-9]{2})?\Z", _("Skriv fire sifre for en kommune, eller seks for en bydel.")
)
office_number = RegexValidator(r"\A[0-9]{4}\Z", _("Skriv enhetsnummeret med fire sifre."))

_NINE_DIGITS = re.compile(r"\A[0-9]{9}\Z")


def org_number(value: str) -> None:
    """Refuse what is no organisation number: nine digits, the last a check digit (mod 11).

    >>> org_number("310000019")
    """
    if not _NINE_DIGITS.match(value):
        raise ValidationError(_("Skriv organisasjonsnummeret med ni sifre."))
    if not orgnr.is_valid(value):
        raise ValidationError(_("Organisasjonsnummeret stemmer ikke. Kontroller sifrene."))
