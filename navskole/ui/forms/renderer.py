"""How Django writes forms: FORM_RENDERER with Aksel's templates and classes."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField, BoundWidget
from django.forms.renderers import TemplatesSetting

from navskole.ui.forms.widgets import GroupedCheckboxes, SearchInput

# The first that fits: widget class, kind (= template aksel/fields/<kind>.html), classes of it.
KINDS: tuple[tuple[type[forms.Widget], str, str], ...] = (
    (GroupedCheckboxes, "grouped", "aksel-checkbox__input"),
    (forms.CheckboxSelectMultiple, "group", "aksel-checkbox__input"),
    (forms.RadioSelect, "group", "aksel-radio__input"),
    (forms.CheckboxInput, "checkbox", "aksel-checkbox__input"),
    (forms.MultiWidget, "multi", "aksel-text-field__input"),
    (forms.Select, "select", "aksel-select__input"),
    (forms.Textarea, "textarea", "aksel-textarea__input"),
    (forms.FileInput, "text", "nk-file"),
    (forms.DateInput, "text", "aksel-text-field__input aksel-date__field-input"),
    (
        SearchInput,
        "search",
        "aksel-search__input aksel-search__input--simple aksel-text-field__input",
    ),
    (forms.Widget, "text", "aksel-text-field__input"),
)


class AkselBoundField(BoundField):
    """A field that knows its template, its classes and whether it says "(valgfritt)"."""

    @property
    def _row(self) -> tuple[type[forms.Widget], str, str]:
        return next(row for row in KINDS if isinstance(self.field.widget, row[0]))

    @property
    def kind(self) -> str:
        """Return text, search, textarea, select, checkbox, group, grouped or multi."""
        return self._row[1]

    @property
    def template(self) -> str:
        """Return the template of the whole field: label, help, control, error."""
        return f"aksel/fields/{self.kind}.html"

    @property
    def option_kind(self) -> str:
        """Return "checkbox" or "radio": what a group is made of."""
        many = isinstance(self.field.widget, forms.CheckboxSelectMultiple)
        return "checkbox" if many else "radio"

    @property
    def groups(self) -> list[tuple[str, list[BoundWidget], bool]]:
        """Return each heading's name, its options, and whether any of them is chosen."""
        widget: Any = self.field.widget
        attrs = self.build_widget_attrs({"id": self.auto_id} if self.auto_id else {})
        rows = widget.optgroups(self.html_name, widget.format_value(self.value()), attrs)
        return [
            (
                name,
                [BoundWidget(widget, option, self.form.renderer) for option in options],
                any(option["selected"] for option in options),
            )
            for name, options, _index in rows
        ]

    @property
    def size(self) -> str:
        """Return "medium" or "small"."""
        return str(getattr(self.form, "size", "medium"))

    @property
    def is_optional(self) -> bool:
        """Tell whether the label says "(valgfritt)": not where an answer may ask for it."""
        marks = getattr(self.form, "mark_optional", True)
        asked_for = self.name in getattr(self.form, "conditional", ())
        return bool(marks and not asked_for and not self.field.required and not self.field.disabled)

    @property
    def max_length(self) -> int | None:
        """Return how many characters a long text may hold, when it says so."""
        return getattr(self.field, "max_length", None) if self.kind == "textarea" else None

    @property
    def left(self) -> int:
        """Return how many characters are left of a long text."""
        return (self.max_length or 0) - len(str(self.value() or ""))

    @property
    def aria_describedby(self) -> str | None:
        """Return the ids of help text, counter and error, in that order."""
        described = super().aria_describedby
        if described is None or not self.max_length or not self.auto_id:
            return described
        ids = described.split()
        ids.insert(1 if self.help_text else 0, f"{self.auto_id}_counter")
        return " ".join(ids)

    def build_widget_attrs(
        self, attrs: dict[str, Any], widget: forms.Widget | None = None
    ) -> dict[str, Any]:
        """Return the attributes with Aksel's classes.

        `maxlength` is left out: it would cut pasted text without a word. A number written as in
        Norway is a text to the browser, which is told to offer digits and a short field.
        """
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        if widget.is_hidden:
            return attrs
        own = widget.attrs.get("class", "")
        body = f"aksel-body-short aksel-body-short--{self.size}"
        attrs["class"] = " ".join(filter(None, (self._row[2], body, own)))
        attrs["maxlength"] = False
        if isinstance(self.field, forms.IntegerField) and self.field.localize:
            whole = type(self.field) is forms.IntegerField
            attrs = {"inputmode": "numeric" if whole else "decimal", "size": 6} | attrs
        return attrs


class AkselRenderer(TemplatesSetting):
    """FORM_RENDERER of the project."""

    form_template_name = "aksel/form.html"
    formset_template_name = "aksel/formset.html"
    field_template_name = "aksel/field.html"
    bound_field_class = AkselBoundField
