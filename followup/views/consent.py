"""Record, renew and withdraw consent, of a case and of the school's own information."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from agreements.models import DocumentLanguage
from followup.forms.consent import ConsentForm
from followup.forms.withdrawal import WithdrawForm
from followup.openings import Place, digest_of, place_of, what_closes, what_opens
from followup.receivers import receivers_at_offices, receivers_at_school, school_of_case
from followup.views.case import case_address
from navskole.access.views import TargetFormView, TargetMixin, TargetPage
from pupils.actions.consent import record_consent, record_school_consent, withdraw_consent
from pupils.actions.pupil import current_enrolment
from pupils.models import Case, Consent, ConsentLine, ContactDetails, Information, Pupil

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from followup.forms.receiver import Receiver
    from navskole.organisations.models import Organisation


def pupil_page(pupil: Pupil, name: str = "pupil_detail") -> str:
    """Return the address of a page about the person."""
    return reverse(f"followup:{name}", args=[pupil.public_id])


class PupilTargetMixin(TargetMixin):
    """Loads a pupil."""

    target_model = Pupil
    target_kwarg = "pupil_id"


class ConsentFormView(TargetFormView):
    """An answer about the information of one place; what it opens is shown before it is kept."""

    form_class = ConsentForm
    success_message = _("Svaret er registrert.")
    replaces: Consent | None = None

    @cached_property
    def place(self) -> Place:
        """Whose information the answer is about."""
        raise NotImplementedError

    @cached_property
    def school(self) -> Organisation | None:
        """The pupil's school that receives, or whose information it is."""
        raise NotImplementedError

    def receivers(self) -> list[Receiver]:
        """Return who can be told something, each a column of the form."""
        if self.place.case is None:
            return receivers_at_offices(self.place.actor, school=self.place.owner)
        return receivers_at_school(self.school)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with actor, pupil, school and receivers."""
        return super().get_form_kwargs() | {
            "actor": self.actor,
            "pupil": self.place.pupil,
            "school": self.school,
            "receivers": self.receivers(),
        }

    def get_initial(self) -> dict[str, Any]:
        """Return the written standard the own side has noted for the pupil."""
        known = ContactDetails.objects.visible_to(self.actor).filter(
            pupil=self.place.pupil, owner=self.place.owner
        )
        noted = known.values_list("language_form", flat=True).first()
        return {"language": noted or DocumentLanguage.BOKMAL}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil, and where "Avbryt" leads."""
        pupil = self.place.pupil
        return super().get_context_data(
            **{
                "pupil": pupil,
                "age": pupil.age(on=self.actor.on),
                "case": self.place.case,
                "school": self.school,
                "replaces": self.replaces,
                "back": self.get_success_address(None),
                "sheet_url": sheet_address(self.place),
                "opens": [],
            }
            | kwargs
        )

    def form_valid(self, form: ConsentForm) -> HttpResponse:  # type: ignore[override]  # our form
        """Show first what the lines open of what is written already; then record."""
        lines = form.content().lines
        opens = what_opens(self.place, cast("Sequence[Any]", lines))
        digest = digest_of(opens)
        without_area = any(
            line.information == Information.NOTES and not line.areas for line in lines
        )
        worth_a_look = without_area or any(reach.has_items for reach in opens)
        if worth_a_look and form.cleaned_data["seen"] != digest:
            fields = cast("QueryDict", form.data).copy()
            fields["seen"] = digest
            form.data = fields
            return self.render_to_response(
                self.get_context_data(form=form, opens=opens, without_area=without_area)
            )
        return super().form_valid(form)

    def perform(self, form: ConsentForm) -> Consent:
        """Record the answer in the place's name."""
        how: dict[str, Any] = {
            "actor": self.actor,
            "content": form.content(),
            "replaces": self.replaces,
            "submission_id": form.cleaned_data["submission_id"],
        }
        if self.place.case is not None:
            return record_consent(case=self.place.case, **how)
        return record_school_consent(pupil=self.place.pupil, school=self.place.owner, **how)

    def get_success_address(self, result: Any) -> str:
        """Go back to the answers."""
        return consents_address(self.place)


def consents_address(place: Place) -> str:
    """Return the address of the page that lists the place's answers."""
    if place.case is not None:
        return case_address(place.case, "case_consents")
    return pupil_page(place.pupil, "pupil_consents")


def sheet_address(place: Place) -> str:
    """Return the address of the form to bring to the conversation."""
    if place.case is not None:
        return case_address(place.case, "consent_sheet")
    return pupil_page(place.pupil, "pupil_consent_sheet")


class CasePlaceMixin(TargetMixin):
    """Loads a case whose information an answer is about."""

    target_model = Case
    target_kwarg = "case_id"

    def get_target_queryset(self) -> QuerySet[Case]:
        """Return the visible cases with pupil and office."""
        return super().get_target_queryset().select_related("pupil", "office")

    @cached_property
    def place(self) -> Place:
        """The case."""
        return Place(self.actor, self.target.pupil, self.target.office, self.target)

    @cached_property
    def school(self) -> Organisation | None:
        """The pupil's school today, when the office has a contract with it."""
        return school_of_case(self.actor, self.target)


class PupilPlaceMixin(PupilTargetMixin):
    """Loads a pupil whose record at the actor's school an answer is about."""

    @cached_property
    def place(self) -> Place:
        """The school's own record of the pupil."""
        return Place(self.actor, self.target, cast("Organisation", self.school))

    @cached_property
    def school(self) -> Organisation | None:
        """The actor's school that the pupil goes to."""
        return current_enrolment(self.actor, self.target).school


class ConsentCreateView(CasePlaceMixin, ConsentFormView):
    """Registrer samtykke i saken."""

    permission = "pupils.record_consent"
    template_name = "followup/consent_create.html"


class PupilConsentCreateView(PupilPlaceMixin, ConsentFormView):
    """Register an answer about the school's own information."""

    permission = "pupils.record_school_consent"
    template_name = "followup/pupil_consent_create.html"


class ConsentTargetMixin(TargetMixin):
    """Loads a consent with what its pages show."""

    target_model = Consent
    target_kwarg = "consent_id"

    def get_target_queryset(self) -> QuerySet[Consent]:
        """Return the visible consents with pupil, case and owner."""
        found = super().get_target_queryset()
        return found.select_related("case__pupil", "case__office", "pupil", "owner")

    @cached_property
    def place(self) -> Place:
        """Whose information the consent is about."""
        return place_of(self.actor, self.target)


class ConsentRenewView(ConsentTargetMixin, ConsentFormView):
    """Forny samtykke: ask again, with what was answered the last time filled in."""

    permission = "pupils.renew_consent"
    template_name = "followup/consent_renew.html"
    success_message = _("Det nye svaret er registrert, og det gamle er erstattet.")

    @cached_property
    def school(self) -> Organisation | None:
        """As for a new answer in the same place."""
        if self.target.case is not None:
            return school_of_case(self.actor, self.target.case)
        return current_enrolment(self.actor, self.target.pupil).school

    @property
    def replaces(self) -> Consent:  # type: ignore[override]  # always one here
        """The consent that is renewed."""
        return cast("Consent", self.target)

    def get_initial(self) -> dict[str, Any]:
        """Return what was ticked the last time; dates, method and summary are asked anew."""
        lines = self.target.lines.prefetch_related("areas").order_by("pk")
        initial = super().get_initial() | {"outside_services": self.target.outside_services}
        for receiver in self.receivers():
            mine = [line for line in lines if receiver.is_of(line)]
            if mine:
                initial |= _as_ticked(receiver, mine)
        return initial


def _as_ticked(receiver: Receiver, lines: list[ConsentLine]) -> dict[str, Any]:
    areas = list(lines[0].areas.all())
    return {
        receiver.key: [line.information for line in lines],
        f"{receiver.key}_areas": [area for area in areas if not area.is_sensitive],
        f"{receiver.key}_sensitive": lines[0].includes_sensitive,
        f"{receiver.key}_sensitive_areas": [area for area in areas if area.is_sensitive],
    }


class ConsentWithdrawView(ConsentTargetMixin, TargetFormView):
    """Trekk samtykke, after saying item by item what closes."""

    permission = "pupils.withdraw_consent"
    template_name = "followup/consent_withdraw.html"
    form_class = WithdrawForm

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": self.target.version}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with what each receiver loses sight of."""
        return super().get_context_data(
            consent=self.target,
            pupil=self.target.pupil,
            closes=what_closes(self.place, self.target),
            back=consents_address(self.place),
            **kwargs,
        )

    def get_newer_facts(self) -> list[tuple[Any, Any]]:
        """Return the answer as it stands."""
        return [(_("Svar"), self.target.get_status_display())]

    def perform(self, form: WithdrawForm) -> Consent:
        """Withdraw."""
        return withdraw_consent(actor=self.actor, consent=self.target, **form.cleaned_data)

    def get_success_message(self, result: Consent) -> str:
        """Say who no longer sees what the consent opened."""
        if self.target.case_id:
            return str(_("Samtykket er trukket. Skolen ser ikke lenger det samtykket åpnet."))
        return str(_("Samtykket er trukket. NAV ser ikke lenger det samtykket åpnet."))

    def get_success_address(self, result: Consent) -> str:
        """Go back to the answers."""
        return consents_address(self.place)


class PupilConsentsView(PupilTargetMixin, TargetPage):
    """Every answer about the school's own information, and what is open today."""

    permission = "pupils.read_school_consents"
    template_name = "followup/pupil_consents.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the answers, each with its lines."""
        actor, pupil = self.actor, self.target
        lines = ConsentLine.objects.visible_to(actor).from_school_in_force(on=actor.on)
        open_ids = set(lines.filter(consent__pupil=pupil).values_list("consent_id", flat=True))
        answers = Consent.objects.visible_to(actor).filter(pupil=pupil, case__isnull=True)
        consents = self.shown(answers.for_list())
        for consent in consents:
            consent.is_open = consent.pk in open_ids
            consent.is_adult = consent.is_without_guardian(on=self.actor.on)
        return super().get_context_data(
            pupil=pupil, consents=consents,
            back=pupil_page(pupil), **kwargs,
        )  # fmt: skip
