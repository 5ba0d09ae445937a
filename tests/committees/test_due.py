"""Terms that end: the list of them, and who is told when."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from committees.due import days, reminders
from notices.models import Notice
from tests.committees.formed import formed

pytestmark = pytest.mark.django_db
DUE = date(2025, 6, 1)


@pytest.fixture
def committee(world):
    return formed(world.own_cell, ("secretary", world.members["own"]), by=world.users["committee"], due_on=DUE)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2025, 6, 2), "quá hạn 1 ngày"),
        (DUE, "hết hạn hôm nay"),
        (date(2025, 5, 31), "còn 1 ngày"),
        (date(2025, 5, 1), "còn 31 ngày"),
        (date(2025, 4, 30), "còn 1 tháng"),
        (date(2024, 6, 1), "còn 12 tháng"),
        (date(2024, 6, 2), "còn 11 tháng"),
    ],
)
def test_how_long_a_term_lasts_still(committee, today, words):
    assert days.left(committee, today) == words


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2024, 5, 31), ["", "-"]),
        (date(2024, 6, 1), ["", "soon"]),
        (DUE, ["", "soon"]),
        (date(2025, 6, 2), ["", "over"]),
    ],
)
def test_a_committee_is_listed_by_what_is_left_of_its_term(client, world, committee, today, shown, monkeypatch):
    client.force_login(world.users["bloc_office"])
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: today)
    found = {
        which: [row.pk for row in client.get(reverse("committees:list"), {"which": which}).context["page"]]
        for which in ("", "soon", "over")
    }
    assert found == {which: [committee.pk] if which in shown else [] for which in found}


def test_a_committee_that_another_followed_is_listed_no_more(client, world, committee):
    own = world.members["own"]
    after = formed(world.own_cell, ("secretary", own), by=world.users["committee"], since=date(2022, 6, 1))
    client.force_login(world.users["bloc_office"])

    page = client.get(reverse("committees:list"))

    assert [row.pk for row in page.context["page"]] == [after.pk]
    assert own.full_name in page.text


def test_it_lists_what_the_person_sees_and_is_found_by_the_name(client, world, committee):
    formed(world.sibling_cell, ("secretary", world.members["sibling"]), by=world.users["sibling_committee"])

    def listed(who, **query):
        client.force_login(world.users[who])
        return [row.organization for row in client.get(reverse("committees:list"), query).context["page"]]

    assert listed("clerk") == [world.own_cell]
    assert set(listed("bloc_office")) == {world.own_cell, world.sibling_cell}
    assert listed("bloc_office", q=world.own_cell.code) == [world.own_cell]
    assert listed("bloc_office", kind="root") == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_however_long(client, world, count, django_assert_num_queries):
    places = [(world.own_cell, "own"), (world.sibling_cell, "sibling"), (world.own, "own")][:count]
    for place, member in places:
        formed(place, ("secretary", world.members[member]), by=world.users["bloc_office"])
    client.force_login(world.users["bloc_office"])
    client.get(reverse("committees:list"))
    with django_assert_num_queries(8):
        page = client.get(reverse("committees:list"))
    assert len(page.context["page"]) == count


def test_who_acts_there_and_who_enters_it_are_told_once_a_day(world, committee):
    told = {each: reminders.remind(DUE - timedelta(days=each)) for each in (181, 180, 90, 30, 1, 0, -1, -2, -90)}

    assert told == {181: 0, 180: 1, 90: 1, 30: 1, 1: 0, 0: 0, -1: 1, -2: 0, -90: 1}
    people = {world.users["clerk"].pk, world.users["committee"].pk}
    assert set(Notice.objects.values_list("recipient", flat=True)) == people
    assert reminders.remind(DUE - timedelta(days=30)) == 1
    assert Notice.objects.count() == 5 * len(people)


def test_nobody_is_told_of_a_committee_that_another_followed(world, committee):
    formed(world.own_cell, by=world.users["committee"], since=date(2022, 6, 1), due_on=date(2027, 6, 1))
    assert reminders.remind(DUE - timedelta(days=30)) == 0


@pytest.mark.parametrize(
    ("left", "title"), [(30, "nhiệm kỳ của cấp ủy hết ngày 01/06/2025"), (-1, "nhiệm kỳ của cấp ủy đã hết từ ngày")]
)
def test_the_notice_names_organization_and_day(client, world, committee, left, title):
    reminders.remind(DUE - timedelta(days=left))
    client.force_login(world.users["committee"])

    page = client.get(reverse("notices:list"))

    assert f"{world.own_cell.name}: {title}" in page.text
