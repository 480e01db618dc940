"""Row-level security as a second barrier behind `visible_to`; docs/decisions/0012 says why.

`navskole.access.barrier` makes the settings. The functions are asked once for each statement,
and read tables without policies alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor
    from django.db.migrations.state import StateApps

# In PL/pgSQL a connection plans what a function asks once; in SQL each statement would anew.
_DEFINER = "LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS"

_FUNCTIONS = f"""
CREATE FUNCTION barrier_own() RETURNS bigint[] {_DEFINER} $$ BEGIN
    RETURN CASE WHEN current_setting('navskole.reader', true) = 'person'
        THEN coalesce(nullif(current_setting('navskole.organisations', true), ''), '{{}}')::bigint[]
        ELSE '{{}}' END; END $$;
CREATE FUNCTION barrier_today() RETURNS date {_DEFINER} $$ BEGIN
    RETURN nullif(current_setting('navskole.today', true), '')::date; END $$;
-- Asked of all pupils, past the policies; asked by the one statement that tells who reads.
CREATE FUNCTION barrier_hidden(person bigint, today date) RETURNS bigint[]
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    reader text := current_setting('navskole.reader', true);
    found bigint[];
BEGIN
    PERFORM set_config('navskole.reader', 'system:barrier', true);
    found := array(SELECT id FROM pupils_pupil WHERE address_protection = 'strict' AND id NOT IN
        (SELECT content_object_id FROM pupils_pupilgrant WHERE user_id = person
        AND ground = 'named_for_protected' AND ended_at IS NULL
        AND starts_on <= today AND coalesce(ends_on >= today, true)));
    PERFORM set_config('navskole.reader', coalesce(reader, ''), true);
    RETURN found;
END $$;
CREATE INDEX barrier_strict ON pupils_pupil (id) WHERE address_protection = 'strict';
CREATE FUNCTION barrier_told(about text)
RETURNS TABLE (owner_id bigint, pupil_id bigint, case_id bigint) {_DEFINER} $$
DECLARE own bigint[] := barrier_own(); today date := barrier_today(); BEGIN RETURN QUERY
    SELECT consent.owner_id, consent.pupil_id, coalesce(consent.case_id, 0)
    FROM pupils_consentline line JOIN pupils_consent consent ON consent.id = line.consent_id
    WHERE line.receiver_id = ANY (own) AND about IN ('', line.information)
    AND consent.status = 'given' AND consent.ended_at IS NULL
    AND consent.starts_on <= today AND coalesce(consent.ends_on >= today, true); END $$;
CREATE FUNCTION barrier_decided() RETURNS SETOF bigint {_DEFINER} $$
DECLARE own bigint[] := barrier_own(); BEGIN RETURN QUERY
    SELECT measure.case_id FROM followup_measuresubmission sent
    JOIN followup_measurepart part ON part.id = sent.part_id
    JOIN followup_measure measure ON measure.id = part.measure_id
    WHERE sent.deciding_organisation_id = ANY (own)
    AND part.owner_id <> ALL (own) AND measure.case_id IS NOT NULL; END $$;
CREATE FUNCTION barrier_disclosed() RETURNS SETOF bigint {_DEFINER} $$
DECLARE own bigint[] := barrier_own(); today date := barrier_today(); BEGIN RETURN QUERY
    SELECT disclosure.note_id FROM followup_disclosure disclosure
    JOIN followup_disclosure_recipients named ON named.disclosure_id = disclosure.id
    JOIN organisations_membership post ON post.id = named.membership_id
    WHERE post.user_id = nullif(current_setting('navskole.person', true), '')::bigint
    AND post.organisation_id = ANY (own) AND disclosure.note_id IS NOT NULL
    AND disclosure.ended_at IS NULL AND disclosure.starts_on <= today
    AND coalesce(disclosure.ends_on >= today, true); END $$;
"""  # noqa: S608 - nothing in it comes from outside

# What the settings say, as subqueries: evaluated once for a statement.
_SYSTEM = "(SELECT coalesce(current_setting('navskole.reader', true) LIKE 'system:_%', false))"
_OWN = "ANY ((SELECT barrier_own())::bigint[])"
_SOMEBODY = "cardinality((SELECT barrier_own())::bigint[]) > 0"
_NOT_HIDDEN = "ALL ((SELECT nullif(current_setting('navskole.hidden', true), ''))::bigint[])"

_PUPIL = f"{_SOMEBODY} AND (address_protection <> 'strict' OR id <> {_NOT_HIDDEN})"
# An earlier case of the same pupil and office too: whether it ended a line is asked of it.
_CASE_TOLD = "(office_id, pupil_id) IN (SELECT owner_id, pupil_id FROM barrier_told(''))"
# Where another office decides a measure, the rules ask the measure for its case.
_CASE_DECIDED = "id IN (SELECT barrier_decided())"
# What was shared on a statute too, struck or not: that it was struck closes the copy, and is
# asked of the note. Who could not see the note would find nothing struck.
_NOTE_TOLD = """id IN (SELECT barrier_disclosed()) OR audience = 'shared' AND struck_at IS NULL AND
    (owner_id, pupil_id, coalesce(case_id, 0)) IN (SELECT * FROM barrier_told('notes'))"""


def _version_of(table: str, versions: str) -> str:
    """Return the condition that the record itself is there today, whatever its versions say."""
    return f"EXISTS (SELECT FROM {table} record WHERE record.id = {versions}.id)"  # noqa: S608


# Each table with who reads and writes a row, and who else reads it.
_POLICIES = {
    "pupils_pupil": (_PUPIL, ""),
    "pupils_historicalpupil": (_version_of("pupils_pupil", "pupils_historicalpupil"), ""),
    "pupils_case": (f"office_id = {_OWN}", f"{_CASE_TOLD} OR {_CASE_DECIDED}"),
    "pupils_historicalcase": (f"office_id = {_OWN}", _CASE_TOLD),
    "followup_note": (f"owner_id = {_OWN}", _NOTE_TOLD),
    "followup_historicalnote": (
        f"owner_id = {_OWN}",
        _version_of("followup_note", "followup_historicalnote"),
    ),
}
# Nobody meets these of a pupil whom they may not meet, in their own organisation either.
_OF_PUPIL = [table for table in _POLICIES if not table.endswith("pupil")]


def raise_barrier(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Make the functions and policies; SQLite has no such thing."""
    if schema_editor.connection.vendor != "postgresql":
        return
    schema_editor.execute(_FUNCTIONS, params=None)
    for table, (own, told) in _POLICIES.items():
        schema_editor.execute(
            f"CREATE POLICY barrier_own ON {table} USING ({_SYSTEM} OR ({own}));"
            f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;",
            params=None,
        )
        if told:
            schema_editor.execute(
                f"CREATE POLICY barrier_told ON {table} FOR SELECT USING ({told});", params=None
            )
    for table in _OF_PUPIL:
        schema_editor.execute(
            f"CREATE POLICY barrier_protected ON {table} AS RESTRICTIVE "
            f"USING ({_SYSTEM} OR pupil_id <> {_NOT_HIDDEN});",
            params=None,
        )


def lower_barrier(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Remove them."""
    if schema_editor.connection.vendor != "postgresql":
        return
    for table in _OF_PUPIL:
        schema_editor.execute(f"DROP POLICY barrier_protected ON {table};", params=None)
    for table in _POLICIES:
        schema_editor.execute(
            f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;"
            f"DROP POLICY barrier_own ON {table}; DROP POLICY IF EXISTS barrier_told ON {table};",
            params=None,
        )
    schema_editor.execute(
        "DROP INDEX barrier_strict;"
        "DROP FUNCTION barrier_disclosed(), barrier_decided(), barrier_told(text), barrier_hidden(bigint, date), "
        "barrier_today(), barrier_own();",
        params=None,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("followup", "0014_what_notes_planned"),
        ("pupils", "0014_single_access"),
    ]

    operations = [migrations.RunPython(raise_barrier, lower_barrier)]
