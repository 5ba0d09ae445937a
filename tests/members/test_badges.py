"""Badges of years in the Party: reached by the decision of admission, given on four days a year."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import Role
from members.badges import reckoning as badges
from members.badges import reminders
from members.models import LifeEvent
from notices.models import Notice
from tests import factories

DAYS = st.dates(date(1930, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("since", "today", "expected"),
    [
        (date(1996, 5, 19), date(2026, 4, 1), (30, date(2026, 5, 19), date(2026, 5, 19))),
        (date(1996, 5, 20), date(2026, 4, 1), (30, date(2026, 5, 20), date(2026, 9, 2))),
        (date(1996, 5, 20), date(2026, 9, 2), (30, date(2026, 5, 20), date(2026, 9, 2))),
        (date(1996, 5, 20), date(2026, 9, 3), (40, date(2036, 5, 20), date(2036, 9, 2))),
        (date(1985, 11, 8), date(2025, 11, 10), (40, date(2025, 11, 8), date(2026, 2, 3))),
        (date(1946, 1, 1), date(2026, 1, 1), (80, date(2026, 1, 1), date(2026, 2, 3))),
        (date(1936, 1, 1), date(2027, 1, 1), None),
        (date(1996, 2, 29), date(2026, 1, 1), (30, date(2026, 3, 1), date(2026, 5, 19))),
    ],
)
def test_the_next_badge_and_the_day_it_is_given(since, today, expected):
    found = badges.next_badge(since, today)
    assert (tuple(found) if found else None) == expected


@given(since=DAYS, today=DAYS)
def test_a_badge_is_given_at_the_first_batch_after_its_years_are_complete(since, today):
    found = badges.next_badge(since, today)
    if found is None:
        return
    assert found.batch >= max(found.reached_on, badges.batch_from(found.reached_on))
    assert badges.batch_before(found.batch) < found.reached_on <= found.batch
    assert found.batch >= badges.batch_from(today)


@pytest.mark.django_db
def test_the_list_counts_from_the_decision_and_asks_the_batch_to_come(client):
    cell = factories.grassroots_cell(factories.OrganizationFactory())
    batch = badges.batch_from(date(2024, 8, 1))
    assert batch == date(2024, 9, 2)
    for name, decided, ceremony in (
        ("Theo quyết định", date(1994, 9, 2), date(1994, 9, 20)),
        ("Chưa tới", date(1994, 9, 3), date(1994, 9, 20)),
        ("Đợt trước", date(1994, 5, 19), date(1994, 6, 1)),
        ("Chưa rõ quyết định", None, date(1984, 6, 1)),
    ):
        member = factories.member_of(
            cell,
            full_name=name,
            birth_date=date(1960, 1, 1),
            admitted_on=ceremony,
            official_on=ceremony + timedelta(400),
        )
        if decided:
            LifeEvent.objects.create(member=member, kind="admitted", happened_on=decided, organization=cell)
    client.force_login(factories.user_with(Role.CLERK, cell))
    shown = client.get("/members/", {"status": "badge", "on": "01/08/2024"})
    told = {row.full_name: shown.context["list"].asked.columns[-1].of(row) for row in shown.context["page"]}
    assert told == {
        "Theo quyết định": "30 năm, đợt 02/09/2024",
        "Chưa rõ quyết định": "40 năm, đợt 02/09/2024",
    }


@pytest.mark.django_db
def test_cell_and_committee_are_told_before_a_batch_once_for_each_day(world):
    for cell, count in ((world.own_cell, 2), (world.sibling_cell, 1)):
        for _ in range(count):
            factories.member_of(
                cell, birth_date=date(1970, 1, 1), admitted_on=date(1996, 8, 1), official_on=date(1997, 8, 1)
            )
    batch = date(2026, 9, 2)

    assert [reminders.remind(batch - timedelta(days=days)) for days in (61, 60, 60, 59)] == [0, 4, 4, 0]

    told = {(notice.recipient.username, notice.data["count"]) for notice in Notice.objects.all()}
    users = world.users
    assert told == {
        (users["clerk"].username, 2),
        (users["committee"].username, 2),
        (users["sibling_committee"].username, 1),
        (users["bloc_office"].username, 3),
    }
    assert Notice.objects.count() == 4
