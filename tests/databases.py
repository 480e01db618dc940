"""Which tests `make test` runs on one database alone, since two cores have fifteen minutes.

The rules of access and the main flow are asked on both; what is said here about pages, forms
and refusals goes through the same querysets and actions. `make test-sqlite` and
`make test-postgres` run everything.
"""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent

# PostgreSQL is the stricter one about what is typed and stored.
ON_POSTGRES_ALONE = {
    "access/test_barrier.py": "SQLite has no row-level security",
    "access/test_barrier_at_work.py": "SQLite has no row-level security",
    "access/test_list_equals_open.py": "links of lists; the loaders are asked on both",
    "access/test_silent_registration.py": "what an answer tells; grounds are asked on both",
    "access/test_silent_wall.py": "bytes of pages; grounds are asked on both",
    "administration/": "what the forms and actions refuse",
    "agreements/": "what the forms and actions refuse",
    "pupils/": "what the forms and actions refuse",
    "followup/": "what the forms and actions refuse; the demo plays every action on SQLite",
}
# The browser and whatever walks many pages takes its time on SQLite.
ON_SQLITE_ALONE = {
    "access/test_access_log.py": "which rows are written; the guards of the log are asked on both",
    "access/test_log_of_changes.py": "as above",
    "access/test_canaries.py": "what pages hold; who sees which row is asked on both",
    "access/test_canaries_sent.py": "as above",
    "access/test_protected.py": "walks every page; the hard rules are asked on both",
    "access/test_tells.py": "what pages answer, as above",
    "access/test_every_form.py": "what comes back after a stop; the actions are asked on both",
    "access/test_forged_posts.py": "the gate of the policies, asked on both by itself",
    "access/test_matrix.py": "statuses; who sees which record is asked on both",
    "access/test_matrix_by_hand.py": "statuses, as above",
    "access/test_oracle.py": "generated worlds; the test world is asked on both",
    "access/test_oracle_sequences.py": "sequences of actions; each action is asked on both",
    "access/test_stale_edits.py": "what a page shows; versions are asked on both",
    "followup/test_combined_pages.py": "what pages show; the link is asked for on both",
    "followup/test_case_list.py": "what a page shows; its records are asked on both",
    "followup/test_case_page.py": "as above",
    "followup/test_case_status_page.py": "as above",
    "followup/test_consent_openings.py": "as above",
    "followup/test_consent_pages.py": "as above",
    "followup/test_consent_sheet.py": "as above",
    "followup/test_eighteen.py": "as above",
    "followup/test_note_not_covered.py": "as above",
    "followup/test_followup_list.py": "as above",
    "followup/test_places_from_school.py": "as above",
    "followup/test_pupil_page.py": "as above",
    "followup/test_query_budgets.py": "numbers of statements, the same on both",
    "followup/test_review_pages.py": "what a page shows; its records are asked on both",
    "followup/test_school_consent_pages.py": "as above",
    "followup/test_seed_demo.py": "the demo's database is SQLite",
    "guards/test_pages.py": "words and markup of the pages",
    "guards/test_urls.py": "addresses and their names",
    "ui/": "markup",
}


def share_out(item: pytest.Item) -> None:
    """Mark a test that runs on one database when both are run side by side."""
    name = item.path.relative_to(TESTS).as_posix()
    if name.startswith((*ON_SQLITE_ALONE,)):
        item.add_marker("sqlite_suffices")
    elif name.startswith((*ON_POSTGRES_ALONE,)) or name.endswith("bad_input.py"):
        item.add_marker("postgres_suffices")
