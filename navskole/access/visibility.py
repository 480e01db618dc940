"""The mechanism behind every `visible_to`: one condition per ground, joined by OR."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models
from django.db.models import BooleanField, Case, CharField, Func, Q, Value, When

from navskole.access.grounds import Ground

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    from navskole.access.actor import Actor

ModelT = TypeVar("ModelT", bound=models.Model)

EVERYTHING = Q(pk__isnull=False)


class Among(Func):
    """True where the first expression is one of the ids a subquery gives.

    PostgreSQL gets `id = ANY(ARRAY(...))`: the ids are found first and the rows then
    through their index. A plain IN or EXISTS inside an OR walks nearly every row
    (150-290 ms against 1-3 ms at 200,000 pupils).
    """

    arity = 2
    template = "%(expressions)s"
    arg_joiner = " IN "
    output_field = BooleanField()

    def __init__(self, path: str, ids: models.QuerySet) -> None:
        found = models.Subquery(ids)
        # Ids known to be none make the whole condition false; the default would write NULL.
        found.empty_result_set_value = NotImplemented
        super().__init__(models.F(path), found)

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Write the two-step form."""
        return self.as_sql(
            compiler,
            connection,
            template="%(expressions)s)",
            arg_joiner=" = ANY(ARRAY",
            **context,
        )


class GuardedQuerySet(models.QuerySet[ModelT]):
    """A queryset of records that hold or concern data somebody must have a ground to see."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return the conditions of the grounds `actor` has, strongest first; none gives nothing."""
        raise NotImplementedError

    def visible_to(self, actor: Actor) -> Self:
        """Return the rows `actor` may see now. A command's identity sees all."""
        if actor.is_system:
            return self.all()
        arms = self.arms(actor)
        return self.filter(reduce(or_, arms.values())) if arms else self.none()

    def with_ground(self, actor: Actor) -> Self:
        """Annotate `ground`: the first of the actor's grounds that holds for the row."""
        whens = [
            When(condition, then=Value(ground)) for ground, condition in self.arms(actor).items()
        ]
        return self.annotate(
            ground=Case(*whens, default=Value(""), output_field=CharField())
            if whens
            else Value("", output_field=CharField())
        )


def sees(actor: Actor, record: Any) -> bool:
    """Tell whether `record` is among what `actor` sees; what needs no ground always is."""
    records: Any = getattr(type(record), "objects", None)
    if not hasattr(records, "visible_to"):
        return True
    return records.visible_to(actor).filter(pk=record.pk).exists()
