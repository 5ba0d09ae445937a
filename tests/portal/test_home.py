from datetime import UTC, date, datetime, timedelta

import pytest
from django.db.models import signals
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.trail.record import record
from inspections.models import Case
from portal.home import waiting_for
from ratings.models import Sheet
from ratings.progress.overview import overview
from tests import factories
from ui.waiting import SHOWN, Group

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return factories.RatingYearFactory()


def _groups(user) -> dict[str, Group]:
    return {group.title: group for group in waiting_for(user)}


def _sheet(year, organization, state="draft", by=None, **changes) -> Sheet:
    at = datetime(2025, 1, 5, tzinfo=UTC)
    if state in ("submitted", "approved"):
        changes = {"submitted_at": at, "submitted_by": by, **changes}
    if state == "approved":
        changes = {"approved_at": at, "approved_by": by, **changes}
    return factories.SheetFactory(rating_year=year, organization=organization, state=state, **changes)


MINE = "Phiếu xếp loại năm 2024 của tôi"
DECIDE = "Chờ tôi duyệt"
UNDER_WAY = "Các cuộc kiểm tra, giám sát đang tiến hành"
DUE = "Đã kết luận, chưa thi hành kỷ luật"


def test_clerk_sees_how_far_the_sheet_is_and_since_when_it_is_late(world, year):
    sheet = _sheet(year, world.own_cell)
    factories.member_of(world.own_cell)
    factories.MemberRatingFactory(sheet=sheet, member=world.members["own"], level=3)

    group = _groups(world.users["clerk"])[MINE]
    [task], [alert] = group.tasks, group.alerts

    assert task.url == reverse("ratings:sheet", args=[2024, world.own_cell.pk])
    assert task.progress == "1/2 đảng viên"
    assert alert.title == "Phiếu chưa trình: quá hạn từ 20/12/2024"
    assert alert.url == "", "the task right below leads there"
    assert task.when == "", "the same day twice within a hand's breadth"
    assert task.late
    assert task.action == "Nhập tiếp"


@pytest.mark.parametrize(
    ("days", "words", "late"),
    [
        (8, None, False),
        (7, "còn 7 ngày, hạn {due}", False),
        (0, "hôm nay là hạn cuối, hạn {due}", False),
        (-1, "quá hạn từ {due}", True),
        (-90, "quá hạn từ {due}", True),
    ],
)
def test_a_due_date_near_or_gone_is_said_first_to_clerk_and_committee(client, world, year, days, words, late):
    due = timezone.localdate() + timedelta(days=days)
    year.opens_on, year.cells_due_on = due - timedelta(days=200), due
    year.grassroots_due_on = year.closes_on = due + timedelta(days=100)
    year.save()
    _sheet(year, world.own_second_cell, "submitted", by=world.users["clerk"])
    said = words and words.format(due=f"{due:%d/%m/%Y}")
    board = year.get_absolute_url()

    own = _groups(world.users["clerk"])[MINE].alerts
    below = _groups(world.users["committee"])[DECIDE].alerts

    assert [(alert.title, alert.late) for alert in own] == ([(f"Phiếu chưa trình: {said}", late)] if said else [])
    assert [(alert.title, alert.url, alert.late) for alert in below] == (
        [(f"1/2 tổ chức do đồng chí duyệt chưa trình phiếu: {said}", f"{board}?state=late" if late else board, late)]
        if said
        else []
    )
    client.force_login(world.users["clerk"])
    page = client.get(reverse("home")).text
    assert (said in page) if said else ("notice-title" not in page)


@pytest.mark.parametrize(
    ("state", "deed", "late"),
    [(None, "Bắt đầu nhập", True), ("draft", "Bắt đầu nhập", True), ("submitted", "", False), ("approved", "", False)],
)
def test_only_what_is_with_the_clerk_asks_for_a_deed(world, year, state, deed, late):
    if state:
        _sheet(year, world.own_cell, state, by=world.users["clerk"])

    [task] = _groups(world.users["clerk"])[MINE].tasks

    assert (task.action, task.late) == (deed, late)


def test_returned_sheet_says_why(client, world, year):
    _sheet(year, world.own_cell, "returned", return_reason="Thiếu biểu quyết của hai đồng chí.")
    client.force_login(world.users["clerk"])

    response = client.get(reverse("home"))

    assert response.text.count("Thiếu biểu quyết của hai đồng chí.") == 1
    assert "Chỉnh sửa" in response.text
    assert response.text.count("20/12/2024") == 1


def test_a_returned_sheet_is_news_before_any_day_and_is_never_called_not_submitted(world, year):
    due = timezone.localdate() + timedelta(days=90)
    year.cells_due_on = year.grassroots_due_on = year.closes_on = due
    year.save()
    _sheet(year, world.own_cell, "returned", return_reason="Thiếu biểu quyết.")

    [alert] = _groups(world.users["clerk"])[MINE].alerts

    assert alert.title == f"Phiếu năm 2024 của {world.own_cell.name} được trả lại để sửa"
    assert alert.reason == "Thiếu biểu quyết."
    assert "chưa trình" not in alert.words
    assert f"{due:%d/%m/%Y}" in alert.words
    assert alert.tone == "warning"


def test_committee_decides_the_oldest_first_and_reads_for_whom_its_own_sheet_waits(world, year):
    committee = world.users["committee"]
    early, late = (timezone.now() - timedelta(days=days) for days in (3, 1))
    _sheet(year, world.own_cell, "submitted", by=world.users["clerk"], submitted_at=late)
    _sheet(year, world.own_second_cell, "submitted", by=world.users["clerk"], submitted_at=early)
    _sheet(year, world.sibling_cell, "submitted", by=world.users["sibling_committee"])

    groups = _groups(committee)

    assert [task.title for task in groups[DECIDE].tasks] == [world.own_second_cell.name, world.own_cell.name]
    assert "3 ngày" in groups[DECIDE].tasks[0].when
    [own] = groups[MINE].tasks
    assert own.title == world.own.name
    assert world.own_cell.name in own.state
    assert world.own_second_cell.name in own.state


def test_committee_is_told_when_its_own_sheet_is_ready(world, year):
    for cell in (world.own_cell, world.own_second_cell):
        _sheet(year, cell, "approved", by=world.users["committee"])

    [own] = _groups(world.users["committee"])[MINE].tasks

    assert "có thể hoàn thiện và trình" in own.state
    assert own.primary


def test_bloc_office_decides_grassroots_sheets_and_counts_what_is_missing(world, year):
    _sheet(year, world.own, "submitted", by=world.users["committee"])
    _sheet(year, world.own_cell, "submitted", by=world.users["clerk"])
    _sheet(year, world.lone_cell, "approved", by=world.users["lone_clerk"])

    group = _groups(world.users["bloc_office"])[DECIDE]

    assert [task.title for task in group.tasks] == [world.own.name]
    assert group.note == "1 phiếu chờ quyết định, 1 phiếu chưa trình, đã duyệt 1/3."
    late = f"{year.get_absolute_url()}?state=late"
    assert [one.url for one in (*group.alerts, *group.links)].count(late) == 1, "one way there, not two"


def test_inspector_sees_open_cases_oldest_first(world):
    for number, opened in (("B", date(2024, 2, 1)), ("A", date(2023, 2, 1))):
        factories.CaseFactory(number=number, organization=world.own, opened_on=opened)
    factories.CaseFactory(organization=world.own, concluded_on=date(2024, 1, 1), violation_found=False)
    factories.CaseFactory(number="Z", organization=world.foreign)

    tasks = _groups(world.users["inspector"])["Các cuộc kiểm tra, giám sát đang tiến hành"].tasks

    assert [task.title[0] for task in tasks] == ["A", "B"]


@pytest.mark.parametrize(
    ("who", "title", "url"),
    [
        ("auditor", "Thao tác nhiều nhất trong 7 ngày", "accounts:audit"),
        ("administrator", "Tài khoản", "organizations:users"),
        ("administrator", "Đăng nhập bị từ chối trong 7 ngày", "accounts:audit"),
    ],
)
def test_those_who_keep_the_portal_find_their_pages(world, who, title, url):
    record(by=None, verb="user.sign_in_failed", target=world.users["clerk"])
    links = [link.partition("?")[0] for _label, link in _groups(world.users[who])[title].links]

    assert reverse(url) in links


def test_the_inspector_reads_days_used_and_the_limit(world):
    opened = timezone.localdate() - timedelta(days=70)
    factories.CaseFactory(organization=world.own, kind="supervision", opened_on=opened)

    [task] = _groups(world.users["inspector"])["Các cuộc kiểm tra, giám sát đang tiến hành"].tasks

    assert "đã 50 ngày làm việc, hạn 25 ngày, quá 25 ngày" in task.when
    assert task.late


def test_of_many_cases_only_those_shown_are_read(world):
    at = timezone.localdate()
    for _ in range(2 * SHOWN):
        factories.CaseFactory(organization=world.own)
        factories.CaseFactory(organization=world.own, concluded_on=at, violation_found=True, discipline_required=True)
    read = []

    def note(instance, **_more):
        read.append(instance)

    signals.post_init.connect(note, sender=Case)
    try:
        groups = _groups(world.users["inspector"])
    finally:
        signals.post_init.disconnect(note, sender=Case)

    assert len(read) == 2 * SHOWN == sum(len(groups[title].tasks) for title in (UNDER_WAY, DUE))


def test_without_a_role_the_page_says_whom_to_ask(client):
    client.force_login(factories.UserFactory())

    assert "Chưa có vai trò" in client.get(reverse("home")).text


def test_leader_reads_at_once_how_many_targets_are_met(world, year):
    _sheet(year, world.own_cell)

    group = _groups(world.users["leader"])["Chỉ tiêu nhiệm kỳ"]

    assert group.note == "Nhiệm kỳ 2020 – 2025: chưa có số liệu"
    assert group.links == [("Xem chỉ tiêu", reverse("reports:dashboard", args=["2020-2025"]))]


@pytest.mark.parametrize(("role", "title"), [("clerk", MINE), ("committee", f"{DECIDE}, năm 2024")])
def test_of_an_older_year_that_is_still_open_what_is_not_approved_is_asked(world, year, role, title):
    own = _sheet(year, world.own_cell, "submitted" if role == "committee" else "draft", by=world.users["clerk"])
    newer = factories.RatingYearFactory(year=2025)
    _sheet(newer, world.own_cell)

    groups = _groups(world.users[role])

    [task] = groups[title].tasks
    assert task.url.startswith(f"/ratings/2024/{world.own_cell.pk}/")
    assert MINE.replace("2024", "2025") in groups if role == "clerk" else DECIDE in groups

    Sheet.objects.filter(pk=own.pk).update(
        state="approved",
        submitted_by=world.users["clerk"],
        submitted_at=timezone.now(),
        approved_by=world.users["committee"],
        approved_at=timezone.now(),
    )
    assert title not in _groups(world.users[role])


def test_a_leader_looks_at_the_round_in_which_something_is_handed_in(world, year):
    newer = factories.RatingYearFactory(year=2025)
    for rating_year in (year, newer):
        _sheet(rating_year, world.own)
    leader = world.users["leader"]
    assert overview(leader).year == 2024
    Sheet.objects.filter(rating_year=newer).update(
        state="submitted", submitted_by=world.users["committee"], submitted_at=timezone.now()
    )
    assert overview(leader).year == 2025


def test_without_an_open_year_nothing_is_asked(world):
    assert _groups(world.users["clerk"])["Xếp loại hằng năm"].note == "Hiện chưa mở năm xếp loại nào."


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(Role.COMMITTEE, 21), (Role.OFFICE, 47), (Role.INSPECTOR, 32)])
def test_queries_do_not_grow_with_what_waits(client, year, count, role, queries, django_assert_num_queries):
    bloc = year.root
    factories.terms(bloc)
    for _ in range(count):
        committee = factories.committee(bloc)
        user = factories.user_with(role, committee if role == Role.COMMITTEE else bloc)
        for _ in range(count):
            cell = factories.cell(committee)
            _sheet(year, cell, "submitted", by=user)
            factories.CaseFactory(organization=cell)
        _sheet(year, committee, "submitted", by=user)
    client.force_login(user)
    client.get(reverse("home"))

    with django_assert_num_queries(queries):
        client.get(reverse("home"))
