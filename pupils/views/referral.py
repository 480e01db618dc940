"""Referrals: sent by the school, received by the office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from navskole.access.lists import GuardedList
from navskole.access.views import TargetActionView, TargetFormView, TargetPage
from navskole.ui.templatetags.ui_dates import long_moment, short_date
from pupils.actions.pupil import current_enrolment
from pupils.actions.referral import decline_referral, send_referral, take_referral
from pupils.forms.referral import DeclineReferralForm, ReferralForm
from pupils.models import Case, Pupil, Referral
from pupils.views.pupil import pupil_address

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django_stubs_ext import StrPromise


class ReferralCreateView(TargetFormView):
    """Refer a pupil to an office the school has a contract with."""

    permission = "pupils.add_referral"
    template_name = "pupils/referral_create.html"
    form_class = ReferralForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Henvisningen er sendt.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor and the pupil's school."""
        self.school = current_enrolment(self.actor, self.target).school
        return super().get_form_kwargs() | {"actor": self.actor, "school": self.school}

    def perform(self, form: ReferralForm) -> Referral:
        """Send."""
        cleaned = form.cleaned_data
        return send_referral(
            actor=self.actor,
            pupil=self.target,
            school=self.school,
            **cleaned | {"pupil_knows": cleaned["pupil_knows"] == "yes"},
        )

    def get_success_address(self, result: Referral) -> str:
        """Go back to the pupil."""
        return pupil_address(self.target)


class SentReferralListView(GuardedList):
    """The school's referrals: the text and "mottatt", nothing more."""

    permission = "pupils.list_sent_referrals"
    template_name = "pupils/sent_referral_list.html"

    def get_rows(self) -> QuerySet[Referral]:
        """Return the referrals without what the office did with them."""
        return (
            Referral.objects.listed_to(self.actor)
            .with_ground(self.actor)
            .select_related("pupil", "office", "sent_by")
            .defer("case", "declined_at", "declined_by", "decline_reason")
            .newest_first()
        )


class ReceivedReferralDetailView(TargetPage):
    """One referral, with what can be done about it."""

    permission = "pupils.read_received_referral"
    template_name = "pupils/received_referral_detail.html"
    target_model = Referral
    target_kwarg = "referral_id"

    def get_target_queryset(self) -> QuerySet[Referral]:
        """Return the visible referrals with what the page shows."""
        return (
            super()
            .get_target_queryset()
            .select_related("pupil", "school", "office", "sent_by", "case", "declined_by")
        )

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil's age and today's enrolment."""
        pupil = Pupil.objects.with_enrolment(self.actor).get(pk=self.target.pupil_id)
        return super().get_context_data(
            referral=self.target,
            pupil=pupil,
            age=pupil.age(on=self.actor.on),
            facts=[short_date(pupil.birth_date), pupil.school_name, pupil.class_name],
            details=self._details(),
            **kwargs,
        )

    def _details(self) -> list[tuple[StrPromise, Any]]:
        """Return who sent it, when, and whether the pupil knows."""
        referral = self.target
        knows = _("Ja") if referral.pupil_knows else _("Nei")
        rows = [
            (_("Sendt av"), referral.sent_by),
            (_("Sendt"), long_moment(referral.sent_at)),
            (_("Til"), referral.office),
            (_("Vet eleven om det?"), knows),
        ]
        if not referral.pupil_knows:
            rows.append((_("Hvorfor ikke"), referral.unaware_reason))
        return rows


class ReferralTakeView(TargetActionView):
    """Open a case on the referral."""

    permission = "pupils.take_referral"
    target_model = Referral
    target_kwarg = "referral_id"
    success_message = _("Saken er opprettet, og du er ansvarlig.")

    def perform(self) -> Case:
        """Take it."""
        return take_referral(actor=self.actor, referral=self.target)

    def get_success_address(self, result: Case | Referral) -> str:
        """Go to the case, or back to the referral when it could not be opened."""
        if isinstance(result, Case):
            return reverse("followup:case_detail", args=[result.public_id])
        return reverse("pupils:received_referral_detail", args=[result.public_id])


class ReferralDeclineView(TargetFormView):
    """Decline with a reason for the office's own eyes."""

    permission = "pupils.decline_referral"
    template_name = "pupils/referral_decline.html"
    form_class = DeclineReferralForm
    target_model = Referral
    target_kwarg = "referral_id"
    success_message = _("Henvisningen er avvist.")

    def perform(self, form: DeclineReferralForm) -> Referral:
        """Decline."""
        return decline_referral(
            actor=self.actor, referral=self.target, reason=form.cleaned_data["reason"]
        )

    def get_success_address(self, result: Referral) -> str:
        """Go back to what waits."""
        return reverse("followup:contact_request_list")
