"""What a privacy officer may read of the access log (ground `log_reader`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from navskole.accounts.models import User
from navskole.audit.events import Action, Decision
from navskole.audit.models import AccessedPupil, AccessEvent
from navskole.organisations.models import Membership, Role
from pupils.called import own_names
from pupils.grounds import hard_rules
from pupils.models import Pupil

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.accounts.models import UserQuerySet
    from pupils.querysets.pupil import PupilQuerySet


def log_visible_to(actor: Actor) -> QuerySet[AccessedPupil]:
    """Return the log rows of the organisations the actor is privacy officer for.

    Rows about data those organisations own, whoever looked; what their own staff were shown
    from the other side of the wall; and looks at nobody's data. A refused look at another
    side's record is left out: that a record was there to be refused is that side's secret.
    So is what staff did for another organisation of the same side.
    """
    organisations = actor.at(Role.PRIVACY_OFFICER)
    if not organisations:
        return AccessedPupil.objects.none()
    return AccessedPupil.objects.filter(
        Q(owner_id__in=organisations)
        | (
            Q(event__organisation_id__in=organisations, event__decision=Decision.PERMIT)
            & ~Q(owner__side=actor.side)
        )
        | Q(event__organisation_id__in=organisations, owner_id__isnull=True),
    )


def pupils_in_log(actor: Actor) -> PupilQuerySet:
    """Return the pupils whose log the actor may read; only the name is to be shown.

    The log of a pupil at a strictly confidential address is for a named officer alone.
    """
    rows = log_visible_to(actor)
    return Pupil.objects.filter(hard_rules(actor), pk__in=rows.values("pupil_id"))


def pupil_rows(actor: Actor, pupil: Pupil) -> QuerySet[AccessedPupil]:
    """Return the log rows about one pupil."""
    return log_visible_to(actor).filter(pupil_id=pupil.pk)


def pupil_events(actor: Actor, pupil: Pupil) -> QuerySet[AccessEvent]:
    """Return what was done with one pupil's data."""
    return AccessEvent.objects.filter(pk__in=pupil_rows(actor, pupil).values("event_id"))


# --- By employee ----------------------------------------------------------------------


def staff_in_log(actor: Actor) -> UserQuerySet:
    """Return who works, worked or will work at the organisations the actor is officer for."""
    members = Membership.objects.filter(organisation_id__in=actor.at(Role.PRIVACY_OFFICER))
    return User.objects.filter(pk__in=members.values("user_id"))


def staff_rows(actor: Actor) -> QuerySet[AccessedPupil]:
    """Return the log rows an employee's page may tell of: of pupils no hard rule hides."""
    shown = Pupil.objects.filter(hard_rules(actor)).values("pk")
    return log_visible_to(actor).filter(pupil_id__in=shown)


def events_of_staff(actor: Actor, staff: UserQuerySet) -> QuerySet[AccessEvent]:
    """Return what employees did for the actor's organisations, or with data they own.

    A look that was given is left out when every pupil it showed is hidden from the officer;
    a list is not, and names only those who are not. A refused look is told without a name
    unless the record is the own side's: known or unknown, it reads the same.
    """
    rows = AccessedPupil.objects.filter(event_id=OuterRef("pk"))
    told = Exists(staff_rows(actor).filter(event_id=OuterRef("pk")))
    own = Q(organisation_id__in=actor.at(Role.PRIVACY_OFFICER))
    of_many = Q(action__in=[Action.LIST, Action.SEARCH])
    refused = Q(decision=Decision.DENY)
    return AccessEvent.objects.filter(
        (own & (~Exists(rows) | of_many | refused)) | Q(told), user_id__in=staff.values("pk")
    )


def staff_events(actor: Actor, employee: User) -> QuerySet[AccessEvent]:
    """Return what one employee did, as `events_of_staff` tells of it."""
    return events_of_staff(actor, User.objects.filter(pk=employee.pk))


def same_surname(actor: Actor) -> Q:
    """Return the condition on a pupil's row that pupil and employee are called the same.

    By the name the officer's organisations use, where they use another than the shared one.
    """
    own = own_names(actor)
    of_employee = OuterRef("event__user__last_name")
    shared = Pupil.objects.filter(pk=OuterRef("pupil_id"), last_name__iexact=of_employee)
    found = Q(Exists(shared)) & (~Q(pupil_id__in=list(own)) if own else Q())
    for pupil_id, name in own.items():
        found |= Q(pupil_id=pupil_id, event__user__last_name__iexact=name.last)
    return found


def named_in_log(pupil_ids: set[int]) -> dict[int, Pupil]:
    """Return the pupils of rows the actor may read, by row number; only names are to be shown."""
    return Pupil.objects.only("first_name", "last_name", "public_id").in_bulk(pupil_ids)
