"""The mechanism behind every `visible_to`: one condition per ground, joined by OR."""

from __future__ import annotations

from functools import reduce, wraps
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast

from django.db import connection, models
from django.db.models import BooleanField, Case, CharField, Expression, Func, Q, Value, When

from navskole.access.aliases import with_own_aliases
from navskole.access.grounds import Ground, only_reading_last
from navskole.access.of_one import asked_of_one, is_asked_of_one
from navskole.access.shared_ids import marked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.expressions import Combinable
    from django.db.models.sql import Query
    from django.db.models.sql.compiler import SQLCompiler

    from navskole.access.actor import Actor

ModelT = TypeVar("ModelT", bound=models.Model)
QuerySetT = TypeVar("QuerySetT", bound=models.QuerySet)
RuleT = TypeVar("RuleT", bound="Callable[..., Any]")

EVERYTHING = Q(pk__isnull=False)

_ACTORS_AT_ONCE = 100


def once_for_actor(ground: RuleT) -> RuleT:
    """Build what a ground returns once for an asker; a queryset is handed out as a fresh copy.

    For grounds that many others are made of. Only the question is kept, never its answer.
    """

    @wraps(ground)
    def kept(actor: Actor, **how: Any) -> Any:
        about = (is_asked_of_one(), *sorted(how.items()))
        asker = actor.asker
        found = asker.answer_once(ground.__qualname__, about, lambda: ground(asker, **how))
        return found.all() if isinstance(found, models.QuerySet) else found

    return cast("RuleT", kept)


class Ids(Expression):
    """The ids that a queryset of one column gives, as SQL that is written once.

    The queryset stands alone: nothing in it refers to the rows around it. So the same text
    fits every query that asks for these ids, and Django need not build the nested querysets
    again for each; that was more than half of the time a page took.
    """

    def __init__(self, rows: models.QuerySet) -> None:
        super().__init__(output_field=BooleanField())
        self._query = rows.query
        self._written: dict[str, tuple[str, Any]] = {}  # shared with every copy of the expression

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Self:
        """Return the expression itself: no name in it belongs to the query around it."""
        return self

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Return the subquery; raises EmptyResultSet where it is known to give no id."""
        if connection.alias not in self._written:
            inner = self._query.clone().get_compiler(connection=connection)
            sql, params = inner.as_sql()
            self._written[connection.alias] = with_own_aliases(sql), params
        sql, params = self._written[connection.alias]
        return f"({sql})", params

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Write the ids as an array, with its values in the text: so one text is one question."""
        if connection.alias not in self._written:
            inner = self._query.clone().get_compiler(connection=connection)
            sql, params = inner.as_sql()
            if params:
                operations: Any = connection.ops
                sql = operations.compose_sql(sql, params).replace("%", "%%")
            self._written[connection.alias] = marked(with_own_aliases(sql)), ()
        return self._written[connection.alias]


class Among(Func):
    """True where the first expression is one of the ids that a queryset of its own gives.

    PostgreSQL gets `id = ANY(ARRAY(...))`: the ids are found first and the rows then
    through their index. A plain IN or EXISTS inside an OR walks nearly every row
    (150-290 ms against 1-3 ms at 200,000 pupils).
    """

    arity = 2
    template = "%(expressions)s"
    arg_joiner = " IN "
    output_field = BooleanField()

    def __init__(self, path: str, ids: models.QuerySet) -> None:
        super().__init__(models.F(path), Ids(ids))

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Write the two-step form."""
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s)",
            arg_joiner=" = ANY(",
            **context,
        )


def found_by_key(rows: QuerySetT) -> QuerySetT:
    """Return the same rows, found by their keys where that lets a statement ask for them once.

    SQLite shares nothing, and its parser would have to go one level deeper. Of one row none is
    to be found first.
    """
    if connection.vendor != "postgresql" or is_asked_of_one():
        return rows
    return type(rows)(rows.model).filter(Among("pk", rows.values("pk")))


class Rows(Ids):
    """The same ids for PostgreSQL to join with rather than to find first."""

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Write a plain subquery."""
        return self.as_sql(compiler, connection, **context)


class Within(Func):
    """True where the first expression is one of very many ids, in a condition without OR.

    PostgreSQL joins: of a list in order it reads only as many rows as are shown, where the
    two-step form finds all ids before the first row.
    """

    arity = 2
    template = "%(expressions)s"
    arg_joiner = " IN "
    output_field = BooleanField()

    def __init__(self, path: str, ids: models.QuerySet) -> None:
        super().__init__(models.F(path), Rows(ids))


class Written(Expression):
    """A ground's condition on the rows of a model, as SQL that is written once.

    It speaks of columns of the row itself and of nothing joined to it. So the same text holds
    wherever a query has these rows, under whatever name it has them there: for the records a
    page lists, in their counts, in the ground beside each and in what is asked about others.
    """

    ROW = "nk_row"

    def __init__(self, asked: models.QuerySet) -> None:
        super().__init__(output_field=BooleanField())
        self._row: Any = models.F("pk")
        self._query = asked.query
        self._written: dict[str, Any] = {}  # shared with every copy of the expression

    def get_source_expressions(self) -> list[Any]:
        """Return the row's own key: it knows by which name a query has the row."""
        return [self._row]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        """Take the row's key as a query has it."""
        (self._row,) = exprs

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Return the condition; raises EmptyResultSet or FullResultSet as its parts do."""
        if connection.alias not in self._written:
            self._written[connection.alias] = self._write(connection)
        sql, params = self._written[connection.alias]
        name = compiler.quote_name_unless_alias(self._row.alias)
        return sql.replace(f"{self.ROW}.", f"{name}."), params

    def _write(self, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        query = self._query.clone()
        query.change_aliases({query.get_initial_alias(): self.ROW})
        sql, params = query.get_compiler(connection=connection).compile(self._part_of(query))
        text = f"({sql})".replace(connection.ops.quote_name(self.ROW), self.ROW)
        return with_own_aliases(text), params

    def _part_of(self, query: Query) -> Any:
        return query.where


class WrittenFact(Written):
    """A fact that is told with each row of a model, as SQL that is written once.

    It speaks of columns of the row itself, as the condition does. `fact` gives its value.
    """

    def __init__(self, model: type[models.Model], fact: Combinable) -> None:
        asked: models.QuerySet = models.QuerySet(model).annotate(told=fact)
        super().__init__(asked)
        self.output_field = asked.query.annotations["told"].output_field

    def _part_of(self, query: Query) -> Any:
        return query.annotations["told"]


def written(model: type[models.Model], condition: Q) -> Q:
    """Return the same condition, written once where it speaks of the row's own columns alone."""
    asked: models.QuerySet = models.QuerySet(model).filter(condition)
    joined = [name for name, uses in asked.query.alias_refcount.items() if uses]
    return condition if len(joined) > 1 else Q(Written(asked))


class GuardedQuerySet(models.QuerySet[ModelT]):
    """A queryset of records that hold or concern data somebody must have a ground to see."""

    one_at_a_time: frozenset[Ground] = frozenset()
    """The grounds that open a record's own page and no list of many."""
    is_of_one = False
    """Whether one of the rows is asked about, by its key."""
    _opened: tuple[Actor, frozenset[Ground]] | None = None
    """To whom the rows are narrowed, and of which grounds each of them has one at least."""

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # what every queryset is copied by
        clone._opened = self._opened
        clone.is_of_one = self.is_of_one
        return clone

    def __or__(self, other: Any) -> Self:
        joined: Self = super().__or__(other)._clone()
        joined._opened = None
        return joined

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the conditions of the grounds `actor` has, strongest first; none gives nothing."""
        raise NotImplementedError

    def arms_once(self, actor: Actor) -> dict[Ground, Q]:
        """Return the arms, written once for the asker and asked anew in every query."""
        with asked_of_one(when=self.is_of_one):
            asker = actor.asker
            return asker.answer_once(
                "arms",
                (self.model, is_asked_of_one()),
                lambda: {
                    ground: written(self.model, condition)
                    for ground, condition in only_reading_last(self.arms(asker)).items()
                },
            )

    def one_visible_to(self, actor: Actor) -> Self:
        """Return the rows of `visible_to`, to ask for one of them by its key."""
        rows = self._clone()
        rows.is_of_one = True
        return rows.visible_to(actor)

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows `actor` may see now. A command's identity sees all."""
        return self._seen_through(actor)

    def listed_to(self, actor: Actor) -> Self:
        """Return the rows that a list, a count or a print may hold for `actor`.

        Less than `visible_to` by what is open to them on its own page alone.
        """
        return self._seen_through(actor, but_for=self.one_at_a_time)

    def _seen_through(self, actor: Actor, *, but_for: frozenset[Ground] = frozenset()) -> Self:
        if actor.is_system:
            return self.all()
        arms = self.arms_once(actor)
        kept = {ground: arm for ground, arm in arms.items() if ground not in but_for}
        if not kept:
            return self.none()
        return self.filter(reduce(or_, kept.values())).known_by(actor, kept)

    def known_by(self, actor: Actor, grounds: Iterable[Ground]) -> Self:
        """Remember that each of the rows has one of the actor's grounds at least."""
        self._opened = (actor.asker, frozenset(grounds))
        return self

    def with_ground(self, actor: Actor) -> Self:
        """Annotate `ground`: the first of the actor's grounds that holds for the row."""
        return self.annotate(ground=self._first_ground(actor, frozenset(Ground)))

    def grounds_of(
        self, actors: Sequence[Actor], *, among: frozenset[Ground]
    ) -> list[tuple[int, Actor, Ground]]:
        """Return which of the actors see which of the rows, by the first of their grounds `among`.

        The rows' numbers with the actors, in one statement for a hundred actors.
        """
        found = []
        for start in range(0, len(actors), _ACTORS_AT_ONCE):
            asked = {
                f"actor_{n}": actor for n, actor in enumerate(actors[start:][:_ACTORS_AT_ONCE])
            }
            told = {name: self._first_ground(actor, among) for name, actor in asked.items()}
            for row in self.annotate(**told).values("pk", *told):
                found += [
                    (row["pk"], actor, Ground(row[name]))
                    for name, actor in asked.items()
                    if row[name]
                ]
        return found

    def _first_ground(self, actor: Actor, among: frozenset[Ground]) -> Expression:
        arms = {ground: arm for ground, arm in self.arms_once(actor).items() if ground in among}
        last = self._last_ground(actor, arms)
        whens = []
        for ground, condition in arms.items():
            if ground == last:
                break
            whens.append(When(condition, then=Value(ground)))
        if not whens:
            return Value(last, output_field=CharField())
        return Case(*whens, default=Value(last), output_field=CharField())

    def _last_ground(self, actor: Actor, arms: Iterable[Ground]) -> Ground | str:
        """Return the ground that a row has which has none of those before it; "" if none is sure.

        Rows narrowed to the actor have one of the grounds they were narrowed by.
        """
        asker, sure = self._opened or (None, frozenset())
        if asker != actor.asker or not sure.issubset(arms):
            return ""
        return next((ground for ground in reversed([*arms]) if ground in sure), "")


def sees(actor: Actor, record: Any) -> bool:
    """Tell whether `record` is among what `actor` sees; what needs no ground always is."""
    records: Any = getattr(type(record), "objects", None)
    if not hasattr(records, "one_visible_to"):
        return True
    return records.one_visible_to(actor).filter(pk=record.pk).exists()
