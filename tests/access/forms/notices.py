"""The buttons of the notices."""

from __future__ import annotations

from tests.access.forms.form import Form

FORMS = {
    "notices:notices_read": Form("principal_a", (), lambda world, _: {}),
    "notices:notice_open": Form("principal_a", ("notice_principal_a",), lambda world, _: {}),
}
