"""The oracle and the product agree on the test world."""

from tests.access.oracle.comparing import disagreements
from tests.access.oracle.facts import Facts


def test_the_test_world_is_seen_as_the_rules_say(world, db):
    people = [world.records[name] for name in world.usernames]

    found = disagreements(Facts(), people, world.today)

    assert not found, "\n".join(found)
