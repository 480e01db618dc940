"""`user.has_perm` answers what the policies answer, before guardian is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import PermissionDenied

from navskole.access import policies
from navskole.access.actor import Actor
from navskole.access.visibility import sees

if TYPE_CHECKING:
    from navskole.accounts.models import User

_OUR_APPS = {
    "agreements",
    "pupils",
    "followup",
    "administration",
    "organisations",
    "accounts",
    "notices",
}


class PolicyBackend:
    """Stands first: says yes by the policy, and otherwise stops the question.

    Raising PermissionDenied ends Django's walk through the backends, so that guardian
    never lets in a grant that has expired (it does not know dates).
    """

    def authenticate(self, request: object, **credentials: Any) -> None:
        """Return None: sign-in is another backend's."""

    def has_perm(self, user_obj: User, perm: str, obj: Any = None) -> bool:
        """Return True when the policy for `perm` allows it; False only for foreign apps."""
        if perm.partition(".")[0] not in _OUR_APPS:
            return False
        if user_obj.is_active and obj is not None and _allows(user_obj, perm, obj):
            return True
        raise PermissionDenied

    def has_module_perms(self, user_obj: User, app_label: str) -> bool:
        """Return False, or stop the question for our own apps: nothing is granted by app."""
        if app_label in _OUR_APPS:
            raise PermissionDenied
        return False


def _allows(user: User, perm: str, obj: Any) -> bool:
    actor = getattr(user, "actor", None) or Actor.for_user(user)
    app_label, _, codename = perm.partition(".")
    if codename.startswith("view_") and codename == f"view_{obj._meta.model_name}":  # noqa: SLF001 - Django's documented model API
        model = apps.get_model(app_label, obj._meta.model_name)  # noqa: SLF001 - as above
        return model.objects.one_visible_to(actor).filter(pk=obj.pk).exists()
    try:
        return sees(actor, obj) and policies.allows(actor, perm, obj)
    except KeyError:
        return False
