"""Pages of a closed year tell of each organisation where it stood in that year, wherever it went since."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.models import User
from accounts.roles import Role
from organizations.models import Change, Organization, Sector
from organizations.places import settle
from organizations.sectors import ensure_sectors
from ratings.counts import groups
from ratings.counts.cap import Counts
from ratings.levels import Level
from ratings.models import Edition, RaisedCap, RatingYear, Sheet
from ratings.progress.overview import overview
from ratings.progress.standing_over import if_taken_back
from ratings.progress.waiting import sheets_waiting
from ratings.register import freezing
from tests import factories
from tests.organizations.deeds.small import Small, build
from tests.reports import merged_roots

pytestmark = pytest.mark.django_db

YEAR, SINCE = 2023, date(2024, 7, 1)


@pytest.fixture
def small() -> Small:
    """Closed 2023: `first` has two excellent of three, all others none; since then it stands below `sibling`,
    and `own`, of the sector Front, with `second` in another root."""
    ensure_sectors()
    small = build()
    Change.objects.filter(organization=small.own).update(sector=Sector.objects.get(code="front"))
    settle([small.own.pk])
    small.year = factories.RatingYearFactory(root=small.one, year=YEAR, rule_set="qd366", state=RatingYear.State.CLOSED)
    for place in (small.own, small.sibling, small.lone, small.first, small.second, small.third):
        sheet = factories.SheetFactory(rating_year=small.year, organization=place)
        factories.OrganizationRatingFactory(sheet=sheet, level=Level.GOOD)
        for at, member in enumerate(small.members.get(_name(small, place), [])):
            level = Level.EXCELLENT if place == small.first and at else Level.GOOD
            factories.MemberRatingFactory(sheet=sheet, member=member, level=level, title_group="staff")
    freezing.make(small.year, Edition.Origin.CLOSING, by=None)
    _decide(small)
    small.move(small.first, to=small.sibling, on=SINCE)
    factories.AssignmentFactory(user=small.office, role=Role.OFFICE, organization=small.two)
    small.move(small.own, to=small.two, on=SINCE)
    return small


def _name(small: Small, place: Organization) -> str:
    return next(
        name for name in ("first", "second", "third", "lone", "own", "sibling") if getattr(small, name) == place
    )


def _decide(small: Small) -> None:
    said = {"decision_number": "15-QĐ", "ground": "Vượt", "decided_on": date(2023, 12, 1), "recorded_by": small.office}
    RaisedCap.objects.create(rating_year=small.year, organization=small.own, group="staff", percent=25, **said)


@pytest.fixture
def office(client, small):
    client.force_login(small.office)
    return client


def shown(answer) -> list[str]:
    return [row.organization.name for row in answer.context["page"]]


def at(name: str, query: str = "") -> str:
    return f"{reverse(f'ratings:{name}', args=[YEAR])}{query}"


def test_nobody_is_missing_on_the_board_who_was_rated_in_the_year(office, small):
    assert sorted(shown(office.get(at("year", "?levels=every")))) == sorted(
        each.name for each in (small.own, small.sibling, small.lone, small.first, small.second, small.third)
    )
    assert shown(office.get(at("year", "?levels=grassroots"))) == [
        each.name for each in (small.own, small.sibling, small.lone)
    ]


def test_a_cell_stands_on_the_board_below_the_committee_of_then(office, small):
    rows = office.get(at("year", f"?open={small.own.pk}")).context["page"]
    assert [(row.organization, row.depth) for row in rows] == [
        (small.own, 0),
        (small.first, 1),
        (small.second, 1),
        (small.sibling, 0),
        (small.lone, 0),
    ]
    assert {row.organization: row.below.total for row in rows if row.below} == {small.own: 2, small.sibling: 1}


def test_the_board_by_sector_is_by_that_of_the_year(office, small):
    Change.objects.create(organization=small.own, on=SINCE, sector=Sector.objects.get(code="advisory"))
    settle([small.own.pk])
    found = shown(office.get(at("year", "?levels=every&sector=front")))
    assert sorted(found) == sorted(each.name for each in (small.own, small.first, small.second))
    assert shown(office.get(at("calibration", "?sector=front"))) == [small.own.name]


def test_side_by_side_each_has_its_own_members_of_then(office, small):
    rows = {row.organization: row for row in office.get(at("calibration")).context["whole"].groups}
    assert rows[small.own].counts == Counts(excellent=2, good=4)
    assert rows[small.sibling].counts == Counts(good=3)
    assert [group.policy.percent for group in rows[small.own].caps] == [25]
    cells = office.get(at("calibration", "?kind=subordinate_cell")).context["whole"].groups
    assert {row.organization: row.counts.rated for row in cells} == {small.first: 3, small.second: 3, small.third: 3}


def test_a_year_later_its_members_are_compared_with_those_of_then(office, small):
    year = factories.RatingYearFactory(root=small.two, year=YEAR + 1, state=RatingYear.State.OPEN)
    sheet = factories.SheetFactory(rating_year=year, organization=small.second)
    factories.MemberRatingFactory(sheet=sheet, member=small.members["second"][0], level=Level.EXCELLENT)
    factories.SheetFactory(rating_year=year, organization=small.own)
    page = office.get(f"/r/{small.two.pk}{reverse('ratings:calibration', args=[YEAR + 1])}")
    rows = {row.organization: row for row in page.context["whole"].groups}
    assert (rows[small.own].counts.rated, rows[small.own].last) == (1, Counts(excellent=2, good=4))
    assert rows[small.own].last_own.level == Level.GOOD


def test_it_bears_the_name_of_the_year(office, small):
    small.rename(small.sibling, "Đảng bộ Ban mới", on=date(2024, 8, 1))
    assert "Đảng bộ Ban" in [row.name for row in office.get(at("calibration")).context["page"]]


def test_a_raised_share_stays_in_the_list_of_its_year(office, small):
    assert [each.organization for each in office.get(at("raised_caps")).context["page"]] == [small.own]


def test_who_stands_over_the_cap_is_told_by_the_members_of_then(small):
    raised = RaisedCap.objects.select_related("organization").get()
    Sheet.objects.update(
        state="approved",
        submitted_at="2023-12-01 00:00Z",
        approved_at="2023-12-02 00:00Z",
        submitted_by=small.office,
        approved_by=small.office,
    )
    found = if_taken_back(small.year, [raised])
    assert found[raised.pk].cap.used == 2
    assert {sheet.organization for sheet in found[raised.pk].sheets} == {small.own, small.first}


def test_siblings_are_those_of_the_year(small):
    assert groups.siblings(Sheet.objects.get(organization=small.first)) == Counts(good=2)
    assert groups.siblings(Sheet.objects.get(organization=small.own)) == Counts(good=2)


@pytest.mark.parametrize("year", merged_roots.YEARS_OF_TWO)
def test_a_predecessors_years_are_compared_by_where_its_organisations_stood(client, year):
    merged = merged_roots.merged()
    client.force_login(factories.user_with(Role.OFFICE, merged.whole))
    page = client.get(f"/r/{merged.first.pk}{reverse('ratings:calibration', args=[year])}")
    [row] = page.context["whole"].groups
    assert (row.organization, row.counts, row.sheet is None) == (
        merged.committees[0],
        Counts(excellent=1, good=3),
        False,
    )
    assert row.last == (Counts(excellent=1, good=3) if year == 2018 else Counts())
    assert [each.organization for each in page.context["page"]] == [merged.committees[0]]


def test_the_first_year_of_a_merged_root_is_compared_with_both_predecessors(client):
    merged = merged_roots.merged()
    client.force_login(factories.user_with(Role.OFFICE, merged.whole))
    rows = client.get(reverse("ratings:calibration", args=[2019])).context["whole"].groups
    assert {row.organization: row.last.rated for row in rows} == dict(zip(merged.committees, (4, 3), strict=True))


def test_home_and_board_tell_of_an_open_year_what_was_handed_over_after_its_last_day(office, small):
    """Its sheets of that year are still decided on where it stood then."""
    RatingYear.objects.filter(pk=small.year.pk).update(state=RatingYear.State.OPEN, closes_on=date(2030, 1, 1))
    clerk = factories.UserFactory()
    Sheet.objects.filter(organization=small.own).update(
        state="submitted", submitted_at="2023-12-01 00:00Z", submitted_by=clerk
    )
    [seen] = [overview(User.objects.get(pk=small.office.pk))]
    assert (seen.total, seen.submitted) == (3, 1)
    assert shown(office.get(at("year", "?state=mine&levels=every"))) == [small.own.name]
    groups = sheets_waiting(User.objects.get(pk=small.office.pk))
    assert [task.title for group in groups for task in group.tasks][:1] == [small.own.name]
