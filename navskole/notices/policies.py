"""Who may read notices: everybody their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from navskole.access.policies import policy

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from navskole.notices.models import Notice


@policy("notices.list_notices", refusal=_("Varsler er for dem som har en rolle i dag."))
def can_list_notices(actor: Actor, subject: None) -> bool:
    return bool(actor.memberships)


@policy("notices.open_notice", refusal=_("Du kan bare åpne dine egne varsler."))
def can_open_notice(actor: Actor, notice: Notice) -> bool:
    return actor.user is not None and notice.recipient_id == actor.user.pk
