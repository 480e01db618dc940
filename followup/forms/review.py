"""Rektor's review, and its points."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from followup.forms.task import SchoolTaskCreateForm
from navskole.access.forms import NamelessTextMixin
from navskole.organisations.models import Role, School
from navskole.records.forms import SubmittedOnceForm
from navskole.ui.forms import AkselForm, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from pupils.models import Pupil
    from pupils.querysets.pupil import PupilQuerySet


class ReviewForm(NamelessTextMixin, AkselForm, SubmittedOnceForm):
    """General remarks without names."""

    nameless = "remarks"
    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )
    remarks = LongTextField(
        label=_("Merknader"),
        max_length=2000,
        required=False,
        help_text=_(
            "Skriv uten navn: generelle merknader til oppfølgingen ved skolen. Punkter om "
            "enkeltelever legger du til etterpå, som oppgaver."
        ),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, **kwargs)
        schools = School.objects.filter(pk__in=actor.at(Role.PRINCIPAL))
        self.offer("school", schools)
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]


class PupilChoiceField(RecordChoiceField):
    """One of the pupils offered, by name and class."""

    def label_from_instance(self, obj: Pupil) -> str:
        """Return name and class."""
        return ", ".join(filter(None, [obj.full_name, obj.class_name]))


class ReviewPointForm(SchoolTaskCreateForm):
    """A point on a pupil: a task of the school's, which somebody must do."""

    pupil = PupilChoiceField(
        label=_("Elev"),
        queryset=None,
        to_field_name="public_id",
        empty_label=_("Velg elev"),
        help_text=_("Elever i oppfølging ved skolen."),
    )

    def __init__(self, *args: Any, pupils: PupilQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("pupil", pupils)
        self.order_fields(["pupil", *self.field_order])
        who = self.fields["responsible"]
        who.required = True
        who.empty_label = _("Velg person")  # type: ignore[attr-defined]  # a choice of records
        who.error_messages["required"] = _("Velg hvem som skal gjøre det")
