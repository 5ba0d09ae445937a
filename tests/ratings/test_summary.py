from dataclasses import replace
from datetime import timedelta
from fractions import Fraction

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inspections.models import Discipline
from organizations.models import Organization
from organizations.sectors import NONE
from ratings.counts import measures
from ratings.grounds import Cause
from ratings.levels import Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet
from ratings.summary.cells import Points
from ratings.summary.counts import MEMBERS
from ratings.summary.figures import link
from ratings.summary.form import Causes, summary_of
from ratings.summary.standings import EMPTY
from ratings.summary.subjects import GRASSROOTS
from ratings.summary.tables import tables
from tests import factories
from tests.ratings import sheets

Kind = Organization.Kind
STANDINGS = st.sampled_from(
    [*((level.value, "") for level in Level), *((None, reason.value) for reason in NotRatedReason), (None, "")]
)


def line(summary, subject, sector=""):
    lines = (*summary.organizations, *summary.sectors, *summary.members)
    return next(each for each in lines if each.subject == subject and each.sector == sector)


def rate(sheet, standings, own=(3, "")):
    """Rows as given, one new member each."""
    for level, reason in standings:
        member = factories.member_of(sheet.organization)
        factories.MemberRatingFactory(sheet=sheet, member=member, level=level, not_rated_reason=reason)
    factories.OrganizationRatingFactory(sheet=sheet, level=own[0], not_rated_reason=own[1])


def approve(sheet, by):
    now = timezone.now()
    values = {"submitted_at": now, "submitted_by": by, "approved_at": now, "approved_by": by}
    Sheet.objects.filter(pk=sheet.pk).update(state=Sheet.State.APPROVED, **values)
    measures.freeze(sheet, sheet.version)


def test_shares_are_of_the_rated(world, year):
    rate(sheets.sheet_of(world.lone_cell), [(4, ""), (3, ""), (3, ""), (1, ""), (None, "exempt")])
    members = line(summary_of(year, world.lone_cell), MEMBERS)
    assert members.counts.rated == 4
    assert members.not_rated == 1
    assert members.counts.empty == 1, "the member of the small world is not entered yet"
    assert members.total == 6
    assert members.share(Level.EXCELLENT) == 25
    assert members.excellent_of_good == 50
    assert members.excellent_of_good_or_better == Fraction(100, 3)


def test_nothing_rated_is_no_share_and_not_zero(world, year):
    members = line(summary_of(year, world.bloc), MEMBERS)
    assert members.share(Level.GOOD) is None
    assert members.excellent_of_good is None
    assert members.points(Level.GOOD) is None


def test_types_and_sectors_add_up_to_the_grassroots_total(world, year):
    summary = summary_of(year, world.bloc)
    assert [each.subject for each in summary.organizations] == [
        Kind.GRASSROOTS_COMMITTEE,
        Kind.GRASSROOTS_CELL,
        GRASSROOTS,
        Kind.SUBORDINATE_CELL,
    ]
    assert line(summary, GRASSROOTS).total == 3
    assert {each.sector: each.total for each in summary.sectors} == {"party": 1, "enterprises": 1, "front": 1}


def test_what_is_in_no_sector_has_a_row_so_that_these_make_the_total(world, year, client):
    """Its numbers lead to the records as those of a sector do."""
    factories.member_of(factories.OrganizationFactory(kind=Kind.GRASSROOTS_CELL, parent=world.bloc, name="Chi bộ Mới"))
    summary = summary_of(year, world.bloc)
    without = line(summary, GRASSROOTS, NONE)
    assert (without.name, without.total, without.is_total) == ("Chưa xếp khối ngành", 1, False)
    for subject, lines in ((GRASSROOTS, summary.sectors), (MEMBERS, summary.members)):
        of_sectors = [each.total for each in lines if each.sector]
        assert (len(of_sectors), sum(of_sectors)) == (4, line(summary, subject).total)
    client.force_login(world.users["leader"])
    for each in (without, line(summary, MEMBERS, NONE)):
        shown = client.get(link(summary, each, EMPTY))
        assert shown.context["list"].count == each.total == 1
        assert "Chưa xếp khối ngành" in shown.text
        assert "Chi bộ Mới" in shown.text


def test_below_one_organisation_there_is_nothing_to_add_up(world, year):
    summary = summary_of(year, world.own)
    assert [each.subject for each in summary.organizations] == [Kind.GRASSROOTS_COMMITTEE, Kind.SUBORDINATE_CELL]
    assert summary.sectors == ()
    assert [each.name for each in summary.members] == ["Toàn thể đảng viên"]


def test_approved_sheets_speak_through_their_tallies(world, year):
    sheet = sheets.sheet_of(world.lone_cell)
    rate(sheet, [(4, ""), (3, "")])
    approve(sheet, world.users["bloc_office"])
    MemberRating.objects.filter(sheet=sheet, level=4).update(level=2)
    assert line(summary_of(year, world.lone_cell), MEMBERS).counts.excellent == 1


def test_open_sheets_are_counted_live_and_make_it_provisional(world, year):
    summary = summary_of(year, world.bloc)
    assert summary.waiting == Sheet.objects.filter(organization__path__startswith=world.bloc.path).count()
    assert summary.is_provisional
    for sheet in Sheet.objects.below(world.lone_cell).select_related("organization"):
        rate(sheet, [(3, "")])
        MemberRating.objects.create(sheet=sheet, member=world.members["lone"], level=3)
        approve(sheet, world.users["bloc_office"])
    assert not summary_of(year, world.lone_cell).is_provisional


def test_who_is_rated_elsewhere_is_not_missing_here(world, year):
    MemberRating.objects.create(sheet=sheets.sheet_of(world.own_second_cell), member=world.members["own"], level=3)
    members = line(summary_of(year, world.own), MEMBERS)
    assert (members.total, members.counts.empty) == (2, 1)


def test_points_are_the_difference_to_last_year(world, year):
    last = sheets.open_year(world, 2023)
    rate(sheets.sheet_of(world.lone_cell, last.year), [(4, ""), (3, ""), (3, ""), (3, "")])
    rate(sheets.sheet_of(world.lone_cell), [(4, ""), (3, "")])
    members = line(summary_of(year, world.lone_cell), MEMBERS)
    assert members.last_share(Level.EXCELLENT) == 25
    assert members.points(Level.EXCELLENT) == 25
    assert Points(members.points(Level.EXCELLENT)).text == "+25,00"
    assert Points(members.points(Level.GOOD)).text == "-25,00"


def test_without_a_year_before_nothing_is_compared(world, year):
    summary = summary_of(year, world.bloc)
    assert not summary.has_last_year
    assert "members_compared" not in {table.code for table in tables(summary)}


@pytest.mark.parametrize(
    ("of_year", "rule_set", "names"),
    [
        (2016, "hd27", ["Trong sạch, vững mạnh tiêu biểu", "Yếu kém"]),
        (2018, "hd16", ["Hoàn thành xuất sắc nhiệm vụ", "Không hoàn thành nhiệm vụ"]),
        (2024, "qd124", ["Hoàn thành xuất sắc nhiệm vụ", "Không hoàn thành nhiệm vụ"]),
    ],
)
def test_levels_have_the_names_of_their_year(world, of_year, rule_set, names):
    rating_year = factories.RatingYearFactory(year=of_year, rule_set=rule_set)
    summary = summary_of(rating_year, world.bloc)
    ends = (Level.EXCELLENT, Level.NOT_COMPLETED)
    assert [summary.level_name(level, of_members=False) for level in ends] == names


def test_until_2017_both_old_names_of_good_are_told(world):
    summary = summary_of(factories.RatingYearFactory(year=2016, rule_set="hd27"), world.bloc)
    assert summary.level_name(Level.GOOD, of_members=False).count(";") == 1


def test_a_comparison_across_2018_says_that_it_is_converted(world):
    years = {of: factories.RatingYearFactory(year=of, rule_set=by) for of, by in ((2017, "hd27"), (2018, "hd16"))}
    assert summary_of(years[2018], world.bloc).is_converted
    later = factories.RatingYearFactory(year=2019, rule_set="hd21")
    assert not summary_of(later, world.bloc).is_converted


def test_each_who_did_not_complete_stands_under_one_cause(world, year):
    sheet = sheets.sheet_of(world.lone_cell)
    rate(sheet, [(1, "")] * 5 + [(2, "")], own=(1, ""))
    first, second, third, _fourth, fifth = sheet.member_ratings.filter(level=1).order_by("pk")
    announced = {"organization": world.lone_cell, "form": "reprimand", "decided_on": "2024-05-02"}
    for rating, on in ((first, "2024-05-09"), (fifth, None)):
        Discipline.objects.create(member=rating.member, decision_number="1", announced_on=on, **announced)
    Discipline.objects.create(
        member=third.member, decision_number="2", announced_on="2024-05-09", counted_in_year=2023, **announced
    )
    MemberRating.objects.filter(pk__in=(first.pk, second.pk)).update(civil_level=1)
    MemberRating.objects.filter(pk=third.pk).update(note="Dưới 50% nhiệm vụ")
    summary = summary_of(year, world.bloc)
    expected = {Cause.DISCIPLINED: 1, Cause.OFFICIAL: 1, Cause.OTHER: 1, "": 2}
    assert summary.causes.members == expected
    assert summary.causes.organizations == {"": 1}


def test_the_cause_written_in_the_row_comes_before_what_the_data_says(world, year):
    sheet = sheets.sheet_of(world.lone_cell)
    rate(sheet, [(1, "")], own=(1, ""))
    sheet.member_ratings.filter(level=1).update(cause=Cause.TASKS, civil_level=1, note="Xem biên bản")
    sheet.organization_rating.cause = Cause.DISUNITY
    sheet.organization_rating.save()
    causes = summary_of(year, world.bloc).causes
    assert causes.members == {Cause.TASKS: 1}
    assert causes.organizations == {Cause.DISUNITY: 1}


def test_discipline_announced_after_the_approval_moves_no_cause(world, year):
    sheet = sheets.sheet_of(world.lone_cell)
    rate(sheet, [(1, ""), (1, "")])
    approve(sheet, world.users["committee"])
    day = timezone.localdate()
    for rating, announced in zip(sheet.member_ratings.filter(level=1), (day, day + timedelta(days=1)), strict=True):
        Discipline.objects.create(
            member=rating.member,
            organization=world.lone_cell,
            form="reprimand",
            decision_number="1",
            decided_on="2024-05-02",
            announced_on=announced,
        )
    assert summary_of(year, world.bloc).causes.members == {Cause.DISCIPLINED: 1, "": 1}


def test_a_report_frozen_with_the_former_causes_is_printed_as_it_was(world, year):
    rate(sheets.sheet_of(world.lone_cell), [(1, "")] * 3)
    frozen = replace(summary_of(year, world.bloc), causes=Causes({"official_level": 1, "noted": 1, "unstated": 1}, {}))
    found = {row.name: row.cells[0].value for row in table_of(frozen, "causes").rows}
    assert found == {str(Cause.OFFICIAL.label): 1, str(Cause.OTHER.label): 1, "Chưa ghi nguyên nhân": 1, "Cộng": 3}


def table_of(summary, code):
    return next(table for table in tables(summary) if table.code == code)


def test_figures_of_another_branch_stay_out(world, year):
    for organization in (world.sibling_cell, world.own_cell):
        rate(sheets.sheet_of(organization), [(4, "")])
    assert line(summary_of(year, world.own), MEMBERS).counts.excellent == 1


def test_the_number_of_queries_does_not_grow(world, year):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            tables(summary_of(year, world.bloc))
        return len(queries)

    rate(sheets.sheet_of(world.lone_cell), [(4, "")])
    one = asked()
    for organization in (world.own_cell, world.own_second_cell, world.sibling_cell):
        rate(sheets.sheet_of(organization), [(4, ""), (1, ""), (None, "exempt")])
    assert asked() == one <= 24


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_total_is_rated_and_not_rated_and_not_entered(world, year, data):
    with transaction.atomic():
        people, organizations = _fill_by_chance(world, year, data)
        summary = summary_of(year, world.bloc)
        members = line(summary, MEMBERS)
        assert members.total == people
        assert members.total == members.counts.rated + members.not_rated + members.counts.empty
        assert members.counts.rated == sum(members.number(level) for level in Level)
        assert sum(each.total for each in summary.members if each.sector) == people
        assert sum(each.total for each in summary.organizations if each.subject != GRASSROOTS) == organizations
        for each in (*summary.organizations, *summary.sectors, *summary.members):
            shares = [each.share(level) for level in Level]
            assert sum(shares) == 100 if each.counts.rated else shares == [None] * 4
        transaction.set_rollback(True)


def _fill_by_chance(world, year: RatingYear, data) -> tuple[int, int]:
    """How many members and organisations there are, whatever is entered for them."""
    people = 4
    within = Sheet.objects.below(world.bloc).select_related("organization").order_by("pk")
    for sheet in within:
        standings = data.draw(st.lists(STANDINGS, max_size=4)) if sheet.organization.is_cell else []
        for level, reason in standings:
            member = factories.member_of(sheet.organization)
            MemberRating.objects.create(sheet=sheet, member=member, level=level, not_rated_reason=reason)
        people += len(standings)
        level, reason = data.draw(STANDINGS)
        OrganizationRating.objects.create(sheet=sheet, level=level, not_rated_reason=reason)
        if data.draw(st.booleans()):
            approve(sheet, world.users["bloc_office"])
    return people, within.count()
