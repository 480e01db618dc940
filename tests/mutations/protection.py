"""Breakages of setting and lifting protection, and of who is named and told."""

from tests.mutations.breakage import Breakage

_CHANGE = "pupils/actions/protection_change.py"
_POLICY = "pupils/policies/protection.py"
_NOTICES = "pupils/protection_notices.py"
_TESTS = (
    "tests/pupils/test_protection_change.py",
    "tests/pupils/test_protection.py",
    "tests/pupils/test_protected_looks.py",
)

PROTECTION = [
    Breakage(
        "whoever proposed a protection confirms it",
        _POLICY,
        "    other = change.proposed_by_id != actor.person.pk\n",
        "    other = True\n",
        _TESTS,
    ),
    Breakage(
        "anybody who follows the pupil up protects and lifts",
        _POLICY,
        "    if own_place(actor, pupil, *LEADERS) is not None:\n",
        "    if own_place(actor, pupil) is not None:\n",
        _TESTS,
    ),
    Breakage(
        "less protection counts before a second person has confirmed",
        _CHANGE,
        "    change.save()\n    log.record(actor, Action.PROTECTION_PROPOSED",
        "    set_grade(actor=actor, pupil=pupil, protection=after)\n"
        "    change.save()\n    log.record(actor, Action.PROTECTION_PROPOSED",
        _TESTS,
    ),
    Breakage(
        "more protection waits for the confirmation",
        _CHANGE,
        "        set_grade(actor=actor, pupil=pupil, protection=after)\n",
        "",
        _TESTS,
    ),
    Breakage(
        "a withdrawn proposal leaves its grade standing",
        _CHANGE,
        "        _lower(actor, pupil, change.before)\n",
        "        _overtake(actor, pupil)\n",
        _TESTS,
    ),
    Breakage(
        "one named is enough",
        _CHANGE,
        "    if len(chosen) < FEWEST_NAMED:\n",
        "    if not chosen:\n",
        _TESTS,
    ),
    Breakage(
        "somebody without a ground at the place is named",
        _CHANGE,
        "    if not chosen <= here:\n",
        "    if not (chosen or here):\n",
        _TESTS,
    ),
    Breakage(
        "the last two named are ended one by one",
        _CHANGE,
        "    if len(named) <= FEWEST_NAMED:\n",
        "    if not named:\n",
        _TESTS,
    ),
    Breakage(
        "somebody names themselves",
        _CHANGE,
        "here - {actor.person.pk}",
        "here",
        _TESTS,
    ),
    Breakage(
        "nobody is named at the other places that hold data",
        _CHANGE,
        "        if other.pk != place.pk:\n",
        "        if other.pk is None:\n",
        _TESTS,
    ),
    Breakage(
        "the proposals of another place are overtaken by none",
        _CHANGE,
        "    ProtectionChange.objects.waiting().filter(pupil=pupil).update(\n",
        "    ProtectionChange.objects.none().update(\n",
        _TESTS,
    ),
    Breakage(
        "leaders who are not named are told of a strict address",
        _NOTICES,
        "    leaders_know = pupil.address_protection != AddressProtection.STRICT\n",
        "    leaders_know = True\n",
        _TESTS,
    ),
    Breakage(
        "nobody is told that a named person left",
        _NOTICES,
        "        if len(named) >= FEWEST_NAMED:\n",
        "        if named:\n",
        _TESTS,
    ),
    Breakage(
        "a look at a strict address is told to every privacy officer",
        "pupils/protected_looks.py",
        "organisation=place, role=Role.PRIVACY_OFFICER",
        "role=Role.PRIVACY_OFFICER",
        _TESTS,
    ),
]
