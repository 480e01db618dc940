"""Widgets that Django lacks: Norwegian date and time, described choices, search."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict


class Textarea(forms.Textarea):
    """Several lines of text, with line breaks as one character each."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"cols": None, "rows": 6, **(attrs or {})})

    def build_attrs(
        self, base_attrs: dict[str, Any], extra_attrs: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Return the attributes without `cols`: the width is the style sheet's."""
        attrs = super().build_attrs(base_attrs, extra_attrs)
        attrs.pop("cols", None)
        return attrs

    def value_from_datadict(
        self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str
    ) -> Any:
        """Return the text with one character per line break, as the counter counts."""
        text = super().value_from_datadict(data, files, name)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


class GroupedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes under headings that open and close; choices are (heading, [(value, label)])."""


class SearchInput(forms.TextInput):
    """One line of search words."""

    input_type = "search"


class DateInput(forms.DateInput):
    """A date as dd.mm.åååå, with a button that opens the browser's calendar."""

    template_name = "aksel/widgets/date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "size": 11, **(attrs or {})}, format="%d.%m.%Y")


class TimeInput(forms.TimeInput):
    """A time of day as tt.mm."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"autocomplete": "off", "size": 6, **(attrs or {})}, format="%H.%M")


class DateTimeInput(forms.SplitDateTimeWidget):
    """A date and a time of day side by side; they post as <name>_0 and <name>_1."""

    template_name = "aksel/widgets/datetime.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.widgets = (DateInput(attrs), TimeInput(attrs))


class _Described:
    """Options that each carry a line of explanation, by value."""

    descriptions: Mapping[str, str] = {}

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Return the option with its description, tied together by id."""
        option: dict[str, Any] = super().create_option(*args, **kwargs)  # type: ignore[misc]
        description = self.descriptions.get(str(option["value"]), "")
        option["description"] = description
        if description and "id" in option["attrs"]:
            option["attrs"]["aria-describedby"] = f"{option['attrs']['id']}_description"
        return option


class DescribedRadioSelect(_Described, forms.RadioSelect):
    """Radio buttons with a line of explanation under each."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        descriptions: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.descriptions = descriptions or {}


class DescribedCheckboxes(_Described, forms.CheckboxSelectMultiple):
    """Checkboxes with a line of explanation under each."""

    def __init__(
        self,
        attrs: dict[str, Any] | None = None,
        choices: Any = (),
        *,
        descriptions: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(attrs, choices)
        self.descriptions = descriptions or {}
