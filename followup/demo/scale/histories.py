"""The first version of everything tracked, written from the rows themselves.

Without the areas of a version, which no list of versions counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from simple_history.utils import get_history_model_for_model

if TYPE_CHECKING:
    from django.db.models import Model

    from followup.demo.scale.dealt import Dealer


def seed_histories(dealer: Dealer) -> None:
    """Give every tracked row without a version the one it was made with."""
    for model in apps.get_models():
        if hasattr(model._meta, "simple_history_manager_attribute"):  # noqa: SLF001 - its own mark
            versions = get_history_model_for_model(model)
            dealer.tell("versions", _copy(dealer, model, versions))


def _copy(dealer: Dealer, model: type[Model], versions: Any) -> int:
    """Copy the rows of `model` that have no version; return how many."""
    quoted = connection.ops.quote_name
    own = {field.column for field in model._meta.local_fields}  # noqa: SLF001 - documented API
    kept = [f.column for f in versions._meta.local_fields if f.column in own]  # noqa: SLF001
    columns = ", ".join(quoted(column) for column in kept)
    table, history = quoted(model._meta.db_table), quoted(versions._meta.db_table)  # noqa: SLF001
    sql = (
        f"INSERT INTO {history} ({columns}, history_date, history_type)"  # noqa: S608 - own names
        f" SELECT {columns}, %s, '+' FROM {table}"
        f" WHERE id NOT IN (SELECT id FROM {history})"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [dealer.now])
        return int(cursor.rowcount)
