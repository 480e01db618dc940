"""Keep a pupil's national id, and find a pupil by it.

The number is shared identity when the school keeps it, or when nobody but NAV knows the
pupil. Otherwise it stays in the own side's record: what NAV writes must leave no trace on
the school's page, and that a number is taken must not tell that its owner is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from navskole.access import barrier, policies
from navskole.audit import log
from navskole.audit.events import Action
from navskole.organisations.models import Organisation, Side
from pupils.models import ContactDetails, Enrolment, Pupil
from pupils.national_id import clean_national_id, is_of

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from navskole.access.actor import Actor


@barrier.lifted("find_by_national_id")
def find_by_national_id(digits: str, *, owner: Organisation) -> Pupil | None:
    """Return the one pupil with the number, in the owner's record or in the shared identity.

    The own record first: whose number it is here must not change when others keep it too.
    """
    if not digits:
        return None
    kept = ContactDetails.objects.filter(national_id=digits, owner=owner).order_by("pk")
    own = kept.select_related("pupil").first()
    return own.pupil if own is not None else Pupil.objects.filter(national_id=digits).first()


def national_id_of(actor: Actor, pupil: Pupil) -> str:
    """Return the number as the actor's side knows it, or nothing.

    `pupil` was loaded among the visible ones, with the organisation whose record is read.
    """
    if pupil.national_id:
        return pupil.national_id
    own = ContactDetails.objects.visible_to(actor).filter(
        pupil=pupil, owner_id=pupil.owning_organisation_id
    )
    return own.values_list("national_id", flat=True).first() or ""


@barrier.lifted("national_ids_for_log")
def national_ids_for_log(
    asked: Collection[tuple[int, int | None]],
) -> dict[tuple[int, int | None], str]:
    """Return the numbers by pupil and owner: the shared one, else the one of that owner's record.

    For the access log when it is sent, which tells nobody here anything.
    """
    pupils = {pupil_id for pupil_id, _owner_id in asked}
    shared = dict(Pupil.objects.filter(pk__in=pupils).values_list("pk", "national_id"))
    own = ContactDetails.objects.filter(pupil_id__in=pupils).exclude(national_id="")
    kept: dict[tuple[int, int | None], str]
    kept = {(row.pupil_id, row.owner_id): row.national_id for row in own}
    found = {key: shared.get(key[0]) or kept.get(key, "") for key in asked}
    return {key: number for key, number in found.items() if number}


@transaction.atomic
def record_national_id(
    *, actor: Actor, pupil: Pupil, owner: Organisation, national_id: str
) -> Pupil:
    """Register the pupil's number for `owner`, or correct it.

    Raises ValidationError for a number that cannot be the pupil's; says nothing of others'.
    """
    policies.require(actor, "pupils.record_national_id", pupil)
    digits = clean_national_id(national_id, born=pupil.birth_date, on=actor.on)
    pupil = Pupil.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=pupil.pk)
    keep_national_id(actor=actor, pupil=pupil, owner=owner, digits=digits)
    access = log.Access(pupil.pk, owner_id=owner.pk, classes=pupil.classes)
    log.record(actor, Action.NATIONAL_ID_SAVED, [access])
    return pupil


def require_date_of_number(*, actor: Actor, pupil: Pupil, born: date) -> None:
    """Raise ValidationError, at the birth date, where it is not that of the pupil's number."""
    digits = national_id_of(actor, pupil)
    if digits and not is_of(digits, born=born, on=actor.on):
        raise ValidationError(
            {"birth_date": _("Fødselsdatoen stemmer ikke med det registrerte fødselsnummeret.")}
        )


def keep_national_id(*, actor: Actor, pupil: Pupil, owner: Organisation, digits: str) -> None:
    """Write the number where `owner` may: the shared identity, or its own record."""
    own = ContactDetails.objects.filter(pupil=pupil, owner=owner).first()
    if _may_share(pupil, owner) and not _is_taken(pupil, digits):
        if pupil.national_id != digits:
            pupil.national_id = digits
            pupil.save_change(by=actor.user, at=actor.now)
        digits = ""
    if own is None and not digits:
        return
    own = own or ContactDetails(pupil=pupil, owner=owner)
    own.national_id = digits
    own.save()


def _may_share(pupil: Pupil, owner: Organisation) -> bool:
    known_to_a_school = Enrolment.objects.filter(pupil=pupil).exists()
    return owner.side == Side.SCHOOL or not known_to_a_school


@barrier.lifted("is_taken")
def _is_taken(pupil: Pupil, digits: str) -> bool:
    return Pupil.objects.filter(national_id=digits).exclude(pk=pupil.pk).exists()
