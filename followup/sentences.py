"""What was done to a record, as the second half of a sentence: "Kari Nes strøk notatet …"."""

from __future__ import annotations

from typing import Any

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from followup.models import Audience, GoalState, LinkEnd, state_label
from navskole.access.changes import Change
from navskole.ui.templatetags.ui_dates import short_date
from pupils.models import CaseStatus


def why() -> str:
    """Return what a reason is called."""
    return _("Begrunnelse")


def areas() -> str:
    """Return what problem areas are called."""
    return _("Problemområder")


def the_system() -> str:
    """Return who it was when it was nobody."""
    return _("Systemet")


def of_case(old: Any, new: Any) -> str:
    """Return what happened to the case."""
    if new.version == 1:
        return _("opprettet saken")
    if new.status == CaseStatus.CLOSED and (old is None or old.status != CaseStatus.CLOSED):
        return _("avsluttet saken")
    if old is not None and old.status == CaseStatus.CLOSED and new.status != CaseStatus.CLOSED:
        return _("gjenåpnet saken")
    if old is not None and old.responsible_id != new.responsible_id:
        return _("tildelte saken til %(who)s") % {"who": new.responsible or _("ingen")}
    return _("endret status i saken til «%(status)s»") % {"status": new.get_status_display()}


def of_note(old: Any, new: Any) -> str:
    """Return what happened to a note; that it went from the own side to shared, or back."""
    side = _("skolen") if new.case_id else _("NAV")
    facts = {"heading": new.heading, "side": side}
    if new.struck_at:
        return _("strøk notatet «%(heading)s»") % facts
    if new.version == 1:
        return _of_new_note(new) % facts
    if old is not None and old.audience != new.audience:
        if new.audience == Audience.SHARED:
            return _("delte notatet «%(heading)s» med %(side)s") % facts
        return _("tok notatet «%(heading)s» tilbake til egen side") % facts
    return _("endret notatet «%(heading)s»") % facts


def _of_new_note(new: Any) -> str:
    if new.is_addendum:
        return _("føyde til «%(heading)s»")
    if new.audience == Audience.SHARED:
        return _("skrev det delte notatet «%(heading)s»")
    return _("skrev notatet «%(heading)s»")


def of_task(old: Any, new: Any) -> str:
    """Return what happened to a task."""
    facts = {"heading": new.heading}
    if new.struck_at:
        return _("strøk oppgaven «%(heading)s»") % facts
    if new.version == 1:
        return _("la til oppgaven «%(heading)s»") % facts
    if old is not None and (old.done_at is None) != (new.done_at is None):
        if new.done_at:
            return _("gjorde oppgaven «%(heading)s»") % facts
        return _("åpnet oppgaven «%(heading)s» igjen") % facts
    return _("endret oppgaven «%(heading)s»") % facts


def of_reminder(old: Any, new: Any) -> str:
    """Return what happened to a slip on the case."""
    facts = {"what": _slip(new)}
    if new.ended_at:
        return _("fjernet huskelappen %(what)s") % facts
    if new.version == 1:
        return _("hengte opp huskelappen %(what)s") % facts
    return _("endret huskelappen %(what)s") % facts


def _slip(row: Any) -> str:
    facts = {"text": row.text, "day": short_date(row.remind_on)}
    if not row.remind_on:
        return _("«%(text)s»") % facts
    return _("«%(text)s» til %(day)s") % facts if row.text else _("til %(day)s") % facts


def of_goal(old: Any, new: Any) -> str:
    """Return what happened to a goal."""
    facts = {"heading": new.heading}
    if new.version == 1:
        return _("satte målet «%(heading)s»") % facts
    if old is not None and old.state != new.state and new.state == GoalState.REACHED:
        return _("satte målet «%(heading)s» til nådd") % facts
    return _("endret målet «%(heading)s»") % facts


def of_assessment(old: Any, new: Any) -> str:
    """Return what happened to the assessment."""
    return _("startet kartleggingen") if new.version == 1 else _("endret kartleggingen")


def of_assessed_area(old: Any, new: Any) -> str:
    """Return what happened to the words on one area."""
    facts = {"area": new.area}
    if new.removed_at:
        return _("tok området «%(area)s» ut av kartleggingen") % facts
    if old is None or old.removed_at:
        return _("kartla området «%(area)s»") % facts
    return _("endret kartleggingen av «%(area)s»") % facts


def of_flag(old: Any, new: Any) -> str:
    """Return what happened to a flag."""
    return of_settled_flag(new) if new.resolved_at else of_raised_flag(new)


def of_raised_flag(flag: Any) -> str:
    """Return that a flag was raised."""
    return _("hevet flagget «%(what)s» (%(level)s)") % _flag_facts(flag)


def of_settled_flag(flag: Any) -> str:
    """Return that a flag was settled."""
    return _("avsluttet flagget «%(what)s» (%(level)s)") % _flag_facts(flag)


def _flag_facts(flag: Any) -> dict[str, object]:
    return {
        "level": flag.get_level_display().lower(),
        "what": flag.area or flag.get_kind_display(),
    }


def of_consent(old: Any, new: Any) -> str:
    """Return what was recorded about consent."""
    if new.ended_at:
        return _("avsluttet samtykket")
    return _("registrerte svar om samtykke: %(status)s") % {
        "status": new.get_status_display().lower()
    }


def of_disclosure(new: Any) -> str:
    """Return that one item was shared on a statute, or is so no longer."""
    if new.ended_at:
        return _("avsluttet en deling etter lov")
    return _("delte én opplysning etter lov, til og med %(day)s") % {"day": short_date(new.ends_on)}


def told(new: Any) -> Change:
    """Return which information text the pupil was given before the answer."""
    if not new.text_digest:
        what = _("%(version)s, ikke lagret sammen med svaret")
    else:
        what = _("%(version)s, %(language)s")
    facts = {
        "version": new.text_version,
        "language": new.get_text_language_display().lower(),
    }
    return Change(_("Informasjonstekst"), "", what % facts)


def of_standing(old: Any, new: Any) -> str:
    """Return what happened to what was entered of a subject in a term."""
    facts = {"subject": new.subject, "term": new.get_term_display()}
    if old is None:
        return _("førte %(subject)s, %(term)s") % facts
    return _("endret %(subject)s, %(term)s") % facts


def hours(number: Any) -> str:
    """Return hours absent."""
    return _("%(number)s t") % {"number": floatformat(number, -1)} if number is not None else ""


def of_referral(referral: Any) -> str:
    """Return that the pupil was referred."""
    return _("henviste til %(office)s") % {"office": referral.office}


def of_link(link: Any) -> str:
    """Return that the school made its part, or asked NAV for one, in a combined measure."""
    if link.is_asked_by_school:
        facts = {"type": link.school_measure.type, "part": link.asked_type}
        return _("ba NAV om en del i tiltaket %(type)s: %(part)s") % facts
    facts = {"type": link.nav_measure.type, "part": link.school_measure.type}
    return _("laget skolens del av tiltaket %(type)s: %(part)s") % facts


def of_ended_link(link: Any) -> str:
    """Return how a combination was ended by hand, by the name of the measure that asked."""
    asking = link.school_measure if link.is_asked_by_school else link.nav_measure
    words = {
        LinkEnd.DECLINED: _("sa nei til å kombinere tiltaket %(type)s med %(part)s"),
        LinkEnd.TAKEN_BACK: _("trakk spørsmålet om en del i tiltaket %(type)s: %(part)s"),
        LinkEnd.ALONE: _("gikk videre alene: %(type)s er ikke lenger kombinert med %(part)s"),
    }
    facts = {"type": asking.type, "part": link.asked_type or link.school_measure.type}
    return words[LinkEnd(link.ended_because)] % facts


def of_part(old: Any, new: Any) -> str:
    """Return what happened to a measure."""
    facts = {"type": new.measure.type, "state": state_label(new.state, new.measure.type).lower()}
    if new.version == 1:
        return _("foreslo tiltaket %(type)s") % facts
    if old is not None and old.state == new.state:
        return _("endret tiltaket %(type)s") % facts
    return _("satte tiltaket %(type)s til «%(state)s»") % facts
