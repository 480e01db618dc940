"""Who can be told something by a consent: the services at the school, the offices it works with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from agreements.models import Contract
from followup.forms.receiver import Receiver
from navskole.organisations.models import NavOffice, School
from pupils.models import SCHOOL_SERVICES, Enrolment, Service

if TYPE_CHECKING:
    from navskole.access.actor import Actor
    from navskole.organisations.models import Organisation
    from pupils.models import Case


def school_of_case(actor: Actor, case: Case) -> School | None:
    """Return the pupil's school today, when the office has a contract in force with it."""
    enrolled = Enrolment.objects.visible_to(actor).in_force(on=actor.on).filter(pupil=case.pupil)
    partners = Contract.objects.schools_of([case.office_id], on=actor.on)
    schools = School.objects.filter(pk__in=enrolled.values("school_id"))
    return schools.filter(pk__in=partners).order_by("pk").first()


def receivers_at_school(school: Organisation | None) -> list[Receiver]:
    """Return the services of the school; neither includes the other."""
    if school is None:
        return []
    people = {
        Service.SCHOOL_LEADERSHIP: _("Rektor og stedfortreder ved %(school)s."),
        Service.PUPIL_SERVICES: _("Rådgiverne ved %(school)s."),
    }
    questions = {
        Service.SCHOOL_LEADERSHIP: _("Hva kan skoleledelsen få se?"),
        Service.PUPIL_SERVICES: _("Hva kan elevtjenesten få se?"),
    }
    return [
        Receiver(
            key=service.value,
            service=service,
            organisation=school,
            name=str(service.label),
            people=people[service] % {"school": school},
            question=questions[service],
        )
        for service in SCHOOL_SERVICES
    ]


def receivers_at_offices(actor: Actor, *, school: Organisation) -> list[Receiver]:
    """Return the offices the school has a contract in force with, by name."""
    contracts = Contract.objects.in_force(on=actor.on).filter(school_id=school.pk)
    offices = NavOffice.objects.filter(pk__in=contracts.values("office_id")).order_by("name", "pk")
    return [
        Receiver(
            key=f"office_{office.number}",
            service=Service.NAV_OFFICE,
            organisation=office,
            name=str(office),
            people=_("NAV-veilederne på en sak der, og NAV-lederen."),
            question=_("Hva kan %(office)s få se?") % {"office": office},
        )
        for office in offices
    ]
