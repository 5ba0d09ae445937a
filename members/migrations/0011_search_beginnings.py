"""On PostgreSQL an index by which members are found; it needs no extension and no right beyond that to make tables."""

from django.db import migrations

# Of each word of the name its first letters, up to 16, and the whole word with a space behind it; the number; the year
# of birth with a point. Working it out takes long, which COST says, and no second process is worth its start.
FUNCTION = """
CREATE FUNCTION search_beginnings(key text, code text, born date) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL RESTRICTED COST 1000 AS $$
    SELECT coalesce(array_agg(left(word || ' ', letters)), '{}') || ARRAY[code, extract(year FROM born)::int || '.']
    FROM unnest(string_to_array(key, ' ')) AS word, generate_series(1, least(length(word) + 1, 16)) AS letters
$$
"""
# Without a list of what is still to be sorted in, which every search would read through after an import.
INDEX = """
CREATE INDEX members_search_beginnings ON members_member
USING gin (search_beginnings(search_key, code, birth_date)) WITH (fastupdate = off)
"""


def forwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        # Half a minute of a country; who waits here is no reader of a page.
        schema_editor.execute("SET LOCAL statement_timeout = 0")
        schema_editor.execute(FUNCTION)
        schema_editor.execute(INDEX)
        schema_editor.execute("ANALYZE members_member")


def backwards(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX members_search_beginnings")
        schema_editor.execute("DROP FUNCTION search_beginnings(text, text, date)")


class Migration(migrations.Migration):
    dependencies = [("members", "0010_ways_of_members")]

    operations = [migrations.RunPython(forwards, backwards)]
