"""Components of the page: each tag has named props and a template `ui/<tag>.html`.

An unknown prop is refused when the template is compiled, an unknown prop value when it is
rendered. Every tag can be kept in a variable with `as`; `{% slot as actions %}` does the same
with any content, for props that take markup.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.template.context import RequestContext
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from navskole.ui.icons import render_icon
from navskole.ui.rendering import COLORS, render, require, stripped

register = template.Library()

BUTTON_VARIANTS = ("primary", "secondary", "tertiary")
SIZES = ("small", "medium", "xsmall")
TAG_VARIANTS = ("moderate", "outline", "strong")
LEVELS = ("info", "success", "warning", "error")
STATUSES = ("completed", "active", "uncompleted")

OWNERS = {
    "nav": {"label": _("NAV-intern"), "icon": "PadlockLocked", "color": "meta-purple"},
    "school": {"label": _("Skole-intern"), "icon": "Buildings3", "color": "warning"},
    "shared": {"label": _("Delt"), "icon": "PersonGroup", "color": "success"},
}

ALERT_ICONS = {
    "info": ("InformationSquareFill", _("Informasjon")),
    "success": ("CheckmarkCircleFill", _("Vellykket")),
    "warning": ("ExclamationmarkTriangleFill", _("Advarsel")),
    "error": ("XMarkOctagonFill", _("Feil")),
    "danger": ("XMarkOctagonFill", _("Feil")),
    "neutral": ("InformationSquareFill", _("Informasjon")),
}


@register.simple_tag
def icon(name: str, *, title: str = "", css: str = "") -> SafeString:
    """Show an icon of the Aksel set; with a title it is read aloud."""
    return render_icon(name, title=title, css=css)


@register.simple_block_tag
def slot(content: str) -> str:
    """Keep content for a prop that takes markup: `{% slot as actions %}…{% endslot %}`."""
    return content


@register.simple_tag
def button(
    label: str,
    *,
    href: str = "",
    variant: str = "secondary",
    danger: bool = False,
    neutral: bool = False,
    icon: str = "",
    icon_only: bool = False,
    size: str = "small",
    type: str = "submit",
    name: str = "",
    value: str = "",
    form: str = "",
    beside: str = "",
    about: str = "",
    opens: str = "",
    download: bool = False,
    hx_get: str = "",
    hx_post: str = "",
    hx_target: str = "",
    hx_swap: str = "outerHTML",
) -> SafeString:
    """Show a button, or a link that looks like one when `href` is given.

    `about` is read aloud after the label, `opens` is the id of a dialog. `beside` is an address
    that takes the form as it stands and answers in a tab of its own; the form stays.
    """
    color = "danger" if danger else "neutral" if neutral else ""
    return render(
        "button",
        label=label,
        href=href,
        variant=require("variant", variant, BUTTON_VARIANTS),
        color=color,
        icon=icon,
        icon_only=icon_only,
        size=require("size", size, SIZES),
        type=require("type", type, ("submit", "button")),
        name=name,
        value=value,
        form=form,
        beside=beside,
        about=about,
        opens=opens,
        download=download,
        hx_get=hx_get,
        hx_post=hx_post,
        hx_target=hx_target,
        hx_swap=hx_swap,
    )


@register.simple_tag
def tag(
    label: str, *, color: str = "neutral", variant: str = "moderate", icon: str = ""
) -> SafeString:
    """Show a small labelled mark."""
    return render(
        "tag",
        label=label,
        color=require("color", color, COLORS),
        variant=require("variant", variant, TAG_VARIANTS),
        icon=icon,
    )


@register.simple_tag
def owner_tag(owner: str) -> SafeString:
    """Show who owns a piece: "nav", "school" or "shared"."""
    return render("tag", variant="moderate", **OWNERS[require("owner", str(owner), OWNERS)])


@register.simple_tag
def sensitive_tag(label: str = "") -> SafeString:
    """Show that a piece holds sensitive facts."""
    return render(
        "tag", label=label or _("Sensitivt"), color="danger", variant="outline", icon="ShieldLock"
    )


@register.simple_tag
def flag(label: str, *, color: str = "danger", icon: str = "ExclamationmarkTriangleFill") -> str:
    """Show a short warning in a table cell or under a title: icon and bold text."""
    return render("flag", label=label, color=require("color", color, COLORS), icon=icon)


@register.simple_block_tag
def alert(content: str, level: str = "info", *, inline: bool = False) -> SafeString:
    """Show a sentence that matters; `inline` leaves out the box."""
    icon_name, word = ALERT_ICONS[require("level", level, LEVELS)]
    return render(
        "alert",
        content=content,
        level=level,
        color="danger" if level == "error" else level,
        icon=icon_name,
        word=word,
        inline=inline,
    )


def _base_alert(content: str, heading: str, color: str, **props: object) -> SafeString:
    icon_name, word = ALERT_ICONS[
        require("color", color, ("neutral", "info", "success", "warning", "danger"))
    ]
    return render(
        "base_alert",
        content=content,
        heading=heading,
        color=color,
        icon=icon_name,
        word=word,
        **props,
    )


@register.simple_block_tag
def local_alert(
    content: str, heading: str, *, color: str = "warning", level: int = 2, live: bool = False
) -> SafeString:
    """Show a strong message about this part of the page; `live` when it appears by itself."""
    return _base_alert(content, heading, color, variant="strong", level=level, live=live)


@register.simple_block_tag
def info_card(content: str, heading: str, *, color: str = "info", level: int = 2) -> SafeString:
    """Show a calm card of explanation."""
    return _base_alert(content, heading, color, variant="moderate", level=level, live=False)


@register.simple_block_tag
def card(
    content: str,
    heading: str = "",
    *,
    level: int = 2,
    subtitle: str = "",
    actions: str = "",
    id: str = "",
) -> SafeString:
    """Show a white card; `actions` is markup kept with `{% slot as … %}` or a button `as …`."""
    return render(
        "card",
        content=content,
        heading=heading,
        level=level,
        subtitle=subtitle,
        actions=actions,
        id=id,
    )


@register.simple_tag
def page_heading(
    title: str, *, subtitle: str = "", actions: str = "", tags: str = "", back: str = ""
) -> SafeString:
    """Show the page's h1 with a line under it, actions to the right, and the way back over it."""
    return render(
        "page_heading", title=title, subtitle=subtitle, actions=actions, tags=tags, back=back
    )


@register.simple_tag
def count_card(
    count: object,
    label: str,
    *,
    href: str = "",
    color: str = "accent",
    current: bool = False,
    target: str = "",
) -> SafeString:
    """Show a number with its words, as a link when `href` is given; `target` as in a list."""
    return render(
        "count_card",
        count=count,
        label=label,
        href=href,
        color=require("color", color, COLORS),
        current=current,
        target=target,
    )


@register.simple_tag
def empty_state(
    title: str, *, text: str = "", href: str = "", action: str = "", level: int = 2
) -> SafeString:
    """Say what would be here, and link to the next step."""
    return render("empty_state", title=title, text=text, href=href, action=action, level=level)


@register.simple_tag
def data_list(items: Iterable[tuple[object, object]], *, stacked: bool = False) -> SafeString:
    """Show terms and values; a value that is empty shows as a dash."""
    return render("data_list", items=list(items), stacked=stacked)


@register.simple_tag
def tabs(items: Iterable[Mapping[str, Any]], *, label: str) -> SafeString:
    """Show links to the tabs of a page: mappings with label, url, current and perhaps count."""
    return render(
        "tabs", items=[{"count": None, "current": False, **item} for item in items], label=label
    )


@register.simple_tag
def back_link(href: str, label: str) -> SafeString:
    """Link to the page this one hangs under; over a heading, its `back` says the same."""
    return render("back_link", href=href, label=label)


@register.simple_tag
def copy_button(text: str, *, label: str) -> SafeString:
    """Copy a text; hidden where scripts do not run."""
    return render("copy_button", text=text, label=label)


@register.simple_block_tag
def visittkort(
    content: str,
    name: str,
    *,
    age: int | None = None,
    facts: Iterable[str] = (),
    href: str = "",
    why_href: str = "",
    copy: bool = True,
) -> SafeString:
    """Show whom the page is about; the content is the tags this reader may see."""
    return render(
        "visittkort",
        tags=stripped(content),
        name=name,
        age=age,
        facts=[fact for fact in facts if fact],
        href=href,
        why_href=why_href,
        copy=copy,
    )


@register.simple_block_tag
def timeline(content: str, *, label: str = "") -> SafeString:
    """Show events in order; the content is `{% event %}` blocks."""
    return render("timeline", content=content, label=label)


@register.simple_block_tag
def event(
    content: str,
    title: str,
    *,
    icon: str = "",
    href: str = "",
    meta: str = "",
    tags: str = "",
    foot: str = "",
    level: int = 3,
    status: str = "completed",
    id: str = "",
) -> SafeString:
    """Show one event: title, tags beside it, a line of meta, the content, markup at the foot."""
    return render(
        "event",
        content=stripped(content),
        title=title,
        icon=icon,
        href=href,
        meta=meta,
        tags=tags,
        foot=foot,
        level=level,
        status=require("status", status, STATUSES),
        id=id,
    )


@register.simple_tag
def party_panel(
    parties: Iterable[Mapping[str, Any]], *, next: str = "", heading: str = "", level: int = 2
) -> SafeString:
    """Show who has signed or decided, a row per party, and what comes next.

    A party has name, on_behalf, state, color, and when (text or empty).
    """
    defaults = {"name": "", "on_behalf": "", "color": "neutral", "when": "", "icon": ""}
    return render(
        "party_panel",
        parties=[{**defaults, **party} for party in parties],
        next=next,
        heading=heading or _("Hvem har godkjent"),
        level=level,
    )


@register.simple_block_tag(takes_context=True)
def confirm(
    context: RequestContext,
    content: str,
    label: str,
    *,
    id: str,
    title: str,
    answer: str,
    action: str,
    refuse: str = "",
    variant: str = "secondary",
    danger: bool = True,
    icon: str = "",
    size: str = "small",
    name: str = "",
    value: str = "",
    fallback: str = "",
) -> SafeString:
    """Ask before what can't be undone: a button, and a dialog that names the consequence.

    The content is the consequence and may hold fields, which post with the answer. Without
    script the button posts at once, or leads to the page `fallback` when it is given.
    """
    return render(
        "confirm",
        content=content,
        label=label,
        id=id,
        title=title,
        answer=answer,
        action=action,
        refuse=refuse or _("Avbryt"),
        variant=require("variant", variant, BUTTON_VARIANTS),
        color="danger" if danger else "",
        icon=icon,
        size=require("size", size, SIZES),
        name=name,
        value=value,
        fallback=fallback,
        csrf_token=context.get("csrf_token", ""),
        written_by=(context.get("frame") or {}).get("written_by", ""),
    )


@register.simple_block_tag
def dialog(
    content: str,
    *,
    id: str,
    title: str,
    answer: str,
    form: str,
    refuse: str = "",
    danger: bool = True,
) -> SafeString:
    """Ask before a form of the page is sent: the form says so with `asks`, and names it by id."""
    return render(
        "dialog",
        content=content,
        id=id,
        title=title,
        answer=answer,
        form=form,
        refuse=refuse or _("Avbryt"),
        color="danger" if danger else "",
        name="",
        value="",
    )


@register.simple_tag(takes_context=True)
def messages(context: RequestContext, *, oob: bool = False) -> SafeString:
    """Show Django's messages; `oob` swaps them into the page from an htmx answer."""
    return render("messages", messages=list(context.get("messages") or ()), oob=oob)


@register.inclusion_tag("ui/print_mark.html", takes_context=True)
def print_mark(context: RequestContext) -> dict[str, object]:
    """Say on paper that this is exempt from public access, who printed it and when."""
    return {"frame": context.get("frame")}
