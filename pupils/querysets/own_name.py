"""Questions about what organisations call pupils themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Aggregate, JSONField, OuterRef, Subquery
from django.db.models.functions import JSONArray

from navskole.access.visibility import GuardedQuerySet

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models import Q
    from django.db.models.sql.compiler import SQLCompiler

    from navskole.access.actor import Actor
    from navskole.access.grounds import Ground
    from pupils.models import OwnName


class JsonRows(Aggregate):
    """The rows of a group as one JSON list; PostgreSQL and SQLite name it each their way."""

    function = "JSON_GROUP_ARRAY"
    output_field = JSONField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any
    ) -> tuple[str, Any]:
        """Use PostgreSQL's own name."""
        return self.as_sql(compiler, connection, function="JSONB_AGG", **context)


class OwnNameQuerySet(GuardedQuerySet["OwnName"]):
    """An organisation's own names are that organisation's alone."""

    def arms(self, actor: Actor) -> dict[Ground, Q]:
        """Return who may see such a name: the own side."""
        from pupils import grounds

        return grounds.own_school_records(actor) | grounds.own_office_records(actor)

    def of_membership(self) -> Subquery:
        """Return, for a membership, the names used where it is: pupil, first and last name."""
        row = JSONArray("pupil_id", "first_name", "last_name")
        own = self.filter(owner_id=OuterRef("organisation_id")).order_by().values("owner_id")
        return Subquery(own.annotate(rows=JsonRows(row)).values("rows"))
