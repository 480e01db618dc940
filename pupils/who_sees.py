""" "Hvem kan se eleven?": the people, why, since when and until when, as far as the asker may know.

The grounds themselves are asked for everybody at the asker's own organisations; no rule stands
here again. Asked is who sees the very cases, referrals and place at the school by which the
asker sees the pupil: of another case, an earlier one too, nothing is told.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Contract, Placement
from navskole.access.grounds import Ground
from navskole.organisations.models import Role, Side
from navskole.records.sorting import fold
from pupils.grounds import ASKING_ROLES, SCHOOL_ROLES, TEAM_READS_DAYS, counts_since
from pupils.models import Case, CaseGrant, Enrolment, Pupil, PupilGrant, Referral
from pupils.querysets.enrolment import SCHOOL_READS_DAYS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django_stubs_ext import StrPromise

    from navskole.access.actor import Actor
    from navskole.accounts.models import User
    from navskole.organisations.models import Membership

_OF_CASE = frozenset({Ground.CASE_TEAM, Ground.OFFICE_LEAD, Ground.SINGLE_ACCESS})
_OF_REFERRAL = frozenset({Ground.REFERRAL_RECEIVED})
_OF_SCHOOL = frozenset({Ground.OWN_SCHOOL, Ground.SINGLE_ACCESS})

IN_PLAIN_WORDS: dict[str, StrPromise] = {
    Ground.OWN_SCHOOL: _("Arbeider på skolen der eleven går, eller sluttet nylig"),
    Ground.CASE_TEAM: _("Er satt på saken hos NAV"),
    Ground.OFFICE_LEAD: _("Leder NAV-kontoret som har saken, uten å se det sensitive i den"),
    Ground.SINGLE_ACCESS: _("Har fått lese av lederen, for en tid"),
    Ground.REFERRAL_RECEIVED: _("Tar imot henvisningen fra skolen"),
}
"""Why a colleague sees the pupil, in words that the pupil reads too."""


@dataclass(frozen=True)
class PupilReader:
    """Somebody who sees the pupil, in which post, and why; `until` None where no day is set.

    `grant_id` is what lets them read, where it is a single access.
    """

    person: User
    post: Membership
    ground: Ground
    since: date
    until: date | None
    grant_id: int | None = None

    @property
    def why(self) -> StrPromise:
        """The ground in plain words."""
        return IN_PLAIN_WORDS[self.ground]


def pupil_readers(actor: Actor, pupil: Pupil) -> list[PupilReader]:
    """Return who at the actor's own organisations sees the pupil, by name.

    A fixed number of queries, whatever the number of colleagues (up to a hundred at a time).
    """
    colleagues = actor.with_colleagues()
    if actor.side == Side.SCHOOL:
        readers = list(_at_school(actor, pupil, colleagues))
    else:
        readers = [
            *_by_case(actor, pupil, colleagues),
            *_by_referral(actor, pupil, colleagues),
        ]
    return sorted(_joined(readers), key=lambda reader: (fold(str(reader.person)), reader.ground))


def _joined(readers: Iterable[PupilReader]) -> Iterable[PupilReader]:
    """Return one reader for each person, post and ground: from the first day to the last."""
    found: dict[tuple[int, int, str], PupilReader] = {}
    for reader in readers:
        key = (reader.person.pk, reader.post.pk, reader.ground)
        other = found.get(key, reader)
        found[key] = PupilReader(
            person=reader.person,
            post=reader.post,
            ground=reader.ground,
            since=min(reader.since, other.since),
            until=max(reader.until, other.until) if reader.until and other.until else None,
            grant_id=reader.grant_id,
        )
    return found.values()


def _first(days: Iterable[date | None]) -> date | None:
    """Return the earliest of the days that are set."""
    return min((day for day in days if day is not None), default=None)


def _any_alone(seen: Iterable[tuple[int, Actor, Ground]]) -> bool:
    return any(ground == Ground.SINGLE_ACCESS for _row, _colleague, ground in seen)


def _given_alone(pupil: Pupil, places: Iterable[int], on: date) -> list[PupilGrant]:
    """Return the single accesses to what the places keep of the pupil, on the day."""
    return list(PupilGrant.objects.single_accesses_to(pupil, places).in_force(on=on))


def _alone(colleague: Actor, place_id: int, given: Iterable[PupilGrant]) -> Iterable[PupilReader]:
    """Return the colleague as one whom the leader of the place lets read, where that is so."""
    posts = [row for row in colleague.memberships if row.organisation_id == place_id]
    posts = [row for row in posts if row.role in ASKING_ROLES]
    if not posts:
        return
    since = counts_since(colleague, place_id, *[row.role for row in posts])
    post = _post(colleague, posts[0].role, place_id)
    for grant in given:
        if (grant.user_id, grant.owner_id) != (colleague.person.pk, place_id):
            continue
        if grant.starts_on >= since:
            until = _first([post.ends_on, grant.ends_on])
            yield PupilReader(
                colleague.person, post, Ground.SINGLE_ACCESS, grant.starts_on, until, grant.pk
            )


# --- At the school --------------------------------------------------------------------------


def _at_school(actor: Actor, pupil: Pupil, colleagues: list[Actor]) -> Iterable[PupilReader]:
    schools = actor.at(*SCHOOL_ROLES)
    own = Enrolment.objects.visible_to(actor).read_by_school(schools, on=actor.on)
    places = list(own.filter(pupil=pupil))
    rows = Pupil.objects.visible_to(actor).filter(pk=pupil.pk)
    seen = rows.grounds_of(colleagues, among=_OF_SCHOOL)
    alone = _given_alone(pupil, schools, actor.on) if _any_alone(seen) else []
    for _pupil, colleague, ground in seen:
        if ground == Ground.SINGLE_ACCESS:
            for school_id in schools:
                yield from _alone(colleague, school_id, alone)
            continue
        for post in colleague.memberships:
            here = [place for place in places if place.school_id == post.organisation_id]
            if not here or post.role not in SCHOOL_ROLES:
                continue
            employed = colleague.employed_since(post.role, post.organisation_id)
            last_days = [_last_day_at_school(place) for place in here]
            last = None if None in last_days else max(day for day in last_days if day)
            yield PupilReader(
                person=colleague.person,
                post=post,
                ground=ground,
                since=max(employed, min(place.starts_on for place in here)),
                until=_first([post.ends_on, last]),
            )


def _last_day_at_school(place: Enrolment) -> date | None:
    """Return the last day the school reads the record of a place there; None while it lasts."""
    at_once = timezone.localdate(place.ended_at) if place.ended_at else None
    ends = _first([at_once, place.ends_on])
    return ends + timedelta(days=SCHOOL_READS_DAYS) if ends else None


# --- At the office --------------------------------------------------------------------------


def _by_case(actor: Actor, pupil: Pupil, colleagues: list[Actor]) -> Iterable[PupilReader]:
    rows = Case.objects.visible_to(actor).filter(pupil=pupil)
    cases = {case.pk: case for case in rows}
    if not cases:
        return
    grants = list(CaseGrant.objects.in_force(on=actor.on).filter(content_object__in=list(cases)))
    seen = rows.grounds_of(colleagues, among=_OF_CASE)
    offices = {case.office_id for case in rows}
    alone = _given_alone(pupil, offices, actor.on) if _any_alone(seen) else []
    for case_id, colleague, ground in seen:
        case = cases[case_id]
        if ground == Ground.SINGLE_ACCESS:
            yield from _alone(colleague, case.office_id, alone)
            continue
        role = Role.NAV_MANAGER if ground == Ground.OFFICE_LEAD else Role.NAV_COUNSELLOR
        post = _post(colleague, role, case.office_id)
        since, until = colleague.employed_since(role, case.office_id), post.ends_on
        if ground == Ground.OFFICE_LEAD:
            yield PupilReader(colleague.person, post, ground, max(since, case.opened_on), until)
            continue
        closed = case.closed_on and case.closed_on + timedelta(days=TEAM_READS_DAYS)
        for grant in grants:
            counts = grant.user_id == colleague.person.pk and grant.starts_on >= since
            if counts and grant.content_object_id == case_id:
                until = _first([post.ends_on, grant.ends_on, closed])
                yield PupilReader(colleague.person, post, ground, grant.starts_on, until)


def _by_referral(actor: Actor, pupil: Pupil, colleagues: list[Actor]) -> Iterable[PupilReader]:
    rows = Referral.objects.visible_to(actor).pending().filter(pupil=pupil)
    referrals = {referral.pk: referral for referral in rows}
    if not referrals:
        return
    contracts = _last_days_of_contracts(actor, referrals.values())
    placed = _placements(actor, referrals.values())
    for referral_id, colleague, ground in rows.grounds_of(colleagues, among=_OF_REFERRAL):
        referral = referrals[referral_id]
        pair = referral.school_id, referral.office_id
        for post in colleague.memberships:
            if post.organisation_id != referral.office_id:
                continue
            days = placed.get((colleague.person.pk, *pair), (None, None))
            if post.role == Role.NAV_MANAGER:
                days = colleague.employed_since(post.role, post.organisation_id), None
            elif post.role != Role.NAV_COUNSELLOR or days[0] is None:
                continue
            since = max(timezone.localdate(referral.sent_at), days[0])
            until = _first([post.ends_on, days[1], contracts.get(pair)])
            yield PupilReader(colleague.person, post, ground, since, until)


def _last_days_of_contracts(
    actor: Actor, referrals: Iterable[Referral]
) -> dict[tuple[int, int], date | None]:
    """Return the last day of the contract in force, by school and office of the referrals."""
    contracts = Contract.objects.in_force(on=actor.on).filter(
        school_id__in={referral.school_id for referral in referrals},
        office_id__in={referral.office_id for referral in referrals},
    )
    rows = contracts.values_list("school_id", "office_id", "in_force_until")
    return {(school, office): last for school, office, last in rows}


def _placements(
    actor: Actor, referrals: Iterable[Referral]
) -> dict[tuple[int, int, int], tuple[date, date | None]]:
    """Return who is placed from when to when, by person, school and office."""
    placements = Placement.objects.in_force(on=actor.on).filter(
        contract__school_id__in={referral.school_id for referral in referrals},
        contract__office_id__in={referral.office_id for referral in referrals},
    )
    rows = placements.values_list(
        "counsellor_id", "contract__school_id", "contract__office_id", "starts_on", "ends_on"
    )
    return {(who, school, office): (first, last) for who, school, office, first, last in rows}


def _post(colleague: Actor, role: str, organisation_id: int) -> Membership:
    post = colleague.holds(role, organisation_id)
    if post is None:
        raise ValueError("A ground without the post it is given by.")
    return post
