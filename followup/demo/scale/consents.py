"""What the pupils have said yes to: NAV's lines to the school, and the school's to NAV."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from pupils.models import (
    NAV_INFORMATION,
    SCHOOL_INFORMATION,
    SCHOOL_SERVICES,
    Consent,
    ConsentLine,
    ConsentMethod,
    ConsentStatus,
    ProblemArea,
    Service,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from followup.demo.scale.cases import Opened
    from followup.demo.scale.dealt import Dealer

_FROM_NAV_PER_CENT = 60
_FROM_SCHOOL_PER_CENT = 30
_REFUSED_PER_CENT = 10


def seed_consents(dealer: Dealer, cases: list[Opened]) -> None:
    """Record what was answered, each given consent with its lines and their areas."""
    answered = dealer.write("consents", Consent, _answers(dealer, cases))
    schools = {one.case.pupil_id: one.enrolled.school.pk for one in cases}
    offices = {one.case.pupil_id: one.case.office_id for one in cases}
    given = [consent for consent in answered if consent.status == ConsentStatus.GIVEN]
    lines = dealer.write("consent lines", ConsentLine, _lines(dealer, given, schools, offices))
    plain = list(ProblemArea.objects.filter(is_sensitive=False))
    through = ConsentLine.areas.through
    dealer.link(
        "areas of consent lines",
        through,
        (
            through(consentline_id=line.pk, problemarea_id=area.pk)
            for line in lines
            for area in plain
        ),
    )


def _answers(dealer: Dealer, cases: list[Opened]) -> Iterator[Consent]:
    for one in cases:
        if dealer.happens(_FROM_NAV_PER_CENT):
            yield _answer(dealer, one, of_nav=True)
        if dealer.happens(_FROM_SCHOOL_PER_CENT):
            yield _answer(dealer, one, of_nav=False)


def _answer(dealer: Dealer, one: Opened, *, of_nav: bool) -> Consent:
    refused = dealer.happens(_REFUSED_PER_CENT)
    recorded_on = dealer.days_ago(55)
    author = one.case.responsible if of_nav else one.enrolled.counsellors[0]
    return Consent(
        public_id=dealer.uuid(),
        submission_id=dealer.uuid(),
        pupil=one.case.pupil,
        owner_id=one.case.office_id if of_nav else one.enrolled.school.pk,
        case=one.case if of_nav else None,
        status=ConsentStatus.REFUSED if refused else ConsentStatus.GIVEN,
        method=dealer.rng.choice(list(ConsentMethod)),
        summary=dealer.text(1),
        text_version="scale",
        starts_on=recorded_on,
        ends_on=recorded_on + timedelta(days=300),
        recorded_by=author,
        recorded_at=dealer.moment(recorded_on),
    )


def _lines(
    dealer: Dealer, given: list[Consent], schools: dict[int, int], offices: dict[int, int]
) -> Iterator[ConsentLine]:
    for consent in given:
        to_school = consent.case_id is not None
        receiver = (schools if to_school else offices)[consent.pupil_id]
        for service in SCHOOL_SERVICES if to_school else (Service.NAV_OFFICE,):
            for information in NAV_INFORMATION if to_school else SCHOOL_INFORMATION:
                yield ConsentLine(
                    consent=consent,
                    information=information,
                    service=service,
                    receiver_id=receiver,
                    includes_sensitive=dealer.happens(20),
                )
