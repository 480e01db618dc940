"""Bases of our forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms.utils import pretty_name

from navskole.ui.forms import fields
from navskole.ui.forms.messages import speak_norwegian

if TYPE_CHECKING:
    from collections.abc import Collection

    from navskole.ui.forms.comparison import Conflict


class AkselFormMixin:
    """Norwegian messages, and what the field templates ask the form about.

    size           "medium" or "small": the size of labels and inputs
    mark_optional  whether fields that may be empty say "(valgfritt)"
    conflict       the two versions to choose from, when somebody else was first
    conditional    the names of those that never say it: another answer makes them necessary, or
                   their group says it for all
    """

    size = "medium"
    mark_optional = True
    conflict: Conflict | None = None
    conditional: Collection[str] = ()
    fields: dict[str, forms.Field]
    cleaned_data: dict[str, Any]

    def full_clean(self) -> None:
        """Clean with our messages; fields added after construction are included."""
        for name, field in self.fields.items():
            label = pretty_name(name) if field.label is None else field.label
            speak_norwegian(field, label)
        super().full_clean()  # type: ignore[misc]

    def clean(self) -> dict[str, Any]:
        """Return the cleaned data; Django lets a form answer None, ours always answer."""
        super().clean()  # type: ignore[misc]
        return self.cleaned_data

    def offer(self, name: str, rows: models.QuerySet[Any]) -> None:
        """Let the field called `name` choose among `rows`."""
        cast("forms.ModelChoiceField[Any]", self.fields[name]).queryset = rows

    def lacks(self, name: str) -> bool:
        """Tell in `clean` whether the field was left empty; what is wrong in it was written."""
        return name in self.cleaned_data and not self.cleaned_data[name]


class AkselForm(AkselFormMixin, forms.Form):
    """A form of our own."""


class FilterForm(AkselFormMixin, forms.Form):
    """The filter row over a list: small, every field may be empty, sent with GET."""

    size = "small"
    mark_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.required = False
            field.widget.is_required = False


FIELD_CLASSES: dict[type[models.Field[Any, Any]], type[forms.Field]] = {
    models.DateField: fields.DateField,
    models.DateTimeField: fields.DateTimeField,
    models.TimeField: fields.TimeField,
}


def formfield(db_field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Return the form field of a model field, with our dates, times and long texts.

    The model's own limits are checked in the form too, with the form's words.
    """
    if type(db_field) in FIELD_CLASSES:
        kwargs.setdefault("form_class", FIELD_CLASSES[type(db_field)])
    if type(db_field) is models.TextField and not db_field.choices:
        kwargs.setdefault("form_class", fields.LongTextField)
        kwargs.setdefault("widget", fields.LongTextField.widget)
    field = db_field.formfield(**kwargs)
    if field is not None:
        field.validators += [rule for rule in _limits(db_field) if rule not in field.validators]
    return field


def _limits(db_field: models.Field[Any, Any]) -> list[Any]:
    limits = (MinValueValidator, MaxValueValidator)
    return [rule for rule in db_field.validators if isinstance(rule, limits)]


class AkselModelForm(AkselFormMixin, forms.ModelForm):
    """A model form; its Meta inherits `AkselModelForm.Meta`."""

    class Meta:
        formfield_callback = formfield
