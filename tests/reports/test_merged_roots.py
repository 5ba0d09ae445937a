"""A root's years before it was founded are those of the roots that became it: two rating years, one figure."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from organizations.models import Change
from organizations.places import settle
from ratings.models import MemberRating, OrganizationRating, RaisedCap, RatingYear, YearEvent
from ratings.register import differences
from ratings.register.stands import words
from reports.indicators.catalogue import BY_CODE
from reports.models import Plan, ProvincialFigure
from reports.scorecard import annex, given, later, load, records
from reports.scorecard.standings import rated_organizations
from reports.snapshots.term import take
from tests import factories
from tests.reports import merged_roots

pytestmark = pytest.mark.django_db


@pytest.fixture
def merged() -> merged_roots.Merged:
    return merged_roots.merged()


@pytest.fixture
def leader(merged):
    return factories.user_with(Role.LEADER, merged.whole)


def numerators(card, code: str) -> list[int | None]:
    return [figure.numerator for figure in card.line(code).years if figure.year >= 2017]


def test_the_successor_tells_of_both_and_each_predecessor_of_itself(merged):
    assert numerators(merged.card(), "admissions") == [3, 3, 3]
    assert numerators(merged.card(merged.first), "admissions") == [1, 1, 1]
    assert numerators(merged.card(merged.second), "admissions") == [2, 2, 2]
    assert numerators(merged.card(), "member_rated_good_up") == [7, 7, 7]
    assert numerators(merged.card(merged.first), "member_rated_good_up") == [4, 4, None]
    assert numerators(merged.card(organization=merged.committees[1]), "member_rated_good_up") == [3, 3, 3]


def test_what_happened_below_a_predecessor_in_the_year_of_the_merger_is_the_successors_year(merged):
    kept = YearEvent.objects.current().filter(rating_year=merged.year(merged.whole, 2019))
    assert kept.count() == 3
    assert {path[:4] for path in kept.values_list("path", flat=True)} == {merged.first.path, merged.second.path}
    sources = YearEvent.objects.current().values_list("source", flat=True)
    assert len(sources) == len(set(sources)) == 9


@pytest.mark.parametrize(("year", "root"), [(2018, "first"), (2019, "whole")])
def test_no_later_entry_moves_a_closed_year_of_either(merged, year, root):
    late = merged_roots.admit(merged.cells[0], date(year, 4, 4))
    for each in (merged.whole, merged.first):
        assert numerators(merged.card(each), "admissions")[:2] == ([3, 3] if each == merged.whole else [1, 1])
    assert numerators(merged.card(), "admissions")[2] == 3
    told = {("admissions", year): 1}
    assert later.counts(merged.term(), merged.whole) == told
    assert later.counts(merged.term(merged.first), merged.first) == (told if root == "first" else {})
    assert later.counts(merged.term(merged.second), merged.second) == {}
    [found] = differences.differences(merged.year(getattr(merged, root), year))
    assert found.value("source") == late.pk


def test_a_year_of_a_root_that_ended_in_it_holds_nothing_of_its_own(merged):
    left_over = factories.RatingYearFactory(root=merged.first, year=2019)
    assert left_over.paths == ()
    assert merged.year(merged.first, 2018).paths == (merged.first.path,)
    assert set(merged.year(merged.whole, 2019).paths) == {
        each.path for each in (merged.whole, merged.first, merged.second)
    }


def test_one_predecessors_reopened_year_makes_the_figure_provisional_only_where_something_differs(merged):
    year = merged.year(merged.second, 2018)
    RatingYear.objects.filter(pk=year.pk).update(state=RatingYear.State.OPEN)
    assert [f.provisional for f in merged.card().line("admissions").years if f.year == 2018] == [False]
    merged_roots.admit(merged.cells[1], date(2018, 5, 5))
    assert [f.provisional for f in merged.card().line("admissions").years if f.year == 2018] == [True]
    assert [f.provisional for f in merged.card(merged.first).line("admissions").years if f.year == 2018] == [False]


def test_plans_are_those_of_both_together_and_none_where_one_planned_nothing(merged):
    years = RatingYear.objects.all()
    assert given.plans(merged.term(), years) == {
        (2017, "admissions"): 2,
        (2018, "admissions"): 2,
        (2019, "admissions"): 1,
    }
    Plan.objects.filter(root=merged.first, year=2017).delete()
    assert (2017, "admissions") not in given.plans(merged.term(), years)
    Plan.objects.create(root=merged.whole, year=2017, indicator="admissions", value=9)
    assert given.plans(merged.term(), years)[2017, "admissions"] == 9


def test_the_province_is_one(merged):
    code = ProvincialFigure.Code.DOMESTIC_REVENUE
    for root, value in ((merged.second, 50), (merged.first, 40)):
        ProvincialFigure.objects.create(root=root, year=2018, code=code, value=value, source="Thử")
    assert given.provincial_figures(merged.term())[2018, code].value == 40
    ProvincialFigure.objects.create(root=merged.whole, year=2018, code=code, value=45, source="Thử")
    assert given.provincial_figures(merged.term())[2018, code].value == 45
    assert given.provincial_figures(merged.term(merged.second))[2018, code].value == 50


def test_each_predecessors_rules_allow_as_many_excellent_members(merged):
    """Of 3 good of 4 and of 2 good of 3: 20 % of all good or better, rounded down, or 25 % by decision."""
    RatingYear.objects.filter(year=2018).update(rule_set="hd21", cap_base=RatingYear.CapBase.GOOD_OR_BETTER)
    allowed = load.sources(merged.term(), merged.whole, date(2021, 1, 1)).allowed
    assert allowed[2018].most == 0
    RatingYear.objects.filter(root=merged.second, year=2018).update(cap_rounding=RatingYear.Rounding.CEILING)
    assert load.sources(merged.term(), merged.whole, date(2021, 1, 1)).allowed[2018].most == 1
    assert load.sources(merged.term(merged.first), merged.first, date(2021, 1, 1)).allowed[2018].most == 0


def test_the_rows_behind_a_figure_are_one_for_each_organisation_and_add_up_to_it(merged, leader):
    indicator = BY_CODE["member_rated_good_up"]
    for years, whole in (([2018], 7), ([2017, 2018, 2019], 21)):
        shares = records.shares(indicator, indicator.source, years, merged.whole, leader)
        assert {share.organization for share in shares} == set(merged.committees)
        assert sum(share.numerator for share in shares) == whole
    below = records.shares(indicator, indicator.source, [2018, 2019], merged.committees[0], leader)
    assert [(share.organization, share.numerator) for share in below] == [(merged.cells[0], 8)]


def test_levels_and_what_the_report_tells_beside_them(merged):
    rated = rated_organizations(merged.whole, merged.term())
    assert [[standing.year for standing in each.standings] for each in rated] == [[2017, 2018, 2019]] * 2
    assert len(rated_organizations(merged.second, merged.term(merged.second))) == 1
    told = annex.read(merged.first, merged.term(merged.first), date(2021, 1, 1))
    assert (told.on, told.organizations, told.members) == (date(2019, 6, 30), 1, 4)
    assert annex.read(merged.whole, merged.term(), date(2021, 1, 1)).organizations == 2


def test_who_has_a_sheet_and_no_level_yet_is_on_the_list(merged):
    year = merged.year(merged.whole, 2019)
    RatingYear.objects.filter(pk=year.pk).update(state=RatingYear.State.OPEN)
    OrganizationRating.objects.filter(sheet__rating_year=year).delete()
    [one, other] = rated_organizations(merged.whole, merged.term())
    assert [standing.level is None for standing in one.standings] == [False, False, True]
    OrganizationRating.objects.all().delete()
    found = rated_organizations(merged.whole, merged.term())
    assert {each.id for each in found} == {one.id, other.id}
    assert {(each.level, each.legacy_level, each.not_rated_reason) for one in found for each in one.standings} == {
        (None, "", "")
    }


def test_the_table_says_whose_figures_the_years_before_are(client, merged, leader):
    client.force_login(leader)
    sentence = "Số liệu trước ngày 01/07/2019 là của Đảng bộ Khối Sông và Đảng bộ Khối Núi, hợp nhất từ ngày đó."
    for address in ("/terms/2015-2020/", "/terms/2015-2020/admissions/2018/"):
        assert client.get(address).context["years_before"] == [sentence]
    assert "hợp nhất từ" not in client.get(f"/r/{merged.first.pk}/terms/2015-2020/").content.decode()


def test_papers_name_the_editions_of_both_once_where_they_are_alike(merged):
    taken = take(merged.term(), merged.whole)
    assert [each.year for each in taken.editions] == [2017, 2017, 2018, 2018, 2019]
    assert words(taken.editions).count("2018") == 1
    assert [each.year for each in take(merged.term(merged.first), merged.first).editions] == [2017, 2018]


@pytest.mark.parametrize("name", ["admissions", "member_rated_good_up", "org_rated_good"])
def test_every_page_of_the_figure_opens(client, merged, leader, name):
    client.force_login(leader)
    for prefix in ("", f"/r/{merged.first.pk}"):
        for year in ("2017", "2018", "2019", "term"):
            assert client.get(f"{prefix}/terms/2015-2020/{name}/{year}/").status_code == 200, (prefix, year)
        assert client.get(f"{prefix}/terms/2015-2020/").status_code == 200
        assert client.get(f"{prefix}/terms/2015-2020/levels/?q=Bến").context["list"].count == 1


def test_who_belonged_to_one_of_them_is_led_to_that_one(client, merged):
    client.force_login(factories.user_with(Role.CLERK, merged.cells[1]))
    assert client.get("/ratings/2018/")["Location"] == f"/r/{merged.second.pk}/ratings/2018/"
    assert client.get(f"/r/{merged.first.pk}/ratings/2018/").status_code == 404


def test_below_a_predecessor_its_organisations_can_be_opened_unless_they_are_anothers_now(client, merged, leader):
    client.force_login(leader)
    address = f"/r/{merged.first.pk}" + reverse("organizations:detail", args=[merged.committees[0].pk])
    other = f"/r/{merged.first.pk}" + reverse("organizations:detail", args=[merged.committees[1].pk])
    assert (client.get(address).status_code, client.get(other).status_code) == (200, 404)
    assert client.get(f"/r/{merged.first.pk}/").status_code == 200
    foreign = factories.OrganizationFactory(name="Đảng bộ Khối khác")
    Change.objects.create(organization=merged.committees[0], on=date(2020, 2, 2), parent=foreign)
    settle([merged.committees[0].pk])
    assert client.get(address).status_code == 404
    assert (
        client.get(f"/r/{merged.first.pk}/terms/2015-2020/").context["card"].line("admissions").years[2].numerator == 1
    )


def test_a_raised_share_of_a_predecessors_year_holds_where_the_organisation_stood_then(merged):
    year = merged.year(merged.first, 2018)
    RatingYear.objects.filter(pk=year.pk).update(rule_set="qd366", cap_base=RatingYear.CapBase.ALL_RATED)
    MemberRating.objects.filter(sheet__rating_year=year).update(title_group="staff")
    assert load.sources(merged.term(), merged.whole, date(2021, 1, 1)).allowed[2018] == (0, False)
    decided = {
        "decision_number": "1",
        "ground": "Vượt",
        "decided_on": date(2018, 12, 1),
        "recorded_by": factories.UserFactory(),
    }
    RaisedCap.objects.create(rating_year=year, organization=merged.committees[0], group="staff", percent=25, **decided)
    assert load.sources(merged.term(), merged.whole, date(2021, 1, 1)).allowed[2018] == (1, True)


@pytest.mark.parametrize("year", ["2018", "2019", "term"])
def test_figures_of_closed_years_open_after_a_merger_entered_late(client, merged, leader, year):
    """The one that went never stood below the new root, says the register since; its sheets of 2019 did."""
    gone, kept = merged.committees
    Change.objects.create(organization=gone, on=merged_roots.MERGED_ON, ends=True)
    Change.objects.filter(organization=gone, parent=merged.whole).delete()
    Change.objects.create(organization=merged.cells[0], on=merged_roots.MERGED_ON, parent=kept)
    settle([gone.pk, merged.cells[0].pk])
    client.force_login(leader)
    address = reverse("reports:figure", args=["2015-2020", "member_rated_good_up", year])
    answer = client.get(address)
    assert answer.status_code == 200
    assert sum(share.numerator for share in _shares(merged, leader, year)) == (7 if year != "term" else 21)


def _shares(merged, leader, year):
    years = [2017, 2018, 2019] if year == "term" else [int(year)]
    indicator = BY_CODE["member_rated_good_up"]
    return records.shares(indicator, indicator.source, years, merged.whole, leader)
