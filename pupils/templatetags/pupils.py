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

    No link: what is typed on the page would be left behind.
    """
    actor = context["request"].actor
    today = Pupil.objects.with_enrolment(actor).get(pk=pupil.pk)
    return {
        "pupil": pupil,
        "age": pupil.age(on=actor.on),
        "facts": [short_date(pupil.birth_date), today.school_name, today.class_name],
    }
