"""Write, change and strike notes, and see who would read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from followup.actions.note import (
    NoteContent,
    change_note,
    strike_note,
    write_case_note,
    write_school_note,
)
from followup.forms.note import (
    CaseNoteCreateForm,
    CaseNoteUpdateForm,
    SchoolNoteCreateForm,
    SchoolNoteUpdateForm,
    StrikeNoteForm,
)
from followup.models import Audience, Note
from followup.readers import Readers, readers_of_case_note, readers_of_school_note
from followup.views.case import CaseFormView, CaseTargetMixin, case_address
from navskole.access.views import GuardedView, TargetFormView, TargetMixin
from navskole.audit.events import Action
from pupils.actions.pupil import current_enrolment
from pupils.models import ConsentLine, Information, ProblemArea, Pupil
from pupils.views.pupil import pupil_address

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse, QueryDict

    from navskole.access.actor import Actor


def _posted_content(data: QueryDict) -> NoteContent:
    """Return as much of a half-written note as says who would read it."""
    chosen = set(data.getlist("areas"))
    return NoteContent(
        kind="",
        occurred_at=None,  # type: ignore[arg-type]  # says nothing about who reads
        heading="",
        text="",
        areas=[area for area in ProblemArea.objects.all() if str(area.pk) in chosen],
        is_sensitive=bool(data.get("is_sensitive")),
        audience=Audience.SHARED if data.get("audience") == Audience.SHARED else Audience.OWN,
    )


def _who_reads(readers: list[Readers], content: NoteContent) -> dict[str, Any]:
    """Return what "Hvem kan se dette?" shows."""
    reached = any(group.across for group in readers)
    return {
        "readers": readers,
        "nobody_across": content.audience == Audience.SHARED and not reached,
    }


def _who_reads_at_school(actor: Actor, pupil: Pupil, data: QueryDict) -> dict[str, Any]:
    """Return the same for a half-written note of the school's own."""
    content, named = _posted_content(data), len(data.getlist("named_readers"))
    school = current_enrolment(actor, pupil).school
    return _who_reads(readers_of_school_note(actor, pupil, school, content, named=named), content)


class CaseNoteFormMixin(CaseFormView):
    """What a note's form in a case shows beside it: readers, and what consent opens."""

    template_name = "followup/case_note_create.html"
    tab = "case_notes"

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor."""
        return super().get_form_kwargs() | {"actor": self.actor}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with who would read the note as it stands in the form."""
        lines = (
            ConsentLine.objects.visible_to(self.actor)
            .in_force(on=self.actor.on)
            .about(Information.NOTES)
            .filter(consent__case=self.case)
            .select_related("receiver", "consent")
            .prefetch_related("areas")
            .order_by("pk")
        )
        content = self._content_on_screen()
        readers = readers_of_case_note(self.actor, self.case, content)
        return super().get_context_data(
            lines=lines,
            readers_url=case_address(self.case, "case_note_readers"),
            **_who_reads(readers, content),
            **kwargs,
        )

    def _content_on_screen(self) -> NoteContent:
        return _posted_content(self.request.POST)


class CaseNoteCreateView(CaseNoteFormMixin, CaseFormView):
    """Nytt notat."""

    permission = "followup.add_note"
    form_class = CaseNoteCreateForm
    success_message = _("Notatet er lagret.")

    def get_initial(self) -> dict[str, Any]:
        """Start with now and the own side."""
        return {"occurred_at": self.actor.now, "audience": Audience.OWN}

    def perform(self, form: CaseNoteCreateForm) -> Note:
        """Write."""
        return write_case_note(
            actor=self.actor,
            case=self.case,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )


class CaseNoteReadersView(CaseTargetMixin, TargetMixin, GuardedView):
    """The fragment "Hvem kan se dette?" for a half-written note."""

    permission = "followup.add_note"
    http_method_names = ["post"]

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the readers of what stands in the form."""
        self.note_access([], action=Action.VIEW)
        content = _posted_content(request.POST)
        readers = readers_of_case_note(self.actor, self.case, content)
        return render(request, "followup/note_readers.html", _who_reads(readers, content))


class SchoolNoteReadersView(TargetMixin, GuardedView):
    """The same fragment for a half-written note of the school's own."""

    permission = "followup.add_school_note"
    http_method_names = ["post"]
    target_model = Pupil
    target_kwarg = "pupil_id"

    def post(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Return the readers of what stands in the form."""
        self.note_access([], action=Action.VIEW)
        readers = _who_reads_at_school(self.actor, self.target, request.POST)
        return render(request, "followup/note_readers.html", readers)


class NoteTargetMixin(TargetMixin):
    """Loads a note with what its forms show."""

    target_model = Note
    target_kwarg = "note_id"

    def get_target_queryset(self) -> QuerySet[Note]:
        """Return the visible notes with pupil, case and owner."""
        return (
            super()
            .get_target_queryset()
            .select_related("pupil", "case__office", "case__responsible", "case__pupil", "owner")
        )


class NoteUpdateView(NoteTargetMixin, TargetFormView):
    """Change a note: a new version."""

    permission = "followup.change_note"
    template_name = "followup/note_update.html"
    success_message = _("Notatet er endret.")

    def get_form_class(self) -> type[Form]:
        """Return the form of the note's side."""
        return CaseNoteUpdateForm if self.target.case_id else SchoolNoteUpdateForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor, and the school for a school note."""
        own = {} if self.target.case_id else {"school": self.target.owner}
        return super().get_form_kwargs() | {"actor": self.actor} | own

    def get_initial(self) -> dict[str, Any]:
        """Return the note as it stands."""
        names = ("version", "kind", "occurred_at", "heading", "text", "is_sensitive", "audience",
                 "next_contact_on")  # fmt: skip
        stands = {name: getattr(self.target, name) for name in names}
        return stands | {
            "areas": self.target.areas.all(),
            "named_readers": self.target.named_readers.all(),
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with the pupil and where "Avbryt" leads."""
        return super().get_context_data(
            pupil=self.target.pupil,
            back=self.get_success_address(self.target),
            **kwargs,
        )

    def perform(self, form: Any) -> Note:
        """Change."""
        return change_note(
            actor=self.actor,
            note=self.target,
            version=form.cleaned_data["version"],
            content=form.content(),
        )

    def get_success_address(self, result: Note) -> str:
        """Go back to where the note stands."""
        if self.target.case_id:
            return case_address(self.target.case, "case_notes")
        return pupil_address(self.target.pupil)


class NoteStrikeView(NoteUpdateView):
    """Strike a mistaken note with a reason."""

    template_name = "followup/note_strike.html"
    success_message = _("Notatet er strøket.")

    def get_form_class(self) -> type[Form]:
        """Return the form that asks why."""
        return StrikeNoteForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's own arguments."""
        return super(NoteUpdateView, self).get_form_kwargs()

    def get_initial(self) -> dict[str, Any]:
        """Return the version on screen."""
        return {"version": self.target.version}

    def get_newer_facts(self) -> list[tuple[Any, Any]]:
        """Return the note as it stands: what is to be struck is read first."""
        return [(_("Overskrift"), self.target.heading), (_("Notat"), self.target.text)]

    def perform(self, form: Any) -> Note:
        """Strike."""
        return strike_note(actor=self.actor, note=self.target, **form.cleaned_data)


class SchoolNoteCreateView(TargetFormView):
    """A note of the school's own."""

    permission = "followup.add_school_note"
    template_name = "followup/school_note_create.html"
    form_class = SchoolNoteCreateForm
    target_model = Pupil
    target_kwarg = "pupil_id"
    success_message = _("Notatet er lagret.")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Return the form's arguments with the actor and the pupil's school."""
        self.school = current_enrolment(self.actor, self.target).school
        return super().get_form_kwargs() | {"actor": self.actor, "school": self.school}

    def get_initial(self) -> dict[str, Any]:
        """Start with now and the own side."""
        return {"occurred_at": self.actor.now, "audience": Audience.OWN}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Return the context with who would read the note."""
        return super().get_context_data(
            readers_url=reverse("followup:school_note_readers", args=[self.target.public_id]),
            **_who_reads_at_school(self.actor, self.target, self.request.POST),
            **kwargs,
        )

    def perform(self, form: SchoolNoteCreateForm) -> Note:
        """Write."""
        return write_school_note(
            actor=self.actor,
            pupil=self.target,
            school=self.school,
            content=form.content(),
            submission_id=form.cleaned_data["submission_id"],
        )

    def get_success_address(self, result: Note) -> str:
        """Go back to the pupil."""
        return pupil_address(self.target)
