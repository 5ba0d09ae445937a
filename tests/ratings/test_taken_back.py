"""A raised share is taken back where sheets are approved by it: said before, marked afterwards; none is changed."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet, Tally
from ratings.years import raised
from tests import factories
from tests.ratings import sheets

PAGE = reverse("ratings:raised_caps", args=[2025])
BACK = reverse("ratings:take_back_raised", args=[2025])
STAFF = "Đảng bộ Sở Bình Minh, Không giữ chức vụ: 3 trường hợp xuất sắc, tỷ lệ khống chế cho phép 2: vượt 1."
CELLS = "Đảng bộ Sở Bình Minh, Chi bộ trực thuộc: 1 trường hợp xuất sắc, tỷ lệ khống chế cho phép 0: vượt 1."


@pytest.fixture
def year(world) -> RatingYear:
    return sheets.open_year(world, 2025, rule_set="qd366", opens_on=date(2024, 11, 15))


@pytest.fixture
def approved(world, year) -> list[Sheet]:
    """In one cell 3 of 15 without office are excellent: a quarter of those good, more than a fifth."""
    committee, office = world.users["committee"], world.users["bloc_office"]
    made = [
        sheets.approved(sheets.sheet_of(cell, 2025), sheets.clerk_of(cell), committee)
        for cell in (world.own_cell, world.own_second_cell)
    ]
    made.append(sheets.approved(sheets.sheet_of(world.own, 2025), committee, office))
    for number in range(15):
        member = factories.member_of(world.own_cell)
        level = 4 if number < 3 else 3
        MemberRating.objects.create(sheet=made[0], member=member, level=level, title_group="staff")
    return made


def recorded(world, year, group: str = "staff"):
    return raised.raise_cap(
        rating_year=year,
        organization=world.own,
        group=group,
        percent=25,
        decision_number="15-QĐ/ĐUK",
        decided_on=date(2025, 12, 20),
        ground="Vượt 40 % chỉ tiêu",
        by=world.users["bloc_office"],
    )


def few_cells(world, year, sheet: Sheet) -> None:
    """One of five cells is excellent."""
    for _each in range(3):
        other = factories.SheetFactory(rating_year=year, organization=factories.cell(world.own))
        OrganizationRating.objects.create(sheet=other, level=3)
    OrganizationRating.objects.filter(sheet=sheet).update(level=4)


@pytest.mark.parametrize(("group", "words"), [("staff", STAFF), ("subordinate_cell", CELLS)])
def test_before_it_is_taken_back_the_sheets_that_would_stand_over_are_named(
    client, world, year, approved, group: str, words: str
):
    few_cells(world, year, approved[0])
    recorded(world, year, group)
    client.force_login(world.users["bloc_office"])
    page = client.get(PAGE).text
    assert f"Theo tỷ lệ chung của quy định: {words}" in page
    assert "Nếu hủy, 2 phiếu đã duyệt sẽ vượt tỷ lệ" in page
    for place in (world.own, world.own_cell):
        assert f'href="/ratings/2025/{place.pk}/' in page
    assert f'href="/ratings/2025/{world.own_second_cell.pk}/' not in page


@pytest.mark.parametrize("state", [Sheet.State.DRAFT, Sheet.State.APPROVED])
def test_nothing_is_said_where_no_approved_sheet_would_stand_over(client, world, year, approved, state):
    recorded(world, year)
    if state == Sheet.State.DRAFT:
        undone = {"approved_at": None, "approved_by": None, "submitted_at": None, "submitted_by": None}
        Sheet.objects.update(state=state, decision_number="", decided_on=None, **undone)
    else:
        MemberRating.objects.filter(level=4).first().delete()
    client.force_login(world.users["bloc_office"])
    assert "Nếu hủy" not in client.get(PAGE).text
    answer = client.post(BACK, {"raised": raised.RaisedCap.objects.get().pk, "reason": "Nhầm"}, follow=True)
    assert "phiếu đã duyệt nay vượt" not in answer.text
    assert "đã bị hủy. Đảng bộ" not in client.get("/ratings/2025/?levels=every").text


def test_afterwards_board_and_brief_say_it_and_the_sheets_stay_as_approved(client, world, year, approved):
    made = recorded(world, year)
    before = list(Sheet.objects.order_by("pk").values()), list(Tally.objects.order_by("pk").values())
    client.force_login(world.users["bloc_office"])
    assert "đã bị hủy. Đảng bộ" not in client.get("/ratings/2025/?levels=every").text
    answer = client.post(BACK, {"raised": made.pk, "reason": "Nhầm"}, follow=True)
    assert f"{STAFF} 2 phiếu đã duyệt nay vượt tỷ lệ này" in answer.text
    assert before == (list(Sheet.objects.order_by("pk").values()), list(Tally.objects.order_by("pk").values()))

    listed = {each.organization: each.doubt for each in client.get("/ratings/2025/?levels=every").context["page"]}
    said = f"Quyết định nâng tỷ lệ đã bị hủy. {STAFF}"
    assert {place for place, doubt in listed.items() if said in doubt} == {world.own, world.own_cell}
    brief = client.get(f"/ratings/2025/{world.own.pk}/review/")
    assert "3 đảng viên xuất sắc, tỷ lệ khống chế cho phép 2: vượt 1." in brief.text
    assert [each.chosen.cap.over for each in brief.context["page"].caps if each.group == "staff"] == [1]

    recorded(world, year)
    assert said not in client.get("/ratings/2025/?levels=every").text, "raised again they stand within it"


def test_the_pages_cost_the_same_for_one_share_and_for_three(client, world, year, approved):
    client.force_login(world.users["bloc_office"])
    few_cells(world, year, approved[0])
    recorded(world, year, "subordinate_cell")

    def cost(address: str) -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    recorded(world, year)
    one = cost(PAGE)
    recorded(world, year, "leader")
    assert cost(PAGE) == one
    board = "/ratings/2025/?levels=every"
    counted = []
    for each in raised.RaisedCap.objects.order_by("-group"):
        raised.take_back(rating_year=year, raised=each.pk, reason="Nhầm", by=world.users["bloc_office"])
        counted.append(cost(board))
    organizations, with_members, with_more = counted
    assert with_members == with_more
    assert organizations == with_members - 3, "members are asked for by themselves"
