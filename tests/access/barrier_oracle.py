"""What PostgreSQL's second barrier may leave open to somebody, written anew in plain Python."""

from __future__ import annotations

from followup.models import Audience, Disclosure, Note
from navskole.access.actor import Actor
from pupils.models import (
    AddressProtection,
    Case,
    ConsentLine,
    Information,
    Pupil,
    PupilGrant,
)


def allowed(actor: Actor) -> dict[str, set[int]]:
    """Return the ids of the rows of each kind that the actor may meet at most."""
    own = {row.organisation_id for row in actor.memberships}
    lines = [
        line
        for line in ConsentLine.objects.select_related("consent")
        if line.receiver_id in own
        and line.consent.status == "given"
        and line.consent.is_in_force(on=actor.on)
    ]
    pairs = {(line.consent.owner_id, line.consent.pupil_id) for line in lines}
    notes = {
        (line.consent.owner_id, line.consent.pupil_id, line.consent.case_id)
        for line in lines
        if line.information == Information.NOTES
    }
    disclosed = {
        row.note_id
        for row in Disclosure.objects.filter(recipients__user=actor.person)
        if row.is_in_force(on=actor.on)
    }
    named = {
        grant.content_object_id
        for grant in PupilGrant.objects.filter(user=actor.person)
        if grant.is_in_force(on=actor.on)
    }
    hidden = {
        row.pk
        for row in Pupil.objects.all()
        if not own or (row.address_protection == AddressProtection.STRICT and row.pk not in named)
    }
    return {
        "pupils": {row.pk for row in Pupil.objects.all() if row.pk not in hidden},
        "cases": {
            row.pk
            for row in Case.objects.all()
            if row.pupil_id not in hidden
            and (row.office_id in own or (row.office_id, row.pupil_id) in pairs)
        },
        "notes": {
            row.pk
            for row in Note.objects.all()
            if row.pupil_id not in hidden
            and (
                row.owner_id in own
                or row.pk in disclosed
                or (
                    row.audience == Audience.SHARED
                    and row.struck_at is None
                    and (row.owner_id, row.pupil_id, row.case_id) in notes
                )
            )
        },
    }
