"""Ask for a single access to one pupil's record, answer it, and end it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navskole.access import policies
from navskole.access.grants import end_grant, start_grant
from navskole.access.grounds import Ground
from navskole.audit import log
from navskole.audit.events import Action
from navskole.notices.actions import tell
from navskole.organisations.models import Membership
from navskole.records.errors import NotAllowed, RuleBroken
from pupils.actions.national_id import find_by_national_id
from pupils.actions.own_name import named_exactly
from pupils.grounds import ASKING_ROLES, SCHOOL_ROLES, hard_rules, team_cases
from pupils.models import Case, ContactDetails, Enrolment, Pupil, PupilGrant, SingleAccessRequest
from pupils.models.grants import LONGEST_SINGLE_ACCESS, SHORTEST_REASON
from pupils.national_id import clean_national_id
from pupils.single_access_notices import (
    SINGLE_ACCESS_ASKED,
    SINGLE_ACCESS_DECLINED,
    SINGLE_ACCESS_ENDED,
    SINGLE_ACCESS_GIVEN,
    told,
)

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation


class WrongLastDay(RuleBroken):
    """The last day is over, or more than ninety days on."""

    message = _("Siste dag kan være fra i dag og inntil 90 dager fram.")
    field = "ends_on"


class ReasonTooShort(RuleBroken):
    """Nobody can judge a request that does not say what for."""

    message = _("Skriv begrunnelsen med minst 10 tegn, så andre forstår hvorfor.")
    field = "reason"


class AlreadyAsked(RuleBroken):
    """Their own request about whom they call so waits for an answer."""

    message = _("Du har alt bedt om dette, og lederen har ikke svart ennå.")


class AlreadyReads(RuleBroken):
    """Whoever asks reads all of it by another ground."""

    message = _("Du kan alt lese det som finnes om eleven her, og trenger ingen enkelttilgang.")


class NobodyFound(RuleBroken):
    """The organisation keeps nothing of a pupil of that name and birth date, as far as told."""

    message = _(
        "Det er ingen opplysninger å gi tilgang til under dette navnet og denne fødselsdatoen. "
        "Avslå forespørselen, og be om at den sendes på nytt hvis noe er skrevet feil."
    )


class NoLongerAtWork(RuleBroken):
    """Whoever asked does not hold a role there that reads about pupils any more."""

    message = _("Den som spurte, arbeider ikke lenger her i en rolle som kan få tilgang.")


@transaction.atomic
def ask_single_access(
    *,
    actor: Actor,
    owner: Organisation,
    first_name: str,
    last_name: str,
    birth_date: date,
    reason: str,
    ends_on: date,
    submission_id: UUID,
    national_id: str = "",
) -> SingleAccessRequest:
    """Ask the leader of the own organisation to read one pupil's record until `ends_on`.

    The answer is the same whether there is such a pupil or not, and no leader is told of one
    whom a hard rule hides from whoever asks. A national id finds the pupil whatever the name;
    it is not kept. Raises WrongLastDay, ReasonTooShort, AlreadyAsked and AlreadyReads.
    """
    policies.require(actor, "pupils.ask_single_access")
    if owner.pk not in actor.at(*ASKING_ROLES):
        raise NotAllowed(_("Du kan bare be om tilgang der du arbeider."))
    _require_last_day(actor, ends_on)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonTooShort
    written = {"first_name": first_name, "last_name": last_name, "birth_date": birth_date}
    own = SingleAccessRequest.objects.filter(asked_by=actor.person, owner=owner).waiting()
    if own.filter(**written).exclude(submission_id=submission_id).exists():
        raise AlreadyAsked
    digits = clean_national_id(national_id, born=birth_date, on=actor.on) if national_id else ""
    pupil = _kept_here(actor, owner, (first_name, last_name), birth_date, digits)
    if pupil is not None and _reads_all(actor, owner, pupil):
        raise AlreadyReads
    asked, made = SingleAccessRequest.objects.get_or_create(
        asked_by=actor.person,
        submission_id=submission_id,
        defaults={
            "owner": owner,
            "pupil": pupil,
            **written,
            "reason": reason.strip(),
            "ends_on": ends_on,
            "asked_at": actor.now,
        },
    )
    if made:
        log.record(actor, Action.SINGLE_ACCESS_ASKED)
        tell(actor, told(SINGLE_ACCESS_ASKED, asked, on=actor.on))
    return asked


def _require_last_day(actor: Actor, ends_on: date) -> None:
    if not actor.on <= ends_on <= actor.on + LONGEST_SINGLE_ACCESS:
        raise WrongLastDay


def _kept_here(
    actor: Actor, owner: Organisation, name: tuple[str, str], birth_date: date, digits: str
) -> Pupil | None:
    """Return the one pupil the place keeps a record of whom this names; nobody a rule hides.

    By the number alone where somebody has it; by the name nobody who has another.
    """
    places = Enrolment.objects.filter(school_id=owner.pk, starts_on__lte=actor.on)
    cases = Case.objects.filter(office_id=owner.pk)
    kept = Pupil.objects.filter(
        Q(pk__in=places.values("pupil_id")) | Q(pk__in=cases.values("pupil_id")),
        hard_rules(actor),
        birth_date=birth_date,
    )
    numbered = find_by_national_id(digits, owner=owner)
    if numbered is not None:
        return kept.filter(pk=numbered.pk).first()
    found = kept.filter(pk__in=named_exactly(name, owner=owner).values("pk"))
    if digits:
        others = ContactDetails.objects.filter(owner=owner).exclude(national_id="")
        unnumbered = Q(national_id__isnull=True) | Q(national_id="")
        found = found.filter(unnumbered).exclude(pk__in=others.values("pupil_id"))
    rows = list(found[:2])
    return rows[0] if len(rows) == 1 else None


def _reads_all(actor: Actor, owner: Organisation, pupil: Pupil) -> bool:
    """Tell whether the asker reads the pupil's record at the place without any single access."""
    if actor.at(*SCHOOL_ROLES):
        places = Enrolment.objects.read_by_school([owner.pk], on=actor.on)
        return places.filter(pupil=pupil).exists()
    cases = Case.objects.filter(office_id=owner.pk, pupil=pupil)
    own = team_cases(actor)
    return own is not None and not cases.exclude(pk__in=own.values("pk")).exists()


@transaction.atomic
def grant_single_access(
    *, actor: Actor, asked: SingleAccessRequest, ends_on: date
) -> SingleAccessRequest:
    """Let whoever asked read the pupil's record until `ends_on`, which the leader sets.

    The leader need not see the pupil. Raises NobodyFound, NoLongerAtWork, WrongLastDay.
    """
    asked = _locked(asked)
    policies.require(actor, "pupils.answer_single_access", asked)
    _require_last_day(actor, ends_on)
    if asked.pupil is None:
        raise NobodyFound
    holds = Membership.objects.in_force(on=actor.on).filter(
        user_id=asked.asked_by_id,
        user__is_active=True,
        organisation_id=asked.owner_id,
        role__in=ASKING_ROLES,
    )
    if not holds.exists():
        raise NoLongerAtWork
    _end_standing(actor, user_id=asked.asked_by_id, owner_id=asked.owner_id, pupil=asked.pupil)
    asked.grant = start_grant(  # type: ignore[assignment]  # the model that was handed in
        PupilGrant,
        actor=actor,
        to=asked.asked_by,
        on=asked.pupil,
        codename="view_pupil",
        ground=Ground.SINGLE_ACCESS,
        ends_on=ends_on,
        reason=asked.reason,
        owner=asked.owner,
    )
    _answer(actor, asked)
    tell(actor, told(SINGLE_ACCESS_GIVEN, asked, on=actor.on))
    return asked


@transaction.atomic
def decline_single_access(
    *, actor: Actor, asked: SingleAccessRequest, reason: str
) -> SingleAccessRequest:
    """Say no, with why; whoever asked is told. Raises ReasonTooShort."""
    asked = _locked(asked)
    policies.require(actor, "pupils.answer_single_access", asked)
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonTooShort
    asked.decline_reason = reason.strip()
    _answer(actor, asked)
    log.record(actor, Action.SINGLE_ACCESS_DECLINED)
    tell(actor, told(SINGLE_ACCESS_DECLINED, asked, on=actor.on))
    return asked


@transaction.atomic
def end_single_access(*, actor: Actor, asked: SingleAccessRequest) -> SingleAccessRequest:
    """End the access now: by the leader, or by whoever has no more use of it."""
    asked = _locked(asked)
    policies.require(actor, "pupils.end_single_access", asked)
    if asked.grant is not None:
        end_grant(asked.grant, actor=actor)
    tell(actor, told(SINGLE_ACCESS_ENDED, asked, on=actor.on))
    return asked


def leave_with_single_accesses(*, actor: Actor, membership: Membership) -> None:
    """End the single accesses of somebody who leaves, in the act that ends the membership."""
    others = Membership.objects.in_force(on=actor.on).filter(
        user_id=membership.user_id,
        organisation_id=membership.organisation_id,
        role__in=ASKING_ROLES,
    )
    if not others.exclude(pk=membership.pk).exists():
        _end_standing(actor, user_id=membership.user_id, owner_id=membership.organisation_id)


def _end_standing(actor: Actor, *, user_id: int, owner_id: int, pupil: Pupil | None = None) -> None:
    given = PupilGrant.objects.standing().filter(
        ground=Ground.SINGLE_ACCESS, user_id=user_id, owner_id=owner_id
    )
    if pupil is not None:
        given = given.filter(content_object=pupil)
    for grant in given.select_related("content_object").order_by("pk"):
        end_grant(grant, actor=actor)


def _answer(actor: Actor, asked: SingleAccessRequest) -> None:
    asked.answered_by, asked.answered_at = actor.person, actor.now
    asked.save()


def _locked(asked: SingleAccessRequest) -> SingleAccessRequest:
    rows = SingleAccessRequest.objects.select_for_update(of=("self",))
    return rows.select_related("owner", "pupil", "asked_by", "grant").get(pk=asked.pk)
