"""Two people protect a pupil's address and lift the protection; each place names its own."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from navskole.audit.events import Action
from navskole.notices.models import Notice
from navskole.organisations.models import Membership, Role
from navskole.records.errors import NotAllowed
from pupils.actions.protection import TooFewNamed
from pupils.actions.protection_change import (
    AlreadyProposed,
    AlreadySettled,
    NothingChanges,
    NotNameable,
    confirm_protection,
    end_naming,
    name_person,
    propose_protection,
    withdraw_protection,
)
from pupils.models import ContactDetails, ProtectionChange
from pupils.policies.places import named_at
from tests.access.logged import events_since, latest_event
from tests.asking import day, sees
from tests.factories.organisations import SchoolFactory, member
from tests.factories.pair import Pair
from tests.factories.pupils import ContactDetailsFactory, PersonRelationFactory
from tests.signing_in import client_of

pytestmark = pytest.mark.django_db

BASIS = "Melding fra folkeregisteret"
Outcome = ProtectionChange.Outcome


@pytest.fixture
def pair(pair: Pair) -> Pair:
    """Return a pair whose office has one leader."""
    leading = Membership.objects.filter(organisation=pair.office, role=Role.NAV_MANAGER)
    leading.exclude(user=pair.manager).delete()
    return pair


def propose(pair: Pair, who: str, after: str, *named: str) -> ProtectionChange:
    pair.pupil.refresh_from_db()
    return propose_protection(
        actor=pair.acting(who),
        pupil=pair.pupil,
        after=after,
        reason=BASIS,
        named=[getattr(pair, each) for each in named],
    )


def raised(pair: Pair, after: str = "strict") -> ProtectionChange:
    return propose(pair, "principal", after, "principal", "school_counsellor")


def grade(pair: Pair) -> str:
    pair.pupil.refresh_from_db()
    return pair.pupil.address_protection


def named(pair: Pair, place: str) -> set:
    return set(named_at(pair.pupil, getattr(pair, place), on=day()))


def told(who, kind: str) -> list[Notice]:
    return list(Notice.objects.filter(recipient=who, kind=kind).order_by("pk"))


def test_more_protection_counts_at_once_and_every_place_has_two_named(pair):
    ContactDetailsFactory(pupil=pair.pupil, owner=pair.office, phone="4")
    stranger = member(Role.SCHOOL_COUNSELLOR, pair.school)
    colleague = member(Role.NAV_COUNSELLOR, pair.office)

    change = raised(pair)

    assert (grade(pair), change.outcome) == ("strict", Outcome.WAITING)
    assert named(pair, "school") == {pair.principal, pair.school_counsellor}
    assert named(pair, "office") == {pair.manager, pair.counsellor}
    assert not ContactDetails.objects.filter(pupil=pair.pupil).exists()
    assert not sees(stranger, pair.pupil)
    assert not sees(colleague, pair.pupil)
    # Each is told of the own place alone.
    for who, place in ((pair.school_counsellor, pair.school), (pair.manager, pair.office)):
        assert [row.facts for row in told(who, "named_for_protected")] == [{"place": str(place)}]
    assert told(pair.school_counsellor, "protection_raised")
    assert not Notice.objects.filter(organisation=pair.office, kind="protection_raised").exists()


def test_a_second_person_confirms_and_never_the_one_who_proposed(pair):
    change = raised(pair)
    with pytest.raises(NotAllowed, match="En annen må bekrefte"):
        confirm_protection(actor=pair.acting("principal"), change=change)

    confirm_protection(actor=pair.acting("school_counsellor"), change=change)

    change.refresh_from_db()
    assert (grade(pair), change.outcome) == ("strict", Outcome.CONFIRMED)
    assert change.settled_by == pair.school_counsellor
    with pytest.raises(AlreadySettled):
        withdraw_protection(actor=pair.acting("principal"), change=change)
    assert grade(pair) == "strict"


def test_the_database_takes_no_confirmation_by_the_one_who_proposed(pair):
    change = raised(pair)
    change.outcome, change.settled_by = Outcome.CONFIRMED, change.proposed_by
    change.settled_at = change.proposed_at
    with pytest.raises(IntegrityError), transaction.atomic():
        change.save()


def test_a_proposal_that_is_withdrawn_leaves_the_pupil_as_before(pair):
    change = raised(pair)
    withdraw_protection(actor=pair.acting("school_counsellor"), change=change)

    assert (grade(pair), named(pair, "school"), named(pair, "office")) == ("none", set(), set())
    assert sees(member(Role.SCHOOL_COUNSELLOR, pair.school), pair.pupil)


def test_less_protection_counts_when_a_second_person_has_confirmed(pair):
    confirm_protection(actor=pair.acting("school_counsellor"), change=raised(pair))
    lift = propose(pair, "school_counsellor", "none")
    assert grade(pair) == "strict"
    assert told(pair.principal, "protection_to_lower")
    with pytest.raises(NotAllowed):
        confirm_protection(actor=pair.acting("school_counsellor"), change=lift)

    confirm_protection(actor=pair.acting("principal"), change=lift)

    assert (grade(pair), named(pair, "school"), named(pair, "office")) == ("none", set(), set())
    # Whoever holds data elsewhere is told that it changed, and not where.
    (notice,) = told(pair.manager, "protection_lowered")
    assert notice.facts == {"place": str(pair.office)}


def test_a_leader_who_is_not_named_hears_nothing_of_a_strict_address(pair):
    confirm_protection(actor=pair.acting("school_counsellor"), change=raised(pair))
    unnamed = [member(Role.PRINCIPAL, pair.school), member(Role.NAV_MANAGER, pair.office)]
    lift = propose(pair, "school_counsellor", "none")
    confirm_protection(actor=pair.acting("principal"), change=lift)

    assert told(pair.principal, "protection_to_lower")
    assert not Notice.objects.filter(recipient__in=unnamed).exists()


def test_from_kode_6_to_kode_7_the_named_stay_named(pair):
    confirm_protection(actor=pair.acting("school_counsellor"), change=raised(pair))
    lower = propose(pair, "principal", "confidential")
    confirm_protection(actor=pair.acting("school_counsellor"), change=lower)

    assert grade(pair) == "confidential"
    assert named(pair, "school") == {pair.principal, pair.school_counsellor}


def test_what_another_place_has_proposed_is_not_seen_and_is_overtaken(pair):
    mine = raised(pair, "confidential")
    assert not ProtectionChange.objects.visible_to(pair.acting("manager")).exists()

    theirs = propose(pair, "manager", "strict", "manager", "counsellor")

    mine.refresh_from_db()
    assert (mine.outcome, mine.settled_by, theirs.outcome) == (
        Outcome.OVERTAKEN,
        None,
        Outcome.WAITING,
    )
    assert named(pair, "school") == {pair.principal, pair.school_counsellor}
    with pytest.raises(NotAllowed):
        confirm_protection(actor=pair.acting("school_counsellor"), change=theirs)


@pytest.mark.parametrize(
    ("names", "error"),
    [
        ((), TooFewNamed),
        (("principal",), TooFewNamed),
        (("principal", "manager"), NotNameable),
        (("principal", "outsider"), NotNameable),
        (("principal", "close"), NotNameable),
    ],
)
def test_two_who_work_with_the_pupil_at_the_place_are_named(pair, names, error):
    pair.outsider = member(Role.SCHOOL_COUNSELLOR, SchoolFactory())
    pair.close = member(Role.SCHOOL_COUNSELLOR, pair.school)
    PersonRelationFactory(pupil=pair.pupil, user=pair.close, owner=pair.school)
    with pytest.raises(error):
        propose(pair, "principal", "strict", *names)
    assert grade(pair) == "none"


def test_only_the_leader_protects_and_only_the_leader_or_the_named_lift(pair):
    with pytest.raises(NotAllowed):
        propose(pair, "school_counsellor", "strict", "principal", "school_counsellor")
    with pytest.raises(NotAllowed):
        propose(pair, "counsellor", "strict", "manager", "counsellor")
    pair.unnamed = member(Role.SCHOOL_COUNSELLOR, pair.school)
    confirm_protection(actor=pair.acting("school_counsellor"), change=raised(pair, "confidential"))
    with pytest.raises(NotAllowed):
        propose(pair, "unnamed", "none")
    assert propose(pair, "school_counsellor", "none").is_waiting


def test_the_same_grade_and_a_second_proposal_are_refused(pair):
    with pytest.raises(NothingChanges):
        propose(pair, "principal", "none")
    raised(pair, "confidential")
    with pytest.raises(AlreadyProposed):
        propose(pair, "principal", "none")


def test_a_naming_is_ended_while_two_are_left_and_nobody_names_themselves(pair):
    raised(pair, "confidential")
    third = member(Role.SCHOOL_COUNSELLOR, pair.school)
    deputy = pair.deputy = member(Role.PRINCIPAL, pair.school, is_deputy=True)
    acting = pair.acting("principal")
    with pytest.raises(TooFewNamed):
        end_naming(actor=acting, pupil=pair.pupil, person=pair.school_counsellor)
    with pytest.raises(NotNameable):
        name_person(actor=pair.acting("deputy"), pupil=pair.pupil, person=deputy)
    with pytest.raises(NotNameable):
        name_person(actor=acting, pupil=pair.pupil, person=pair.manager)

    name_person(actor=acting, pupil=pair.pupil, person=third)
    end_naming(actor=acting, pupil=pair.pupil, person=pair.school_counsellor)

    assert named(pair, "school") == {pair.principal, third}
    with pytest.raises(NotNameable):
        end_naming(actor=acting, pupil=pair.pupil, person=pair.manager)
    assert named(pair, "office") == {pair.manager, pair.counsellor}


# --- The pages --------------------------------------------------------------------------


def test_the_whole_way_by_the_pages(pair):
    pupil_id = [pair.pupil.public_id]
    page = reverse("pupils:protection_detail", args=pupil_id)
    form = reverse("pupils:protection_update", args=pupil_id)
    rektor, second = client_of(pair.principal), client_of(pair.school_counsellor)
    assert page in rektor.get(reverse("followup:pupil_detail", args=pupil_id)).content.decode()
    assert second.get(page).status_code == 403
    since = latest_event()
    answer = rektor.post(
        form,
        {
            "after": "strict",
            "named": [pair.principal.pk, pair.school_counsellor.pk],
            "reason": BASIS,
        },
    )
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    change = ProtectionChange.objects.get()
    shown = rektor.get(page).content.decode()
    assert "En annen må bekrefte" in shown
    assert BASIS in shown
    # Nothing on the school's page tells of the office, and nothing on the office's of the school.
    for leaver in (pair.manager, pair.counsellor, pair.office):
        assert str(leaver) not in shown
    office = client_of(pair.manager).get(page).content.decode()
    for leaver in (pair.principal, pair.school_counsellor, BASIS):
        assert str(leaver) not in office
    waiting = rektor.get(reverse("pupils:protection_list")).content.decode()
    assert pair.pupil.full_name in waiting
    confirm = reverse("pupils:protection_confirm", args=[change.public_id])
    assert rektor.post(confirm).status_code == 403
    assert client_of(pair.manager).post(confirm).status_code == 404
    assert second.post(confirm, follow=True).status_code == 200
    change.refresh_from_db()
    assert change.outcome == Outcome.CONFIRMED
    done = {event.action for event in events_since(since)}
    assert {
        Action.PROTECTION_PROPOSED,
        Action.PROTECTION_SET,
        Action.PROTECTION_CONFIRMED,
        Action.GRANT_STARTED,
    } <= done


def test_the_forms_say_what_is_wrong_and_keep_what_was_typed(pair):
    form = reverse("pupils:protection_update", args=[pair.pupil.public_id])
    typed = {"after": "strict", "named": [pair.principal.pk], "reason": BASIS}
    answer = client_of(pair.principal).post(form, typed)
    assert answer.status_code == 422
    assert "Velg minst to" in answer.content.decode()
    assert BASIS in answer.content.decode()
    typed |= {"named": [pair.principal.pk, pair.manager.pk], "reason": "kort"}
    answer = client_of(pair.principal).post(form, typed)
    assert answer.status_code == 422
    assert grade(pair) == "none"
