"""Who signs in."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from navskole.records.models import PublicIdModel, Versioned
from navskole.records.sorting import fold, search_key, sort_key


class UserQuerySet(models.QuerySet["User"]):
    """Questions about accounts; they hold no pupil's data."""

    def named(self, question: str) -> UserQuerySet:
        """Return the accounts whose name or username holds every word, whatever the accents."""
        found = self
        for word in question.split():
            in_name = Q(search_key__contains=fold(word)) if fold(word) else Q(pk__in=[])
            found = found.filter(in_name | Q(username__icontains=word))
        return found

    def by_name(self) -> UserQuerySet:
        """Return the accounts in Norwegian order of last name."""
        return self.order_by("sort_key", "pk")


class UserManager(DjangoUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]
    """Makes accounts; there is no superuser."""

    def create_superuser(self, *args: Any, **kwargs: Any) -> User:
        """Refuse: a superuser would pass every permission check before any rule is asked."""
        raise NotImplementedError("navskole has no superuser; use the bootstrap command.")


class User(PublicIdModel, Versioned, AbstractUser):
    """A person who signs in, by NAV ident or Feide name."""

    sort_key = models.CharField(max_length=310, editable=False, db_index=True)
    search_key = models.CharField(max_length=310, editable=False)

    objects: ClassVar[UserManager] = UserManager()
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        verbose_name = _("bruker")
        constraints = [
            models.CheckConstraint(
                name="user_never_superuser",
                condition=Q(is_superuser=False),
                violation_error_message=_("navskole har ingen superbruker."),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username

    def set_names(self, *, first_name: str, last_name: str) -> None:
        """Set both names and the keys that follow from them."""
        self.first_name, self.last_name = first_name, last_name
        self.sort_key = sort_key(first_name=first_name, last_name=last_name)
        self.search_key = search_key(first_name=first_name, last_name=last_name)
