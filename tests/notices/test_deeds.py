"""Which deed tells whom: those whom it concerns today, once, and nobody who may not read of it."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.sign_in.actions import set_first_password
from accounts.sign_in.links import password_link
from inspections import actions as cases
from inspections.outcomes import Outcome
from members import deeds as members
from notices.models import Notice
from organizations import actions as organizations
from ratings.approval import actions as approval
from ratings.approval import comments
from ratings.models import RatingYear
from ratings.notices import reminders
from ratings.years import actions as years
from ratings.years.changing import change_year, seen_of
from reports.jobs import lifecycle
from tests import factories
from tests.ratings import sheets
from tests.ratings.test_calibration import change, record
from tests.reports.factories import term_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(world):
    opened = sheets.open_year(world)
    Notice.objects.all().delete()
    return opened


def told(kind):
    found = {notice.recipient.username: notice for notice in Notice.objects.filter(kind=kind)}
    assert all(notice.words.concerns(notice.recipient) for notice in found.values()), "told, and not offered to choose"
    return found


def names(world, *who):
    return {world.users[name].username for name in who}


def test_a_submission_is_told_to_the_committee_that_decides_and_to_no_one_above(world, year):
    other = sheets.clerk_of(world.own_second_cell)
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    sheets.submitted(sheets.sheet_of(world.own_second_cell), other)
    found = told("sheet.submit")
    assert found.keys() == names(world, "committee")
    [notice] = found.values()
    assert notice.title == "2 tổ chức đã trình phiếu năm 2024"
    assert notice.leads_to == f"{year.get_absolute_url()}?state=mine"


def test_a_sheet_submitted_again_on_the_day_of_its_return_is_told_again(world, year):
    sheet = sheets.returned(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    Notice.objects.update(read_at=timezone.now())
    approval.submit(sheet=sheet, version=sheet.version, by=world.users["clerk"], no_ballot_reason="Đã sửa.")
    [notice] = told("sheet.submit").values()
    assert notice.read_at is None
    assert notice.title == "1 tổ chức đã trình phiếu năm 2024"


def test_a_return_says_who_why_and_by_when_to_those_who_enter(world, year):
    second = factories.user_with(Role.CLERK, world.own_cell)
    sheets.returned(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    found = told("sheet.return")
    assert found.keys() == {*names(world, "clerk"), second.username}
    text = found[second.username].text
    assert "Thiếu biên bản bỏ phiếu." in text
    assert world.users["committee"].full_name in text
    assert "20/12/2024" in text


def test_a_cell_without_people_of_its_own_is_told_at_the_committee(world, year):
    committee, other = world.users["committee"], factories.user_with(Role.COMMITTEE, world.own)
    sheets.returned(sheets.sheet_of(world.own_second_cell), committee, other)
    assert told("sheet.return").keys() == {committee.username}


def test_who_is_gone_since_yesterday_is_not_told(world, year):
    gone = factories.user_with(Role.CLERK, world.own_cell)
    gone.assignments.update(until=timezone.localdate() - timedelta(days=1))
    off = factories.user_with(Role.CLERK, world.own_cell)
    type(off).objects.filter(pk=off.pk).update(is_active=False)
    sheets.returned(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    assert told("sheet.return").keys() == names(world, "clerk")


def test_approval_reopening_and_comments_are_told(world, year):
    clerk, committee = world.users["clerk"], world.users["committee"]
    sheet = sheets.approved(sheets.sheet_of(world.own_cell), clerk, committee)
    assert "12-QĐ/ĐU ngày 06/01/2025" in told("sheet.approve")[clerk.username].text
    comments.comment(sheet=sheet, text="Đề nghị bổ sung.", by=committee)
    assert told("sheet.comment").keys() == {clerk.username}
    comments.comment(sheet=sheet, text="Đã bổ sung.", by=clerk)
    assert told("sheet.comment").keys() == {clerk.username, committee.username}
    approval.reopen(
        sheet=sheet,
        version=sheet.version,
        reason="Sai số liệu",
        decision_number="1",
        decided_on=date(2025, 1, 20),
        by=world.users["bloc_office"],
    )
    assert "“Sai số liệu” Quyết định số 1 ngày 20/01/2025." in told("sheet.reopen")[clerk.username].text


def test_a_session_tells_whose_sheet_it_touched(world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"])
    record(world, year, change(sheet))
    found = told("sheet.calibrate")
    assert found.keys() == names(world, "lone_clerk")
    assert found[world.users["lone_clerk"].username].title.startswith("1 mức xếp loại được điều chỉnh")


def test_the_years_round_is_told_to_all_who_enter_or_decide(world, year):
    by = world.users["bloc_office"]
    assert not told("year.close")
    sheets.close_year(year, by)
    years.reopen_year(rating_year=year, reason="Sửa số liệu", by=by, **sheets.DECISION)
    year = RatingYear.objects.get()
    seen = seen_of(year)
    year.cells_due_on += timedelta(days=3)
    change_year(rating_year=year, reason="Gia hạn", seen=seen, by=by)
    people = names(world, "clerk", "committee", "lone_clerk", "sibling_committee")
    assert told("year.close").keys() == told("year.reopen").keys() == told("year.dates").keys() == people
    assert "23/12/2024" in next(iter(told("year.dates").values())).text
    seen = seen_of(year)
    year.cap_minimum_group = 5
    change_year(rating_year=year, reason="Nhóm nhỏ", seen=seen, by=by)
    assert len(told("year.dates")) == Notice.objects.filter(kind="year.dates").count()


def test_opening_a_year_is_told_once(world):
    year = sheets.open_year(world)
    years.open_year(rating_year=year, by=world.users["bloc_office"])
    assert Notice.objects.filter(kind="year.open", recipient=world.users["clerk"]).count() == 1


def test_reminders_stand_in_the_portal_once_a_day_without_any_address(world, year):
    assert reminders.remind(date(2024, 12, 13)) > 0
    reminders.remind(date(2024, 12, 13))
    notice = told("sheet.due")[world.users["clerk"].username]
    assert notice.title == "Còn 7 ngày đến hạn trình phiếu năm 2024"
    assert Notice.objects.filter(recipient=world.users["clerk"]).count() == 1
    assert reminders.remind(date(2024, 12, 14)) == 0
    reminders.remind(date(2024, 12, 21))
    late = Notice.objects.filter(kind="sheet.due", recipient=world.users["committee"]).get()
    assert late.title == "2 phiếu năm 2024 quá hạn trình"
    assert late.url.endswith("?state=late")


@pytest.fixture
def sent(world, year):
    """Submitted; and nobody has been told of anything yet."""
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    Notice.objects.all().delete()
    return sheet


MOVE = {"on": "01/06/2024", "decision_number": "07-GT"}


@pytest.mark.parametrize(("there", "words"), [(True, "phiếu sẽ thiếu 1 dòng"), (False, "phiếu sẽ thừa 1 dòng")])
def test_a_transfer_that_touches_a_submitted_sheet_is_said_before_and_told_after(client, world, sent, there, words):
    member = world.members["own_second" if there else "own"]
    target = world.own_cell if there else world.own_second_cell
    client.force_login(world.users["committee"])
    url, form = reverse("members:transfer", args=[member.pk]), {**MOVE, "organization": target.pk}
    page = client.post(url, form)
    assert page.status_code == 200
    assert words in page.text
    assert member.memberships.get(until=None).organization != target
    assert not Notice.objects.exists()
    assert client.post(url, {**form, "foreseen": "on"}).status_code == 302
    found = told("sheet.member_moved")
    assert found.keys() == names(world, "clerk"), "the committee did it and knows"
    notice = found[world.users["clerk"].username]
    assert member.full_name in notice.text
    assert "01/06/2024" in notice.text


def test_a_transfer_that_touches_no_sheet_asks_nothing(client, world, year):
    client.force_login(world.users["committee"])
    url = reverse("members:transfer", args=[world.members["own"].pk])
    assert client.post(url, {**MOVE, "organization": world.own_second_cell.pk}).status_code == 302
    assert not told("sheet.member_moved")


def test_who_leaves_after_the_day_of_the_sheet_stays_on_it(world, sent):
    today = timezone.localdate()
    members.end(member=world.members["own"], kind="removed", on=today, by=world.users["committee"])
    assert not told("sheet.member_moved"), "the sheet is of 31/12/2024"


def test_cases_are_told_only_to_those_who_may_read_them(world):
    inspector, leader = world.users["inspector"], world.users["leader"]
    case = factories.CaseFactory(organization=world.own, member=world.members["own"])
    cases.conclude(
        case=case,
        concluded_on=date(2023, 6, 5),
        conclusion="Có khuyết điểm.",
        outcome=Outcome.REQUIRED,
        seen=cases.outcome_seen(case),
        by=inspector,
    )
    cases.add_discipline(
        case=case, form="warning", decision_number="9-QĐ/UBKT", decided_on=date(2023, 7, 1), by=inspector
    )
    assert told("case.conclude").keys() == told("case.discipline").keys() == {leader.username}
    notice = told("case.discipline")[leader.username]
    assert "9-QĐ/UBKT" in notice.text
    assert world.members["own"].full_name not in f"{notice.title}{notice.text}{notice.data}"


def test_a_report_tells_whoever_asked_for_it_that_it_is_ready_or_not(world):
    for make in (
        lambda lease: lifecycle.finish(lease, file_name="a", file_sha256="0" * 64, page_count=1),
        lifecycle.refuse,
    ):
        report = term_report()
        make(lifecycle.claim(report.pk))
    assert {notice.kind: notice.recipient for notice in Notice.objects.all()}.keys() == {
        "report.ready",
        "report.failed",
    }
    assert all(notice.title for notice in Notice.objects.all())


def test_a_role_given_and_ended_is_told_to_its_person(world):
    by, person = world.users["administrator"], world.users["clerk"]
    today = timezone.localdate()
    given = organizations.assign(
        user=person, role=Role.COMMITTEE, organization=world.own, since=today, until=None, by=by
    )
    organizations.end_assignment(assignment=given, by=by)
    found = [notice.title for notice in Notice.objects.visible_to(person)]
    assert found == [
        "Vai trò của đồng chí đã kết thúc: Cấp ủy cơ sở",
        "Đồng chí được giao vai trò: Cấp ủy cơ sở",
    ]


def test_a_password_set_through_a_link_is_told_always(world):
    user = world.users["clerk"]
    for _ in range(2):
        token = password_link(user).rstrip("/").split("/")[-1]
        assert set_first_password(user=user, token=token, password="mot-mat-khau-dai")
    assert Notice.objects.filter(kind="password.set", recipient=world.users["clerk"]).count() == 2
