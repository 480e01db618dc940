"""Digests, order of names, figures, dated rules."""

from __future__ import annotations

from datetime import date

import pytest

from navskole.accounts.models import User
from navskole.figures.suppression import coarse
from navskole.organisations.models import School
from navskole.records.digest import content_digest
from navskole.records.sorting import NorwegianOrder, fold, search_key, sort_key
from navskole.rules.models import Rule, RuleCode
from navskole.rules.reference import load_rules
from pupils.models import Pupil
from tests.factories.organisations import SchoolFactory
from tests.factories.pupils import PupilFactory

# --- Digest ---------------------------------------------------------------------------


def test_a_digest_does_not_depend_on_the_order_of_fields():
    one = content_digest({"a": 1, "b": date(2026, 8, 1)}, schema=1)
    other = content_digest({"b": date(2026, 8, 1), "a": 1}, schema=1)

    assert one == other
    assert len(one) == 64


@pytest.mark.parametrize(
    ("content", "schema"), [({"a": 2}, 1), ({"a": "1"}, 1), ({"a": 1, "b": None}, 1), ({"a": 1}, 2)]
)
def test_other_content_or_another_schema_gives_another_digest(content, schema):
    assert content_digest(content, schema=schema) != content_digest({"a": 1}, schema=1)


def test_a_digest_stays_the_same_from_release_to_release():
    assert content_digest({"tekst": "Åse"}, schema=1) == (
        "1ed6d47fdbec87f60bff75edfff43f37eb57d7c9e1a034442a1647eaa299f34e"
    )


# --- Names ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Østby-Åsen", "zzbstby0zzcsen"),
        ("Aas", "zzcs"),
        ("Ærlig", "zzarlig"),
        ("Bjørnstjerne", "bjzzbrnstjerne"),
        ("Märtha", "mzzartha"),
        ("Gåvdnje Čáhppe", "gzzcvdnje0cahppe"),
        ("Đ Ŋ Ŧ", "d0n0t"),
        ("A\u030ase", "zzcse"),
        ("José Ñandú", "jose0nandu"),
        ("O'Brien", "obrien"),
        ("  Kari  ", "kari"),
        ("Elev10 Nr. 20", "elev1o0nr02o"),
        ("李", ""),
    ],
)
def test_a_name_is_folded_to_plain_letters_in_norwegian_order(text, folded):
    assert fold(text) == folded


def test_keys_put_the_last_name_first_for_order_and_last_for_search():
    names = {"first_name": "Åse Marie", "last_name": "Østby"}

    assert (sort_key(**names), search_key(**names)) == (
        "zzbstby0zzcse0marie",
        "zzcse0marie0zzbstby",
    )


@pytest.mark.django_db
def test_both_databases_list_names_in_norwegian_order():
    names = ["Zander", "Åsen", "Ærø", "Aas", "Østby", "Berg", "berge", "Ødegård", "Vik"]
    for name in names:
        PupilFactory(first_name="A", last_name=name)

    listed = list(Pupil.objects.by_name().values_list("last_name", flat=True))

    assert listed == ["Berg", "berge", "Vik", "Zander", "Ærø", "Ødegård", "Østby", "Aas", "Åsen"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("øyvind", ["Øyvind Aas"]),
        ("ØYVIND", ["Øyvind Aas"]),
        ("ås øy", ["Øyvind Aas"]),
        ("aas", ["Øyvind Aas"]),
        ("jose", ["José Berg"]),
        ("berg", ["José Berg"]),
        ("e", ["José Berg"]),
        ("", ["José Berg", "Øyvind Aas"]),
        ("%", []),
        ("...", []),
        ("kari", []),
    ],
)
def test_both_databases_find_names_whatever_the_accents(question, found):
    PupilFactory(first_name="José", last_name="Berg")
    PupilFactory(first_name="Øyvind", last_name="Aas")

    names = [pupil.full_name for pupil in Pupil.objects.named(question).by_name()]

    assert names == found


@pytest.mark.django_db
def test_staff_are_listed_in_norwegian_order():
    for last_name in ("Åsen", "Berg", "Ødegård"):
        user = User(username=last_name)
        user.set_names(first_name="A", last_name=last_name)
        user.save()

    assert [user.last_name for user in User.objects.by_name()] == ["Berg", "Ødegård", "Åsen"]


@pytest.mark.django_db
def test_names_without_a_key_are_sorted_alike_on_both_databases():
    for name in ("Ål vgs", "Zander vgs", "Øst vgs", "Ærfugl vgs", "Øst-Ås vgs", "Aker vgs"):
        SchoolFactory(name=name)

    listed = School.objects.order_by(NorwegianOrder("name")).values_list("name", flat=True)

    assert [name.removesuffix(" vgs") for name in listed] == [
        "Aker", "Zander", "Ærfugl", "Øst", "Øst-Ås", "Ål",
    ]  # fmt: skip


# --- Figures --------------------------------------------------------------------------


def test_a_small_figure_is_hidden_and_the_rest_rounded_to_five():
    shown = [coarse(count, threshold=5) for count in (0, 1, 4, 5, 7, 8, 12, 13, 52, 53)]

    assert shown == [":", ":", ":", "5", "5", "10", "10", "15", "50", "55"]


def test_the_threshold_itself_is_shown():
    assert [coarse(count, threshold=3) for count in (2, 3)] == [":", "5"]


# --- Rules ----------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_latest_rule_that_has_taken_effect_is_the_one_in_force():
    for starts, number in ((date(2026, 8, 1), 18), (date(2027, 8, 1), 24)):
        Rule.objects.create(
            code=RuleCode.CONSENT_MONTHS, number=number, effective_from=starts, source="Prøve"
        )
    days = [date(2026, 7, 31), date(2026, 8, 1), date(2027, 7, 31), date(2027, 8, 1)]

    assert [Rule.objects.value(RuleCode.CONSENT_MONTHS, on=on) for on in days] == [12, 18, 18, 24]


@pytest.mark.django_db
def test_before_any_rule_there_is_no_answer():
    with pytest.raises(Rule.DoesNotExist):
        Rule.objects.value(RuleCode.CONSENT_MONTHS, on=date(2000, 1, 1))


@pytest.mark.django_db
def test_loading_the_shipped_rules_again_keeps_what_was_changed():
    Rule.objects.filter(code=RuleCode.SUPPRESSION_THRESHOLD).update(number=10)

    load_rules()

    assert [rule.number for rule in Rule.objects.filter(code=RuleCode.SUPPRESSION_THRESHOLD)] == [
        10
    ]
    assert Rule.objects.count() == len(RuleCode.values)
