"""The ledger of the Bloc, its organisations and sectors in each year, against SQL that knows nothing of it."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection

from members.ledger.flows import Period
from members.ledger.lines import Line
from organizations.models import Organization, Sector
from ratings.ledger.ledger import Ledger, ledger_of
from ratings.ledger.scope import Scope
from ratings.register import reading

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]
YEARS = range(2015, 2025)
MEMBERS = """
  SELECT COUNT(*) FROM members_membership s JOIN organizations_organization o ON o.id = s.organization_id
  WHERE o.path LIKE %s AND s.since <= %s AND (s.until IS NULL OR s.until > %s)"""
EVENTS = """
  SELECT e.kind, COUNT(*) FROM members_lifeevent e JOIN organizations_organization o ON o.id = e.organization_id
  JOIN members_member m ON m.id = e.member_id
  WHERE o.path LIKE %s AND (CASE e.kind WHEN 'admitted' THEN m.admitted_on ELSE e.happened_on END) BETWEEN %s AND %s
    AND NOT EXISTS (
      SELECT 1 FROM members_lifeevent other JOIN organizations_organization there ON there.id = other.organization_id
      WHERE (other.id = e.counterpart_id OR other.counterpart_id = e.id) AND there.path LIKE %s)
  GROUP BY e.kind"""
IN = (Line.FROM_ROOT, Line.FROM_PROVINCE, Line.FROM_ELSEWHERE, Line.FROM_UNSTATED)
OUT = (Line.TO_ROOT, Line.TO_PROVINCE, Line.TO_ELSEWHERE, Line.TO_UNSTATED)
LINES = {
    "admitted": (Line.ADMITTED,),
    "transferred_in": IN,
    "transferred_out": OUT,
    "removed": (Line.REMOVED,),
    "resigned": (Line.RESIGNED,),
    "expelled": (Line.EXPELLED,),
    "died": (Line.DIED,),
}


def by_sql(path: str, year: int) -> tuple[int, int, dict[str, int]]:
    below, days = f"{path}%", (date(year, 1, 1), date(year, 12, 31))
    with connection.cursor() as cursor:
        ends = []
        for day in (date(year - 1, 12, 31), days[1]):
            cursor.execute(MEMBERS, [below, day, day])
            ends.append(cursor.fetchone()[0])
        cursor.execute(EVENTS, [below, *days, below])
        counted = Counter(dict(cursor.fetchall()))
    return ends[0], ends[1], {kind: counted[kind] for kind in LINES}


def of(ledger: Ledger) -> tuple[int, int, dict[str, int]]:
    counted = {kind: ledger.sum(lines).total for kind, lines in LINES.items()}
    return ledger[Line.OPENING].total, ledger[Line.CLOSING].total, counted


def balances(ledger: Ledger) -> bool:
    return ledger[Line.OPENING].total + ledger.came.total - ledger.left.total == ledger[Line.CLOSING].total


def period(year: int) -> Period:
    return Period(date(year, 1, 1), date(year, 12, 31))


@pytest.fixture
def bloc() -> Organization:
    return Organization.objects.get(parent=None, closed_on=None)


def test_every_year_of_the_bloc_and_of_some_below_it_is_what_sql_counts(bloc):
    fixed = reading.fixed_years()
    some = [
        bloc,
        *Organization.objects.filter(parent=bloc)[::13],
        *Organization.objects.filter(kind="subordinate_cell")[::60],
    ]
    for organization in some:
        for year in YEARS:
            found = ledger_of(Scope(organization, None, fixed), period(year))
            assert of(found) == by_sql(organization.path, year), (organization.name, year)
            assert balances(found)
            assert not found.sum((Line.CAME_UNEXPLAINED, Line.WENT_UNEXPLAINED)).total


def test_in_2016_moves_inside_are_not_counted_as_arrivals(bloc):
    found = ledger_of(Scope(bloc), period(2016))
    arrived, inside = found.sum(IN).total, found[Line.WITHIN].total
    told = reading.events().within(bloc).filter(kind="transferred_in", happened_on__year=2016).counted("kind")
    assert arrived + inside == told["transferred_in",]
    assert inside > 0


def test_sectors_make_the_whole(bloc):
    fixed, whole = reading.fixed_years(), Counter()
    for sector in Sector.objects.all():
        found = ledger_of(Scope(bloc, sector, fixed), period(2023))
        assert balances(found)
        whole.update({line: found[line].total for line in (Line.OPENING, Line.ADMITTED, Line.DIED, Line.CLOSING)})
    of_bloc = ledger_of(Scope(bloc, None, fixed), period(2023))
    assert whole == {line: of_bloc[line].total for line in whole}


def test_each_closing_is_the_opening_of_the_next_year(bloc):
    fixed = reading.fixed_years()
    found = [ledger_of(Scope(bloc, None, fixed), period(year)) for year in YEARS]
    assert [each[Line.CLOSING] for each in found[:-1]] == [each[Line.OPENING] for each in found[1:]]
