"""Rektor's review."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from navskole.organisations.models import Role, School
from navskole.records.forms import SubmittedOnceForm
from navskole.ui.forms import AkselForm, LongTextField, RecordChoiceField

if TYPE_CHECKING:
    from navskole.access.actor import Actor


class ReviewForm(AkselForm, SubmittedOnceForm):
    """General remarks without names."""

    school = RecordChoiceField(
        label=_("Skole"), queryset=School.objects.none(), empty_label=_("Velg skole")
    )
    remarks = LongTextField(
        label=_("Merknader"),
        max_length=2000,
        required=False,
        help_text=_("Skriv uten navn: generelle merknader til oppfølgingen ved skolen."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = School.objects.filter(pk__in=actor.at(Role.PRINCIPAL))
        self.offer("school", schools)
        if len(schools) == 1:
            self.fields["school"].initial = schools[0]
