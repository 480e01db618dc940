"""Breakages of PostgreSQL's second barrier behind the rules."""

from tests.mutations.breakage import Breakage

_POLICIES = "followup/migrations/0015_second_barrier.py"
_BARRIER = "navskole/access/barrier.py"
_TESTS = (
    "tests/access/test_barrier.py",
    "tests/access/test_barrier_at_work.py",
    "tests/followup/test_disclosure.py",
)


def _breakage(name: str, file: str, old: str, new: str, *tests: str) -> Breakage:
    """Return one that PostgreSQL alone can notice."""
    name = f"row-level security: {name}"
    return Breakage(name, file, old, new, tests or _TESTS, on_postgres=True)


BARRIER = [
    _breakage(
        "whoever owns the tables passes",
        _POLICIES,
        "ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        "ENABLE ROW LEVEL SECURITY",
    ),
    _breakage("told nothing, everything is read", _POLICIES, "'system:_%', false)", "'%', true)"),
    _breakage("kode 6 is forgotten", _POLICIES, "address_protection <> 'strict'", "true"),
    _breakage(
        "being named for kode 6 lasts for ever",
        _POLICIES,
        "AND starts_on <= today AND coalesce(ends_on >= today, true)",
        "",
    ),
    _breakage(
        "whoever is not named meets notes at kode 6",
        _POLICIES,
        "({_SYSTEM} OR pupil_id <> {_NOT_HIDDEN})",
        "(true)",
    ),
    _breakage(
        "every organisation's cases are read",
        _POLICIES,
        '"pupils_case": (f"office_id = {_OWN}",',
        '"pupils_case": ("true",',
    ),
    _breakage(
        "a consent that has ended still tells",
        _POLICIES,
        "consent.status = 'given' AND consent.ended_at IS NULL",
        "consent.status = 'given'",
    ),
    _breakage(
        "a consent tells what stays on the own side",
        _POLICIES,
        "audience = 'shared' AND struck_at IS NULL AND",
        "struck_at IS NULL AND",
    ),
    _breakage(
        "a note shared on a statute is not found struck",
        _POLICIES,
        "id IN (SELECT barrier_disclosed()) OR audience",
        "audience",
    ),
    _breakage(
        "whoever decides for another office finds no case",
        _POLICIES,
        'f"{_CASE_TOLD} OR {_CASE_DECIDED}"',
        "_CASE_TOLD",
    ),
    _breakage(
        "a question to an office nobody is told of any longer cannot be ended",
        "followup/actions/measure_combined.py",
        'with barrier.lifted("ask_nav"):',
        "with transaction.atomic():",
        "tests/followup/test_combined_from_school.py",
    ),
    _breakage(
        "a case at the office of the other side is not handed over",
        "pupils/actions/relation.py",
        'with barrier.lifted("declare_relation"):',
        "with transaction.atomic():",
        "tests/pupils/test_relation.py",
    ),
    _breakage(
        "whom somebody is named for is asked of pupils before the reader is told",
        "pupils/querysets/grant.py",
        "ground=Ground.NAMED_FOR_PROTECTED, user_id=OuterRef",
        'content_object__address_protection="strict", user_id=OuterRef',
        "tests/pupils/test_protected_looks.py",
    ),
    _breakage(
        "what is told outlives the transaction",
        _BARRIER,
        "set_config('navskole.{name}', {value}, true)",
        "set_config('navskole.{name}', {value}, false)",
    ),
    _breakage(
        "a request reads everything",
        "navskole/access/middleware.py",
        "barrier.reading_as(request.actor)",
        'barrier.lifted("request")',
    ),
    _breakage(
        "the notices of the day are written by nobody",
        "navskole/notices/actions.py",
        "with barrier.working_as(actor):",
        "with transaction.atomic():",
    ),
]
