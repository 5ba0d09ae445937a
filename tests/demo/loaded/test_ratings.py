"""The ratings of the demo data: frozen as they count, within the conditions and the cap."""

from collections import Counter
from datetime import date
from fractions import Fraction

import pytest
from django.db.models import Q

from inspections.models import Discipline
from members.models import LifeEvent, Member, Membership
from organizations.models import Organization
from ratings import findings
from ratings.counts import measures
from ratings.levels import LEGACY_LEVELS, Level, NotRatedReason
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, Tally, WorkResult
from tests.demo.loaded.rows import (
    YEARS,
    OrganizationKind,
    grassroots_ratings,
    growth,
    member_ratings,
    of_rated,
    of_work,
    percent,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_database")]


def test_closed_years_are_approved_and_the_open_one_is_under_way():
    states = {}
    for year, state in Sheet.objects.values_list("rating_year__year", "state"):
        states.setdefault(year, Counter())[state] += 1
    assert all(set(states[year]) == {"approved"} for year in range(2015, 2024))
    assert set(states[2024]) == {"draft", "submitted", "returned", "approved"}
    cells = Sheet.objects.for_year(2024).filter(organization__kind=OrganizationKind.SUBORDINATE_CELL)
    assert 35 <= percent(cells.approved().count(), cells.count()) <= 50
    assert list(RatingYear.objects.exclude(state="closed").values_list("year", "state")) == [(2024, "open")]


def test_each_organization_of_the_day_has_a_sheet():
    for year in YEARS:
        there = Organization.objects.open_on(date(year, 12, 31)).exclude(kind=OrganizationKind.ROOT)
        sheets = Sheet.objects.for_year(year).values_list("organization", flat=True)
        assert sorted(sheets) == sorted(there.values_list("pk", flat=True))


def test_a_sheet_is_submitted_only_when_those_below_are_approved():
    above = Sheet.objects.filter(state__in=["submitted", "approved"], organization__kind__in=["grassroots_committee"])
    waiting = Sheet.objects.pending().values("rating_year", "organization__parent")
    pending = {(row["rating_year"], row["organization__parent"]) for row in waiting}
    assert not [each for each in above.values_list("rating_year", "organization") if each in pending]


def test_approved_sheets_are_frozen_as_they_count():
    counted = measures.count(Sheet.objects.approved())
    frozen: dict[int, dict[str, int]] = {}
    for sheet, measure, value in Tally.objects.values_list("sheet", "measure", "value"):
        frozen.setdefault(sheet, {})[measure] = value
    assert frozen == {sheet: dict(counts) for sheet, counts in counted.items()}


def test_exactly_the_roster_is_on_an_approved_sheet():
    for year in YEARS:
        sheets = Sheet.objects.for_year(year).approved()
        rated = MemberRating.objects.filter(sheet__in=sheets).values_list("sheet__organization", "member")
        belonging = Membership.objects.on(date(year, 12, 31)).filter(organization__in=sheets.values("organization"))
        assert sorted(rated) == sorted(belonging.values_list("organization", "member"))
        assert not MemberRating.objects.filter(sheet__in=sheets, level=None, not_rated_reason="").exists()


def test_who_is_not_rated_has_the_event_to_it():
    for year in YEARS:
        last = date(year, 12, 31)
        reasons = member_ratings(year).exclude(not_rated_reason="").values_list("not_rated_reason", "member")
        by_reason: dict[str, set[int]] = {}
        for reason, member in reasons:
            by_reason.setdefault(reason, set()).add(member)
        events = LifeEvent.objects.filter(Q(until=None) | Q(until__gt=last), happened_on__lte=last)
        for reason, kind in ((NotRatedReason.EXEMPT, "exempted"), (NotRatedReason.SUSPENDED, "suspended")):
            assert by_reason.get(reason, set()) <= set(events.filter(kind=kind).values_list("member", flat=True))
        new = Member.objects.filter(pk__in=by_reason.get(NotRatedReason.NEW_MEMBER, set()))
        assert not new.filter(admitted_on__lt=date(year, 7, 1)).exists()


def test_the_disciplined_did_not_complete_their_tasks():
    disciplined = Discipline.objects.exclude(member=None).exclude(form=Discipline.Form.EXPULSION)
    assert disciplined.count() >= 6
    for member, year in disciplined.values_list("member", "counted_in_year"):
        ratings = member_ratings(year).filter(member=member)
        assert set(ratings.values_list("level", flat=True)) <= {Level.NOT_COMPLETED}


def test_levels_keep_their_conditions_and_the_cap():
    members, cells = {}, {}
    for sheet, level in MemberRating.objects.filter(level__isnull=False).values_list("sheet", "level"):
        members.setdefault(sheet, []).append(level)
    ratings = OrganizationRating.objects.filter(level__isnull=False, sheet__state="approved")
    own = {
        (year, organization): (level, parent, kind, members.get(sheet))
        for sheet, year, organization, parent, kind, level in ratings.values_list(
            "sheet", "sheet__rating_year__year", "sheet__organization", "sheet__organization__parent",
            "sheet__organization__kind", "level",
        )
    }  # fmt: skip
    for (year, _organization), (level, parent, _kind, _levels) in own.items():
        cells.setdefault((year, parent), []).append(level)
    for (year, organization), (level, _parent, kind, levels) in own.items():
        below = levels if kind in OrganizationKind.cells() else cells[year, organization]
        good = sum(each >= Level.GOOD for each in below)
        if level == Level.EXCELLENT:
            assert 100 * good >= 80 * len(below)
        if level >= Level.GOOD:
            assert 100 * good >= 50 * len(below)
            assert Level.NOT_COMPLETED not in below
    for (year, _parent), levels in cells.items():
        if year < 2024:
            assert levels.count(Level.EXCELLENT) * 5 <= sum(each >= Level.GOOD for each in levels)


def test_excellent_members_stay_below_the_cap_of_their_organization():
    ratings = MemberRating.objects.filter(sheet__state="approved", sheet__rating_year__year__lt=2024)
    excellent, good = Counter(), Counter()
    for year, path, level in ratings.values_list("sheet__rating_year__year", "sheet__organization__path", "level"):
        excellent[year, path[:8]] += level == Level.EXCELLENT
        good[year, path[:8]] += (level or 0) >= Level.GOOD
    assert all(5 * excellent[group] <= good[group] for group in good)


def test_old_names_stand_beside_the_levels_until_2017():
    for year in YEARS:
        pairs = set(
            OrganizationRating.objects.filter(sheet__rating_year__year=year, level__isnull=False).values_list(
                "legacy_level", "level"
            )
        )
        if year > 2017:
            assert {legacy for legacy, _level in pairs} == {""}
        else:
            assert all(LEGACY_LEVELS[legacy] == level for legacy, level in pairs)


def test_the_years_after_2020_hold_what_a_leader_should_see():
    assert [grassroots_ratings(year).filter(level=Level.NOT_COMPLETED).count() for year in range(2020, 2024)] == [
        0,
        1,
        0,
        0,
    ]
    assert [growth(year) >= 5 for year in range(2020, 2024)] == [True, False, True, True]
    study = [of_work(year, "officials_attended", "officials_summoned") for year in range(2020, 2024)]
    assert [each == 100 for each in study] == [True, True, False, True]
    assert round(study[2], 1) == Fraction("99.6")
    excellent = [of_rated(member_ratings(year), Level.EXCELLENT) for year in range(2020, 2024)]
    assert [15 <= each <= 20 for each in excellent] == [False, True, True, True]
    for year in range(2020, 2024):
        assert of_rated(member_ratings(year), Level.GOOD, Level.EXCELLENT) >= 85
        assert of_work(year, "staff_titled", "staff_considered") > 95
        assert of_work(year, "officials_registered", "officials_expected") == 100
        assert of_work(year, "directives_reached", "directives_expected") == 100
        assert of_work(year, "workers_attended", "workers_summoned") > 80
        assert of_work(year, "workers_registered", "workers_expected") > 80


def test_an_enterprise_starts_from_last_years_revenue():
    revenues = WorkResult.objects.filter(revenue__isnull=False)
    rows = revenues.values_list("sheet__organization", "sheet__rating_year__year", "revenue", "revenue_previous")
    by_year = {(organization, year): revenue for organization, year, revenue, _before in rows}
    assert {organization for organization, _year in by_year} == set(
        Organization.objects.filter(sector__code="enterprises").values_list("pk", flat=True)
    )
    for organization, year, _revenue, before in rows:
        assert by_year.get((organization, year - 1), before) == before


def test_the_check_of_sheets_finds_nothing_that_cannot_be_true():
    sheets = Sheet.objects.select_related("organization", "rating_year").exclude(state="draft").order_by("pk")
    found = [(str(sheet), finding.sentence) for sheet in sheets[::60] for finding in findings.check(sheet)
             if finding.severity == findings.Severity.BLOCKING]  # fmt: skip
    assert not found
