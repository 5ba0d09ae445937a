from datetime import date, timedelta
from functools import reduce
from operator import or_

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from inspections.limits import limit_of, past_limit, spent
from inspections.models import Body, Case
from portal.leading import leading
from reports.scorecard.board import waiting
from tests import factories
from ui.working_days import working_days

pytestmark = pytest.mark.django_db


def _supervision(world, days: int, **changes) -> Case:
    opened = timezone.localdate() - timedelta(days=days)
    return factories.CaseFactory(organization=world.own, kind=Case.Kind.SUPERVISION, opened_on=opened, **changes)


def test_the_heading_is_the_answer(client, world):
    factories.RatingYearFactory()
    client.force_login(world.users["leader"])

    page = client.get(reverse("home"))

    assert "Nhiệm kỳ 2020 – 2025: chưa có số liệu" in page.context["leading"].heading
    assert "3/3 tổ chức chưa xong xếp loại" in page.context["leading"].heading
    assert page.context["leading"].heading in page.text


def test_the_years_progress_is_the_boards(world):
    year = factories.RatingYearFactory()
    at = timezone.now()
    facts = {"rating_year": year, "organization": world.own, "state": "approved"}
    by = world.users["committee"]
    factories.SheetFactory(**facts, submitted_at=at, submitted_by=by, approved_at=at, approved_by=by)

    for organization in (world.sibling, world.lone_cell):
        factories.SheetFactory(rating_year=year, organization=organization)

    home = leading(world.users["leader"])

    assert (home.ratings.total, home.ratings.approved, home.ratings.open) == (3, 1, 2)
    [pending] = [one for one in home.card.pending if one.year == year.year]
    assert pending.grassroots == home.ratings.open


def test_each_figure_leads_to_a_list_of_as_many(client, world):
    year = factories.RatingYearFactory()
    for organization in (world.own, world.own_cell, world.sibling, world.lone_cell):
        factories.SheetFactory(rating_year=year, organization=organization)
    year.cells_due_on = year.grassroots_due_on = timezone.localdate() - timedelta(days=9)
    year.opens_on, year.closes_on = year.cells_due_on - timedelta(9), timezone.localdate() + timedelta(9)
    year.save()
    client.force_login(world.users["leader"])
    home = leading(world.users["leader"])
    [pending] = [one for one in waiting(home.card) if one.year == year.year]

    def rows(url: str) -> int:
        return client.get(url).context["page"].paginator.count

    assert home.ratings.open == rows(home.ratings.open_url) == rows(pending.url) == 3
    assert home.ratings.late == rows(home.ratings.late_url) == 3


def test_who_is_late_is_named_with_days(client, world):
    due = timezone.localdate() - timedelta(days=26)
    year = factories.RatingYearFactory()
    year.opens_on, year.cells_due_on, year.grassroots_due_on = due - timedelta(days=99), due, due
    year.closes_on = timezone.localdate() + timedelta(days=99)
    year.save()
    client.force_login(world.users["leader"])

    page = client.get(reverse("home")).text

    assert world.sibling.name in page
    assert "quá 26 ngày" in page


def test_without_a_year_or_a_case_the_page_is_not_empty(client, world):
    client.force_login(world.users["leader"])

    page = client.get(reverse("home"))

    assert page.status_code == 200
    assert "chưa có số liệu" in page.context["leading"].heading


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2024, 3, 1), date(2024, 3, 1), 0),
        (date(2024, 3, 1), date(2024, 3, 4), 1),
        (date(2024, 3, 2), date(2024, 3, 3), 0),
        (date(2024, 3, 4), date(2024, 3, 8), 4),
        (date(2024, 3, 4), date(2024, 4, 8), 25),
        (date(2024, 3, 8), date(2024, 3, 4), 0),
    ],
)
def test_working_days_leave_saturday_and_sunday_out(first, last, days):
    assert working_days(first, last) == days


@pytest.mark.parametrize(
    ("kind", "body", "limit"),
    [
        ("supervision", Body.SUPERIOR_COMMISSION, 25),
        ("supervision", Body.CELL, 20),
        ("supervision", Body.PROVINCIAL, 30),
        ("inspection", Body.SUPERIOR_COMMISSION, None),
    ],
)
def test_only_supervision_has_a_limit_that_was_read(kind, body, limit):
    assert limit_of(Case(kind=kind, body=body)) == limit


def test_cases_past_their_limit_are_named_and_others_are_not(world):
    over = _supervision(world, 70)
    _supervision(world, 14)
    factories.CaseFactory(organization=world.own, opened_on=date(2020, 1, 1))
    _supervision(world, 700, concluded_on=timezone.localdate(), violation_found=False)

    cases = leading(world.users["leader"]).cases

    assert [one.case for one in cases.shown] == [over]
    assert cases.over == 1
    assert cases.shown[0].over == spent(over, timezone.localdate()).days - 25 == 25
    assert cases.count == 3


def test_the_three_that_are_past_their_limits_by_most_come_first(world):
    for days in (*range(20, 50, 3), 60, 61, 62):
        _supervision(world, days)
        _supervision(world, days - 1, body=Body.CELL)
        _supervision(world, days + 5, body=Body.PROVINCIAL)
    today = timezone.localdate()
    over = sorted((spent(case, today).over for case in Case.objects.all()), reverse=True)

    cases = leading(world.users["leader"]).cases

    assert [one.over for one in cases.shown] == over[:3]
    assert cases.over == sum(map(bool, over)) < cases.count == len(over)


def test_the_database_holds_a_case_past_its_limit_from_the_same_day_on(world):
    for days in range(50):
        for body in (Body.SUPERIOR_COMMISSION, Body.CELL, Body.PROVINCIAL):
            _supervision(world, days, body=body)
    for today in (date(2026, 11, 26) + timedelta(days=step) for step in range(7)):
        found = Case.objects.filter(reduce(or_, past_limit(today)))
        assert set(found) == {case for case in Case.objects.all() if spent(case, today).over}


def test_cases_out_of_scope_are_not_counted(world):
    factories.CaseFactory(organization=world.foreign, kind="supervision", opened_on=date(2020, 1, 1))

    assert leading(world.users["leader"]).cases.count == 0


def test_queries_of_the_leaders_home_do_not_grow(client, world):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("home")).status_code == 200
        return len(queries)

    factories.RatingYearFactory()
    _supervision(world, 70)
    client.force_login(world.users["leader"])
    count()
    before = count()
    for _each in range(3):
        _supervision(world, 90)
        factories.committee(world.bloc)
    assert count() == before
