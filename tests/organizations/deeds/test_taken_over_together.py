"""What a correction cannot take over one without the other: half of it would be a year that never was."""

from datetime import date

import pytest

from organizations.deeds import changing
from organizations.deeds.changing import Named
from organizations.models import Kind, Organization
from ratings.register.differences import differences
from ratings.register.tables import ACTS, EVENTS, MEMBERSHIPS
from ratings.register.together import together
from ratings.years.corrections import correct_year
from tests.organizations.deeds import entries, readers
from tests.organizations.deeds.small import build, decided
from ui.refusals import Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return build(size=2)


@pytest.fixture
def year(small):
    """2024 below `one`, every organisation and member rated; closed."""
    return entries.rated_and_closed(small)


def to_committee(small):
    cells = [Named("T1", "Chi bộ Một"), Named("T2", "Chi bộ Hai")]
    changing.to_committee(decision=decided(), organization=small.lone, cells=cells, by=small.office)


def to_cell(small):
    changing.to_cell(decision=decided(), organization=small.own, by=small.office)


def founded(small):
    """With an admission and an act there."""
    named = Named("N1", "Chi bộ Mới")
    said = {"kind": Kind.GRASSROOTS_CELL, "parent": small.one, "sector": small.lone.sector, "unit_type": ""}
    changing.found(decision=decided(date(2024, 2, 1)), named=named, by=small.office, **said)
    new = Organization.objects.get(code="N1")
    entries.admit(small, new, date(2024, 3, 3))
    entries.act(small, new, date(2024, 3, 3))


@pytest.mark.parametrize(("deed", "rows"), [(to_committee, 5), (to_cell, 7), (founded, 4)])
def test_whatever_is_ticked_of_a_deed_all_of_it_is_taken_over(small, year, deed, rows):
    deed(small)
    found = differences(year)
    every = {each.key for each in found}
    assert len(every) == rows
    for key in every:
        assert together(found, [key]) == every
        with pytest.raises(Refused, match="đã được đánh dấu"):
            correct_year(rating_year=year, keys=[key], by=small.office, **entries.DECISION)
    correct_year(rating_year=year, keys=every, by=small.office, **entries.DECISION)
    readers.agree(year)


def test_an_admission_is_taken_over_with_the_membership_that_it_began_and_with_no_other(small, year):
    entries.admit(small, small.first, date(2024, 3, 3))
    entries.admit(small, small.second, date(2024, 4, 4))
    entries.act(small, small.first, date(2024, 3, 3))
    found = differences(year)
    for event in (each for each in found if each.table is EVENTS):
        [membership] = (
            each for each in found if each.table is MEMBERSHIPS and each.value("member_id") == event.value("member_id")
        )
        for key in (event.key, membership.key):
            assert together(found, [key]) == {event.key, membership.key}
    [act] = (each for each in found if each.table is ACTS)
    assert together(found, [act.key]) == {act.key}
