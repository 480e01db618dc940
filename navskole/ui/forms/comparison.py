"""Two versions of the same form beside each other, with the words that differ marked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.forms.boundfield import BoundField

MINE, THEIRS = "mine", "theirs"
_CHOICE = "velg"
_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")


@dataclass(frozen=True)
class Words:
    """A stretch of text that both versions have, or only this one."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Difference:
    """One field whose two versions are not alike, and which of them is chosen."""

    name: str
    label: str
    choice_name: str
    mine: list[Words]
    theirs: list[Words]
    chosen: str


@dataclass(frozen=True)
class Conflict:
    """What a writer chooses between after somebody else was first."""

    differences: list[Difference]
    newer_facts: list[tuple[Any, Any]]


def marked(mine: str, theirs: str) -> tuple[list[Words], list[Words]]:
    """Return both texts in stretches, word by word, each saying whether the other has it.

    >>> marked("ett to", "ett tre")
    ([Words("ett ", False), Words("to", True)], [Words("ett ", False), Words("tre", True)])
    """
    left, right = _TOKEN.findall(mine), _TOKEN.findall(theirs)
    ours: list[Words] = []
    others: list[Words] = []
    matcher = SequenceMatcher(a=left, b=right, autojunk=False)
    for verb, start, end, other_start, other_end in matcher.get_opcodes():
        if start < end:
            ours.append(Words("".join(left[start:end]), verb != "equal"))
        if other_start < other_end:
            others.append(Words("".join(right[other_start:other_end]), verb != "equal"))
    return ours, others


def choice_name(form: BaseForm, name: str) -> str:
    """Return what the choice between the two versions of a field is posted as."""
    return form.add_prefix(f"{_CHOICE}-{name}")


def compare(mine: BaseForm, theirs: BaseForm) -> list[Difference]:
    """Return the fields in which `mine`, posted, differs from `theirs`, which holds what stands.

    In the order of the form; a password is not shown. A form that only asks something new, such
    as a reason, has nothing to be compared with.
    """
    names = {field.name for field in theirs.visible_fields()}
    if not names & set(theirs.initial):
        return []
    found = []
    for own in mine.visible_fields():
        if own.name not in names or isinstance(own.field.widget, forms.PasswordInput):
            continue
        other = theirs[own.name]
        texts = shown(own, _posted_value(mine, own)), shown(other, other.initial)
        if texts[0] != texts[1]:
            left, right = marked(*texts)
            name = choice_name(mine, own.name)
            chosen = THEIRS if mine.data.get(name) == THEIRS else MINE
            found.append(Difference(own.name, str(own.label), name, left, right, chosen))
    return found


def _posted_value(form: BaseForm, field: BoundField) -> Any:
    cleaned = getattr(form, "cleaned_data", {})
    return cleaned[field.name] if field.name in cleaned else field.value()


def shown(field: BoundField, value: Any) -> str:
    """Return the value of a field as its writer sees it, in words."""
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return _("Ja") if value else _("Nei")
    prepared = field.field.prepare_value(value)
    if isinstance(field.field, forms.ChoiceField):
        return ", ".join(_labels(field.field, prepared))
    if isinstance(widget, forms.MultiWidget):
        parts = value if isinstance(value, list) else widget.decompress(value) or []
        return " ".join(
            _as_text(part, each) for part, each in zip(widget.widgets, parts, strict=True)
        )
    return _as_text(widget, prepared)


def _as_text(widget: forms.Widget, value: Any) -> str:
    text = widget.format_value(value)
    return "" if text is None else str(text).replace("\r\n", "\n").strip()


def _labels(field: Any, value: Any) -> list[str]:
    """Return the labels of what is chosen, in the order they are offered."""
    chosen = {str(each) for each in value} if isinstance(value, list | tuple) else {str(value)}
    return [str(label) for code, label in field.choices if str(code) in chosen and str(code)]


def as_posted(form: BaseForm, name: str) -> dict[str, list[str]]:
    """Return the field's initial value as a browser would post it, by control."""
    field = form[name]
    widget = field.field.widget
    if isinstance(widget, forms.MultiWidget):
        parts = widget.decompress(field.initial) or []
        return {
            f"{field.html_name}_{number}": [_as_text(part, each)]
            for number, (part, each) in enumerate(zip(widget.widgets, parts, strict=True))
        }
    if isinstance(widget, forms.CheckboxInput):
        return {field.html_name: ["on"] if field.initial else []}
    value = field.field.prepare_value(field.initial)
    if getattr(widget, "allow_multiple_selected", False):
        return {field.html_name: [str(each) for each in value or ()]}
    if isinstance(widget, forms.widgets.ChoiceWidget):
        return {field.html_name: ["" if value is None else str(value)]}
    return {field.html_name: [_as_text(widget, value)]}


def taken_from_theirs(form: BaseForm, data: Any) -> list[str]:
    """Return the names of the fields for which the writer chose what stands."""
    names = [field.name for field in form.visible_fields()]
    return [name for name in names if data.get(choice_name(form, name)) == THEIRS]
