"""The visittkort of a page that is about one pupil."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from navskole.access.grounds import Ground
from navskole.ui.templatetags.ui_dates import short_date
from pupils.grounds import own_single_access
from pupils.models import Pupil, SingleAccessRequest

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


@register.inclusion_tag("pupils/single_access_notice.html", takes_context=True)
def single_access_notice(context: Context, record: Any) -> dict[str, Any]:
    """Return until when the reader may read `record` alone, and what ends it; else nothing."""
    if getattr(record, "ground", "") != Ground.SINGLE_ACCESS:
        return {}
    actor = context["request"].actor
    given = own_single_access(actor, record.subject_id)
    asked = SingleAccessRequest.objects.visible_to(actor).filter(grant=given).with_people()
    return {"request": context["request"], "given": given, "asked": asked.first()}
