"""Who reads the access log, by pupil and by employee; who reads their employees' use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy
from navskole.organisations.models import Role

if TYPE_CHECKING:
    from typing import Any

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from pupils.models import Pupil


@policy("pupils.list_log", refusal=_("Innsynsloggen er for personvernombudet."))
def can_list_log(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.PRIVACY_OFFICER)


@policy("pupils.read_log", refusal=_("Innsynsloggen er for personvernombudet."))
def can_read_log(actor: Actor, pupil: Pupil) -> bool:
    return can_list_log(actor, None)


@policy("pupils.read_staff_log", refusal=_("Innsynsloggen er for personvernombudet."))
def can_read_staff_log(actor: Actor, employee: User) -> bool:
    return can_list_log(actor, None)


@policy("pupils.list_staff_use", refusal=_("Ansattes oppslag leses av rektor og NAV-leder."))
def can_list_staff_use(actor: Actor, subject: Any) -> bool:
    return actor.has_role(Role.PRINCIPAL, Role.NAV_MANAGER)


@policy("pupils.read_staff_use", refusal=_("Ansattes oppslag leses av rektor og NAV-leder."))
def can_read_staff_use(actor: Actor, employee: User) -> bool:
    return can_list_staff_use(actor, None)
