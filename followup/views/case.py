"""The case page and its tabs; NAV's own contact details."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from followup.combined import tell_listed_combinations
from followup.facts import case_facts, standing_plan
from followup.forms.case import ContactForm
from followup.models import Measure, MeasureLink, Note
from navskole.access import policies
from navskole.access.grounds import Ground
from navskole.access.lists import PagedRecords
from navskole.access.views import TargetFormView, TargetMixin, TargetPage
from navskole.ui.templatetags.ui_dates import short_date
from pupils.actions.own_name import keep_name
from pupils.actions.pupil import save_contact
from pupils.models import Case, Consent, ConsentLine, ContactDetails

if TYPE_CHECKING:
    from django.db.models import QuerySet


def case_address(case: Case, tab: str = "case_detail") -> str:
    """Return the address of a case's tab."""
    return reverse(f"followup:{tab}", args=[case.public_id])


class CaseTargetMixin(TargetMixin):
    """Loads the case with what every page of it shows: visittkort and tabs."""

    target_model = Case
    target_kwarg = "case_id"

    def get_target_queryset(self) -> QuerySet[Case]:
        """Return the visible cases with pupil, office, responsible and today's enrolment."""
        return (
            super()
            .get_target_queryset()
            .select_related("pupil", "office", "responsible")
            .with_enrolment(self.actor)
        )

    @cached_property
    def case(self) -> Case:
        """The case the page is about."""
        return self.target

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the case, the pupil's age and the tabs the reader has."""
        return super().get_context_data(
            case=self.case,
            pupil=self.case.pupil,
            age=self.case.pupil.age(on=self.actor.on),
            by_consent=self.case.ground == Ground.CONSENT_FROM_NAV,
            facts=[
                short_date(self.case.pupil.birth_date),
                self.case.school_name or _("Ikke i skole"),
                self.case.class_name,
            ],
            tabs=self._tabs(),
            **kwargs,
        )

    def remember_found(self, target: Case) -> None:
        """Answer what the page and its buttons ask, and the case being found has told."""
        ground, case_id = target.ground, target.pk
        self.actor.answer_once("reads_case", case_id, lambda: True)
        self.actor.answer_once("on_team", case_id, lambda: ground == Ground.CASE_TEAM)
        if ground == Ground.OFFICE_LEAD:
            self.actor.answer_once("leads_office", case_id, lambda: True)

    def _tabs(self) -> list[dict[str, Any]]:
        own = policies.allows(self.actor, "followup.read_history", self.case)
        reads = own or policies.allows(self.actor, "followup.read_plan", self.case)
        tabs = [
            (_("Oversikt"), "case_detail", True),
            (_("Notater"), "case_notes", True),
            (_("Plan"), "case_plan", reads),
            (_("Tiltak"), "case_measures", True),
            (_("Samtykke"), "case_consents", reads),
            (_("Historikk"), "case_history", own),
        ]
        current = self.request.resolver_match.url_name
        return [
            {"label": label, "url": case_address(self.case, name), "current": name == current}
            for label, name, shown in tabs
            if shown
        ]


class CasePage(PagedRecords, CaseTargetMixin, TargetPage):
    """One tab of the case."""

    permission = "pupils.read_case"

    def get_target_queryset(self) -> QuerySet[Case]:
        """Return the visible cases, each with its contacts as the reader sees them."""
        notes = Note.objects.visible_to(self.actor)
        cases: Any = super().get_target_queryset()
        found: QuerySet[Case] = cases.annotate(
            latest_contact_at=notes.latest_contact(), next_contact_on=notes.next_contact()
        )
        return found

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the facts of the side card."""
        latest_at = self.case.latest_contact_at
        facts = case_facts(
            self.case,
            latest_at=latest_at,
            next_on=standing_plan(self.case.next_contact_on, latest_at=latest_at),
            own_side=self.case.ground != Ground.CONSENT_FROM_NAV,
        )
        return super().get_context_data(case_facts=facts, **kwargs)


class CaseNotesView(CasePage):
    """Notater: every note the reader may see, the latest first."""

    template_name = "followup/case_notes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of notes."""
        notes = Note.objects.visible_to(self.actor)
        own = notes.filter(case=self.case).with_crossing(on=self.actor.on).for_timeline()
        return super().get_context_data(
            page=self.paginated(own),
            from_school=self.shown(notes.opened_to(self.actor, self.case).for_timeline()),
            **kwargs,
        )


class CaseMeasuresView(CasePage):
    """Tiltak: the measures the reader may see."""

    template_name = "followup/case_measures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the measures."""
        measures = Measure.objects.listed_to(self.actor)
        page = self.paginated(measures.filter(case=self.case).for_list())
        from_school = self.shown(measures.opened_to(self.actor, self.case).for_list())
        self.shown(tell_listed_combinations(self.actor, [*page, *from_school]))
        return super().get_context_data(
            page=page,
            from_school=from_school,
            asked_by_school=self.shown(self.get_asked_by_school()) if from_school else [],
            **kwargs,
        )

    def get_asked_by_school(self) -> QuerySet[MeasureLink]:
        """Return the school's questions that wait for an answer; each is about a measure shown."""
        asked = MeasureLink.objects.visible_to(self.actor).with_ground(self.actor).unanswered()
        return asked.filter(case=self.case).told()


class CaseConsentsView(CasePage):
    """Samtykke: every recorded answer, and what is open today."""

    permission = "pupils.read_consents"
    template_name = "followup/case_consents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the answers, each with its lines."""
        consents = Consent.objects.visible_to(self.actor).filter(case=self.case).for_list()
        in_force = ConsentLine.objects.in_force(on=self.actor.on).filter(consent__case=self.case)
        open_ids = set(in_force.values_list("consent_id", flat=True))
        page = self.paginated(consents)
        for consent in page.object_list:
            consent.is_open = consent.pk in open_ids
            consent.is_adult = consent.is_without_guardian(on=self.actor.on)
        return super().get_context_data(page=page, **kwargs)


class CaseFormView(CaseTargetMixin, TargetFormView):
    """A form about the case, under its visittkort."""

    tab = "case_detail"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with where "Avbryt" leads."""
        return super().get_context_data(back=case_address(self.case, self.tab), **kwargs)

    def get_success_address(self, result: Any) -> str:
        """Go back to the tab."""
        return case_address(self.case, self.tab)


class CaseContactView(CaseFormView):
    """The name NAV uses, its own contact details and the municipality of stay."""

    permission = "followup.change_contact"
    template_name = "followup/case_contact.html"
    form_class = ContactForm
    success_message = _("Kontaktopplysningene er lagret.")

    def get_initial(self) -> dict[str, Any]:
        """Return what the office knows today."""
        known = (
            ContactDetails.objects.visible_to(self.actor)
            .filter(pupil=self.case.pupil, owner=self.case.office)
            .first()
        )
        first_name, last_name = self.case.pupil.names
        name = {"first_name": first_name, "last_name": last_name}
        if known is None:
            return name
        return name | {
            "phone": known.phone,
            "email": known.email,
            "municipality_of_stay": known.municipality_of_stay_id,
        }

    def perform(self, form: ContactForm) -> ContactDetails | None:
        """Save."""
        facts = form.cleaned_data.copy()
        name = (facts.pop("first_name"), facts.pop("last_name"))
        pupil, office = self.case.pupil, self.case.office
        keep_name(actor=self.actor, pupil=pupil, owner=office, name=name)
        return save_contact(actor=self.actor, pupil=pupil, owner=office, **facts)
