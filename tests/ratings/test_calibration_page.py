import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.roles import Role
from ratings.models import CalibrationSession
from tests import factories
from tests.ratings import sheets
from tests.ratings.test_calibration import change, levels, record, sheet  # noqa: F401
from tests.ratings.test_summary import rate

PAGE = reverse("ratings:calibration", args=[2024])
RECORD = reverse("ratings:calibration_record", args=[2024])


def typed(sheet, **more):  # noqa: F811
    return {
        "sheet": sheet.pk,
        f"version-{sheet.pk}": sheet.version,
        "held_on": "08/01/2025",
        "participants": "Đồng chí A, Bí thư",
        "minutes": "So sánh các chi bộ cùng loại hình.",
        f"level-{sheet.pk}-own": "2",
        f"reason-{sheet.pk}-own": "Chưa hoàn thành một chỉ tiêu",
        **more,
    }


@pytest.mark.parametrize(
    ("role", "status"),
    [
        ("bloc_office", 200),
        ("leader", 200),
        ("inspector", 200),
        ("committee", 404),
        ("clerk", 404),
        ("auditor", 404),
        ("administrator", 404),
    ],
)
def test_who_compares(client, world, year, role, status):
    client.force_login(world.users[role])
    assert client.get(PAGE).status_code == status


def test_another_bloc_stays_out(client, world, year):
    client.force_login(world.users["leader"])
    page = client.get(PAGE).content.decode()
    assert world.own.name in page
    assert world.foreign.name not in page


def test_only_who_decides_is_offered_a_session(client, world, year, sheet):  # noqa: F811
    box = re.compile(rf'name="sheet"\s+value="{sheet.pk}"')
    for role, offered in (("bloc_office", True), ("leader", False)):
        client.force_login(world.users[role])
        assert bool(box.search(client.get(PAGE).content.decode())) is offered
    assert client.get(RECORD, {"sheet": sheet.pk}).status_code == 404


@pytest.mark.parametrize("place", ["own_cell", "foreign"])
def test_a_sheet_beyond_reach_does_not_exist(client, world, year, place):
    client.force_login(world.users["bloc_office"])
    other = sheets.sheet_of(world.own_cell) if place == "own_cell" else sheets.foreign_sheet(world)
    assert client.get(RECORD, {"sheet": other.pk}).status_code == 404
    assert client.post(RECORD, typed(other)).status_code == 404


def test_without_a_marked_sheet_the_page_says_what_to_do(client, world, year):
    client.force_login(world.users["bloc_office"])
    assert "Chưa chọn tổ chức nào" in client.get(RECORD).content.decode()


def test_a_session_is_recorded_and_its_minutes_can_be_read(client, world, year, sheet):  # noqa: F811
    client.force_login(world.users["bloc_office"])
    assert sheet.organization.name in client.get(RECORD, {"sheet": sheet.pk}).content.decode()
    response = client.post(RECORD, typed(sheet))
    session = CalibrationSession.objects.get()
    assert response.url == session.get_absolute_url()
    assert levels(sheet)["own"] == 2
    page = client.get(response.url).content.decode()
    for words in ("Chưa hoàn thành một chỉ tiêu", "Đồng chí A, Bí thư", "Hoàn thành tốt nhiệm vụ", "08/01/2025"):
        assert words in page
    assert "Hội nghị ngày 08/01/2025" in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"participants": ""}, "thành phần dự hội nghị"),
        ({"minutes": " "}, "nội dung thảo luận"),
        ({"held_on": "08/01/2999"}, "08/01/2999"),
        ({"held_on": "tuần trước"}, "ngày/tháng/năm"),
        ({"held_on": "08/01/1925"}, "mở từ 15/11/2024"),
        ({"reason": ""}, "lý do thay đổi"),
        ({"level": ""}, "chọn cả mức mới"),
        ({"level": "9"}, "chọn cả mức mới"),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_what_was_typed_stays(client, world, year, sheet, wrong, sentence):  # noqa: F811
    client.force_login(world.users["bloc_office"])
    named = {f"{key}-{sheet.pk}-own" if key in ("reason", "level") else key: value for key, value in wrong.items()}
    response = client.post(RECORD, typed(sheet, **named))
    page = response.content.decode()
    assert response.status_code == 422
    assert sentence in page
    assert "So sánh các chi bộ cùng loại hình." in page or "minutes" in wrong
    assert "Chưa hoàn thành một chỉ tiêu" in page or "reason" in wrong
    assert levels(sheet)["own"] == 3
    assert not CalibrationSession.objects.exists()


def test_a_sheet_that_changed_meanwhile_is_shown_again(client, world, year, sheet):  # noqa: F811
    client.force_login(world.users["bloc_office"])
    response = client.post(RECORD, typed(sheet, **{f"version-{sheet.pk}": sheet.version - 1}))
    assert response.status_code == 409
    page = response.content.decode()
    assert f'name="version-{sheet.pk}" value="{sheet.version}"' in page
    assert "Chưa hoàn thành một chỉ tiêu" in page


def test_minutes_are_of_the_bloc_that_held_the_session(client, world, year, sheet):  # noqa: F811
    address = record(world, year, change(sheet)).get_absolute_url()
    foreign = factories.user_with(Role.LEADER, world.foreign_bloc)
    for user, status in (
        (world.users["leader"], 200),
        (world.users["lone_clerk"], 404),
        (world.users["committee"], 404),
        (foreign, 404),
    ):
        client.force_login(user)
        assert client.get(address).status_code == status


def test_minutes_of_another_year_do_not_exist(client, world, year, sheet):  # noqa: F811
    session = record(world, year, change(sheet))
    client.force_login(world.users["leader"])
    assert client.get(reverse("ratings:calibration_minutes", args=[2023, session.pk])).status_code == 404


@pytest.mark.parametrize("role", ["leader", "bloc_office"])
def test_queries_do_not_grow_with_organisations(client, world, year, sheet, role):  # noqa: F811
    client.force_login(world.users[role])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(PAGE).status_code == 200
        return len(queries)

    one = asked()
    for number in range(2):
        cell = factories.grassroots_cell(world.bloc, "front", name=f"Chi bộ Hội {number}")
        rate(factories.SheetFactory(rating_year=year, organization=cell), [(4, ""), (3, ""), (None, "exempt")])
    assert asked() == one


def test_minutes_ask_as_often_for_many_changes(client, world, year, sheet):  # noqa: F811
    client.force_login(world.users["leader"])
    few = record(world, year, change(sheet)).get_absolute_url()
    again = sheets.sheet_of(world.lone_cell)
    member = f"m{world.members['lone'].pk}"
    many = record(world, year, change(again, level=3), change(again, member, 2)).get_absolute_url()
    counts = []
    for address in (few, many):
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))
    assert counts[0] == counts[1]
