"""The head count of a term: of a day that a closed year keeps, as it was kept; of any other, as the register tells."""

from datetime import date

import pytest

from members.models import Membership
from organizations.models import Change
from organizations.places import settle
from reports.documents import narrative
from reports.scorecard import annex
from reports.snapshots.term import take
from tests import factories
from tests.reports import merged_roots

pytestmark = pytest.mark.django_db
BY_REGISTER = "theo sổ đảng viên khi lập báo cáo"


@pytest.fixture
def merged() -> merged_roots.Merged:
    return merged_roots.merged()


def count(merged, ends_on: date, root=None) -> tuple[int, int]:
    term = merged.term(root)
    term.ends_on = ends_on
    told = annex.read(root or merged.whole, term, date(2026, 1, 1))
    assert told.on == ends_on
    return told.organizations, told.members


def enter_later(merged) -> None:
    """Somebody who had belonged all along, and that one of the committees had never been below the whole."""
    factories.MembershipFactory(member=factories.MemberFactory(), organization=merged.cells[0], since="2016-01-01")
    moved = Change.objects.filter(organization=merged.committees[1], parent=merged.whole)
    moved.update(parent=factories.OrganizationFactory())
    settle([merged.committees[1].pk])
    merged.whole.refresh_from_db()


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2018, 12, 31)])
def test_on_the_last_day_of_a_closed_year_a_late_entry_moves_nothing(merged, day):
    assert count(merged, day) == (2, 7)
    enter_later(merged)
    assert count(merged, day) == (2, 7)


def test_a_predecessors_is_its_own(merged):
    assert count(merged, date(2018, 12, 31), merged.first) == (1, 4)
    factories.MembershipFactory(member=factories.MemberFactory(), organization=merged.cells[0], since="2016-01-01")
    assert count(merged, date(2018, 12, 31), merged.first) == (1, 4)


def test_on_any_other_day_the_register_tells(merged):
    day = date(2020, 8, 31)
    assert count(merged, day) == (2, 7)
    factories.MembershipFactory(member=factories.MemberFactory(), organization=merged.cells[0], since="2016-01-01")
    assert count(merged, day) == (2, 8)
    assert Membership.objects.count() == 8


@pytest.mark.parametrize(("day", "said"), [(date(2019, 12, 31), False), (date(2019, 12, 30), True)])
def test_the_paper_says_where_the_register_tells(merged, day, said):
    merged.whole.terms.filter(code="2015-2020").update(ends_on=day)
    taken = take(merged.term(), merged.whole)
    [opening, *_more] = narrative.opening(taken)
    assert "2 tổ chức cơ sở đảng" in opening
    assert (BY_REGISTER in opening) is said
