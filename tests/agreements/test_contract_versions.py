"""The next version of a contract in force: drafted, compared, signed, lifted."""

from __future__ import annotations

import uuid
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from agreements.actions.contract import LateStart, NoLeader, discard_draft
from agreements.actions.placement import EndsOutside, end_placement, place_counsellor
from agreements.actions.signature import PeriodOver, lift_signatures
from agreements.comparison import compare
from agreements.models import Contract, ContractState, Placement
from navskole.organisations.models import Membership, Role
from navskole.records.errors import NotAllowed
from tests.agreements.parties import renew
from tests.asking import actor_on, day
from tests.bad_input import read
from tests.factories.agreements import PlacementFactory
from tests.factories.organisations import member

pytestmark = pytest.mark.django_db


@pytest.fixture
def held(parties) -> Contract:
    """Return a contract in force from 30 days ago for a year."""
    contract = parties.agree(parties.draft())
    dates = {"starts_on": day(-30), "in_force_from": day(-30)}
    Contract.objects.filter(pk=contract.pk).update(**dates)
    contract.signatures.update(digest=Contract.objects.get(pk=contract.pk).digest)
    return Contract.objects.get(pk=contract.pk)


def in_force_days(contract: Contract, offsets=(0, 9, 10, 11, 365, 366)) -> list[int]:
    return [
        offset
        for offset in offsets
        if Contract.objects.in_force(on=day(offset)).filter(pk=contract.pk).exists()
    ]


def placed_days(*offsets: int) -> list[int]:
    return [offset for offset in offsets if Placement.objects.in_force(on=day(offset))]


def test_the_old_version_stands_until_both_have_signed_the_new(parties, held):
    newer = renew(parties, held, tasks="Nye oppgaver")

    opened = parties.agree(newer)

    assert (newer.number, newer.replaces) == (2, held)
    assert in_force_days(held) == [0, 9]
    assert in_force_days(opened) == [10, 11, 365]


def test_one_signature_changes_nothing(parties, held):
    newer = renew(parties, held)
    newer.opened_for_signing_at = actor_on(parties.principal).now
    newer.save()

    parties.sign(newer, parties.principal)

    assert in_force_days(held) == [0, 9, 10, 11, 365]
    assert in_force_days(newer) == []


def test_a_version_from_before_today_begins_today_and_never_backwards(parties, held):
    newer = parties.agree(renew(parties, held, starts_on=day(-5), late_start_reason="Ny rektor"))

    held.refresh_from_db()
    assert (held.in_force_until, newer.in_force_from) == (day(-1), day(0))


def test_the_old_version_keeps_the_day_it_began_on(parties):
    first = parties.agree(parties.draft())

    newer = parties.agree(renew(parties, first, starts_on=day(0)))

    first.refresh_from_db()
    assert (first.in_force_until, newer.in_force_from) == (day(0), day(1))


def test_a_version_that_could_not_begin_before_its_last_day_is_not_signed(parties):
    first = parties.agree(parties.draft())
    newer = renew(parties, first, starts_on=day(0), ends_on=day(0))

    with pytest.raises(PeriodOver):
        parties.agree(newer)

    first.refresh_from_db()
    assert first.in_force_until == day(365)


def test_an_extension_follows_the_old_without_a_gap(parties, held):
    newer = parties.agree(renew(parties, held, starts_on=day(366), ends_on=day(700)))

    held.refresh_from_db()
    assert (held.in_force_until, newer.in_force_from) == (day(365), day(366))


def test_lifting_lets_the_old_version_stand_to_its_own_last_day(parties, held):
    PlacementFactory(contract=held, starts_on=day(-30))
    newer = parties.agree(renew(parties, held))

    lift_signatures(actor=actor_on(parties.manager), contract=newer, reason="Feil dato")

    assert in_force_days(held) == [0, 9, 10, 11, 365]
    assert Placement.objects.filter(contract=newer).count() == 0
    assert Contract.objects.get(pk=newer.pk).state(on=day(0)) == ContractState.DRAFT


def test_the_placed_go_on_under_the_new_version(parties, held):
    going_on = PlacementFactory(contract=held, starts_on=day(-30))
    until = PlacementFactory(contract=held, starts_on=day(-30), ends_on=day(20))
    PlacementFactory(contract=held, starts_on=day(-30), ends_on=day(5))
    PlacementFactory(contract=held, starts_on=day(-30), ended_at=actor_on(parties.manager).now)

    newer = parties.agree(renew(parties, held))

    rows = newer.placements.values_list("counsellor", "starts_on", "ends_on", "continues")
    assert set(rows) == {
        (going_on.counsellor_id, day(10), None, going_on.pk),
        (until.counsellor_id, day(10), day(20), until.pk),
    }
    days = [0, 9, 10, 11]
    for offset in days:
        counted = Placement.objects.in_force(on=day(offset))
        assert counted.filter(counsellor=going_on.counsellor).count() == 1


def test_a_placement_that_ends_before_the_new_version_does_not_begin_again(parties, held):
    placement = PlacementFactory(contract=held, starts_on=day(-30))
    parties.agree(renew(parties, held))

    end_placement(actor=actor_on(parties.manager), placement=placement, ends_on=day(3))

    later = Placement.objects.in_force(on=day(10)).filter(counsellor=placement.counsellor)
    assert not later.exists()


def test_whoever_is_placed_after_the_new_version_is_signed_goes_on_as_well(parties, held):
    parties.agree(renew(parties, held))
    newcomer = member(Role.NAV_COUNSELLOR, parties.office)
    given = {"contract": held, "counsellor": newcomer, "post_fraction": Decimal(50)}

    place_counsellor(actor=actor_on(parties.manager), starts_on=day(2), **given)

    assert placed_days(1, 2, 9, 10, 365) == [2, 9, 10, 365]


def test_a_placement_may_end_on_a_day_under_the_new_version(parties, held):
    placement = PlacementFactory(contract=held, starts_on=day(-30), ends_on=None)
    newer = parties.agree(renew(parties, held))
    leader = actor_on(parties.manager)

    for too_late in (newer.in_force_until + timedelta(days=1), day(-1)):
        with pytest.raises(EndsOutside):
            end_placement(actor=leader, placement=placement, ends_on=too_late)
    end_placement(actor=leader, placement=placement, ends_on=day(12))

    assert placed_days(0, 9, 10, 12, 13) == [0, 9, 10, 12]
    lifted = lift_signatures(actor=leader, contract=newer, reason="Feil")
    assert placed_days(0, 9, 10, 12, 13) == [0, 9, 10, 12]
    parties.agree(lifted)
    assert placed_days(0, 9, 10, 12, 13) == [0, 9, 10, 12]
    end_placement(actor=leader, placement=placement, ends_on=None)
    assert placed_days(0, 9, 10, 12, 13) == []


def test_a_last_day_set_under_the_new_version_stands_when_it_is_signed_anew(parties, held):
    placement = PlacementFactory(contract=held, starts_on=day(-30), ends_on=None)
    newer = parties.agree(renew(parties, held))
    later = newer.placements.get(continues=placement)
    end_placement(actor=actor_on(parties.manager), placement=later, ends_on=day(15))

    lifted = lift_signatures(actor=actor_on(parties.manager), contract=newer, reason="Feil")
    parties.agree(lifted)

    assert placed_days(0, 9, 10, 15, 16) == [0, 9, 10, 15]


def test_whoever_was_not_to_go_on_does_not_when_the_version_is_signed_anew(parties, held):
    placement = PlacementFactory(contract=held, starts_on=day(-30), ends_on=None)
    newer = parties.agree(renew(parties, held))
    end_placement(
        actor=actor_on(parties.manager), placement=newer.placements.get(continues=placement)
    )

    lifted = lift_signatures(actor=actor_on(parties.manager), contract=newer, reason="Feil")
    parties.agree(lifted)

    assert placed_days(0, 9, 10, 11) == [0, 9]


def test_one_next_version_at_a_time(parties, held):
    renew(parties, held)

    with pytest.raises(NotAllowed):
        renew(parties, held, who="manager")
    with pytest.raises(IntegrityError), transaction.atomic():
        parties.draft(replaces=held)


def test_the_same_form_sent_twice_makes_one_version(parties, held):
    once = uuid.uuid4()

    assert renew(parties, held, submission_id=once) == renew(parties, held, submission_id=once)


def test_a_discarded_version_makes_room_for_another(parties, held):
    discarded = discard_draft(actor=actor_on(parties.manager), contract=renew(parties, held))

    again = renew(parties, held)

    assert discarded.state(on=day(0)) == ContractState.DISCARDED
    assert again.state(on=day(0)) == ContractState.DRAFT


@pytest.mark.parametrize("who", ["principal", "manager"])
def test_what_is_to_be_signed_or_stands_is_not_discarded(parties, held, who):
    opened = parties.open(starts_on=day(400), ends_on=day(500))

    for contract in (held, opened):
        with pytest.raises(NotAllowed):
            discard_draft(actor=actor_on(getattr(parties, who)), contract=contract)


def test_a_start_before_today_needs_a_reason(parties, held):
    with pytest.raises(LateStart):
        renew(parties, held, starts_on=day(-1))


def test_what_was_signed_before_keeps_its_own_digest(parties):
    contract = parties.draft(content_schema=1)
    before = contract.digest

    contract.target_group, contract.share_office = "En annen", 50

    assert contract.digest == before


def test_a_text_nobody_can_sign_for_a_party_is_not_sent_to_signing(parties):
    Membership.objects.filter(user=parties.manager).update(ends_on=day(-1))

    with pytest.raises(NoLeader, match="NAV-leder"):
        parties.open()


# --- Beside each other ----------------------------------------------------------------


def test_only_what_differs_is_marked(parties, held):
    newer = renew(parties, held, target_group="Ungdom fra 15 til 24 år.")

    found = compare(held, newer)

    assert [difference.label for difference in found.differences] == ["Fra og med", "Målgruppe"]
    marks = [words.text for words in found.differences[1].after if words.differs]
    assert "24" in "".join(marks)
    assert "Formål" in found.unchanged


def test_the_versions_are_read_beside_each_other(client, parties, held):
    newer = renew(parties, held, tasks="Bare én ny oppgave")
    client.force_login(parties.manager)

    page = read(client.get(reverse("agreements:contract_compare", args=[newer.public_id])))
    first = client.get(reverse("agreements:contract_compare", args=[held.public_id]))

    assert {"Versjon 1", "Versjon 2"} <= {str(text).strip() for text in page.find_all(string=True)}
    assert "Bare én ny oppgave" in page.get_text()
    assert first.status_code == 404


def test_whoever_is_placed_under_the_new_version_alone_reads_nothing_of_the_old(
    client, parties, held
):
    newer = parties.agree(renew(parties, held, starts_on=day(0), tasks="Bare én ny oppgave"))
    Contract.objects.filter(pk=held.pk).update(tasks="Det gamle som ble tatt ut")
    counsellor = member(Role.NAV_COUNSELLOR, parties.office)
    PlacementFactory(contract=newer, counsellor=counsellor, starts_on=day(0))
    client.force_login(counsellor)

    names = ("contract_detail", "contract_compare")
    pages = {
        (name, contract): client.get(reverse(f"agreements:{name}", args=[contract.public_id]))
        for name in names
        for contract in (held, newer)
    }

    own = pages.pop(("contract_detail", newer))
    assert own.status_code == 200
    assert str(held.public_id) not in own.content.decode()
    assert {answer.status_code for answer in pages.values()} == {404}


def test_signing_a_text_that_has_changed_shows_what_changed(client, parties):
    contract = parties.draft()
    read_digest = contract.digest
    contract.tasks = "Skrevet etterpå"
    contract.opened_for_signing_at = actor_on(parties.manager).now
    contract.save_change(by=parties.manager, at=actor_on(parties.manager).now)
    client.force_login(parties.principal)

    answer = client.post(
        reverse("agreements:contract_sign", args=[contract.public_id]),
        {"digest": read_digest, "confirmed": "on"},
    )

    page = read(answer)
    assert answer.status_code == 422
    assert "Endret siden du åpnet kontrakten" in page.get_text()
    assert "Skrevet" in [mark.get_text().strip() for mark in page.find_all("mark")][-1]
    assert not contract.signatures.exists()


def test_the_form_of_an_extension_begins_the_day_after_the_last(client, parties, held):
    client.force_login(parties.manager)

    page = client.get(reverse("agreements:contract_extend", args=[held.public_id]))

    initial = page.context["form"].initial
    assert (initial["starts_on"], initial["tasks"]) == (day(366), held.tasks)


@pytest.mark.parametrize("name", ["contract_extend", "contract_renew"])
def test_what_an_old_contract_never_bound_begins_as_the_standard_model(client, parties, held, name):
    Contract.objects.filter(pk=held.pk).update(
        content_schema=1, target_group="", steering_group="", share_office=0
    )
    client.force_login(parties.manager)

    page = client.get(reverse(f"agreements:{name}", args=[held.public_id]))

    initial = page.context["form"].initial
    assert initial["target_group"].startswith("Ungdom fra 15 til 21 år")
    assert (initial["share_office"], initial["tasks"]) == (100, held.tasks)
