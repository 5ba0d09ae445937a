"""The results of a term: shares, verdicts by year and term, what is provisional, what is missing."""

from datetime import date
from fractions import Fraction

import pytest

from ratings.levels import Level
from ratings.models import RatingYear
from reports.indicators.verdicts import Verdict
from reports.models import Plan, Target
from reports.scorecard.build import scorecard
from reports.scorecard.reasons import Reason
from tests import factories
from tests.reports import worlds
from tests.reports.cards import card

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> worlds.Bloc:
    return worlds.bloc()


def year(world, code, year, **kwargs):
    return card(world, **kwargs).line(code).year(year)


@pytest.mark.parametrize(
    ("code", "levels", "value", "verdict"),
    [
        # 12 of 15 is 80 % exactly, and the resolution says "above"
        ("member_rated_good_up_at_80", {Level.EXCELLENT: 2, Level.GOOD: 10, Level.COMPLETED: 3}, 80, Verdict.NOT_MET),
        # 17 of 20 is 85 % exactly, and the resolution says "from"
        ("member_rated_good_up_at_85", {Level.EXCELLENT: 3, Level.GOOD: 14, Level.COMPLETED: 3}, 85, Verdict.MET),
    ],
)
def test_share_of_members_at_the_bound(world, code, levels, value, verdict):
    if code.endswith("80"):
        target = Target.objects.get(term__code="2020-2025", indicator="member_rated_good_up")
        Target.objects.filter(pk=target.pk).update(comparison="gt", low=80)
    worlds.sheet(world, world.agency_cell, 2020, members=levels)

    figure = year(world, "member_rated_good_up", 2020)

    assert (figure.value, figure.verdict) == (Fraction(value), verdict)
    assert figure.denominator == sum(levels.values())


@pytest.mark.parametrize(
    ("good", "completed", "verdict"),
    [(4, 1, Verdict.NOT_MET), (5, 1, Verdict.MET)],
)
def test_exactly_80_percent_of_organisations_is_not_above_80(world, good, completed, verdict):
    for number in range(good + completed):
        organization = factories.grassroots_cell(world.bloc)
        worlds.sheet(world, organization, 2020, level=Level.GOOD if number < good else Level.COMPLETED)

    figure = year(world, "org_rated_good_up", 2020)

    assert (figure.numerator, figure.denominator, figure.verdict) == (good, good + completed, verdict)


def test_ratings_of_cells_below_are_not_those_of_grassroots_organisations(world):
    worlds.sheet(world, world.agency, 2020, level=Level.GOOD)
    worlds.sheet(world, world.agency_cell, 2020, level=Level.NOT_COMPLETED)

    failed = year(world, "org_rated_failed", 2020)

    assert (failed.numerator, failed.denominator, failed.value, failed.verdict) == (0, 1, 0, Verdict.MET)


def test_one_failed_year_fails_the_term_though_the_whole_terms_share_holds(world):
    for when in range(2020, 2025):
        attended = 99 if when == 2022 else 1000
        summoned = 100 if when == 2022 else 1000
        worlds.sheet(
            world,
            world.agency,
            when,
            work={"staff_considered": summoned, "staff_titled": attended - 6 * (when == 2022)},
        )

    line = card(world, as_of=date(2025, 6, 1)).line("advanced_labour")

    assert line.year(2022).value == 93
    assert line.term.verdict is Verdict.NOT_MET
    assert line.term.lenient is Verdict.MET
    assert (line.term.years_met, line.term.years_elapsed, line.term.failed_years) == (4, 5, (2022,))
    assert line.term.value == Fraction(100 * 4093, 4100)
    assert not line.term.provisional


def test_sheets_not_approved_are_counted_live_and_marked(world):
    worlds.sheet(world, world.agency, 2024, work={"officials_summoned": 100, "officials_attended": 100})
    worlds.sheet(
        world, world.enterprise, 2024, approved=False, work={"officials_summoned": 50, "officials_attended": 40}
    )
    worlds.sheet(world, world.agency_cell, 2024, approved=False)

    found = card(world)
    figure = found.line("study_officials").year(2024)

    assert (figure.numerator, figure.denominator) == (140, 150)
    assert figure.provisional
    assert figure.verdict is Verdict.NOT_MET
    [pending] = found.pending
    assert (pending.year, pending.sheets, pending.grassroots) == (2024, 2, 1)
    # what may still be put right decides nothing
    assert found.line("study_officials").term.verdict is Verdict.PENDING


def test_tallies_of_approval_are_what_counts_not_the_rows_of_today(world):
    sheet = worlds.sheet(world, world.agency_cell, 2020, members={Level.GOOD: 3})
    sheet.member_ratings.update(level=Level.NOT_COMPLETED)

    assert year(world, "member_rated_good_up", 2020).numerator == 3


def test_no_data_says_why_and_is_never_zero(world):
    worlds.sheet(world, world.enterprise, 2020, work={"revenue": 5, "revenue_previous": 0})
    worlds.sheet(world, world.agency, 2020, work={"officials_summoned": 10})
    worlds.admit(world.agency_cell, 2022)

    found = card(world, as_of=date(2023, 5, 1))

    def reason(code, when):
        figure = found.line(code).year(when)
        assert (figure.value, figure.verdict) == (None, Verdict.NO_DATA)
        return figure.reason

    assert reason("enterprise_growth", 2020) is Reason.ZERO_DENOMINATOR
    assert reason("study_officials", 2020) is Reason.NOT_ENTERED
    assert reason("political_tasks", 2021) is Reason.NOT_ENTERED
    assert reason("political_tasks", 2024) is Reason.FUTURE
    assert reason("admissions", 2021) is Reason.NOT_REGISTERED
    assert found.line("political_tasks").term.verdict is Verdict.NO_DATA


def test_once_a_register_has_begun_none_means_none(world):
    worlds.admit(world.agency_cell, 2020)

    figure = year(world, "admissions", 2021)

    assert (figure.value, figure.reason) == (0, None)


def test_admissions_of_the_term_are_exceeded_as_soon_as_the_sum_passes_the_target(world):
    Target.objects.filter(term__code="2020-2025", indicator="admissions").update(low=5)
    for when, count in ((2019, 9), (2020, 2), (2021, 2), (2022, 2)):
        worlds.admit(world.agency_cell, when, count)

    line = card(world, as_of=date(2022, 12, 1)).line("admissions")

    assert [figure.numerator for figure in line.years] == [2, 2, 2, None, None]
    assert [figure.verdict for figure in line.years] == [
        Verdict.PENDING,
        Verdict.PENDING,
        Verdict.EXCEEDED,
        Verdict.NO_DATA,
        Verdict.NO_DATA,
    ]
    assert (line.term.value, line.term.verdict) == (6, Verdict.EXCEEDED)


def test_too_few_admissions_fail_the_term_only_when_it_is_over(world):
    Target.objects.filter(term__code="2020-2025", indicator="admissions").update(low=11)
    for when in range(2020, 2025):
        worlds.admit(world.agency_cell, when, 2)
    worlds.rating_year(2024, RatingYear.State.OPEN)

    open_line = card(world).line("admissions")
    assert (open_line.term.verdict, open_line.years[-1].verdict) == (Verdict.PENDING, Verdict.PENDING)
    assert open_line.years[-1].provisional
    assert not open_line.term.on_course

    RatingYear.objects.update(state=RatingYear.State.CLOSED)
    line = card(world).line("admissions")
    assert (line.term.verdict, line.years[-1].verdict) == (Verdict.NOT_MET, Verdict.NOT_MET)


@pytest.mark.parametrize(
    ("admitted", "on_course"),
    [
        ({2020: 2, 2021: 1}, True),
        ({2020: 1, 2021: 1}, False),
        ({2020: 1, 2021: 3}, True),
        ({2020: 2, 2021: 0}, True),
    ],
    ids=[
        "the year that is over kept pace",
        "neither",
        "the one that runs makes it good",
        "the one that runs has just begun",
    ],
)
def test_a_sum_is_on_course_by_what_is_over_or_by_what_there_is_so_far(world, admitted, on_course):
    Target.objects.filter(term__code="2020-2025", indicator="admissions").update(low=10)
    for when, number in admitted.items():
        if number:
            worlds.admit(world.agency_cell, when, number)
    worlds.rating_year(2021, RatingYear.State.OPEN)
    line = scorecard(worlds.term(), world.bloc, date(2021, 12, 31)).line("admissions")
    assert (line.year(2020).provisional, line.year(2021).provisional) == (False, True)
    assert line.term.on_course is on_course


def test_admissions_by_plan_are_judged_each_year_and_over_the_sum_of_plans(world):
    for when, plan, count in ((2015, 2, 3), (2016, 2, 2), (2017, 2, 1), (2018, 1, 2), (2019, 1, 1)):
        Plan.objects.create(root=world.bloc, year=when, indicator="admissions", value=plan)
        worlds.admit(world.agency_cell, when, count)

    line = card(world, "2015-2020").line("admissions")

    assert [figure.verdict for figure in line.years] == [
        Verdict.EXCEEDED,
        Verdict.MET,
        Verdict.NOT_MET,
        Verdict.EXCEEDED,
        Verdict.MET,
    ]
    assert (line.term.value, line.term.plan, line.term.verdict) == (9, 8, Verdict.EXCEEDED)
    assert line.term.failed_years == (2017,)
