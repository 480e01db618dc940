"""The notes: most of them NAV's, some shared, some sensitive."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from followup.models import Audience, Note, NoteKind
from pupils.models import ProblemArea

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from followup.demo.scale.cases import Opened
    from followup.demo.scale.dealt import Dealer
    from followup.demo.scale.pupils import Enrolled
    from followup.demo.scale.size import Size
    from navskole.accounts.models import User

_SHARED_PER_CENT = 20
_SENSITIVE_PER_CENT = 10
_WITH_AREA_PER_CENT = 60
_PLANNING_PER_CENT = 30
_KINDS = list(NoteKind)


def seed_notes(dealer: Dealer, size: Size, pupils: list[Enrolled], cases: list[Opened]) -> None:
    """Write the notes of every case, and the schools' own."""
    areas = {
        is_sensitive: list(ProblemArea.objects.filter(is_sensitive=is_sensitive).order_by("pk"))
        for is_sensitive in (False, True)
    }
    for batch in dealer.in_batches("notes", Note, _notes(dealer, size, pupils, cases)):
        through = Note.areas.through
        dealer.link(
            "areas of notes",
            through,
            (
                through(
                    note_id=note.pk, problemarea_id=dealer.rng.choice(areas[note.is_sensitive]).pk
                )
                for note in batch
                if dealer.happens(_WITH_AREA_PER_CENT)
            ),
        )


def _notes(
    dealer: Dealer, size: Size, pupils: Sequence[Enrolled], cases: Sequence[Opened]
) -> Iterator[Note]:
    for number, one in enumerate(cases):
        for _ in range(size.notes_of_case(number)):
            yield _note(
                dealer,
                author=one.case.responsible,
                pupil_id=one.case.pupil_id,
                owner_id=one.case.office_id,
                case=one.case,
            )
    for number in range(size.school_notes):
        written_about = pupils[number % len(pupils)]
        yield _note(
            dealer,
            author=dealer.rng.choice(written_about.counsellors),
            pupil_id=written_about.pupil.pk,
            owner_id=written_about.school.pk,
            case=None,
        )


def _note(dealer: Dealer, *, author: User | None, **about: object) -> Note:
    held = dealer.moment(dealer.days_ago(50))
    return Note(
        public_id=dealer.uuid(),
        submission_id=dealer.uuid(),
        kind=dealer.rng.choice(_KINDS),
        occurred_at=held,
        created_at=held,
        heading=dealer.text(1)[:40],
        text=dealer.text(),
        next_contact_on=_next_contact(dealer, held) if about["case"] else None,
        is_sensitive=dealer.happens(_SENSITIVE_PER_CENT),
        audience=Audience.SHARED if dealer.happens(_SHARED_PER_CENT) else Audience.OWN,
        author=author,
        **about,
    )


def _next_contact(dealer: Dealer, held: datetime) -> date | None:
    """Return the day that some of the contacts in a case agree on for the next one."""
    if not dealer.happens(_PLANNING_PER_CENT):
        return None
    return timezone.localdate(held) + timedelta(days=dealer.rng.randint(5, 60))
