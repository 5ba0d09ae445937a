"""Deeds on organisations whose year was closed once and is open again, with sheets on which nobody wrote."""

from collections.abc import Callable

import pytest

from members.models import Membership
from organizations.deeds import changing
from ratings.models import RatingYear
from ratings.years.actions import undo_closing
from tests.organizations.deeds import entries, kept, readers
from tests.organizations.deeds.small import Small, build, decided

pytestmark = pytest.mark.django_db

DEEDS: dict[str, Callable] = {
    "merged": lambda s: s.merge(s.first, into=s.second),
    "merged anew": lambda s: s.merge_anew(s.first, s.second, name="Chi bộ Hợp nhất"),
    "committees": lambda s: s.merge(s.own, into=s.sibling),
    "roots": lambda s: s.merge(s.two, into=s.one),
    "dissolved": lambda s: s.dissolve(s.third),
    "a committee becomes a cell": lambda s: changing.to_cell(decision=decided(), organization=s.own, by=s.office),
}


@pytest.fixture
def small() -> Small:
    return build(size=2)


def undo(small: Small, year: RatingYear) -> None:
    undo_closing(rating_year=RatingYear.objects.get(pk=year.pk), by=small.office)


@pytest.mark.parametrize("name", DEEDS)
@pytest.mark.parametrize("again", [entries.reopen, undo])
def test_an_untouched_sheet_that_an_edition_names_stands_in_no_way(small, name, again):
    years = entries.open_years(small, [2024])
    if name == "dissolved":
        Membership.objects.filter(organization=small.third).delete()
    for year in years:
        entries.close(small, year)
        again(small, RatingYear.objects.get(pk=year.pk))
    before = kept.traces()
    editions = [kept.edition(edition) for year in years for edition in year.editions.all()]
    deed = DEEDS[name](small)
    for year in years:
        readers.agree(year)
    small.take_back(deed)
    assert kept.traces() == before
    assert [kept.edition(edition) for year in years for edition in year.editions.all()] == editions
