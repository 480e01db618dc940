"""Record and withdraw consent; raise a flag in the case."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from agreements.models import Contract
from followup.forms.consent import ConsentForm, WithdrawForm
from followup.views.case import CaseFormView, case_address
from navskole.access.views import TargetFormView
from navskole.organisations.models import School
from pupils.actions.consent import record_consent, withdraw_consent
from pupils.actions.flag import raise_case_flag
from pupils.forms.flag import CaseFlagForm
from pupils.models import Consent, ConsentLine, Enrolment, RiskFlag

if TYPE_CHECKING:
    from django.db.models import QuerySet


class ConsentCreateView(CaseFormView):
    """Registrer samtykke."""

    permission = "pupils.record_consent"
    template_name = "followup/consent_create.html"
    form_class = ConsentForm
    tab = "case_consents"
    success_message = _("Svaret er registrert.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor, case and the school that can receive."""
        return super().get_form_kwargs() | {
            "actor": self.actor,
            "case": self.case,
            "school": self.receiving_school(),
        }

    def receiving_school(self) -> School | None:
        """Return the pupil's school today, when the office has a contract in force with it."""
        enrolled = Enrolment.objects.in_force(on=self.actor.on).filter(pupil=self.case.pupil)
        partners = Contract.objects.schools_of([self.case.office_id], on=self.actor.on)
        schools = School.objects.filter(pk__in=enrolled.values("school_id"))
        return schools.filter(pk__in=partners).first()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the school that can receive."""
        return super().get_context_data(school=self.receiving_school(), **kwargs)

    def perform(self, form: ConsentForm) -> Consent:
        """Record."""
        return record_consent(
            actor=self.actor,
            case=self.case,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class ConsentWithdrawView(TargetFormView):
    """Trekk samtykke, after saying what closes."""

    permission = "pupils.withdraw_consent"
    template_name = "followup/consent_withdraw.html"
    form_class = WithdrawForm
    target_model = Consent
    target_kwarg = "consent_id"
    success_message = _("Samtykket er trukket. Skolen ser ikke lenger det samtykket åpnet.")

    def get_target_queryset(self) -> QuerySet[Consent]:
        """Return the visible consents with their case."""
        return super().get_target_queryset().select_related("case__pupil", "case__office")

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": self.target.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the lines in force that will close."""
        lines = (
            ConsentLine.objects.in_force(on=self.actor.on)
            .filter(consent=self.target)
            .select_related("receiver")
            .order_by("service", "information", "pk")
        )
        return super().get_context_data(
            consent=self.target,
            case=self.target.case,
            lines=lines,
            back=self.get_success_address(self.target),
            **kwargs,
        )

    def get_newer_facts(self) -> list[tuple[Any, Any]]:
        """Return the answer as it stands."""
        return [(_("Svar"), self.target.get_status_display())]

    def perform(self, form: WithdrawForm) -> Consent:
        """Withdraw."""
        return withdraw_consent(actor=self.actor, consent=self.target, **form.cleaned_data)

    def get_success_address(self, result: Consent) -> str:
        """Go back to the consents."""
        return case_address(self.target.case, "case_consents")


class CaseFlagCreateView(CaseFormView):
    """Raise a flag on NAV's side."""

    permission = "pupils.raise_case_flag"
    template_name = "followup/case_flag_create.html"
    form_class = CaseFlagForm
    success_message = _("Flagget er hevet.")

    def perform(self, form: CaseFlagForm) -> RiskFlag:
        """Raise."""
        return raise_case_flag(actor=self.actor, case=self.case, **form.cleaned_data)
