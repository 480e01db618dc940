"""A column of the consent's form: who can be told something, and the kinds there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from pupils.models import Information

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from navskole.organisations.models import Organisation
    from pupils.models import ConsentLine

FROM_NAV = [
    (Information.EXISTENCE, Information.EXISTENCE.label, _("Må være med for at noe annet deles.")),
    (Information.MEASURES, Information.MEASURES.label, _("Hva som er foreslått og hvor det står.")),
    (
        Information.NOTES,
        Information.NOTES.label,
        _("Notater skrevet for å deles, også tidligere, og oppgaver som er gitt til tjenesten."),
    ),
]
FROM_SCHOOL = [
    (
        Information.ABSENCE,
        Information.ABSENCE.label,
        _("Timer borte i hvert fag, fare for IV og varsler. Fravær av helsegrunner og andre "
          "sensitive årsaker er bare med når det krysses av for det sensitive under."),
    ),
    (Information.MEASURES, Information.MEASURES.label, _("Skolens tiltak, når de er sendt.")),
    (Information.NOTES, Information.NOTES.label, _("Notater skrevet for å deles, også tidligere.")),
    (Information.TASKS, Information.TASKS.label, _("Skolens oppgaver for eleven.")),
    (
        Information.SCHOOLING,
        Information.SCHOOLING.label,
        _("Når eleven har gått ved skolen før, i hvilken klasse, og sluttårsaken."),
    ),
]  # fmt: skip


@dataclass(frozen=True)
class Receiver:
    """One column of the form: a service at a school or an office that can be told something."""

    key: str
    service: str
    organisation: Organisation
    name: str
    people: str | StrPromise
    question: str | StrPromise

    def is_of(self, line: ConsentLine) -> bool:
        """Tell whether the line names this receiver."""
        return (line.service, line.receiver_id) == (self.service, self.organisation.pk)
