"""Counts by SQL that knows only what was decided: it climbs from each record's day."""

from collections import Counter

from django.db import connection

# The parent that a change gave last, from the organisation and the day of the record up to the top.
CLIMB = """
WITH RECURSIVE above(record, day, value, organization) AS (
  SELECT id, {day}, {value}, organization_id FROM {table} WHERE {where}
  UNION ALL
  SELECT record, day, value, (
    SELECT parent_id FROM organizations_change AS decided
    WHERE decided.organization_id = above.organization AND decided.parent_id IS NOT NULL AND decided."on" <= above.day
    ORDER BY decided."on" DESC, decided.id DESC LIMIT 1)
  FROM above WHERE organization IS NOT NULL
)
SELECT organization, CAST(substr(CAST(day AS CHAR(10)), 1, 4) AS INTEGER), SUM(value)
FROM above WHERE organization IS NOT NULL GROUP BY 1, 2
"""


def climbed(table: str, day: str, where: str, value: str = "1") -> Counter:
    """{(organisation, year): how many records of it and of all that stood below it on their day}, or their values."""
    with connection.cursor() as cursor:
        cursor.execute(CLIMB.format(table=table, day=day, where=where, value=value))
        return Counter({(organization, year): number for organization, year, number in cursor.fetchall()})
