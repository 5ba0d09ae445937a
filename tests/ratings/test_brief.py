"""What the brief names: who is proposed excellent and who not completed, and what the organisation's level rests on."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ratings.approval import proposed
from ratings.grounds import Cause
from ratings.models import RatingYear
from ratings.sheets import entry, saving
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import own, row

NAMED = re.compile(r"<small>.*?</small>")
ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)


def brief_of(client, user, organization):
    client.force_login(user)
    return client.get(reverse("ratings:review", args=[2024, organization.pk]))


def save(sheet, by, **rows):
    saving.save_rows(sheet=sheet, rows=rows, version=sheet.version, by=by)
    return sheets.sheet_of(sheet.organization)


def rated(organization, by, levels, own_level=3):
    """A member of the organisation for each of the levels."""
    members = [factories.member_of(organization) for _level in levels]
    rows = {entry.key_of(member.pk): row(level=level) for member, level in zip(members, levels, strict=True)}
    save(sheets.sheet_of(organization), by, **rows, own=own(level=own_level))
    return members


def test_it_names_who_is_proposed_excellent_with_all_that_is_decided_by(client, world, year):
    member = world.members["own"]
    member.position = "Bí thư chi bộ"
    member.save()
    before = factories.SheetFactory(rating_year=factories.RatingYearFactory(year=2023), organization=world.own_cell)
    factories.MemberRatingFactory(sheet=before, member=member, level=2)
    key = entry.key_of(member.pk)
    values = {"civil_level": 3, "self_level": 4, "ballot_for": 27, "ballot_present": 29, "note": "Sáng kiến cấp tỉnh"}
    save(sheets.sheet_of(world.own_cell), world.users["clerk"], **{key: row(level=4, **values)})

    page = brief_of(client, world.users["committee"], world.own_cell).text

    line = next(each for each in ROW.findall(page) if f"#{key}" in each)
    assert f'href="{reverse("ratings:sheet", args=[2024, world.own_cell.pk])}#{key}"' in line
    for words in ("Trần Thị Bình Minh", "Bí thư chi bộ", "27/29", "HTTNV", "HTXSNV", "HTNV", "Sáng kiến cấp tỉnh"):
        assert words in line
    assert "Không có đảng viên nào được đề nghị “Không hoàn thành nhiệm vụ”" in page


def test_only_the_highest_and_the_lowest_level_are_named(client, world, year):
    best, _good, _middle, worst = rated(world.own_cell, world.users["clerk"], [4, 3, 2, 1])
    brief = brief_of(client, world.users["committee"], world.own_cell).context["brief"]
    assert [[each.name for each in level.rows] for level in brief.proposed] == [[best.full_name], [worst.full_name]]


def test_a_committees_brief_names_the_organisations_and_the_members_below_by_cell(client, world, year):
    best, _good = rated(world.own_cell, world.users["clerk"], [4, 3], own_level=4)
    (worst,) = rated(world.own_second_cell, sheets.clerk_of(world.own_second_cell), [1], own_level=1)
    rated(world.sibling_cell, sheets.clerk_of(world.sibling_cell), [4, 1], own_level=4)

    brief = brief_of(client, world.users["committee"], world.own).context["brief"]

    named = [[each.name for each in level.rows] for level in brief.proposed]
    assert named == [[world.own_cell.name], [world.own_second_cell.name]]
    by_cell = {cell.sheet.organization: cell for cell in brief.cells}
    assert set(by_cell) == {world.own_cell, world.own_second_cell}
    assert [each.name for each in by_cell[world.own_cell].excellent] == [best.full_name]
    assert by_cell[world.own_cell].good == 1
    assert [each.name for each in by_cell[world.own_second_cell].not_completed] == [worst.full_name]


def test_more_names_than_a_page_takes_are_a_number_that_leads_to_them(client, world, year, monkeypatch):
    monkeypatch.setattr(proposed, "MOST_NAMES", 2)
    rated(world.own_cell, world.users["clerk"], [4, 4, 4, 4])
    response = brief_of(client, world.users["committee"], world.own)
    cell = next(each for each in response.context["brief"].cells if each.sheet.organization == world.own_cell)
    assert (len(cell.excellent), cell.excellent_more) == (2, 2)
    link = f"{reverse('ratings:summary_members', args=[2024])}?organization={world.own_cell.pk}&amp;of=4"
    assert f'href="{link}"' in response.text
    assert "và 2 đồng chí khác" in response.text


def test_each_figure_that_the_level_rests_on_opens_as_many_records(client, world, year):
    rated(world.own_cell, world.users["clerk"], [4, 3, 3], own_level=4)
    rated(world.own_second_cell, sheets.clerk_of(world.own_second_cell), [2, 1], own_level=2)
    save(sheets.sheet_of(world.own), world.users["committee"], own=own(level=3))

    grounds = brief_of(client, world.users["committee"], world.own).context["brief"].grounds

    figures = [figure for line in grounds.lines for figure in line.figures]
    assert [figure.number for figure in figures] == [1, 0, 1, 0, 0, 0, 1, 2, 1, 1, 0, 2]
    for figure in figures:
        assert client.get(figure.url).context["list"].count == figure.number


def test_the_level_of_the_political_task_is_said_where_it_is_asked_for(client, world, year):
    assert brief_of(client, world.users["committee"], world.own_cell).context["brief"].grounds.task == ""
    work = {**entry.blank(entry.WORK), "political_task_level": 4}
    save(sheets.sheet_of(world.own), world.users["committee"], work=work)
    response = brief_of(client, world.users["committee"], world.own)
    assert response.context["brief"].grounds.task == "Hoàn thành xuất sắc nhiệm vụ"
    assert f"{reverse('ratings:sheet', args=[2024, world.own.pk])}#work" in response.text


@pytest.mark.parametrize("name", ["own", "own_cell"])
def test_it_costs_the_same_with_more_rows(client, world, year, name):
    costs = []
    for _round in range(2):
        for cell in (world.own_cell, world.own_second_cell):
            rated(cell, sheets.clerk_of(cell), [4, 1, 3], own_level=4)
        url = brief_of(client, world.users["committee"], getattr(world, name)).request["PATH_INFO"]
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        costs.append(len(queries))
    assert costs[0] == costs[1]


def test_points_and_grounds_stand_beside_whom_it_names(client, world, year):
    RatingYear.objects.update(rule_set="qd366")
    key, clerk = entry.key_of(world.members["own"].pk), world.users["clerk"]
    member = row(level=1, points_common=2000, points_results=2450, tasks_given=10, tasks_done=4, cause="tasks")
    member |= {"ballot_for": 2, "ballot_present": 20, "civil_level": 2, "title_group": "head"}
    scored = own(level=4, points_common=2750, points_results=6500)
    save(sheets.sheet_of(world.own_cell), clerk, **{key: member, "own": scored})

    page = brief_of(client, world.users["committee"], world.own_cell).text
    line = next(each for each in ROW.findall(page) if f"#{key}" in each)
    for words in ("20 + 24,5 = 44,5", "nhiệm vụ 4/10", str(Cause.TASKS.label)):
        assert words in line
    assert "27,5 + 65 = 92,5" in page.split('id="grounds"')[1]

    above = brief_of(client, world.users["bloc_office"], world.own).text
    named = NAMED.search(above, above.index(f"#{key}")).group()
    for words in ("nhiệm vụ 4/10", "20 + 24,5 = 44,5 điểm", "tán thành 2/20", "CBCCVC HTNV", "Người đứng đầu"):
        assert words in named
    assert "27,5 + 65 = 92,5" in next(each for each in ROW.findall(above) if world.own_cell.name in each)


def test_a_brief_of_an_earlier_year_speaks_of_no_points(client, world, year):
    rated(world.own_cell, world.users["clerk"], [4])
    assert "Điểm chung" not in brief_of(client, world.users["committee"], world.own_cell).text


def test_at_the_button_stands_how_much_keeps_the_sheet_from_being_submitted(client, world, year):
    page = brief_of(client, world.users["clerk"], world.own_cell).text
    assert "Chưa trình được: còn 1 chỗ phải sửa" in page
    assert 'href="#found"' in page
    assert 'id="found"' in page

    sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])

    assert "Chưa trình được" not in brief_of(client, world.users["clerk"], world.own_cell).text
