"""Terms of one root share no day, whoever writes them: an exclusion on PostgreSQL, triggers on SQLite.

A later migration that makes the table anew on SQLite loses the triggers and has to run `hold` again (tests/reports/test_terms.py).
"""

from itertools import pairwise

from django.db import migrations

SHARED = """EXISTS (SELECT 1 FROM reports_term other WHERE other.root_id = NEW.root_id AND other.id IS NOT NEW.id
    AND other.starts_on <= NEW.ends_on AND NEW.starts_on <= other.ends_on)"""
HELD = {
    # A range of one number stands for equality, which an index of ranges knows without an extension.
    "postgresql": [
        """ALTER TABLE reports_term ADD CONSTRAINT term_shares_no_day EXCLUDE USING gist (
            int8range(root_id, root_id, '[]') WITH &&, daterange(starts_on, ends_on, '[]') WITH &&)""",
    ],
    "sqlite": [
        f"""CREATE TRIGGER term_shares_no_day_{name} BEFORE {when} ON reports_term WHEN {SHARED}
            BEGIN SELECT RAISE(ABORT, 'term_shares_no_day'); END"""
        for name, when in (("entered", "INSERT"), ("changed", "UPDATE OF root_id, starts_on, ends_on"))
    ],
}
LET_GO = {
    "postgresql": ["ALTER TABLE reports_term DROP CONSTRAINT term_shares_no_day"],
    "sqlite": [f"DROP TRIGGER term_shares_no_day_{name}" for name in ("entered", "changed")],
}


def need_apart(apps, schema_editor):
    terms = apps.get_model("reports", "Term").objects.order_by("root", "starts_on")
    for earlier, later in pairwise(terms):
        if earlier.root_id == later.root_id and later.starts_on <= earlier.ends_on:
            raise ValueError(f"The terms {earlier.code} and {later.code} share days: correct one, then migrate again.")


def hold(apps, schema_editor):
    for statement in HELD[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def let_go(apps, schema_editor):
    for statement in LET_GO[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0007_nothing_continues_itself")]

    operations = [
        migrations.RunPython(need_apart, migrations.RunPython.noop),
        migrations.RunPython(hold, let_go),
    ]
