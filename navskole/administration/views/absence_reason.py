"""Fraværsårsaker: the coded list of what counts towards the limit and what is sensitive."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from navskole.access.views import ActionFormView, GuardedPage
from navskole.administration.actions.absence_reason import set_absence_reason
from navskole.administration.forms.absence_reason import AbsenceReasonForm
from navskole.administration.views.rule import rule_tabs
from navskole.rules.models import AbsenceReason

if TYPE_CHECKING:
    from datetime import date

REASON_PARAM = "arsak"


@dataclass(frozen=True)
class ReasonRow:
    """A version of a reason on the list: "today", "coming" or "earlier", and where it changes."""

    reason: AbsenceReason
    when: str
    change_url: str = ""


def _rows(versions: list[AbsenceReason], *, on: date) -> list[ReasonRow]:
    """Return a reason's versions, the newest first: what counts today, is to come and was."""
    begun = [reason for reason in versions if reason.effective_from <= on]
    coming = [reason for reason in versions if reason.effective_from > on]
    change = _change_address(versions[0].code)
    return [
        *[ReasonRow(reason, "today", change) for reason in begun[:1]],
        *[ReasonRow(reason, "coming", "" if begun else change) for reason in coming],
        *[ReasonRow(reason, "earlier") for reason in begun[1:]],
    ]


def _change_address(code: str) -> str:
    return f"{reverse('administration:absence_reason_create')}?{REASON_PARAM}={code}"


class AbsenceReasonListView(GuardedPage):
    """Every reason with what it means today, what is to come and what was."""

    permission = "administration.list_rules"
    template_name = "administration/absence_reason_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the rows in the order of the absence form."""
        found = AbsenceReason.objects.newest_first()
        by_code = [list(versions) for _, versions in groupby(found, key=lambda each: each.code)]
        by_code.sort(key=lambda versions: (versions[0].position, versions[0].code))
        rows = [row for versions in by_code for row in _rows(versions, on=self.actor.on)]
        return super().get_context_data(rows=rows, tabs=rule_tabs("absence_reason_list"), **kwargs)


class AbsenceReasonCreateView(ActionFormView):
    """A new reason, or what a known one is from a day on."""

    permission = "administration.save_rule"
    template_name = "administration/absence_reason_create.html"
    form_class = AbsenceReasonForm
    success_message = _("Fraværsårsaken er lagret.")

    @cached_property
    def reason(self) -> AbsenceReason | None:
        """The reason to be changed, as it was last said to be; None for a new one."""
        code = self.request.GET.get(REASON_PARAM, "").replace("\x00", "")
        return AbsenceReason.objects.newest_first().filter(code=code).first()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor and the reason to be changed, if any."""
        return super().get_form_kwargs() | {"actor": self.actor, "reason": self.reason}

    def get_initial(self) -> dict[str, Any]:
        """Return the reason as it stands; when it was checked is to be said anew."""
        names = ("code", "name", "is_exempt", "is_sensitive", "source")
        return {name: getattr(self.reason, name) for name in names} if self.reason else {}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the reason that is changed, if any."""
        return super().get_context_data(reason=self.reason, **kwargs)

    def perform(self, form: AbsenceReasonForm) -> AbsenceReason:
        """Set."""
        return set_absence_reason(actor=self.actor, is_new=self.reason is None, **form.cleaned_data)

    def get_success_address(self, result: AbsenceReason) -> str:
        """Go back to the list."""
        return reverse("administration:absence_reason_list")
