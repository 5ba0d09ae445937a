"""The sheet on paper."""

import re

import pytest
from django.urls import reverse

from ratings.models import RatingYear
from ratings.sheets import entry, saving
from tests.ratings.sheets import clerk_of, fill, own, row

pytestmark = pytest.mark.django_db


def test_levels_stand_in_short_below_a_key_that_explains_them(world, client, sheet):
    by = clerk_of(world.own_cell)
    fill(sheet, by)
    client.force_login(by)

    page = client.get(reverse("ratings:paper", args=[2024, world.own_cell.pk])).text

    key, table = page.split('class="paper-key"')[1].split("<table", 1)
    assert "<b>HTTNV</b> Hoàn thành tốt nhiệm vụ" in key
    assert "<td>HTTNV</td>" in table.split("</table>")[0]
    assert "Hoàn thành tốt nhiệm vụ" not in table.split("</table>")[0]


def paper_of(client, world, **asked) -> str:
    return client.get(reverse("ratings:paper", args=[2024, world.own_cell.pk]), asked).text


def cells(page: str, code: str) -> list[str]:
    line = next(each for each in page.split("<tr>") if f"<td>{code}</td>" in each)
    return [" ".join(re.sub("<[^>]*>", " ", each).split()) for each in re.findall("<t[dh].*?</t[dh]>", line, re.DOTALL)]


@pytest.fixture
def scored(world, client, sheet):
    RatingYear.objects.update(rule_set="qd366")
    sheet.rating_year.refresh_from_db()
    by, key = clerk_of(world.own_cell), entry.key_of(world.members["own"].pk)
    rows = {key: row(level=4, points_common=2850, points_results=6500), entry.OWN: own(tasks_given=3, tasks_late=None)}
    saving.save_rows(sheet=sheet, rows=rows, version=1, by=by)
    client.force_login(by)


def test_points_have_their_columns_from_2025_on(world, client, scored):
    page, code = paper_of(client, world), world.members["own"].code
    assert "Điểm chung /30" in page
    assert "Điểm kết quả /70" in page
    assert cells(page, code)[6:9] == ["28,5", "65", "HTXSNV"]


def test_on_the_empty_paper_there_is_room_for_points(world, client, scored):
    page, code = paper_of(client, world, empty="yes"), world.members["own"].code
    heads = [" ".join(each.split()) for each in re.findall(r'<th scope="col">(.*?)</th>', page, re.DOTALL)]
    assert heads[6:8] == ["Điểm chung /30", "Điểm kết quả /70"]
    assert cells(page, code)[6:8] == ["", ""]
    assert len(cells(page, code)) == heads.index("Ghi chú") + 1


def test_earlier_years_have_none(world, client, sheet):
    client.force_login(clerk_of(world.own_cell))
    for asked in ({}, {"empty": "yes"}):
        assert "Điểm chung" not in paper_of(client, world, **asked)


def test_a_zero_is_an_answer(world, client, scored):
    sheet = RatingYear.objects.get().sheets.get(organization=world.own_cell)
    given = own(points_common=0, points_results=6500, tasks_given=3, tasks_done=3, tasks_late=0)
    saving.save_rows(sheet=sheet, rows={entry.OWN: given}, version=sheet.version, by=clerk_of(world.own_cell))
    answers = paper_of(client, world).split('class="answer">')[1:]
    assert [each.split("<")[0] for each in answers].count("0") == 2
