"""The visittkort of a page that is about one pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from navskole.ui.templatetags.ui_dates import short_date
from pupils.models import Pupil

if TYPE_CHECKING:
    from django.template import Context

register = template.Library()


@register.inclusion_tag("pupils/pupil_visittkort.html", takes_context=True)
def pupil_visittkort(context: Context, pupil: Pupil) -> dict[str, Any]:
    """Return whom a form is about: name and age, birth date, and today's school and class.

    Who may not see the pupil has the name and age alone. No link: what is typed on the page would
    be left behind.
    """
    actor = context["request"].actor
    today = Pupil.objects.visible_to(actor).with_enrolment(actor).filter(pk=pupil.pk).first()
    facts = [short_date(today.birth_date), today.school_name, today.class_name] if today else []
    return {"pupil": pupil, "age": pupil.age(on=actor.on), "facts": facts}
