"""Guards over the code itself: what reads persons' records, file roles and sizes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.guards.test_models import PERSON_MODELS

ROOT = Path(__file__).resolve().parents[2]
CODE = ("navskole", "agreements", "pupils", "followup")
PERSON_NAMES = {label.rpartition(".")[2] for label in PERSON_MODELS}
BARE_MANAGERS = {"objects", "_default_manager", "_base_manager", "history"}

# File roles that may ask a person's record without `visible_to`, and why.
HOMES: dict[str, str] = {
    "querysets": "where visibility itself is written",
    "grounds": "where the grounds are written",
    "policies": "answers what may be done",
    "actions": "after the policy has been asked",
    "models": "declares the managers",
    "migrations": "history of the schema",
    "reference": "shipped catalogues",
    "catalogue": "shipped catalogues",
    "demo": "seeds fictional people",
    "commands": "run by the system",
}

# Single readings elsewhere: file, model, and the reason.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("followup/caseload.py", "Pupil"): "the coarse figure of the month counts what is not shown",
    ("followup/caseload.py", "Enrolment"): "the coarse figure counts those enrolled that day",
    ("followup/caseload.py", "Case"): "the coarse figure of the month counts what is not shown",
    ("followup/caseload.py", "ConsentLine"): "the coarse figure leaves out what was told",
    ("followup/history.py", "Case"): "versions of the case the page was given",
    ("followup/measure_page.py", "MeasureDecision"): "of a part of the visible measure",
    ("followup/measure_page.py", "Pupil"): "a decider sees name, age and school, no more",
    ("followup/steering_figures.py", "Enrolment"): "narrows the visible measures to the school's",
    ("followup/views/case.py", "ConsentLine"): "which of the visible consents open something",
    ("pupils/consent_notices.py", "Consent"): "each who is told is asked with visible_to first",
    ("pupils/log_reading.py", "Pupil"): "the ground log_reader: the name, in the officer's log",
    ("pupils/views/referral.py", "Pupil"): "of the visible referral",
}

# Questions that begin with the rules themselves.
GUARDED_QUESTIONS = {"visible_to", "listed_to", "on_team", "led_by"}


def code_files() -> list[Path]:
    """Return our own Python files, tests left out."""
    return [path for folder in CODE for path in sorted((ROOT / folder).rglob("*.py"))]


def relative(path: Path) -> str:
    """Return the path as it stands in a message."""
    return path.relative_to(ROOT).as_posix()


# --- Who reads persons' records -------------------------------------------------------


def bare_reads(path: Path) -> Iterator[tuple[int, str]]:
    """Yield line and model of each use of a person model's manager that asks no rule."""
    tree = ast.parse(path.read_text())
    above = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in BARE_MANAGERS
            and isinstance(node.value, ast.Name)
            and node.value.id in PERSON_NAMES
            and not GUARDED_QUESTIONS & set(questions_after(node, above))
        ):
            yield node.lineno, node.value.id


def questions_after(node: ast.AST, above: dict[ast.AST, ast.AST]) -> Iterator[str]:
    """Yield the methods called one after the other on a manager: `filter`, `visible_to`."""
    while isinstance(parent := above.get(node), ast.Attribute | ast.Call):
        if isinstance(parent, ast.Call) and parent.func is not node:
            return
        if isinstance(parent, ast.Attribute):
            yield parent.attr
        node = parent


def is_home(path: Path) -> bool:
    """Tell whether the file's role may read without `visible_to`."""
    return bool({part.removesuffix(".py") for part in path.relative_to(ROOT).parts} & set(HOMES))


def test_no_file_reads_persons_past_the_rules():
    found = {
        (relative(path), model)
        for path in code_files()
        if not is_home(path)
        for _line, model in bare_reads(path)
    }

    assert found == set(EXCEPTIONS)


def test_the_guard_sees_a_bare_read(tmp_path):
    bad = tmp_path / "views.py"
    bad.write_text(
        "Pupil.objects.all()\n"
        "Case._base_manager.get()\n"
        "Note.objects.visible_to(actor).all()\n"
        "Case.objects.open().on_team(actor)\n"
        "Note.objects.filter(case__in=Case.objects.visible_to(actor))\n"
        "Note.history.all()\n"
    )

    assert list(bare_reads(bad)) == [(1, "Pupil"), (2, "Case"), (5, "Note"), (6, "Note")]


# --- File roles and sizes -------------------------------------------------------------

FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services"}
MOST_LINES = 350
MOST_LINES_OF_A_FUNCTION = 60

LONG_FILES: dict[str, str] = {
    "navskole/ui/templatetags/ui.py": "one tag per component, each of a few lines",
}
LONG_FUNCTIONS: dict[str, str] = {}


def test_no_file_is_named_after_nothing():
    named = [relative(path) for path in code_files() if path.stem in FORBIDDEN_NAMES]

    assert named == []


def test_no_file_outgrows_its_noun():
    long = {
        relative(path): len(path.read_text().splitlines())
        for path in code_files()
        if "migrations" not in path.parts and len(path.read_text().splitlines()) > MOST_LINES
    }

    assert set(long) == set(LONG_FILES), long


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Yield every function of the file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef):
            yield node


def test_no_function_outgrows_its_thought():
    long = {
        f"{relative(path)}:{function.name}"
        for path in code_files()
        for function in functions(path)
        if (function.end_lineno or 0) - function.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    }

    assert long == set(LONG_FUNCTIONS)


@pytest.mark.parametrize("app", ["agreements", "pupils", "followup"])
def test_every_app_has_the_files_of_its_roles(app):
    for role in ("models", "querysets", "policies", "actions"):
        assert (ROOT / app / f"{role}.py").exists() or (ROOT / app / role).is_dir(), role


def test_state_is_changed_in_actions_alone():
    """No save, delete, update or bulk write of a queryset or record outside the actions."""
    writes = {"bulk_create", "bulk_update", "update_or_create", "get_or_create", "save_change"}
    homes = {"actions", "actions.py", "models", "models.py", "migrations", "reference.py"}
    homes |= {"catalogue", "grants.py", "log.py", "commands", "demo", "demo.py", "places.py"}
    found = [
        f"{relative(path)}:{node.lineno} {node.func.attr}"
        for path in code_files()
        if not homes & set(path.relative_to(ROOT).parts)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writes
    ]

    assert found == []
