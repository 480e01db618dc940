"""Sign-in by username and password; permissions are answered elsewhere."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend


class SignInBackend(AuthenticationBackend):
    """Check who signs in; give no permission of its own."""

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        """Return False: the access policy alone answers."""
        return False

    def has_module_perms(self, user_obj: object, app_label: str) -> bool:
        """Return False, as `has_perm`."""
        return False
