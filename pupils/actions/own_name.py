"""What an organisation calls a pupil whom others know under another name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from navskole.access import barrier
from pupils.models import Case, OwnName, Pupil

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation

Names = tuple[str, str]
"""First and last name, as written."""


def keep_name(*, actor: Actor, pupil: Pupil, owner: Organisation, name: Names) -> None:
    """Let `owner` call the pupil so; the shared identity keeps its name.

    Nothing is kept where the names agree.
    """
    known = OwnName.objects.filter(pupil=pupil, owner=owner).first()
    if (pupil.first_name, pupil.last_name) == name:
        if known is not None:
            known.delete()
        return
    own = known or OwnName(pupil=pupil, owner=owner)
    own.first_name, own.last_name = name
    own.written_by, own.written_at = actor.user, actor.now
    own.save()


def change_name(*, actor: Actor, pupil: Pupil, owner: Organisation, name: Names) -> None:
    """Set the name that `owner` was shown: its own, or else the shared one; the caller saves.

    Nobody overwrites for the others a name that they have not been shown.
    """
    if OwnName.objects.filter(pupil=pupil, owner=owner).exists():
        keep_name(actor=actor, pupil=pupil, owner=owner, name=name)
    else:
        pupil.set_names(first_name=name[0], last_name=name[1])


@barrier.lifted("hand_on_name")
def hand_on_name(
    *, actor: Actor, pupil: Pupil, sender: Organisation, receiver: Organisation
) -> None:
    """Let `receiver` call the pupil what `sender` does, where it does not know them already.

    The shared name may be what a third organisation wrote, and tell that the pupil is known
    there; whoever has a case keeps the name it goes by.
    """
    own = OwnName.objects.filter(pupil=pupil, owner=sender).first()
    named = OwnName.objects.filter(pupil=pupil, owner=receiver)
    followed_up = Case.objects.filter(pupil=pupil, office_id=receiver.pk)
    if own is not None and not (named.exists() or followed_up.exists()):
        name = (own.first_name, own.last_name)
        keep_name(actor=actor, pupil=pupil, owner=receiver, name=name)


def named_exactly(name: Names, *, owner: Organisation, or_shared: bool = False) -> QuerySet[Pupil]:
    """Return the pupils whom `owner` calls exactly this, by its own name before the shared one.

    `or_shared` takes the shared name for one `owner` calls otherwise, too.
    """
    own = OwnName.objects.filter(owner=owner)
    called = own.filter(first_name=name[0], last_name=name[1])
    shared = Q(first_name=name[0], last_name=name[1])
    if not or_shared:
        shared &= ~Q(pk__in=own.values("pupil_id"))
    return Pupil.objects.filter(shared | Q(pk__in=called.values("pupil_id")))
