"""Write, change and strike tasks."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from followup.actions.task import TaskContent, colleagues
from followup.models import Goal
from navskole.accounts.models import User
from navskole.records.forms import SubmittedOnceForm, VersionedForm
from navskole.ui.forms import (
    AkselForm,
    DateField,
    LongTextField,
    RecordChoiceField,
)
from pupils.forms.areas import ProblemAreasField, SensitiveField
from pupils.models import ConsentLine, Information, Service

if TYPE_CHECKING:
    from datetime import date

    from followup.models import Task
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Case

_FARTHEST = timedelta(days=366 * 3)


class TaskFields(AkselForm):
    """What every task holds; `owner` is the school or office, `case` NAV's case."""

    heading = forms.CharField(
        label=_("Oppgave"),
        max_length=120,
        help_text=_("Hva skal gjøres? For eksempel: Ring bedriften om praksis"),
        error_messages={"required": _("Skriv hva som skal gjøres")},
    )
    text = LongTextField(label=_("Utdyping"), max_length=2000, required=False)
    due_on = DateField(
        label=_("Frist"),
        help_text=_("dd.mm.åååå"),
        error_messages={"required": _("Fyll inn fristen")},
    )
    responsible = RecordChoiceField(
        label=_("Hvem gjør det?"),
        queryset=User.objects.none(),
        required=False,
        empty_label=_("Ikke bestemt"),
        error_messages={"invalid_choice": _("Velg en kollega fra listen")},
    )
    areas = ProblemAreasField()
    is_sensitive = SensitiveField()

    field_order = (
        "heading", "text", "due_on", "responsible", "goal", "areas", "is_sensitive", "given_to",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        owner: Organisation,
        case: Case | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        people = User.objects.filter(pk__in=colleagues(actor, owner=owner, case=case))
        self.offer("responsible", people.by_name())

    def clean_due_on(self) -> date:
        """Refuse a day that has passed, unless it stood there, and a mistyped year."""
        day: date = self.cleaned_data["due_on"]
        if day < self.actor.on and "due_on" in self.changed_data:
            raise forms.ValidationError(_("Fristen må være i dag eller senere."))
        if day > self.actor.on + _FARTHEST:
            raise forms.ValidationError(_("Fristen er for langt fram. Kontroller året."))
        return day

    def content(self) -> TaskContent:
        """Return what was written."""
        names = ("heading", "text", "due_on", "is_sensitive", "responsible", "goal")
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return TaskContent(areas=list(self.cleaned_data["areas"]), **given, **self._given())

    def _given(self) -> dict[str, Any]:
        return {}


class CaseTaskFields(TaskFields):
    """A task in a case: it may serve a goal, and be given to a service at the school."""

    goal = RecordChoiceField(
        label=_("Mål oppgaven hører til"),
        queryset=None,
        required=False,
        empty_label=_("Ikke noe bestemt mål"),
        error_messages={"invalid_choice": _("Velg et av målene i saken")},
    )
    given_to = forms.ChoiceField(
        label=_("Hvem er oppgaven for?"),
        required=False,
        widget=forms.RadioSelect,
        help_text=_(
            "En tjeneste på skolen kan få oppgaven når et samtykke til delte notater dekker den."
        ),
    )

    def __init__(self, *args: Any, case: Case, task: Task | None = None, **kwargs: Any) -> None:
        super().__init__(*args, owner=case.office, case=case, **kwargs)
        goals = Goal.objects.visible_to(self.actor).filter(case=case)
        self.offer("goal", goals.for_list())
        self.receivers = {
            f"{line.service}-{line.receiver_id}": (line.service, line.receiver)
            for line in ConsentLine.objects.visible_to(self.actor)
            .in_force(on=self.actor.on)
            .about(Information.NOTES)
            .filter(consent__case=case)
            .select_related("receiver")
            .order_by("service", "pk")
        }
        if (
            task is not None and task.receiver is not None
        ):  # kept on offer, so that it is not lost unseen
            key = f"{task.given_to}-{task.receiver_id}"
            self.receivers.setdefault(key, (task.given_to, task.receiver))
        self.fields["given_to"].choices = [  # type: ignore[attr-defined]  # a choice field
            ("", _("Egen side")),
            *(
                (key, f"{Service(service).label}, {school}")
                for key, (service, school) in self.receivers.items()
            ),
        ]

    def _given(self) -> dict[str, Any]:
        service, school = self.receivers.get(self.cleaned_data["given_to"], ("", None))
        return {"given_to": service, "receiver": school}


class CaseTaskCreateForm(CaseTaskFields, SubmittedOnceForm):
    """A new task in a case."""


class CaseTaskUpdateForm(CaseTaskFields, VersionedForm):
    """A new version of a task in a case."""


class SchoolTaskCreateForm(TaskFields, SubmittedOnceForm):
    """A new task of the school's own."""


class SchoolTaskUpdateForm(TaskFields, VersionedForm):
    """A new version of a task of the school's own."""


class StrikeTaskForm(AkselForm, VersionedForm):
    """Why a mistaken task is struck."""

    reason = LongTextField(
        label=_("Hvorfor strykes oppgaven?"),
        max_length=500,
        help_text=_("Oppgaven slettes ikke. Den blir stående overstrøket på din egen side."),
        error_messages={"required": _("Skriv hvorfor oppgaven strykes")},
    )
