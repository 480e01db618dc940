"""Breakages of what the grounds rest on: dates, people, policies, pages, contracts, log."""

from tests.mutations.breakage import Breakage

_RECORDS = "navskole/records/models.py"
_ACTOR = "navskole/access/actor.py"
_VISIBILITY = "navskole/access/visibility.py"
_BACKENDS = "navskole/access/backends.py"
_POLICIES = "navskole/access/policies.py"
_VIEWS = "navskole/access/views.py"
_CONTRACTS = "agreements/querysets/contract.py"
_SIGNATURE = "agreements/actions/signature.py"
_CASE_POLICY = "pupils/policies/case.py"
_MIDDLEWARE = "navskole/access/middleware.py"

_SIGNING = (
    "tests/agreements/test_signature.py",
    "tests/agreements/test_contract.py",
    "tests/agreements/test_contract_edges.py",
)
_PAGES = ("tests/access/test_matrix_by_hand.py", "tests/access/test_matrix.py")
_LOG = ("tests/access/test_access_log.py", "tests/navskole/test_access_log.py")
_ANSWERS = ("tests/access/test_agreement.py", "tests/access/test_policies.py")
_DISPOSAL = ("tests/navskole/test_audit_disposal.py",)

PLATFORM = [
    Breakage(
        "a day before the first counts",
        _RECORDS,
        ('        Q(**{f"{path}{starts}__lte": on})\n        & ('),
        "        (",
    ),
    Breakage("the last day does not count", _RECORDS, '{ends}__gte": on})', '{ends}__gt": on})'),
    Breakage(
        "the last day never comes",
        _RECORDS,
        'Q(**{f"{path}{ends}__gte": on})',
        'Q(**{f"{path}{ends}__isnull": False})',
    ),
    Breakage(
        "an ending at once waits for the last day",
        _RECORDS,
        ('\n        & Q(**{f"{path}ended_at__isnull": True})'),
        "",
    ),
    Breakage(
        "a membership that is over still counts",
        _ACTOR,
        "[row for row in rows if row.is_in_force(on=on)]",
        "list(rows)",
    ),
    Breakage(
        "somebody inactive is let in",
        _ACTOR,
        ("    if not user.is_active:\n        return []\n"),
        "",
    ),
    Breakage(
        "both sides are acted on at once",
        _ACTOR,
        "tuple(row for row in held if _side(row) == acting)",
        "tuple(held)",
    ),
    Breakage(
        "what opens one at a time stands in lists",
        _VISIBILITY,
        "if ground not in but_for}",
        "if ground}",
    ),
    Breakage(
        "a foreign backend may say yes after ours said no",
        _BACKENDS,
        ("            return True\n        raise PermissionDenied"),
        ("            return True\n        return False"),
        _ANSWERS,
    ),
    Breakage(
        "an action asks the rule but not whether it is seen",
        _POLICIES,
        "if not sees(actor, subject) or not found.lets",
        "if not found.lets",
    ),
    Breakage(
        "a page asks no rule",
        _VIEWS,
        "        if not found.lets(self.actor, subject):\n",
        "        if subject is NotImplemented:\n",
        _PAGES,
    ),
    Breakage(
        "a page finds what its reader may not see",
        _VIEWS,
        "objects.one_visible_to(self.actor).with_ground(self.actor)",
        "objects.with_ground(self.actor)",
        _PAGES,
    ),
    Breakage(
        "a contract counts before both have signed it",
        _CONTRACTS,
        'in_force(on=on, path=path, starts="in_force_from", ends="in_force_until")',
        "in_force(on=on, path=path)",
    ),
    Breakage(
        "anybody of the county's oversight reads every contract",
        _CONTRACTS,
        'arms[Ground.OVERSIGHT] = Q(**{f"{path}school__municipality__county_id__in": counties})',
        "arms[Ground.OVERSIGHT] = EVERYTHING",
    ),
    Breakage(
        "another content than was read is signed",
        _SIGNATURE,
        ("    if digest != contract.digest:\n        raise ContentChanged\n"),
        "",
        _SIGNING,
    ),
    Breakage(
        "one person signs for both sides",
        _SIGNATURE,
        ("    if standing.filter(signed_by=actor.user).exists():\n        raise AlreadySigned\n"),
        "",
        _SIGNING,
    ),
    Breakage(
        "one signature brings a contract into force",
        _SIGNATURE,
        "count() == len(Party)",
        "count() >= 1",
        _SIGNING,
    ),
    Breakage(
        "a closed case may be written in",
        _CASE_POLICY,
        "return case.is_open and on_team(actor, case)",
        "return on_team(actor, case)",
    ),
    Breakage(
        "a refused look leaves no row in the log",
        _MIDDLEWARE,
        "        log.record_refusal(actor, action, accesses)",
        "        pass",
        _LOG,
    ),
    Breakage(
        "a page is shown although its row was not written",
        _MIDDLEWARE,
        "                _write_permit(request, request.actor)\n",
        (
            "                try:\n"
            "                    _write_permit(request, request.actor)\n"
            "                except Exception:\n"
            "                    pass\n"
        ),
        _LOG,
    ),
    Breakage(
        "rows of the log that were taken away pass for disposed of",
        "navskole/audit/verification.py",
        "elif not hmac.compare_digest(disposal.mark, mark_of(disposal, keys[disposal.key_id])):",
        "elif not disposal.mark:",
        _DISPOSAL,
    ),
    Breakage(
        "a segment is disposed of without a look at its seal",
        "navskole/audit/disposal.py",
        "if problems := segment_problems(segment, previous, keys):",
        "if problems := segment_problems(segment, previous, keys)[:0]:",
        _DISPOSAL,
    ),
]
