"""Closed years of a root that became part of another are corrected by who came after it, and by nobody else."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.roles import Role
from organizations.models import Change, Lineage
from organizations.places import settle
from organizations.roots import successor_of
from ratings.models import RatingYear
from ratings.register import differences
from ratings.years.actions import open_year
from tests import factories
from tests.reports import merged_roots

pytestmark = pytest.mark.django_db
DECISION = {"decision_number": "77-QĐ/ĐU", "decided_on": "01/04/2020", "reason": "Bổ sung kết nạp"}


@pytest.fixture
def merged():
    """With an admission of 2018 that was entered late, below the first."""
    found = merged_roots.merged()
    RatingYear.objects.update(closing_decided_on=date(2020, 1, 5))
    merged_roots.admit(found.cells[0], date(2018, 4, 4))
    return found


@pytest.fixture
def office(merged):
    return factories.user_with(Role.OFFICE, merged.whole)


def test_the_successors_board_corrects_a_predecessors_year(client, merged, office):
    client.force_login(office)
    address = f"/r/{merged.first.pk}/ratings/2018/correct/"
    late = client.get("/terms/2015-2020/admissions/2018/")
    assert "/ratings/2018/correct/" in late.text
    assert address in client.get(f"/r/{merged.first.pk}/ratings/2018/editions/").text
    assert address in client.get("/ratings/2018/correct/", follow=True).text
    page = client.get(address)
    assert page.status_code == 200
    [row] = page.context["rows"]
    sent = {**DECISION, "row": row.key}
    foreseen = client.post(address, sent)
    assert client.post(address, sent | {"seen": foreseen.context["seen"], "confirm": "1"}).status_code == 302
    year = merged.year(merged.first, 2018)
    assert differences.differences(year) == []
    assert merged.card().line("admissions").year(2018).numerator == 4
    back = f"/r/{merged.first.pk}/ratings/2018/editions/2/take-back/"
    assert client.post(back, DECISION).status_code == 302
    assert merged.card().line("admissions").year(2018).numerator == 3


@pytest.mark.parametrize("role", [Role.LEADER, Role.OFFICE])
def test_who_may_not_is_told_who_may(client, merged, role):
    """The board of another root, and those who only read."""
    root = merged.whole if role == Role.LEADER else factories.OrganizationFactory(name="Đảng bộ Khối khác")
    client.force_login(factories.user_with(role, root))
    address = f"/r/{merged.first.pk}/ratings/2018/"
    assert client.get(f"{address}correct/").status_code == 404
    shown = client.get(f"{address}editions/")
    if role == Role.LEADER:
        assert "Ban Tổ chức của Đảng bộ Khối Sông và Núi" in shown.text
        assert "/correct/" not in shown.text
    else:
        assert shown.status_code == 404


def test_the_rest_of_a_predecessors_year_stays_read_only(client, merged, office):
    client.force_login(office)
    for deed in ("settings", "reopen_year", "close_year"):
        assert client.get(f"/r/{merged.first.pk}{reverse(f'ratings:{deed}', args=[2018])}").status_code == 404


def test_a_root_that_goes_on_is_corrected_by_its_own(client, merged, office):
    """Only when it has ended does its successor do that."""
    merged.first.closed_on = None
    merged.first.save()
    client.force_login(office)
    assert client.get(f"/r/{merged.first.pk}/ratings/2018/correct/").status_code == 404


def test_who_enters_something_late_below_a_predecessor_is_led_to_a_page_that_answers(client, merged, office):
    client.force_login(office)
    facts = {"full_name": "Lê Văn Mới", "sex": "male", "birth_date": "01/02/1990", "admitted_on": "10/03/2018"}
    chosen = {"kind": "admitted", "organization": merged.cells[0].pk, "decided_on": "04/03/2018"}
    shown = client.post(reverse("members:enter"), facts | chosen | {"foreseen": "on"}, follow=True)
    address = f"/r/{merged.first.pk}/ratings/2018/correct/"
    assert address in shown.text
    assert client.get(address).status_code == 200


def test_successors_are_found_through_several_mergers(merged):
    last = factories.OrganizationFactory(name="Đảng bộ Khối cuối", opened_on=date(2021, 1, 1))
    Lineage.objects.create(predecessor=merged.whole, successor=last, kind="merge", happened_on=date(2021, 1, 1))
    assert successor_of(merged.first) == last
    assert successor_of(last) == last


def test_nobody_is_counted_twice_where_a_year_was_closed_between_the_merger_and_its_opening_anew():
    """The first closes 2019 after it has ended, then the whole opens the same year, whose sheets count."""
    found = merged_roots.merged()
    whole = found.year(found.whole, 2019)
    assert found.card().line("member_rated_good_up").year(2019).denominator == 7
    left_over = factories.RatingYearFactory(root=found.first, year=2019, state=RatingYear.State.CLOSED)
    whole.sheets.filter(organization__in=[found.committees[0], found.cells[0]]).update(rating_year=left_over)
    RatingYear.objects.filter(pk=whole.pk).update(state=RatingYear.State.OPEN)
    open_year(rating_year=whole, by=None)
    figure = found.card().line("member_rated_good_up").year(2019)
    assert (figure.denominator, figure.provisional) == (3, True)
    assert whole.sheets.count() == 4


def test_an_open_sheet_counts_nowhere_in_a_closed_year_of_another_root():
    """Moved late, from a root that still rates the year to one that has closed it."""
    found = merged_roots.merged()
    other = factories.OrganizationFactory(name="Đảng bộ Khối khác")
    mine = factories.RatingYearFactory(root=other, year=2019, state=RatingYear.State.OPEN)
    cell = factories.grassroots_cell(other)
    sheet = factories.SheetFactory(rating_year=mine, organization=cell)
    factories.MemberRatingFactory(sheet=sheet, member=factories.member_of(cell), level=3)
    before = found.card().line("member_rated_good_up").year(2019)
    Change.objects.create(organization=cell, on=date(2019, 9, 1), parent=found.whole)
    settle([cell.pk])
    assert found.card().line("member_rated_good_up").year(2019) == before
    sheet.refresh_from_db()
    assert not sheet.stands
