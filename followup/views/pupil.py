"""The person's page: identity, and for the school its own record in tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.combined import tell_listed_combinations
from followup.facts import contact_facts
from followup.grounds import cases_to_ask
from followup.models import Measure, Note, Task
from followup.pupil_history import place_changes
from followup.school_history import school_history_visible_to
from navskole.access import policies
from navskole.access.lists import PagedRecords
from navskole.access.views import TargetPage
from navskole.organisations.models import Side
from navskole.records.school_year import school_year_of
from navskole.ui.templatetags.ui_dates import short_date
from pupils.absence_limit import year_tables
from pupils.actions.national_id import national_id_of
from pupils.actions.pupil import current_enrolment
from pupils.models import (
    Case,
    Consent,
    ConsentLine,
    ContactDetails,
    Enrolment,
    Information,
    Pupil,
    Referral,
    RiskFlag,
    SubjectStanding,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from pupils.querysets.standing import SubjectStandingQuerySet

_TABS = [
    (_("Oversikt"), "pupil_detail"),
    (_("Fravær og fag"), "pupil_standings"),
    (_("Tiltak og henvisninger"), "pupil_measures"),
    (_("Skoleplass"), "pupil_enrolments"),
    (_("Historikk"), "pupil_history"),
]


class PupilPage(TargetPage):
    """What every page of the person shows: visittkort, and for the school its tabs."""

    target_model = Pupil
    target_kwarg = "pupil_id"

    def get_target_queryset(self) -> QuerySet[Pupil]:
        """Return the visible pupils with today's enrolment."""
        return super().get_target_queryset().with_enrolment(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil, the age and the tabs of the school's record."""
        pupil = self.target
        is_school = self.actor.side == Side.SCHOOL
        return super().get_context_data(
            pupil=pupil,
            age=pupil.age(on=self.actor.on),
            is_school=is_school,
            facts=[short_date(pupil.birth_date), pupil.school_name, pupil.class_name],
            tabs=self._tabs() if is_school else [],
            **kwargs,
        )

    def _tabs(self) -> list[dict[str, Any]]:
        current = self.request.resolver_match.url_name
        address = [self.target.public_id]
        return [
            {
                "label": label,
                "url": reverse(f"followup:{name}", args=address),
                "current": name == current,
            }
            for label, name in _TABS
        ]

    def get_standings(self) -> SubjectStandingQuerySet:
        """Return what the school has entered of the pupil's subjects."""
        visible = SubjectStanding.objects.visible_to(self.actor)
        return visible.filter(pupil=self.target).for_list(self.actor)


class PupilDetailView(PupilPage):
    """The same page whether a case exists or not, unless consent or an own ground says it does."""

    permission = "followup.read_pupil"
    template_name = "followup/pupil_detail.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context: identity, own record, and the case where it is the reader's."""
        cases = Case.objects.visible_to(self.actor).filter(pupil=self.target)
        context = super().get_context_data(
            cases=cases.select_related("office"),
            identity_facts=self._identity_facts(),
            contact_facts=contact_facts(self._contact()),
            has_national_id=bool(national_id_of(self.actor, self.target)),
            **kwargs,
        )
        return context | (self._overview() if context["is_school"] else {})

    def _identity_facts(self) -> list[tuple[Any, Any]]:
        pupil = self.target
        return [
            (_("Født"), short_date(pupil.birth_date)),
            (_("Skole"), pupil.school_name or _("Ikke i skole")),
            (_("Klasse"), pupil.class_name),
            (_("Utdanningsprogram"), pupil.programme_area),
        ]

    def _contact(self) -> ContactDetails | None:
        own = ContactDetails.objects.visible_to(self.actor).filter(
            pupil=self.target, owner_id__in=self._own_organisations()
        )
        return own.select_related("municipality_of_stay").first()

    def _own_organisations(self) -> list[int]:
        return [row.organisation_id for row in self.actor.memberships]

    def _overview(self) -> dict[str, Any]:
        """Return what needs attention, and what the school has written."""
        actor = self.actor
        own = {"pupil": self.target, "case__isnull": True}
        flags = RiskFlag.objects.visible_to(actor).filter(**own).standing(on=actor.on)
        this_year = self.get_standings().filter(school_year=school_year_of(actor.on))
        tables = year_tables(self.shown(this_year), on=actor.on)
        tasks = self.shown(Task.objects.visible_to(actor).filter(**own).for_list())
        answers = Consent.objects.visible_to(actor).filter(**own).ending(on=actor.on)
        return {
            "ending": answers.select_related("pupil").order_by("ends_on"),
            "open_tasks": [task for task in tasks if task.is_open],
            "ended_tasks": [task for task in tasks if not task.is_open],
            "today": actor.on,
            "notes": self.shown(
                Note.objects.visible_to(actor)
                .filter(**own)
                .with_crossing(on=actor.on)
                .for_timeline()
            ),
            "flags": self.shown(flags.select_related("area", "raised_by", "case").newest_first()),
            "subjects": [row for table in tables for row in table.subjects if row.needs_attention],
            "rules": tables[0].rules if tables else None,
        }


class PupilStandingsView(PupilPage):
    """Fravær og fag: what was entered, judged by the rules of its school year."""

    permission = "followup.read_school_record"
    template_name = "followup/pupil_standings.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with a table per school year, and who at NAV is let see it."""
        actor = self.actor
        standings = self.shown(self.get_standings())
        lines = ConsentLine.objects.visible_to(actor).from_school_in_force(on=actor.on)
        told = lines.about(Information.ABSENCE).filter(consent__pupil=self.target)
        return super().get_context_data(
            years=year_tables(standings, on=actor.on),
            opened=told.select_related("receiver").order_by("receiver__name", "pk"),
            **kwargs,
        )


class PupilMeasuresView(PupilPage):
    """Tiltak og henvisninger: the school's own measures, and what it has sent to NAV."""

    permission = "followup.read_school_record"
    template_name = "followup/pupil_measures.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context without anything of what NAV did with a referral."""
        actor, pupil = self.actor, self.target
        measures = Measure.objects.listed_to(actor).filter(pupil=pupil, case__isnull=True)
        referrals = (
            Referral.objects.visible_to(actor)
            .filter(pupil=pupil)
            .with_ground(actor)
            .select_related("office", "sent_by")
            .defer("case", "declined_at", "declined_by", "decline_reason")
            .newest_first()
        )
        own = self.shown(measures.for_list())
        self.shown(tell_listed_combinations(actor, own))
        return super().get_context_data(
            measures=own,
            asked_by_nav=self.shown(self.get_asked_by_nav()),
            may_ask_nav=self.may_ask_nav(),
            referrals=self.shown(referrals),
            **kwargs,
        )

    def may_ask_nav(self) -> bool:
        """Tell whether consents let the reader ask NAV for a part of a new measure."""
        if not policies.allows(self.actor, "followup.propose_school_measure", self.target):
            return False
        school = current_enrolment(self.actor, self.target).school
        return bool(cases_to_ask(self.actor, self.target, school))

    def get_asked_by_nav(self) -> QuerySet[Measure]:
        """Return NAV's measures that a consent opens here and that ask the school for a part."""
        asking = Measure.objects.listed_to(self.actor).asking(self.actor)
        return asking.filter(pupil=self.target).with_ground(self.actor).for_list()


class PupilEnrolmentsView(PupilPage):
    """Skoleplass: the own school's places of the pupil, and how class and level changed."""

    permission = "followup.read_school_record"
    template_name = "followup/pupil_enrolments.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the places, the latest first."""
        own = Enrolment.objects.visible_to(self.actor).filter(pupil=self.target)
        places = own.with_ground(self.actor)
        return super().get_context_data(
            enrolments=self.shown(places.for_list()),
            changes=place_changes(own),
            **kwargs,
        )


class PupilHistoryView(PagedRecords, PupilPage):
    """Historikk: every change of the school's own record, with what stood there before."""

    permission = "followup.read_school_record"
    template_name = "followup/pupil_history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with one page of changes."""
        lines = school_history_visible_to(self.actor, self.target)
        return super().get_context_data(page=self.paginated(lines), **kwargs)
