"""What pages and people write."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import Page, expect


def date_text(*, days: int) -> str:
    """Return the day so many days from today as dd.mm.åååå."""
    return (timezone.localdate() + timedelta(days=days)).strftime("%d.%m.%Y")


def expect_message(page: Page, text: str) -> None:
    """Expect the receipt of what was just done."""
    expect(page.get_by_role("status").filter(has_text=text).first).to_be_visible()
