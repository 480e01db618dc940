"""Asks the product what the oracle has answered, and says where the two disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, count
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Value

from navskole.access.actor import Actor
from navskole.access.grounds import Ground
from navskole.accounts.models import User
from navskole.organisations.models import Membership
from pupils.models import PupilGrant
from tests.access.oracle.doing import DOING
from tests.access.oracle.facts import Facts
from tests.access.oracle.people import Asker, askers
from tests.access.oracle.reading import READING, grounds, seen
from tests.asking import at_noon

MODELS: tuple[Any, ...] = tuple(READING)
_PREPARED = count()
Key = tuple[int, int]
LOOKS = ("read_", "view_")
Question = tuple[str, tuple[Any, ...]]


class Product:
    """Asks the product for all that somebody sees, in one statement.

    Building the statement takes far longer than running it, and it is the same for the same
    person with the same roles on the same day: so it is built once and kept.
    """

    def __init__(self, models: Sequence[Any] = MODELS) -> None:
        self.models = models
        self._questions: dict[Any, Question] = {}

    def seen(self, asker: Asker) -> set[Key]:
        """Return what the person sees, each record by the model's and its own number."""
        key = (asker.user_id, asker.side, asker.on, works_where(asker))
        with connection.cursor() as cursor:
            if key not in self._questions:
                question = self._question(actor_of(asker))
                self._questions[key] = _prepared(cursor, question)
            sql, params = self._questions[key]
            if not sql:
                return set()
            cursor.execute(sql, params)
            return set(cursor.fetchall())

    def grounds(self, actor: Actor, models: Iterable[int] | None = None) -> dict[Key, str]:
        """Return what the actor sees of the models, with the ground that the log is told."""
        asked = range(len(self.models)) if models is None else models
        return {
            (number, row): ground
            for number in asked
            for row, ground in self.models[number]
            .objects.visible_to(actor)
            .with_ground(actor)
            .values_list("pk", "ground")
        }

    def _question(self, actor: Actor) -> Question:
        parts: list[Question] = []
        for number, model in enumerate(self.models):
            visible = model.objects.visible_to(actor).order_by()
            rows = visible.annotate(asked_model=Value(number)).values_list("asked_model", "pk")
            try:
                sql, own = rows.query.sql_with_params()
            except EmptyResultSet:
                continue
            parts.append((sql, own))
        # The longest first: behind another, its brackets are too many for SQLite's parser.
        parts.sort(key=lambda part: len(part[0]), reverse=True)
        params = chain.from_iterable(own for _sql, own in parts)
        return " UNION ALL ".join(sql for sql, _own in parts), tuple(params)


def _prepared(cursor: Any, question: Question) -> Question:
    """Let PostgreSQL plan the statement once too; planning takes it longer than running.

    The connection keeps what it has prepared, whatever is undone, for all that ask on it.
    """
    sql, params = question
    if not sql or connection.vendor != "postgresql":
        return question
    name = f"asked_{next(_PREPARED)}"
    cursor.execute(f"PREPARE {name} AS {sql}", params)
    return f"EXECUTE {name}", ()


def disagreements(
    facts: Facts, people: Collection[User], on: date, *, product: Product | None = None
) -> list[str]:
    """Return one line for each record that the product and the oracle answer differently."""
    product = product or Product()
    found: list[str] = []
    for asker in (asker for user in people for asker in acting(facts, user, on)):
        expected = oracle_answers(asker, product.models)
        if expected.keys() != product.seen(asker):
            found += unlike(asker, expected, product.grounds(actor_of(asker)), product.models)
    return found


def other_grounds(
    facts: Facts, user: User, on: date, *, product: Product, number: int
) -> list[str]:
    """Return one line for each record the person is told another ground of than the rules give.

    Asks about every third model, `number` says which: writing the questions takes long.
    """
    found: list[str] = []
    third = range(number % 3, len(product.models), 3)
    for asker in acting(facts, user, on):
        rules = oracle_answers(asker, product.models)
        expected = {key: why for key, why in rules.items() if key[0] in third}
        answered = product.grounds(actor_of(asker), third)
        found += unlike(asker, expected, answered, product.models)
    return found


def oracle_answers(asker: Asker, models: Sequence[Any]) -> dict[Key, set[str]]:
    """Return the grounds of each record the asker sees, by the model's and its own number."""
    return {
        (number, row): why
        for number, model in enumerate(models)
        for row, why in seen(asker, model).items()
    }


def acting(facts: Facts, user: User, on: date) -> list[Asker]:
    """Return the person once for each side they work on; once, too, where they work nowhere."""
    nobody = Asker(facts, user.pk, "", on, frozenset(), frozenset())
    return askers(facts, user.pk, on) or [nobody]


def works_where(asker: Asker) -> tuple[Any, ...]:
    """Return all that the person's rights are resolved from."""
    user: User = asker.facts.one(User, asker.user_id)
    rows = [row for row in asker.facts.all(Membership) if row.user_id == asker.user_id]
    dates = [(r.pk, r.role, r.starts_on, r.ends_on, r.ended_at, r.is_deputy) for r in rows]
    alone = {
        grant.owner_id
        for grant in asker.facts.all(PupilGrant)
        if grant.user_id == asker.user_id and grant.ended_at is None
    }
    return user.is_active, frozenset(alone), *dates


def actor_of(asker: Asker) -> Actor:
    """Return the person as the product knows them, on the side they act on."""
    user = User.objects.get(pk=asker.user_id)
    actor = Actor.for_user(user, now=at_noon(asker.on), side=asker.side)
    assert actor.side == asker.side
    return actor


def unlike(
    asker: Asker, expected: dict[Key, set[str]], answered: dict[Key, str], models: Sequence[Any]
) -> Iterator[str]:
    """Return one line for each record whose ground is not among those expected."""
    for key in sorted(expected.keys() | answered.keys()):
        rule, product = expected.get(key, set()), answered.get(key)
        if product is None or product not in rule:
            model, number = models[key[0]], key[1]
            yield _line(asker, model, number, sorted(map(str, rule)) or "no", product or "hidden")


def _line(asker: Asker, model: Any, number: int, rule: Any, product: str) -> str:
    roles = ", ".join(f"{role}@{place}" for role, place in sorted(asker.held))
    row = asker.facts.one(model, number)
    told = {
        field.attname: str(getattr(row, field.attname))
        for field in row._meta.concrete_fields
        if field.attname not in _NOT_TOLD and getattr(row, field.attname) not in (None, "")
    }
    who = f"user {asker.user_id} ({asker.side}: {roles}) on {asker.on}"
    return f"{who}, {model.__name__} {told}: by the rules {rule}, by the product {product}"


_NOT_TOLD = {
    "public_id", "submission_id", "sort_key", "search_key", "version", "text", "heading",
    "purpose", "tasks", "workplace", "principal_duties", "manager_duties", "confidentiality",
    "reporting", "justification", "digest",
}  # fmt: skip


def other_permissions(facts: Facts, user: User, on: date, *, number: int) -> list[str]:
    """Return one line for each question that `has_perm` answers otherwise than the rules.

    Of each model one row is asked about, `number` says which: whether it may be seen, and
    what may be done to it.
    """
    found: list[str] = []
    for asker in acting(facts, user, on):
        actor = actor_of(asker)
        person = actor.person
        person.actor = actor  # type: ignore[attr-defined]  # as the middleware leaves it
        for name, model, rule in _asked(number):
            rows = facts.all(model)
            row = rows[number % len(rows)] if rows else None
            if row is None:
                continue
            why = grounds(asker, row)
            if not name.partition(".")[2].startswith(LOOKS):
                why = why - {Ground.SINGLE_ACCESS}
            expected = bool(why) and rule(asker, row)
            if person.has_perm(name, row) != expected:
                found.append(_line(asker, model, row.pk, f"{name} {expected}", str(not expected)))
    return found


def _asked(number: int) -> Iterator[tuple[str, type, Any]]:
    model = MODELS[number % len(MODELS)]
    meta = model._meta
    yield f"{meta.app_label}.view_{meta.model_name}", model, lambda asker, row: True
    yield from DOING[number % 2 :: 2]
