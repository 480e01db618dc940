"""The sharing log of a pupil: what crossed, to whom, on what basis, from when and until when.

Each side is told of what it shared itself, also after it ended, and of what reaches it today.
Nothing here says whether there is a case where the reader does not see it: a school is told
of its own lines, as far as it can know itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.translation import gettext

from followup.grounds import CONSENT_GROUNDS
from followup.models import Disclosure, Note, Task
from followup.openings import receiver_label
from followup.stretches import as_it_is, own_stretches, records_of
from navskole.access.grounds import Ground
from navskole.ui.templatetags.ui_dates import short_date
from pupils.models import ConsentLine, Information, Referral
from pupils.querysets.consent_days import Days, days_of_lines, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from followup.stretches import Stretch
    from navskole.access.actor import Actor
    from navskole.audit.log import Access
    from pupils.models import Pupil


_READ_THE_SENSITIVE = (Ground.CASE_TEAM, Ground.LAWFUL_DISCLOSURE)


@dataclass(frozen=True)
class Crossing:
    """Something that crossed: `kind` in general, `title` of the item where there is one.

    `party` is who got it, or whom it came from where `is_own` is False.
    """

    kind: str
    title: str
    party: str
    basis: str
    days: Days
    record: Any
    is_own: bool
    ground: str = ""

    def is_open(self, *, on: date) -> bool:
        """Tell whether it is shared on `on`."""
        return self.days.first <= on and (self.days.last is None or on <= self.days.last)

    def access(self, ground: str = "") -> Access:
        """Return what the access log keeps of a look at this row: as of what crossed."""
        access: Access = self.record.access(ground)
        return access


@dataclass(frozen=True)
class Shared:
    """What crossed to, or from, several at once: the same thing, basis and days."""

    crossings: tuple[Crossing, ...]

    @property
    def what(self) -> Crossing:
        """One of them: all but the party is alike."""
        return self.crossings[0]

    @property
    def ground(self) -> str:
        """What opened it for the reader."""
        return self.what.ground

    def access(self, ground: str = "") -> Access:
        """Return what the access log keeps of a look at it: all are of the same owner."""
        return self.what.access(ground)


def gathered(crossings: Iterable[Crossing]) -> list[Shared]:
    """Return the crossings in their order, those that differ in the party alone as one."""
    alike: dict[Any, list[Crossing]] = {}
    for each in crossings:
        of_item = each.record if not isinstance(each.record, ConsentLine) else each.record.consent
        key = each.kind, each.title, each.basis, each.days, each.is_own, of_item
        alike.setdefault(key, []).append(each)
    return [Shared(tuple(rows)) for rows in alike.values()]


def sharing_log(actor: Actor, pupil: Pupil) -> list[Crossing]:
    """Return what crossed, the latest first; a fixed number of queries."""
    lines, records = _lines(actor, pupil), records_of(actor, pupil)
    rows = [*_referrals(actor, pupil), *_disclosed(actor, pupil)]
    rows += [*_own(actor, lines, records), *_reached(lines, records)]
    rows.sort(key=lambda row: (row.kind, row.title, row.party))
    return sorted(rows, key=lambda row: row.days.first, reverse=True)


def _lines(actor: Actor, pupil: Pupil) -> list[ConsentLine]:
    visible = ConsentLine.objects.visible_to(actor).with_ground(actor)
    return list(
        visible.filter(consent__pupil=pupil)
        .select_related("consent__case", "consent__owner", "receiver")
        .prefetch_related("areas")
        .order_by("pk")
    )


def _own(
    actor: Actor, lines: list[ConsentLine], records: dict[str, list[Any]]
) -> Iterator[Crossing]:
    """Yield what the own side's consents opened, and every item they opened."""
    own = [line for line in lines if line.ground not in CONSENT_GROUNDS]
    kept = {
        kind: [each for each in found if each.ground not in CONSENT_GROUNDS]
        for kind, found in records.items()
    }
    stretches = list(own_stretches(actor, **kept))
    days = days_of_lines(own)
    for line in own:
        for opened in days[line.pk]:
            yield _of_line(line, opened, is_own=True)
        yield from _items(line, days[line.pk], stretches, is_own=True)


def _reached(lines: list[ConsentLine], records: dict[str, list[Any]]) -> Iterator[Crossing]:
    """Yield what the other side's consents let the reader see today."""
    found = {
        kind: [each for each in items if each.ground in CONSENT_GROUNDS]
        for kind, items in records.items()
    }
    for kind in ("notes", "tasks"):
        prefetch_related_objects(found[kind], "areas")
    stretches = [
        stretch for items in found.values() for item in items for stretch in as_it_is(item)
    ]
    for line in lines:
        if line.ground in CONSENT_GROUNDS:
            days = [Days(line.consent.starts_on, line.consent.ends_on)]
            yield _of_line(line, days[0], is_own=False)
            yield from _items(line, days, stretches, is_own=False)


def _items(
    line: ConsentLine, days: list[Days], stretches: Iterable[Stretch], *, is_own: bool
) -> Iterator[Crossing]:
    """Yield the items that the line opened, each for the days it did."""
    reached: dict[Any, list[Days]] = {}
    for stretch in stretches:
        if stretch.is_reached_by(line):
            both = [stretch.days.within(each) for each in days]
            reached.setdefault(stretch.item, []).extend(each for each in both if each)
    for item, found in reached.items():
        for opened in joined(found):
            yield Crossing(
                kind=_kind_of(item),
                title=str(item),
                party=_party(line, is_own=is_own),
                basis=_basis(line),
                days=opened,
                record=item,
                is_own=is_own,
                ground=item.ground,
            )


def _of_line(line: ConsentLine, days: Days, *, is_own: bool) -> Crossing:
    return Crossing(
        kind=line.get_information_display(),
        title=_reach_of(line),
        party=_party(line, is_own=is_own),
        basis=_basis(line),
        days=days,
        record=line,
        is_own=is_own,
        ground=line.ground,
    )


def _reach_of(line: ConsentLine) -> str:
    """Return which areas the line names, in words; none for what has no areas."""
    if line.information in (Information.EXISTENCE, Information.ABSENCE, Information.SCHOOLING):
        return ""
    names = ", ".join(area.name for area in line.areas.all())
    words = names or gettext("Bare det som ikke har noe problemområde")
    sensitive = gettext("også sensitive opplysninger") if line.includes_sensitive else ""
    return " · ".join(filter(None, (words, sensitive)))


def _party(line: ConsentLine, *, is_own: bool) -> str:
    if is_own:
        return receiver_label(line.service, line.receiver)
    return str(line.consent.owner)


def _basis(line: ConsentLine) -> str:
    facts = {
        "day": short_date(line.consent.starts_on),
        "how": line.consent.get_method_display().lower(),
    }
    return gettext("Samtykke fra %(day)s, %(how)s") % facts


def _kind_of(item: Any) -> str:
    if isinstance(item, Note):
        return gettext("Notat")
    return gettext("Oppgave") if isinstance(item, Task) else gettext("Tiltak")


def _referrals(actor: Actor, pupil: Pupil) -> Iterator[Crossing]:
    """Yield what the school sent an office, which goes on having it."""
    sent = Referral.objects.visible_to(actor).with_ground(actor).filter(pupil=pupil)
    for referral in sent.select_related("school", "office"):
        is_own = referral.ground == Ground.OWN_SCHOOL
        knows = gettext("Henvist av skolen, eleven vet om det")
        unaware = gettext("Henvist av skolen, eleven visste ikke om det")
        yield Crossing(
            kind=gettext("Henvisning"),
            title="",
            party=str(referral.office if is_own else referral.school),
            basis=knows if referral.pupil_knows else unaware,
            days=Days(timezone.localdate(referral.sent_at), None, gettext("Kontoret beholder den")),
            record=referral,
            is_own=is_own,
            ground=referral.ground,
        )


def _disclosed(actor: Actor, pupil: Pupil) -> Iterator[Crossing]:
    """Yield what was shared on a statute; its words only for those who read the item anyhow."""
    rows = Disclosure.objects.visible_to(actor).with_ground(actor).filter(pupil=pupil)
    for disclosure in rows.for_list():
        is_own = disclosure.ground != Ground.LAWFUL_DISCLOSURE
        ended = timezone.localdate(disclosure.ended_at) if disclosure.ended_at else None
        named = ", ".join(f"{post.user} ({post})" for post in disclosure.recipients.all())
        reads = not disclosure.is_sensitive or disclosure.ground in _READ_THE_SENSITIVE
        yield Crossing(
            kind=disclosure.kind,
            title=str(disclosure) if reads else gettext("Sensitivt innhold"),
            party=named if is_own else str(disclosure.owner),
            basis=gettext("Lovhjemlet deling: %(statute)s")
            % {"statute": disclosure.statute_in_words},
            days=Days(
                disclosure.starts_on,
                ended or disclosure.ends_on,
                gettext("Delingen ble avsluttet") if ended else gettext("Delingens siste dag"),
            ),
            record=disclosure,
            is_own=is_own,
            ground=disclosure.ground,
        )
