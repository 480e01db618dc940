"""The catalogue at /ui/: every component in every state, with invented content."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from navskole.ui.forms import (
    AkselForm,
    DateField,
    DateTimeField,
    DescribedChoiceField,
    FilterForm,
    GroupedCheckboxes,
    LongTextField,
    SearchInput,
)
from navskole.ui.forms.comparison import Conflict, compare
from navskole.ui.rendering import COLORS
from navskole.ui.templatetags.ui import LEVELS, TAG_VARIANTS
from navskole.ui.templatetags.ui_charts import PairedBar

PARTS = ("marks", "panels", "timeline", "lists", "forms")
TOPICS = [("fravaer", "Fravær"), ("praksis", "Praksis eller læreplass"), ("okonomi", "Økonomi")]


class SampleForm(AkselForm):
    """Every kind of field."""

    kind = forms.ChoiceField(
        label="Type kontakt",
        choices=[("", "Velg type"), ("samtale", "Samtale"), ("telefon", "Telefon")],
    )
    contact_on = DateField(label="Dato for kontakten", help_text="For eksempel 20.11.2026")
    happened_at = DateTimeField(label="Når")
    heading = forms.CharField(label="Overskrift", max_length=80)
    text = LongTextField(
        label="Notat",
        max_length=2000,
        help_text="Skriv kort og saklig. Ikke ta med flere helseopplysninger enn nødvendig.",
    )
    hours = forms.IntegerField(label="Timer", min_value=1, required=False)
    seen_by = DescribedChoiceField(
        label="Hvem skal kunne se notatet?",
        choices=[
            ("nav", "NAV-intern", "Bare NAV-veiledere med tilgang til eleven."),
            ("shared", "Delt", "NAV, skolen og eleven selv."),
        ],
    )
    topics = forms.MultipleChoiceField(
        label="Tema", choices=TOPICS, widget=forms.CheckboxSelectMultiple, required=False
    )
    places = forms.MultipleChoiceField(
        label="Kommuner",
        choices=[
            ("Havlandet fylke", [("9101", "Fjordvik"), ("9102", "Sundet")]),
            ("Dalåsen fylke", [("9201", "Elvebyen")]),
        ],
        widget=GroupedCheckboxes,
        initial=["9201"],
        required=False,
    )
    attachment = forms.FileField(label="Vedlegg", required=False, help_text="PDF, høyst 10 MB")
    task = forms.BooleanField(
        label="Lag oppgave om oppfølging om 14 dager",
        required=False,
        help_text="Oppgaven legges i oppgavelisten din.",
    )
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """Fail as a whole too, so that the summary shows such an error."""
        self.add_error(None, "Notatet er endret av en annen mens du skrev. Teksten er beholdt.")
        return self.cleaned_data


class LaidOutForm(AkselForm):
    """A form whose page lays out the fields."""

    heading = forms.CharField(label="Overskrift")
    happened_at = DateTimeField(label="Når", required=False)


class SampleFilter(FilterForm):
    """The filter row of a list."""

    q = forms.CharField(label="Søk etter navn", widget=SearchInput)
    school = forms.ChoiceField(label="Skole", choices=[("", "Alle skoler"), ("1", "Nordvik")])
    overdue = forms.BooleanField(label="Bare de som mangler oppfølging")


def _pupils() -> list[dict[str, Any]]:
    today = timezone.localdate()
    return [
        {
            "name": f"Eksempel Elev {number}",
            "mark": "danger" if number in {1, 11} else "",
            "seen_on": today - dt.timedelta(days=40 - number),
            "tasks": number % 4,
        }
        for number in range(1, 96)
    ]


def _parties() -> list[dict[str, str]]:
    return [
        {
            "name": "Kari Nordmann",
            "on_behalf": "NAV Furulia",
            "state": "Godkjent",
            "color": "success",
            "icon": "CheckmarkCircle",
            "when": "18.11.2026 kl. 10.30",
        },
        {"name": "Ola Hansen", "on_behalf": "NAV Sundet", "state": "Venter", "icon": "Hourglass"},
        {
            "name": "Per Lunde",
            "on_behalf": "Nordvik videregående skole",
            "state": "Avslått",
            "color": "danger",
            "icon": "XMarkOctagon",
            "when": "19.11.2026 kl. 08.10",
        },
    ]


def _stale_form() -> LaidOutForm:
    """Return a form that somebody else was before, with a choice in each state."""
    stands = LaidOutForm(initial={"heading": "Samtale om timeplanen", "happened_at": None})
    mine = LaidOutForm({"foreldet-heading": "Samtale om praksis"}, prefix="foreldet")
    mine.is_valid()
    mine.conflict = Conflict(
        differences=compare(mine, stands), newer_facts=[("Ansvarlig nå", "Kari Nordmann")]
    )
    return mine


def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every component."""
    wrong = SampleForm(
        {
            "contact_on": "31.11.2026",
            "happened_at_0": "20.11.2026",
            "text": "a" * 2043,
            "hours": "0",
        }
    )
    context = {
        "parts": [f"ui/catalogue/{part}.html" for part in PARTS],
        "facts": ["•• •• •• •••••", "Nordvik videregående skole", "2HOB, Helse- og oppvekstfag"],
        "variants": TAG_VARIANTS,
        "colors": COLORS,
        "levels": LEVELS,
        "alert_colors": ("neutral", "info", "success", "warning", "danger"),
        "bars": [
            PairedBar("aug.", Decimal("6.4"), Decimal("5.5")),
            PairedBar("sep.", Decimal("14.1"), Decimal(15)),
            PairedBar("okt.", Decimal("14.1"), Decimal(0)),
        ],
        "terms": [("NAV-veileder", "Kari Nordmann"), ("Neste møte", ""), ("Foresatt", "Mor")],
        "parties": _parties(),
        "tab_items": [
            {"label": "Oversikt", "url": "#oversikt"},
            {"label": "Notater", "url": "#notater", "current": True, "count": 12},
            {"label": "Plan og mål", "url": "#plan", "count": 0},
            {"label": "Historikk", "url": "#historikk"},
        ],
        "page": Paginator(_pupils(), 10).get_page(request.GET.get("side")),
        "filter_form": SampleFilter(request.GET or None),
        "empty_form": SampleForm(prefix="tomt"),
        "wrong_form": wrong,
        "laid_out_form": LaidOutForm(auto_id="to_%s"),
        "stale_form": _stale_form(),
        "posted_fields": [("notat", "Eleven vil prøve praksis.")],
        "repost_url": "#send",
    }
    return render(request, "ui/catalogue.html", context)
