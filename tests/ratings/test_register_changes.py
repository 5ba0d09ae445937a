"""A change of the register that touches a submitted sheet is said before it is done, and told to the sheet's people."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.trail.record import history
from inspections.models import Discipline
from members import deeds as members
from members.deeds import fingerprint
from members.models import LifeEvent, Member
from notices.models import Notice
from organizations.sectors import ensure_sectors
from ratings.approval import actions as approval
from tests import factories
from tests import world as small_world
from tests.at_once import at_once
from tests.ratings import sheets
from ui.refusals import Refused

pytestmark = pytest.mark.django_db

FACTS = {"full_name": "Nguyễn Thị An", "sex": "female", "birth_date": "03/02/1995", "position": ""}
ENTRY = {"kind": "admitted", "decided_on": "15/01/2024", "admitted_on": "03/02/2024"}


@pytest.fixture
def sent(world):
    sheets.open_year(world)
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    Notice.objects.all().delete()
    return sheet


def _enter(world):
    return "committee", reverse("members:enter"), {**FACTS, **ENTRY, "organization": world.own_cell.pk}


def _transfer_in(world):
    member = world.members["own_second"]
    form = {"organization": world.own_cell.pk, "on": "01/06/2024"}
    return "committee", reverse("members:transfer", args=[member.pk]), form


def _transfer_out(world):
    form = {"organization": world.own_second_cell.pk, "on": "01/06/2024"}
    return "committee", reverse("members:transfer", args=[world.members["own"].pk]), form


def _end(kind):
    def deed(world):
        form = {"kind": kind, "on": "01/06/2024", "note": "Ghi chú đã gõ"}
        return "committee", reverse("members:end", args=[world.members["own"].pk]), form

    return deed


def _depart(world):
    form = {"elsewhere": "Ghi chú đã gõ", "beyond": "elsewhere", "on": "01/06/2024"}
    return "committee", reverse("members:do", args=[world.members["own"].pk, "depart"]), form


def _correct(**facts):
    def deed(world):
        address = reverse("members:correct", args=[world.members["own"].pk])
        known = {"full_name": "Trần Thị Bình Minh", "sex": "female", "birth_date": "17/05/1980"}
        days = {"admitted_on": "03/03/2005", "official_on": "03/03/2006"}
        seen = fingerprint(world.members["own"])
        return "committee", address, {**known, "position": "", **days, **facts, "seen": seen}

    return deed


def _discipline(of):
    def deed(world):
        member = world.members["own"] if of == "member" else None
        case = factories.CaseFactory(
            organization=world.own_cell,
            member=member,
            opened_on=date(2024, 1, 5),
            concluded_on=date(2024, 2, 5),
            conclusion="Có vi phạm.",
            violation_found=True,
            discipline_required=True,
        )
        form = {"form": "warning", "decision_number": "9-QĐ", "decided_on": "01/03/2024", "announced_on": "05/03/2024"}
        return "inspector", reverse("inspections:add_discipline", args=[case.pk]), form

    return deed


LACKS, TOO_MANY = "phiếu sẽ thiếu 1 dòng", "phiếu sẽ thừa 1 dòng"
DEEDS = [
    pytest.param(_enter, LACKS, "thêm Nguyễn Thị An", id="entering"),
    pytest.param(_transfer_in, LACKS, "thêm Lê Văn Kỹ Thuật", id="coming"),
    pytest.param(_transfer_out, TOO_MANY, "bớt Trần Thị Bình Minh", id="going"),
    *(
        pytest.param(
            _depart if kind == LifeEvent.Kind.TRANSFERRED_OUT else _end(kind.value),
            TOO_MANY,
            "bớt Trần Thị Bình Minh",
            id=kind.value,
        )
        for kind in LifeEvent.Kind.endings()
    ),
    pytest.param(
        _correct(admitted_on="03/08/2024", official_on=""),
        "kết quả kiểm tra đối với đồng chí Trần Thị Bình Minh sẽ thay đổi",
        "cần xem lại: Trần Thị Bình Minh",
        id="admitted less than six months before",
    ),
    pytest.param(
        _correct(official_on=""), "sẽ thay đổi theo thông tin này", "cần xem lại: Trần", id="on probation after all"
    ),
    pytest.param(
        _correct(position="Bí thư chi bộ"), "sẽ thay đổi theo thông tin này", "cần xem lại: Trần", id="leads after all"
    ),
    pytest.param(_discipline("member"), "kỷ luật này (Trần Thị Bình Minh)", "cần xem lại: Trần", id="disciplined"),
    pytest.param(
        _discipline("organization"),
        "kỷ luật này (Chi bộ Kế toán Bình Minh)",
        "cần xem lại: Chi bộ Kế toán",
        id="cell disciplined",
    ),
]


def _done(client, world, deed):
    """Asked first, then sent again as the page has it and with the tick."""
    who, address, form = deed(world)
    client.force_login(world.users[who])
    asked = client.post(address, form)
    if "foreseen" in asked.context["form"].errors:
        form = {**form, "foreseen": "on"}
    assert client.post(address, form).status_code == 302


def _rows():
    return Member.objects.count(), LifeEvent.objects.count(), Discipline.objects.count(), Notice.objects.count()


@pytest.mark.parametrize(("deed", "said", "stands"), DEEDS)
def test_said_before_and_refused_without_the_tick_with_what_was_typed(client, world, sent, deed, said, stands):
    who, address, form = deed(world)
    client.force_login(world.users[who])
    before = _rows()
    page = client.post(address, form)
    assert page.status_code == 200
    assert said in page.text
    assert "Chi bộ Kế toán Bình Minh" in page.text
    assert list(page.context["form"].errors) == ["foreseen"]
    assert 'name="foreseen"' in page.text
    shown = {name: str(page.context["form"][name].value()) for name in form if name != "organization"}
    assert shown == {name: value for name, value in form.items() if name != "organization"}
    assert _rows() == before


@pytest.mark.parametrize(("deed", "said", "stands"), DEEDS)
def test_told_after_and_said_on_sheet_brief_and_board(client, world, sent, deed, said, stands):
    _done(client, world, deed)
    told = {notice.recipient: notice for notice in Notice.objects.filter(kind="sheet.member_moved")}
    doer = deed(world)[0]
    assert set(told) == {world.users["clerk"], world.users["committee"]} - {world.users[doer]}
    notice = told[world.users["clerk"]]
    assert world.users[doer].full_name in notice.text
    assert notice.leads_to == sent.get_absolute_url()
    for who in ("clerk", "committee"):
        client.force_login(world.users[who])
        for page in ("ratings:sheet", "ratings:review"):
            assert stands in client.get(reverse(page, args=[2024, world.own_cell.pk])).text, (who, page)
    assert stands in client.get(reverse("ratings:year", args=[2024])).text


@pytest.mark.parametrize(("deed", "said", "stands"), DEEDS)
def test_the_history_of_the_sheet_says_who_did_what(client, world, sent, deed, said, stands):
    _done(client, world, deed)
    line = history(sent).first()
    assert line.verb == "sheet.register"
    client.force_login(world.users["clerk"])
    page = client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).text
    assert "thay đổi danh sách, thông tin sau khi phiếu đã trình" in page
    assert line.actor.full_name in page


@pytest.mark.parametrize("deed", [_enter, _transfer_in, _transfer_out, _end("died")])
def test_what_lacks_a_row_or_has_one_too_many_is_not_approved(client, world, sent, deed):
    _done(client, world, deed)
    sheet = sheets.sheet_of(world.own_cell)
    with pytest.raises(Refused) as refused:
        approval.approve(sheet=sheet, version=sheet.version, by=world.users["committee"], **sheets.DECISION)
    words = " ".join(refused.value.sentences)
    expected = "Chưa có mức xếp loại hoặc lý do" if deed in (_enter, _transfer_in) else "không còn trong danh sách"
    assert expected in words
    assert "trả lại phiếu" in words
    assert sheets.sheet_of(world.own_cell).state == "submitted"


@pytest.mark.parametrize("deed", [_correct(full_name="Trần Thị Bình Mình"), _correct(official_on="04/03/2006")])
def test_what_no_check_of_a_sheet_looks_at_is_asked_nothing(client, world, sent, deed):
    who, address, form = deed(world)
    client.force_login(world.users[who])
    assert client.post(address, form).status_code == 302
    assert not Notice.objects.exists()
    assert history(sent).first().verb == "sheet.submit"


@pytest.mark.parametrize("state", ["draft", "returned"])
def test_a_sheet_that_can_be_changed_asks_nothing(client, world, state):
    sheets.open_year(world)
    sheets.in_state(state, sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    who, address, form = _transfer_in(world)
    client.force_login(world.users[who])
    assert client.post(address, form).status_code == 302


def test_a_discipline_that_is_not_announced_says_nothing_to_anybody(client, world, sent):
    who, address, form = _discipline("member")(world)
    client.force_login(world.users[who])
    assert client.post(address, {**form, "announced_on": ""}).status_code == 302
    assert not Notice.objects.filter(kind="sheet.member_moved").exists()


def test_a_discipline_touches_the_year_in_which_it_counts(client, world, sent):
    who, address, form = _discipline("member")(world)
    client.force_login(world.users[who])
    assert client.post(address, {**form, "counted_in_year": "2025"}).status_code == 302


def test_a_leader_disciplined_touches_the_committee_too(client, world, sent):
    Member.objects.filter(pk=world.members["own"].pk).update(position="Phó Bí thư Đảng ủy")
    other = sheets.clerk_of(world.own_second_cell)
    second = sheets.submitted(sheets.sheet_of(world.own_second_cell), other)
    for sheet in (sheets.sheet_of(world.own_cell), second):
        approval.approve(sheet=sheet, version=sheet.version, by=world.users["committee"], **sheets.DECISION)
    sheets.submitted(sheets.sheet_of(world.own), world.users["committee"])
    who, address, form = _discipline("member")(world)
    client.force_login(world.users[who])
    page = client.post(address, form).text
    assert "Phiếu năm 2024 của Đảng bộ Sở Bình Minh" in page
    assert "Phiếu năm 2024 của Chi bộ Kế toán Bình Minh" in page
    assert "Phiếu năm 2024 của Chi bộ Kỹ thuật Bình Minh" not in page


@pytest.mark.parametrize(("rule_set", "touched"), [("qd124", False), ("qd366", True)])
def test_a_violation_at_a_former_organization_touches_its_sheet_from_2025_on(client, world, sent, rule_set, touched):
    type(sent.rating_year).objects.update(rule_set=rule_set)
    sheets.submitted(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"])
    Member.objects.filter(pk=world.members["own"].pk).update(position="Bí thư chi bộ")
    who, address, form = _discipline("member")(world)
    client.force_login(world.users[who])
    page = client.post(address, {**form, "violated_at": world.lone_cell.pk}).text
    assert ("Phiếu năm 2024 của Chi bộ Hội Trăng Non" in page) is touched
    assert "Phiếu năm 2024 của Chi bộ Kế toán Bình Minh" in page, "the member's own row"


def test_who_comes_and_goes_again_is_neither_added_nor_taken_off(client, world, sent):
    _done(client, world, _transfer_in)
    back = {"organization": world.own_second_cell.pk, "on": "01/07/2024", "foreseen": "on"}
    assert client.post(_transfer_in(world)[1], back).status_code == 302
    client.force_login(world.users["clerk"])
    assert "Danh sách đã thay đổi" not in client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).text


def test_submitted_again_the_sheet_is_as_its_people_sent_it(client, world, sent):
    _done(client, world, _transfer_in)
    sheet = sheets.sheet_of(world.own_cell)
    approval.return_(sheet=sheet, version=sheet.version, by=world.users["committee"], reason="Bổ sung.")
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["clerk"])
    assert "Danh sách đã thay đổi" not in client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).text


@pytest.mark.django_db(transaction=True)
def test_whoever_submits_while_a_member_comes_waits_or_is_told(transactional_db):
    ensure_sectors()
    world = small_world.build()
    sheets.open_year(world)
    sheet = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    member, by = world.members["own_second"], world.users["committee"]

    def submit():
        sent = {"version": sheet.version, "by": world.users["clerk"], **sheets.EXPLANATIONS}
        approval.submit(sheet=sheet, **sent)

    def transfer():
        members.transfer(member=member, organization=world.own_cell, on=date(2024, 6, 1), by=by)

    refused, _none = at_once(submit, transfer, refused_by=(Refused,))
    told = Notice.objects.filter(kind="sheet.member_moved", recipient=world.users["clerk"])
    assert told.exists() is (refused is None)


def _queries(client, address, form):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.post(address, form).status_code == 200
    return len(queries)


@pytest.mark.parametrize("deed", [_transfer_in, _correct(position="Bí thư chi bộ"), _discipline("member")])
def test_three_submitted_years_ask_no_more_than_one(client, world, sent, deed):
    who, address, form = deed(world)
    client.force_login(world.users[who])
    client.post(address, form)
    once = _queries(client, address, form)
    for year in (2022, 2023):
        rating_year = factories.RatingYearFactory(year=year)
        factories.SheetFactory(
            rating_year=rating_year,
            organization=world.own_cell,
            state="submitted",
            submitted_at=sent.submitted_at,
            submitted_by=sent.submitted_by,
        )
    assert _queries(client, address, form) == once
