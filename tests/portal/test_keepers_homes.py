"""The homes of those who keep the portal: accounts, the machine, and the trail."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from accounts.roles import Role
from accounts.trail.record import record
from portal.home import waiting_for
from reports.models import Report
from tests import factories
from tests.reports.factories import term_report
from ui.waiting import Group

pytestmark = pytest.mark.django_db
ACCOUNTS = "Tài khoản"
MACHINE = "Vận hành cổng thông tin"
REFUSED = "Đăng nhập bị từ chối trong 7 ngày"
CHANGED = "Thay đổi vai trò, tài khoản trong 30 ngày"
TAKEN = "Dữ liệu được tải về trong 7 ngày"
DONE = "Thao tác nhiều nhất trong 7 ngày"


def _groups(user) -> dict[str, Group]:
    return {group.title: group for group in waiting_for(user)}


def _titles(group: Group) -> list[str]:
    return [task.title for task in group.tasks]


def test_the_administrator_sees_whom_to_give_a_role_and_whose_has_ended(client, world):
    now, today = timezone.now(), timezone.localdate()
    factories.UserFactory(full_name="Chưa Vai Trò", last_login=now)
    ended = factories.user_with(Role.CLERK, world.own_cell)
    ended.assignments.update(since=today - timedelta(days=9), until=today - timedelta(days=1))
    client.force_login(world.users["administrator"])

    tasks = {task.title: task.state for task in _groups(world.users["administrator"])[ACCOUNTS].tasks}
    page = client.get(reverse("home")).text

    assert tasks["Chưa Vai Trò"] == "Chưa có vai trò"
    assert tasks[ended.full_name] == f"Vai trò đã hết hạn ngày {today - timedelta(days=1):%d/%m/%Y}"
    assert "2 tài khoản chưa có vai trò" in page
    assert world.members["own"].full_name not in page


@pytest.mark.parametrize(("left", "words"), [(30, "còn 30 ngày là hết hạn"), (0, "hết hạn hôm nay"), (31, None)])
def test_a_role_that_ends_soon_is_told_with_its_place(world, left, words):
    person = world.users["clerk"]
    person.assignments.update(until=timezone.localdate() + timedelta(days=left))

    told = [task for task in _groups(world.users["administrator"])[ACCOUNTS].tasks if task.title == person.full_name]

    assert [task.when for task in told] == ([words] if words else [])
    assert all(world.own_cell.name in task.state for task in told)


def test_the_administrator_of_one_branch_is_told_nothing_of_another(world):
    administrator = factories.user_with(Role.ADMINISTRATOR, world.own)
    away = world.users["sibling_committee"]
    away.assignments.update(until=timezone.localdate())

    assert away.full_name not in str(_groups(administrator)[ACCOUNTS])


def test_each_number_of_accounts_leads_to_a_list_of_as_many(client, world):
    now = timezone.now()
    factories.UserFactory(last_login=now - timedelta(days=91))
    factories.UserFactory(is_active=False)
    new = factories.UserFactory()
    new.set_unusable_password()
    new.save()
    client.force_login(world.users["administrator"])

    counted = [task for task in _groups(world.users["administrator"])[ACCOUNTS].tasks if task.title[0].isdigit()]

    assert len(counted) == 3
    for task in counted:
        assert client.get(task.url).context["page"].paginator.count == int(task.title.split()[0]), task
    assert "Trong đó 1 tài khoản chưa có mật khẩu" in counted[0].state


def test_the_administrator_reads_numbers_of_jobs_that_failed_and_no_name(world):
    failed, waiting, old = (term_report(organization=world.bloc) for _ in range(3))
    now = timezone.now()
    Report.objects.filter(pk=failed.pk).update(state="failed", finished_at=now)
    Report.objects.filter(pk=waiting.pk).update(run_after=now - timedelta(minutes=16))
    Report.objects.filter(pk=old.pk).update(state="failed", finished_at=now - timedelta(days=8))
    record(by=None, verb="reminder.fail", target=failed)

    with override_settings(HELP_CONTACT=""):
        machine = _groups(world.users["administrator"])[MACHINE]

    assert _titles(machine) == [
        "Trang Trợ giúp chưa ghi người để hỏi khi cần",
        "1 báo cáo chưa được lập",
        "1 báo cáo lập không thành công trong 7 ngày",
        "1 thư nhắc không gửi được trong 7 ngày",
    ]
    assert failed.title not in str(machine)


def test_where_nothing_is_to_be_mended_the_page_says_so(world):
    with override_settings(HELP_CONTACT="Đồng chí An, 0233 000 000"):
        machine = _groups(world.users["administrator"])[MACHINE]

    assert (machine.tasks, machine.note) == ([], "Không có gì cần xử lý.")


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_refused_sign_ins_are_counted_by_name(world, who):
    for person in (world.users["clerk"], world.users["committee"], world.users["clerk"]):
        record(by=None, verb="user.sign_in_failed", target=person, address="10.0.0.9")
    old = record(by=None, verb="user.sign_in_failed", target=world.users["leader"])
    AuditEvent.objects.filter(pk=old.pk).update(at=timezone.now() - timedelta(days=9))

    group = _groups(world.users[who])[REFUSED]

    counted = [(task.title, task.state) for task in group.tasks]
    assert counted == [(str(world.users["clerk"]), "2 lần"), (str(world.users["committee"]), "1 lần")]


def test_changes_of_roles_are_told_with_who_and_for_whom(world):
    given = world.users["clerk"].assignments.get()
    record(by=world.users["administrator"], verb="assignment.end", target=given)

    for who in ("auditor", "administrator"):
        [task] = _groups(world.users[who])[CHANGED].tasks
        assert (task.title, task.state) == (f"{world.users['administrator']}: kết thúc vai trò", str(given))


def test_the_auditor_reads_what_left_the_portal_and_what_was_done_most(client, world):
    for _ in range(2):
        record(by=world.users["clerk"], verb="user.sign_out", target=world.users["clerk"])
    record(by=world.users["leader"], verb="list.download", target=world.users["leader"], rows=37)
    auditor = world.users["auditor"]
    client.force_login(auditor)

    groups = _groups(auditor)

    [taken] = groups[TAKEN].tasks
    assert (taken.title, taken.state) == (f"{world.users['leader']}: tải một danh sách", "37 dòng")
    most = groups[DONE].tasks
    assert [(task.title, task.when) for task in most] == [("Đăng xuất", "2 lần"), ("Tải một danh sách", "1 lần")]
    for task in most:
        assert client.get(task.url).context["page"].paginator.count == int(task.when.split()[0])
    assert TAKEN not in _groups(world.users["administrator"])


def test_whoever_keeps_accounts_and_audits_reads_both(world):
    both = world.users["administrator"]
    factories.AssignmentFactory(user=both, role=Role.AUDITOR, organization=world.bloc)

    assert {ACCOUNTS, MACHINE, REFUSED, CHANGED, TAKEN, DONE} <= _groups(both).keys()


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_queries_do_not_grow_with_accounts_and_deeds(client, world, who):
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("home")).status_code == 200
        return len(queries)

    def more() -> None:
        person = factories.user_with(Role.CLERK, world.own_cell)
        person.assignments.update(until=timezone.localdate() + timedelta(days=3))
        factories.UserFactory()
        for verb in ("user.add", "user.sign_in_failed", "list.download"):
            record(by=person, verb=verb, target=person)

    client.force_login(world.users[who])
    more()
    count()
    before = count()
    for _each in range(3):
        more()
    assert count() == before
