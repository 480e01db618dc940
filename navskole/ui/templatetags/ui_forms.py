"""Whole forms: token, error summary, fields and buttons."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from django import template
from django.forms import BaseForm
from django.template.context import Context
from django.utils.safestring import SafeString

from navskole.ui.rendering import render

register = template.Library()


def _errors(form: BaseForm) -> Iterator[dict[str, str]]:
    """Yield the errors in reading order: of the form, of hidden fields, of each field.

    What is said of several fields in the same words is said with the field's label.
    """
    told = Counter(str(error) for field in form.visible_fields() for error in set(field.errors))
    for error in form.non_field_errors():
        yield {"href": "", "text": str(error)}
    for field in form.hidden_fields():
        for error in field.errors:
            yield {"href": "", "text": str(error)}
    for field in form.visible_fields():
        for error in field.errors:
            named = f"{field.label}: {error}" if told[str(error)] > 1 else str(error)
            yield {"href": f"#{field.auto_id}", "text": named}


@register.simple_tag
def error_summary(*forms: BaseForm, level: int = 2) -> SafeString | str:
    """List what must be put right, with links to the fields; nothing when all is well."""
    errors = [error for form in forms if form.is_bound for error in _errors(form)]
    return render("error_summary", errors=errors, level=level) if errors else ""


def _frame(
    context: Context,
    form: BaseForm,
    *,
    content: str,
    submit: str,
    cancel_url: str = "",
    cancel: str = "",
    action: str = "",
    id: str = "",
    danger: bool = False,
    guard: bool = True,
    before: str = "",
    actions: str = "",
    name: str = "",
    value: str = "",
    asks: str = "",
) -> SafeString:
    """Show the form.

    `before` is markup above the fields, `actions` markup of more buttons after the primary
    one; `guard=False` for forms that may be left with something typed; `asks` is the id of the
    dialog that is shown first where scripts run.
    """
    return render(
        "form",
        form=form,
        size=getattr(form, "size", "medium"),
        content=content,
        submit=submit,
        cancel_url=cancel_url,
        cancel=cancel,
        action=action,
        id=id,
        danger=danger,
        guard=guard,
        before=before,
        actions=actions,
        name=name,
        value=value,
        asks=asks,
        csrf_token=context.get("csrf_token", ""),
        written_by=(context.get("frame") or {}).get("written_by", ""),
    )


@register.simple_tag(takes_context=True, name="form")
def form_tag(context: Context, form: BaseForm, **props: Any) -> SafeString:
    """Show the whole form: token, error summary, fields, buttons. Props: see `_frame`."""
    return _frame(context, form, content="", **props)


@register.simple_block_tag(takes_context=True)
def form_frame(context: Context, content: str, form: BaseForm, **props: Any) -> SafeString:
    """Show a form whose visible fields the page lays out: `{{ form.x.as_field_group }}`."""
    return _frame(context, form, content=content, **props)
