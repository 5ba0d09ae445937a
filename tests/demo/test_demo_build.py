"""The generator alone: no database."""

import hashlib
from datetime import date
from itertools import pairwise

import pytest

from demo.bodies import BODIES, UNITS
from demo.build import Demo, build
from demo.chance import apportion, years_later
from demo.names import person_name
from members.models import Member
from organizations.models import Organization
from organizations.sectors import SECTORS

SECTOR_IDS = {code: number for number, (code, *_rest) in enumerate(SECTORS, start=1)}
TODAY = date(2026, 11, 20)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker) -> Demo:
    """Of an empty database, which is asked for no more than at which root an address needs none."""
    with django_db_blocker.unblock():
        return build(SECTOR_IDS, TODAY)


def rows_of(demo, model):
    return next(rows for rows in demo.rows if isinstance(rows[0], model))


def digest(demo: Demo) -> str:
    lines = hashlib.sha256()
    for rows in demo.rows:
        for row in rows:
            lines.update(repr([getattr(row, field.attname) for field in row._meta.concrete_fields]).encode())
    return lines.hexdigest()


def test_the_same_rows_come_out_each_time(demo, db):
    assert digest(demo) == digest(build(SECTOR_IDS, TODAY))


def test_every_row_brings_its_own_number_except_the_lines_of_the_trail(demo):
    for rows in demo.rows:
        label = rows[0]._meta.label_lower
        numbers = [row.pk for row in rows]
        if label == "accounts.auditevent":
            assert set(numbers) == {None}
        else:
            assert len(set(numbers)) == len(rows)
            assert None not in numbers, label


def test_organizations_have_invented_names_of_their_own(demo):
    organizations = rows_of(demo, Organization)
    assert all(organization.synthetic for organization in organizations)
    assert len({organization.name for organization in organizations}) == len(organizations)
    own_names = {name for bodies in BODIES.values() for _kind, _body, name, _units in bodies}
    below_bloc = [organization for organization in organizations if organization.kind != Organization.Kind.ROOT]
    assert all(any(organization.name.endswith(name) for name in own_names) for organization in below_bloc)


def test_there_are_more_names_for_cells_than_cells(demo):
    codes = [o.code for o in rows_of(demo, Organization) if o.kind == Organization.Kind.SUBORDINATE_CELL]
    assert max(int(code.rsplit("-", 1)[1]) for code in codes) <= max(len(units) for units in UNITS.values())


def test_people_are_many_and_their_dates_make_sense(demo):
    members = rows_of(demo, Member)
    assert len({member.full_name for member in members}) > 4_000
    for member in members:
        assert 1955 <= member.birth_date.year <= 2004
        assert years_later(member.birth_date, 18) <= member.admitted_on <= years_later(member.birth_date, 60)
        assert member.official_on is None or member.official_on == years_later(member.admitted_on, 1)
        assert member.sort_key
        assert member.search_key


@pytest.mark.parametrize(
    ("total", "weights", "most", "shares"),
    [
        (10, [1, 1], None, [5, 5]),
        (10, [3, 2], None, [6, 4]),
        (3, [5, 0, 1], None, [3, 0, 0]),
        (10, [9, 1], [4, 9], [4, 6]),
        (0, [1, 1], None, [0, 0]),
    ],
)
def test_apportion(total, weights, most, shares):
    assert apportion(total, weights, most) == shares


def test_apportion_refuses_limits_without_room():
    with pytest.raises(ValueError, match="limits"):
        apportion(5, [1, 1], [2, 2])


def test_apportion_never_takes_back():
    weights = [17, 5, 9, 1, 30]
    shares = [apportion(total, weights) for total in range(60)]
    assert all(all(a <= b for a, b in zip(fewer, more, strict=True)) for fewer, more in pairwise(shares))


def test_the_same_day_years_later():
    assert years_later(date(2016, 2, 29), 1) == date(2017, 2, 28)


class _First:
    """Takes the first of everything."""

    def choices(self, names, weights):
        return [names[0]]

    def choice(self, names):
        return names[0]


@pytest.mark.parametrize(
    ("sex", "birth_year", "name"),
    [
        (Member.Sex.FEMALE, 1960, "Nguyễn Thị Hoa"),
        (Member.Sex.FEMALE, 1990, "Nguyễn Thị Trang"),
        (Member.Sex.MALE, 1960, "Nguyễn Văn Hải"),
        (Member.Sex.MALE, 1990, "Nguyễn Văn Huy"),
    ],
)
def test_names_follow_sex_and_generation(sex, birth_year, name):
    assert person_name(_First(), sex, birth_year) == name
