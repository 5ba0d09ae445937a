"""Until when a transfer is to be presented and done, and who is reminded of it and of a probation."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from members.models import Deed, LifeEvent
from members.offers import probation, reminders
from members.offers.limits import limits_from
from members.offers.waiting import transfers_waiting
from notices.models import Notice
from tests import factories
from tests.members.offers.deeds import offered
from ui.working_days import after_working_days, working_days

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def told(kind):
    return sorted(notice.recipient.username for notice in Notice.objects.filter(kind=kind))


@pytest.mark.parametrize(
    ("first", "count", "last"),
    [
        (date(2026, 1, 5), 0, date(2026, 1, 5)),
        (date(2026, 1, 5), 5, date(2026, 1, 12)),
        (date(2026, 1, 2), 1, date(2026, 1, 5)),
        (date(2026, 1, 3), 1, date(2026, 1, 5)),
        (date(2026, 1, 5), 60, date(2026, 3, 30)),
    ],
)
def test_working_days_are_counted_on_as_they_are_counted_back(first, count, last):
    assert after_working_days(first, count) == last
    assert working_days(first, last) == count


def test_the_limits_are_settings(settings):
    assert limits_from(date(2026, 1, 5)).presented_by == date(2026, 2, 4)
    settings.TRANSFER_PRESENTED_WITHIN_DAYS, settings.TRANSFER_DONE_WITHIN_WORKING_DAYS = 10, 5
    limits = limits_from(date(2026, 1, 5))
    assert (limits.presented_by, limits.done_by) == (date(2026, 1, 15), date(2026, 1, 12))


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 2, 3), "còn 1 ngày để nộp giấy giới thiệu"),
        (date(2026, 2, 5), "còn 37 ngày làm việc để hoàn thành"),
        (date(2026, 3, 31), "quá hạn từ 30/03/2026"),
    ],
)
def test_what_is_left_is_said_in_words(today, words):
    assert words in limits_from(date(2026, 1, 5)).left(today)


def test_both_ends_are_reminded_once_a_day_near_a_limit(world):
    offered(world, on=TODAY() - timedelta(days=23))
    ends = sorted(world.users[who].username for who in ("committee", "sibling_committee"))
    assert reminders.remind(TODAY()) == reminders.remind(TODAY()) == 1
    assert told("member.offers_due") == ends
    assert reminders.remind(TODAY() + timedelta(days=1)) == 0


def test_of_what_is_settled_nobody_is_reminded(world):
    deed = offered(world, on=TODAY() - timedelta(days=23))
    Deed.objects.filter(pk=deed.pk).update(state="refused", reason="Không nhận", settled_at=timezone.now())
    assert reminders.remind(TODAY()) == 0


@pytest.mark.parametrize(("left", "is_told"), [(90, True), (60, True), (30, True), (15, True), (7, True), (14, False)])
def test_a_probation_is_told_to_the_cell_and_its_committee(world, left, is_told):
    admitted = TODAY() + timedelta(days=left) - timedelta(days=365)
    member = factories.member_of(world.own_cell, admitted_on=admitted, official_on=None, birth_date=date(1990, 1, 1))
    complete = admitted.replace(year=admitted.year + 1)
    today = complete - timedelta(days=left)
    told_of = (probation.remind(today), probation.remind(today))
    assert told_of == ((1, 1) if is_told else (0, 0))
    who = sorted(world.users[each].username for each in ("clerk", "committee")) if is_told else []
    assert told("member.probation") == who
    assert not is_told or Notice.objects.filter(url=member.get_absolute_url()).exists()


def test_a_longer_probation_is_counted_to_its_own_end(world):
    until = TODAY() + timedelta(days=30)
    admitted = TODAY() - timedelta(days=400)
    member = factories.member_of(world.own_cell, admitted_on=admitted, official_on=None, birth_date=date(1990, 1, 1))
    LifeEvent.objects.create(
        member=member, kind="extended", happened_on=TODAY(), until=until, organization=world.own_cell
    )
    assert probation.remind(TODAY()) == 1
    assert probation.remind(admitted.replace(year=admitted.year + 1) - timedelta(days=7)) == 0


def test_on_the_29th_of_february_it_is_complete_on_the_first_of_march(world):
    factories.member_of(world.own_cell, admitted_on=date(2024, 2, 29), official_on=None, birth_date=date(1990, 1, 1))
    assert probation.remind(date(2025, 1, 30)) == 1


def test_home_names_what_waits_for_an_answer_and_what_is_late(client, world):
    offered(world, on=TODAY() - timedelta(days=40))
    for who, action in (("sibling_committee", "Xem và trả lời"), ("committee", "Xem và giải quyết")):
        [group] = transfers_waiting(world.users[who])
        [task] = group.tasks
        assert (task.action, task.late) == (action, True)
        client.force_login(world.users[who])
        assert world.members["own"].full_name in client.get(reverse("home")).text
    assert not list(transfers_waiting(world.users["clerk"]))


def test_the_list_asks_the_same_with_one_row_and_with_three(client, world):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(reverse("members:deeds")).status_code == 200
        return len(asked)

    client.force_login(world.users["sibling_committee"])
    offered(world)
    client.get(reverse("members:deeds"))
    one = queries()
    for _each in range(2):
        offered(world, member=factories.member_of(world.own_second_cell))
    assert queries() == one
