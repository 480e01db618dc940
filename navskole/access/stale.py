"""Somebody else was first: the two versions side by side, and a choice for each field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from navskole.ui.forms.comparison import Conflict, as_posted, compare, taken_from_theirs
from navskole.ui.templatetags.ui_dates import clock

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import QueryDict

    from navskole.access.views import ActionFormView


def who_was_first(record: Any) -> str:
    """Return who changed the record and when, from its history; nothing where it has none.

    Nor of what is shared with others: who of them was there, and when, would tell where the
    pupil is known.
    """
    has_history = hasattr(type(record), "history") and not getattr(record, "is_shared", False)
    latest = record.history.select_related("history_user").first() if has_history else None
    if latest is None or latest.history_user is None:
        return ""
    return _(
        "Innholdet er endret av %(who)s %(when)s mens du skrev. Teksten din er beholdt under. "
        "Sammenlign, velg og lagre på nytt."
    ) % {"who": latest.history_user, "when": clock(latest.history_date)}


def what_stands(view: ActionFormView) -> tuple[ActionFormView, Form]:
    """Return a view that has found its target anew, and its form as nobody has filled it in."""
    fresh = type(view)()
    fresh.setup(view.request, *view.args, **view.kwargs)
    fresh.target = fresh.get_target()
    given = fresh.get_form_kwargs()
    given = {name: value for name, value in given.items() if name not in ("data", "files")}
    return fresh, fresh.get_form_class()(**given)


def with_what_was_chosen(view: ActionFormView, form: Form) -> Form:
    """Return the form with what stands in the fields where the writer chose that.

    Only while what stands is what the writer saw: a version later, the choice is asked for
    again.
    """
    chosen = taken_from_theirs(form, form.data)
    if not chosen:
        return form
    _fresh, theirs = what_stands(view)
    version = theirs.initial.get("version")
    if str(version) != form.data.get(form.add_prefix("version")):
        return form
    data = cast("QueryDict", form.data).copy()
    for name in chosen:
        if name in theirs.fields:
            for control, values in as_posted(theirs, name).items():
                data.setlist(control, values)
    return type(form)(**view.get_form_kwargs() | {"data": data})


def add_conflict(form: Form, fresh: ActionFormView, theirs: Form) -> None:
    """Give the form what its page shows of the two versions."""
    form.conflict = Conflict(  # type: ignore[attr-defined]  # of our forms
        differences=compare(form, theirs), newer_facts=list(fresh.get_newer_facts())
    )
