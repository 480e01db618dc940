"""People who sign in."""

from __future__ import annotations

from typing import Any

import factory

from navskole.accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    """An active account with a name and without a password."""

    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"bruker{n}")
    first_name = factory.Sequence(lambda n: f"Ansatt{n}")
    last_name = factory.Sequence(lambda n: f"Arbeidersen{n}")
    is_active = True

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **facts: Any) -> User:
        first_name, last_name = facts.pop("first_name"), facts.pop("last_name")
        user = model_class(**facts)
        user.set_names(first_name=first_name, last_name=last_name)
        user.set_unusable_password()
        user.save()
        return user
