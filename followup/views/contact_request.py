"""Henvendelser: who got in touch, and the referrals that wait."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.core.paginator import Page
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters

from followup.actions.contact_request import (
    close_contact_request,
    record_contact_request,
    take_contact_request,
)
from followup.forms.contact_request import (
    CloseContactRequestForm,
    ContactRequestForm,
    TakeContactRequestForm,
)
from followup.models import ContactRequest
from followup.views.case import case_address
from navskole.access.lists import PAGE_SIZE, GuardedList
from navskole.access.paging import ListPaginator
from navskole.access.views import ActionFormView, TargetFormView, TargetPage
from navskole.rules.models import Rule, RuleCode
from navskole.ui.templatetags.ui_dates import long_moment, short_date
from pupils.models import Case, CaseSource, Referral

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrPromise

CONTACT_PAGE_PARAM = "kontaktside"
CLOSED_PARAM = "vis"
CLOSED_VALUE = "avsluttet"


def inbox_tabs(current: str) -> list[dict[str, Any]]:
    """Return the tabs over what comes in and what the office goes out with."""
    names = [
        (_("Henvendelser"), "contact_request_list"),
        (_("Oppsøkende arbeid"), "outreach_list"),
    ]
    return [
        {"label": label, "url": reverse(f"followup:{name}"), "current": name == current}
        for label, name in names
    ]


class ContactRequestListView(GuardedList):
    """Those who got in touch, and the referrals nobody has taken."""

    permission = "pupils.list_received_referrals"
    template_name = "followup/contact_request_list.html"

    def get_rows(self) -> QuerySet[Referral]:
        """Return the pending referrals, the latest first."""
        return (
            Referral.objects.listed_to(self.actor)
            .with_ground(self.actor)
            .pending()
            .select_related("pupil", "school", "office", "sent_by")
            .newest_first()
        )

    @cached_property
    def shows_closed(self) -> bool:
        """Whether the closed requests are asked for instead of the open ones."""
        return self.request.GET.get(CLOSED_PARAM) == CLOSED_VALUE

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with a page of contact requests beside the referrals."""
        days = Rule.objects.value(RuleCode.CONTACT_REQUEST_DAYS, on=self.actor.on)
        return super().get_context_data(
            contacts=self._contacts(),
            shows_closed=self.shows_closed,
            closed_query=f"?{CLOSED_PARAM}={CLOSED_VALUE}",
            contact_page_param=CONTACT_PAGE_PARAM,
            keeps_days=days,
            tabs=inbox_tabs("contact_request_list"),
            **kwargs,
        )

    def _contacts(self) -> Page:
        visible = ContactRequest.objects.visible_to(self.actor).for_list()
        rows = visible.closed() if self.shows_closed else visible.open()
        return ListPaginator(rows, PAGE_SIZE).get_page(self.request.GET.get(CONTACT_PAGE_PARAM))


class ContactRequestCreateView(ActionFormView):
    """Record that somebody got in touch."""

    permission = "followup.add_contact_request"
    template_name = "followup/contact_request_create.html"
    form_class = ContactRequestForm
    success_message = _("Henvendelsen er registrert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def perform(self, form: ContactRequestForm) -> ContactRequest:
        """Record."""
        return record_contact_request(
            actor=self.actor,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: ContactRequest) -> str:
        """Go back to what waits."""
        return reverse("followup:contact_request_list")


class ContactRequestDetailView(TargetPage):
    """One request, with what can be done about it."""

    permission = "followup.read_contact_request"
    template_name = "followup/contact_request_detail.html"
    target_model = ContactRequest
    target_kwarg = "contact_request_id"

    def get_target_queryset(self) -> QuerySet[ContactRequest]:
        """Return the visible requests with what the page shows."""
        return super().get_target_queryset().for_list()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the request in facts."""
        days = Rule.objects.value(RuleCode.CONTACT_REQUEST_DAYS, on=self.actor.on)
        return super().get_context_data(
            contact=self.target, details=self._details(), keeps_days=days, **kwargs
        )

    def _details(self) -> list[tuple[StrPromise, Any]]:
        contact = self.target
        rows = [
            (_("Hva gjelder det?"), contact.theme),
            (_("Når passer det?"), contact.preferred_time),
            (_("Skole"), contact.school),
            (_("Hvordan"), contact.get_channel_display()),
            (_("Mottatt"), long_moment(contact.received_at)),
            (_("Registrert av"), contact.recorded_by),
        ]
        if not contact.is_open:
            rows += [
                (_("Resultat"), contact.get_outcome_display()),
                (_("Avsluttet"), f"{short_date(contact.closed_on)}, {contact.closed_by}"),
            ]
        return rows


class ContactRequestCloseView(TargetFormView):
    """Close the request with what came of it."""

    permission = "followup.close_contact_request"
    template_name = "followup/contact_request_close.html"
    form_class = CloseContactRequestForm
    target_model = ContactRequest
    target_kwarg = "contact_request_id"
    success_message = _("Henvendelsen er avsluttet.")

    def perform(self, form: CloseContactRequestForm) -> ContactRequest:
        """Close."""
        return close_contact_request(
            actor=self.actor, contact=self.target, outcome=form.cleaned_data["outcome"]
        )

    def get_success_address(self, result: ContactRequest) -> str:
        """Go back to what waits."""
        return reverse("followup:contact_request_list")


@method_decorator(sensitive_post_parameters("national_id"), name="dispatch")
class ContactRequestTakeView(TargetFormView):
    """Go on to a case: exactly who it is, and the request is closed."""

    permission = "followup.take_contact_request"
    template_name = "followup/contact_request_take.html"
    form_class = TakeContactRequestForm
    target_model = ContactRequest
    target_kwarg = "contact_request_id"
    success_message = _("Saken er opprettet, og du er ansvarlig.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor and the request."""
        return super().get_form_kwargs() | {"actor": self.actor, "contact": self.target}

    def get_initial(self) -> dict[str, Any]:
        """Start with what is known."""
        return {
            "first_name": self.target.first_name,
            "school": self.target.school_id,
            "source": CaseSource.SELF,
        }

    def perform(self, form: TakeContactRequestForm) -> Case:
        """Open the case."""
        return take_contact_request(actor=self.actor, contact=self.target, **form.cleaned_data)

    def get_success_address(self, result: Case) -> str:
        """Go to the case."""
        return case_address(result)
