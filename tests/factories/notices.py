"""What somebody was told."""

from __future__ import annotations

import uuid

import factory
from django.utils import timezone

from navskole.notices.models import Notice
from tests.factories.accounts import UserFactory


class NoticeFactory(factory.django.DjangoModelFactory):
    """An unread notice of a contract to sign, just written."""

    class Meta:
        model = Notice

    recipient = factory.SubFactory(UserFactory)
    kind = "contract_to_sign"
    subject = factory.LazyFunction(uuid.uuid4)
    occasion = factory.Sequence(lambda n: f"{n}")
    facts = factory.LazyFunction(lambda: {"school": "Skolen", "office": "NAV-kontoret"})
    page = "agreements:contract_detail"
    created_at = factory.LazyFunction(timezone.now)
