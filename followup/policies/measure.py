"""Who may propose, send, decide and carry on a measure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from followup.grounds import decided_from, is_ended, lines_missing, school_to_ask
from followup.models import ASKING_STATES
from navskole.access.policies import policy
from navskole.organisations.models import Membership, Role
from pupils.policies import meets_at_school, on_open_case

if TYPE_CHECKING:
    from datetime import date

    from followup.models import Measure, MeasurePart
    from navskole.access.actor import Actor
    from navskole.organisations.models import School
    from pupils.models import Case, Pupil


@policy("followup.add_measure", refusal=_("Bare NAV-veilederne på en åpen sak kan foreslå tiltak."))
def can_add_measure(actor: Actor, case: Case) -> bool:
    return on_open_case(actor, case)


@policy("followup.propose_school_measure", refusal=_("Skolens tiltak foreslås av rådgiver."))
def can_propose_school_measure(actor: Actor, pupil: Pupil) -> bool:
    return meets_at_school(actor, pupil, Role.SCHOOL_COUNSELLOR)


def _who_makes_school_part(actor: Actor, measure: Measure) -> str:
    if not _asks_the_school(measure, on=actor.on):
        return gettext("NAV ber ikke om en del på skolen i dette tiltaket nå.")
    if _school_asked(actor, measure) is None:
        return gettext("Skolens del lages av rådgiver ved elevens skole.")
    missing = "; ".join(lines_missing(measure.parts.get(), on=actor.on))
    words = gettext("Samtykkene dekker ikke begge delene av tiltaket. Dette mangler: %(missing)s.")
    return words % {"missing": missing}


@policy("followup.make_school_part", refusal=_who_makes_school_part)
def can_make_school_part(actor: Actor, measure: Measure) -> bool:
    """The rådgiver at the school that is asked, while the consents stand both ways."""
    return (
        _school_asked(actor, measure) is not None
        and _asks_the_school(measure, on=actor.on)
        and not lines_missing(measure.parts.get(), on=actor.on)
    )


def _school_asked(actor: Actor, measure: Measure) -> School | None:
    """Return the school whose part it is, where the actor is rådgiver there."""
    if measure.case is None or not actor.has_role(Role.SCHOOL_COUNSELLOR):
        return None
    school = school_to_ask(measure.case, on=actor.on)
    mine = actor.at(Role.SCHOOL_COUNSELLOR)
    return school if school is not None and school.pk in mine else None


def _asks_the_school(measure: Measure, *, on: date) -> bool:
    """Tell whether the measure, as it was sent, asks the school for a part of its own.

    Not after the school said no, or either side ended the combination.
    """
    part = measure.parts.filter(other_type__isnull=False, state__in=ASKING_STATES).first()
    return part is not None and not is_ended(part, on=on)


@policy("followup.read_measure", refusal=_("Du kan ikke se dette tiltaket."))
def can_read_measure(actor: Actor, measure: Measure) -> bool:
    return type(measure).objects.visible_to(actor).filter(pk=measure.pk).exists()


def _who_writes(actor: Actor, measure: Measure) -> str:
    """Return who carries a measure on, or why nobody can now."""
    if measure.case is not None and not measure.case.is_open:
        return gettext("Saken er avsluttet, så tiltaket kan ikke endres.")
    if measure.case is not None:
        return gettext("Bare NAV-veilederne på saken kan gjøre dette.")
    return gettext("Bare rådgiver ved skolen kan gjøre dette.")


def _who_changes_measure(actor: Actor, measure: Measure) -> str:
    if not writes_measure(actor, measure):
        return _who_writes(actor, measure)
    return gettext("Tiltaket har startet eller er avsluttet, og innholdet kan ikke endres lenger.")


@policy("followup.change_measure", refusal=_who_changes_measure)
def can_change_measure(actor: Actor, measure: Measure) -> bool:
    part = measure.parts.first()
    return part is not None and part.is_changeable and writes_measure(actor, measure)


def _who_submits(actor: Actor, measure: Measure) -> str:
    if not writes_measure(actor, measure):
        return _who_writes(actor, measure)
    return gettext("Tiltaket er sendt. Endre innholdet hvis det skal sendes på nytt.")


@policy("followup.submit_measure", refusal=_who_submits)
def can_submit_measure(actor: Actor, measure: Measure) -> bool:
    part = measure.parts.first()
    return part is not None and part.is_drafting and writes_measure(actor, measure)


@policy("followup.progress_measure", refusal=_who_writes)
def can_progress_measure(actor: Actor, measure: Measure) -> bool:
    return writes_measure(actor, measure)


def writes_measure(actor: Actor, measure: Measure) -> bool:
    """Tell whether the actor carries the measure on."""
    if measure.case is not None:
        return on_open_case(actor, measure.case)
    return measure.owner_id in actor.at(Role.SCHOOL_COUNSELLOR)


@policy("followup.list_awaiting", refusal=_("Til godkjenning er for NAV-leder og rektor."))
def can_list_awaiting(actor: Actor, subject: None) -> bool:
    return actor.has_role(Role.NAV_MANAGER, Role.PRINCIPAL)


def deciding_role(measure: Measure) -> Role:
    """Return who decides the measure's part: the office's leader, or the school's rektor."""
    return Role.NAV_MANAGER if measure.case_id else Role.PRINCIPAL


def others_who_decide(actor: Actor, part: MeasurePart) -> list[Membership]:
    """Return who else can decide the part, deputies first: leaders with no hand in it."""
    leaders = Membership.objects.in_force(on=actor.on).filter(  # type: ignore[misc]  # set when sent
        organisation_id=part.deciding_organisation_id, role=deciding_role(part.measure)
    )
    others = leaders.exclude(Q(user_id=actor.person.pk) | Q(user__in=part.proposers.all()))
    return list(others.select_related("user").order_by("-is_deputy", "user__sort_key"))


def _who_decides(actor: Actor, part: MeasurePart) -> str:
    if part.deciding_organisation_id is None:
        return gettext("Tiltaket er ikke sendt, så det er ikke noe å avgjøre.")
    found = next(iter(others_who_decide(actor, part)), None)
    own = part.proposers.filter(pk=actor.person.pk).exists()
    reason = gettext("Du kan ikke avgjøre et tiltak du selv har foreslått.") if own else ""
    if found is None:
        role = Role(deciding_role(part.measure)).label
        facts = {"role": role, "organisation": part.deciding_organisation}
        who = gettext("Det avgjøres av en annen %(role)s eller stedfortreder ved %(organisation)s.")
        return f"{reason} {who % facts}"
    person = {"who": found.user, "role": Role(found.role).label}
    if found.is_deputy:
        return f"{reason} " + gettext("Stedfortreder %(who)s kan avgjøre det.") % person
    return f"{reason} " + gettext("%(who)s (%(role)s) kan avgjøre det.") % person


@policy("followup.decide_measure", refusal=lambda actor, part: _who_decides(actor, part).strip())
def can_decide_measure(actor: Actor, part: MeasurePart) -> bool:
    """Whoever leads where it was sent, with no hand in it: decides it, and undoes an answer.

    As long as it is theirs: until twelve months after it ended.
    """
    return (
        part.deciding_organisation_id is not None
        and (part.ended_on is None or part.ended_on >= decided_from(actor.on))
        and actor.holds(deciding_role(part.measure), part.deciding_organisation_id) is not None
        and not part.proposers.filter(pk=actor.person.pk).exists()
    )
