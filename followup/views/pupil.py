"""The person's page: identity, and for the school its own record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from followup.facts import contact_facts
from followup.models import Measure, Note
from navskole.access.views import TargetPage
from navskole.organisations.models import Side
from navskole.ui.templatetags.ui_dates import short_date
from pupils.models import Case, ContactDetails, Enrolment, Pupil, Referral, RiskFlag

if TYPE_CHECKING:
    from django.db.models import QuerySet


class PupilDetailView(TargetPage):
    """The same page whether a case exists or not, unless consent or an own ground says it does."""

    permission = "followup.read_pupil"
    template_name = "followup/pupil_detail.html"
    target_model = Pupil
    target_kwarg = "pupil_id"

    def get_target_queryset(self) -> QuerySet[Pupil]:
        """Return the visible pupils with today's enrolment."""
        return super().get_target_queryset().with_enrolment(self.actor)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context: identity, own record, and the case where it is the reader's."""
        pupil = self.target
        context = super().get_context_data(
            pupil=pupil,
            age=pupil.age(on=self.actor.on),
            is_school=self.actor.side == Side.SCHOOL,
            cases=Case.objects.visible_to(self.actor).filter(pupil=pupil).select_related("office"),
            facts=[short_date(pupil.birth_date), pupil.school_name, pupil.class_name],
            identity_facts=self._identity_facts(),
            contact_facts=contact_facts(self._contact()),
            **kwargs,
        )
        return context | (self._school_record() if self.actor.side == Side.SCHOOL else {})

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

    def _school_record(self) -> dict[str, Any]:
        """Return what the school itself has written about the pupil."""
        actor, pupil = self.actor, self.target
        own = {"pupil": pupil, "case__isnull": True}
        return {
            "enrolments": Enrolment.objects.visible_to(actor)
            .filter(pupil=pupil)
            .select_related("school")
            .order_by("-starts_on", "-pk"),
            "notes": self.shown(Note.objects.visible_to(actor).filter(**own).for_timeline()),
            "flags": self.shown(
                RiskFlag.objects.visible_to(actor)
                .filter(**own)
                .standing(on=actor.on)
                .select_related("area", "raised_by", "case")
                .newest_first()
            ),
            "measures": self.shown(Measure.objects.visible_to(actor).filter(**own).for_list()),
            "referrals": Referral.objects.visible_to(actor)
            .filter(pupil=pupil)
            .select_related("office", "sent_by")
            .defer("case", "declined_at", "declined_by", "decline_reason")
            .newest_first(),
        }
