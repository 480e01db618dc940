"""What every component needs: its template, and a check of its props."""

from collections.abc import Collection

from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

COLORS = (
    "neutral",
    "accent",
    "success",
    "warning",
    "danger",
    "info",
    "meta-purple",
    "meta-lime",
    "brand-magenta",
    "brand-beige",
    "brand-blue",
)


class UnknownPropValueError(ValueError):
    """A component was given a value that its prop does not know."""


def require(prop: str, value: str, allowed: Collection[str]) -> str:
    """Return the value when the prop knows it."""
    if value not in allowed:
        raise UnknownPropValueError(f"{prop}={value!r}; use one of {', '.join(allowed)}")
    return value


def render(component: str, **props: object) -> SafeString:
    """Return the component's template (`ui/<component>.html`) with these props only."""
    return render_to_string(f"ui/{component}.html", props)


def stripped(content: str) -> SafeString:
    """Return the rendered content of a block tag without the space around it."""
    return mark_safe(content.strip())  # noqa: S308  (the template engine has escaped it)
