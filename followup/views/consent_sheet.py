"""The sheet of a consent as a PDF: the form before the conversation, the words told after it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from agreements.models import DocumentLanguage
from followup.forms.consent_sheet import ConsentSheetForm
from followup.views.consent import (
    CasePlaceMixin,
    ConsentFormView,
    ConsentTargetMixin,
    PupilPlaceMixin,
)
from navskole.access.posted import require_same_writer
from navskole.access.views import GuardedView
from navskole.audit.events import Action
from pupils.consent_sheet.document import form_pdf, recorded_pdf
from pupils.consent_sheet.sheet import Sheet
from pupils.models import ADULT

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest

    from pupils.models import Consent

LANGUAGE = "sprak"


def _pdf(content: bytes, *, name: str) -> HttpResponse:
    """Return the file; its name says nothing of the pupil."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )


class SheetView(ConsentFormView):
    """The form to bring: empty, or with what is ticked so far. Nothing is stored."""

    form_class = ConsentSheetForm

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the empty form in the written standard asked for."""
        asked = request.GET.get(LANGUAGE, "")
        known = self.get_initial()["language"]
        return self._answer(self.get_form(), asked if asked in DocumentLanguage else known)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the form with what stands in it, whatever is missing still."""
        require_same_writer(request)
        form = self.get_form()
        form.full_clean()
        return self._answer(form, form.chosen_language, ticked=True)

    def _answer(self, form: Any, language: str, *, ticked: bool = False) -> HttpResponse:
        place, filled = self.place, form.cleaned_data if ticked else {}
        sheet = Sheet(
            language=DocumentLanguage(language),
            owner=place.owner,
            contact=str(self.actor.user),
            is_nav=place.case is not None,
            is_minor=place.pupil.age(on=self.actor.on) < ADULT,
            asked=form.asked(),
            ticked=form.ticked() if ticked else (),
            starts_on=filled.get("starts_on"),
            ends_on=filled.get("ends_on"),
        )
        content = form_pdf(sheet, place.pupil, at=self.actor.now)
        self.note_access([], action=Action.DOCUMENT_FETCHED)
        return _pdf(content, name=f"samtykkeskjema-{sheet.language}")


class ConsentSheetView(CasePlaceMixin, SheetView):
    """Samtykkeskjema i saken."""

    permission = "pupils.record_consent"


class PupilConsentSheetView(PupilPlaceMixin, SheetView):
    """The same about the school's own information."""

    permission = "pupils.record_school_consent"


class ConsentDocumentView(ConsentTargetMixin, GuardedView):
    """Informasjonen eleven fikk: the words kept with the answer, as a file."""

    permission = "pupils.read_consent"
    http_method_names = ["get", "head"]

    def get_target_queryset(self) -> QuerySet[Consent]:
        """Return the visible consents with what the file holds."""
        found = super().get_target_queryset().select_related("recorded_by")
        return found.prefetch_related("lines__areas", "lines__receiver")

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Return the file."""
        content = recorded_pdf(self.target, at=self.actor.now)
        self.note_access([], action=Action.DOCUMENT_FETCHED)
        return _pdf(content, name=f"samtykke-{self.target.starts_on:%Y%m%d}")
