"""Icons as inline SVG, read once from the folder UI_ICON_DIR."""

import re
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_NAME = re.compile(r"[A-Z][A-Za-z0-9]*")
_DRAWING = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)


class UnknownIconError(LookupError):
    """No icon of this name is installed."""


@cache
def _drawing(folder: Path, name: str) -> SafeString:
    """Return the shapes inside the icon file, without the svg element around them."""
    path = folder / f"{name}.svg"
    if not _NAME.fullmatch(name) or not path.is_file():
        raise UnknownIconError(name)
    found = _DRAWING.search(path.read_text(encoding="utf-8"))
    if found is None:
        raise UnknownIconError(name)
    # Files of the installed icon package, never of a user.
    return mark_safe(found[1].strip())  # noqa: S308


def render_icon(name: str, *, title: str = "", css: str = "") -> SafeString:
    """Return the icon as svg: decoration without a title, an image with one."""
    role = (
        format_html('role="img" aria-label="{}"', title)
        if title
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg width="1em" height="1em" viewBox="0 0 24 24" fill="none" focusable="false" {}{}>'
        "{}</svg>",
        role,
        format_html(' class="{}"', css) if css else "",
        _drawing(Path(settings.UI_ICON_DIR), name),
    )
