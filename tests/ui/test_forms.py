"""Forms: markup, messages, dates and times."""

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

import pytest
from bs4 import BeautifulSoup
from crispy_forms.utils import render_crispy_form
from django import forms

from navskole.ui.forms import (
    AkselForm,
    DateField,
    DateTimeField,
    DescribedChoiceField,
    GroupedCheckboxes,
    LongTextField,
    TimeField,
)

Show = Callable[..., BeautifulSoup]


class NoteForm(AkselForm):
    kind = forms.ChoiceField(label="Type kontakt", choices=[("", "Velg"), ("a", "A")])
    heading = forms.CharField(label="Overskrift", help_text="Kort", max_length=80)
    text = LongTextField(label="Notat", max_length=10, required=False)
    seen_by = DescribedChoiceField(
        label="Hvem skal se det?", choices=[("nav", "NAV", "Bare NAV."), ("all", "Delt", "")]
    )
    own = forms.CharField(label="Egen", error_messages={"required": "Skriv hvorfor"})


@pytest.fixture
def failed() -> BeautifulSoup:
    return BeautifulSoup(str(NoteForm({"text": "x" * 12})), "html.parser")


def test_error_summary_says_what_to_do_and_leads_to_the_fields(failed: BeautifulSoup) -> None:
    links = [(a["href"], a.text) for a in failed.select(".aksel-error-summary a")]

    assert links == [
        ("#id_kind", "Velg type kontakt"),
        ("#id_heading", "Fyll inn overskrift"),
        ("#id_text", "Skriv høyst 10 tegn. Du har skrevet 12."),
        ("#id_seen_by", "Svar på spørsmålet «Hvem skal se det?»"),
        ("#id_own", "Skriv hvorfor"),
    ]
    assert all(failed.find(id=href[1:]) for href, _text in links)


def test_the_same_error_of_two_fields_names_them(show: Show) -> None:
    class TwoTexts(AkselForm):
        one = forms.CharField(label="Vilkår", max_length=3)
        other = forms.CharField(label="Varighet", max_length=3)

    page = show("{% error_summary form %}", form=TwoTexts({"one": "long", "other": "long"}))

    assert [link.text for link in page.select("a")] == [
        "Vilkår: Skriv høyst 3 tegn. Du har skrevet 4.",
        "Varighet: Skriv høyst 3 tegn. Du har skrevet 4.",
    ]


def test_every_described_id_exists_and_is_unique(failed: BeautifulSoup) -> None:
    named = [
        name
        for tag in failed(attrs={"aria-describedby": True})
        for name in tag["aria-describedby"].split()
    ]
    ids = [tag["id"] for tag in failed(id=True)]

    assert set(named) <= set(ids)
    assert len(ids) == len(set(ids))


def test_help_counter_and_error_are_read_in_that_order(failed: BeautifulSoup) -> None:
    described = failed.find(id="id_heading")["aria-describedby"]

    assert described == "id_heading_helptext id_heading_error"
    assert failed.find(id="id_text")["aria-describedby"] == "id_text_counter id_text_error"


def test_pasted_text_is_never_cut(failed: BeautifulSoup) -> None:
    assert failed(attrs={"maxlength": True}) == []


def test_only_optional_fields_are_marked(failed: BeautifulSoup) -> None:
    marked = [tag.parent["for"] for tag in failed.select(".nk-optional")]

    assert marked == ["id_text"]


def test_options_are_described(failed: BeautifulSoup) -> None:
    first, second = failed(attrs={"name": "seen_by"})

    assert failed.find(id=first["aria-describedby"]).text == "Bare NAV."
    assert second.get("aria-describedby") is None


def test_groups_of_checkboxes_are_closed_until_something_in_them_is_chosen(show: Show) -> None:
    class Form(AkselForm):
        places = forms.MultipleChoiceField(
            choices=[("Nord", [("1", "Alta"), ("2", "Tana")]), ("Sør", [("3", "Lista")])],
            widget=GroupedCheckboxes,
        )

    page = show("{{ form.places.as_field_group }}", form=Form({"places": ["2"]}))

    assert [(group.summary.get_text(), group.has_attr("open")) for group in page("details")] == [
        ("Nord (2)", True),
        ("Sør (1)", False),
    ]
    assert [tag["value"] for tag in page("input", checked=True)] == ["2"]


def test_a_number_written_as_in_norway_asks_for_digits() -> None:
    class Form(AkselForm):
        heads = forms.IntegerField(localize=True)
        hours = forms.DecimalField(localize=True)

    page = BeautifulSoup(str(Form()), "html.parser")

    assert [(field["inputmode"], field["size"]) for field in page("input")] == [
        ("numeric", "6"),
        ("decimal", "6"),
    ]


def test_line_breaks_count_as_one() -> None:
    class Form(AkselForm):
        text = LongTextField(max_length=3)

    form = Form({"text": "a\r\nb"})

    assert form.is_valid()
    assert form.cleaned_data == {"text": "a\nb"}


def test_form_tag_writes_the_whole_form(show: Show) -> None:
    page = show(
        '{% form form submit="Lagre" cancel_url="/til/" %}', form=NoteForm(), csrf_token="t"
    )

    assert page.form["method"] == "post"
    assert [tag.get_text(strip=True) for tag in page.select(".nk-form__buttons > *")] == [
        "Lagre",
        "Avbryt",
    ]
    assert page.select(".aksel-error-summary") == []


def test_error_of_the_whole_form_stands_in_the_summary(show: Show) -> None:
    form = NoteForm({"kind": "a", "heading": "x", "seen_by": "nav", "own": "x"})
    form.add_error(None, "Notatet er endret")

    page = show("{% error_summary form %}", form=form)

    assert [li.text for li in page("li")] == ["Notatet er endret"]


def test_crispy_writes_the_same_fields() -> None:
    form = NoteForm({})

    ours = BeautifulSoup(str(form), "html.parser")
    crispy = BeautifulSoup(render_crispy_form(form), "html.parser")

    for name in form.fields:
        assert str(crispy.find(id=f"id_{name}")) == str(ours.find(id=f"id_{name}"))


@pytest.mark.parametrize("written", ["02.11.2026", "2.11.2026", "2026-11-02", " 2.11.2026 "])
def test_date_is_understood(written: str) -> None:
    assert DateField().clean(written) == dt.date(2026, 11, 2)


@pytest.mark.parametrize(
    "written", ["32.11.2026", "31.13.2026", "1.1.0000", "11/02/2026", "2.11.26", "i morgen"]
)
def test_bad_date_is_explained(written: str) -> None:
    with pytest.raises(forms.ValidationError) as raised:
        DateField().clean(written)

    assert raised.value.messages == ["Fyll inn en gyldig dato, for eksempel 20.11.2026"]


@pytest.mark.parametrize(
    ("written", "told"),
    [("29.02.2027", "Februar 2027 har 28"), ("31.11.2026", "November 2026 har 30")],
)
def test_a_day_the_month_lacks_is_told_how_long_the_month_is(written: str, told: str) -> None:
    with pytest.raises(forms.ValidationError) as raised:
        DateField().clean(written)

    sentence = f"{told} dager. Fyll inn en gyldig dato, for eksempel 20.11.2026"
    assert raised.value.messages == [sentence]


@pytest.mark.parametrize("written", ["9.15", "09.15", "09:15", "kl. 9.15", "Kl 09.15"])
def test_time_is_understood(written: str) -> None:
    assert TimeField().clean(written) == dt.time(9, 15)


class MeetingForm(AkselForm):
    starts_at = DateTimeField(label="Når")


def test_moment_is_in_the_current_time_zone() -> None:
    form = MeetingForm({"starts_at_0": "2.7.2026", "starts_at_1": "9.15"})

    assert form.is_valid()
    assert form.cleaned_data["starts_at"] == dt.datetime(
        2026, 7, 2, 9, 15, tzinfo=ZoneInfo("Europe/Oslo")
    )


@pytest.mark.parametrize(
    ("date", "time", "messages"),
    [
        ("", "", ["Fyll inn når"]),
        ("2.7.2026", "", ["Fyll inn klokkeslettet"]),
        ("", "9.15", ["Fyll inn datoen"]),
        ("32.7.2026", "9.15", ["Fyll inn en gyldig dato, for eksempel 20.11.2026"]),
        ("2.7.2026", "25.15", ["Fyll inn et gyldig klokkeslett, for eksempel 09.15"]),
    ],
)
def test_half_a_moment_is_explained(date: str, time: str, messages: list[str]) -> None:
    form = MeetingForm({"starts_at_0": date, "starts_at_1": time})

    assert form.errors == {"starts_at": messages}


def test_what_was_written_is_kept() -> None:
    page = BeautifulSoup(
        str(MeetingForm({"starts_at_0": "32.7.2026", "starts_at_1": "ni"})), "html.parser"
    )

    assert [page.find(id=f"id_starts_at_{part}")["value"] for part in (0, 1)] == ["32.7.2026", "ni"]
