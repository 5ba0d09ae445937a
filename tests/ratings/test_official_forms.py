"""Forms 7A, 7B and 6F: their sums, the records behind each number, what is left for the hand."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from organizations.models import Place
from ratings.grounds import Cause
from ratings.models import OrganizationRating
from ratings.summary.cells import Blank
from ratings.summary.official_tables import official_forms
from ratings.summary.units import COLUMNS
from tests import factories
from tests.ratings import sheets
from tests.ratings.test_summary import approve, rate
from tests.ratings.test_summary_page import Cells

PAGE = reverse("ratings:summary_official", args=[2024])
WORKBOOK = reverse("ratings:summary_official_workbook", args=[2024])
# {form: (row, rows that add up to it)}
SUMS = {
    "7a": [(0, (1, 6)), (1, (2, 3, 4, 5)), (8, (9, 14)), (9, (10, 11, 12, 13))],
    "7b": [(0, (1, 2, 3)), (3, (5, 6, 7, 9)), (9, (10, 11, 12, 13, 14, 15))],
    "6f": [(0, (1, 2))],
}
PARTS = [each.part for each in COLUMNS]


@pytest.fixture
def filled(world, year):
    """Every standing and several causes, in organisations of three types of unit and of none."""
    for name, unit in (("own", "agency"), ("sibling", "foreign_whole")):
        Place.objects.filter(organization=getattr(world, name)).update(unit_type=unit)
    mixed = [(4, ""), (3, ""), (2, ""), (None, "exempt"), (None, "new_member"), (None, "suspended"), (None, "pending")]
    rate(sheets.sheet_of(world.lone_cell), mixed, own=(4, ""))
    rate(sheets.sheet_of(world.own_cell), [(3, ""), *[(1, "")] * 6], own=(2, ""))
    rate(sheets.sheet_of(world.sibling_cell), [(3, ""), (3, "")], own=(3, ""))
    rate(sheets.sheet_of(world.own), [], own=(3, ""))
    rate(sheets.sheet_of(world.sibling), [], own=(None, "new_organization"))
    cell = sheets.sheet_of(world.own_cell)
    causes = (Cause.DISCIPLINED, Cause.FOUND_AT_REVIEW, Cause.POINTS, Cause.DISUNITY, Cause.CADRES, "")
    for rating, cause in zip(cell.member_ratings.filter(level=1), causes, strict=True):
        rating.cause = cause
        rating.save()
    approve(sheets.sheet_of(world.sibling_cell), world.users["bloc_office"])
    return world


def forms_of(world, year):
    return {table.code: [row.cells for row in table.rows] for table in official_forms(year, world.bloc).tables()}


def test_a_total_is_the_sum_of_its_columns(filled, year):
    for code in ("7a", "7b"):
        for cells in forms_of(filled, year)[code]:
            if isinstance(cells[0], Blank):
                continue
            columns = [cell.value for cell, part in zip(cells[2:], PARTS, strict=True) if not part]
            assert cells[0].value == sum(columns)


def test_rows_add_up(filled, year):
    for code, sums in SUMS.items():
        rows = forms_of(filled, year)[code]
        for whole, parts in sums:
            for column, cell in enumerate(rows[whole]):
                if cell.value is not None and not hasattr(cell, "exact"):
                    assert cell.value == sum(rows[part][column].value for part in parts)


def test_the_rows_of_members_by_cause(filled, year):
    rows = forms_of(filled, year)["7b"]
    assert [row[0].value for row in rows[9:]] == [6, 1, 1, 1, 1, 1, 1]
    assert all(isinstance(cell, Blank) for cell in rows[8]), "who is limited in some way is not held"


def test_members_count_where_their_grassroots_organisation_does(filled, year):
    rows = forms_of(filled, year)["7b"]
    by_column = dict(zip((each.code for each in COLUMNS), rows[0][2:], strict=True))
    assert by_column["foreign"].value == by_column["foreign_whole"].value == 3
    assert by_column["agency"].value == 9
    assert by_column["untold"].value == 8


def test_where_every_type_is_told_the_column_for_none_is_not_there(filled, year):
    Place.objects.filter(organization=filled.lone_cell).update(unit_type="other")
    assert "untold" not in {each.code for each in official_forms(year, filled.bloc).columns}


def test_who_reviewed_and_who_did_not(filled, year):
    rows = [[cell.value for cell in cells] for cells in forms_of(filled, year)["6f"]]
    assert rows[1:3] == [[4, 12], [2, 8]]
    assert rows[3:] == [[1, None], [None, 1], [None, 1], [None, 1], [None, None]]


@pytest.mark.parametrize("who", ["leader", "committee", "clerk"])
def test_every_number_leads_to_as_many_records(client, filled, who):
    client.force_login(filled.users[who])
    links = Cells.of(client.get(PAGE)).links
    assert links
    for address, number in links:
        listed = client.get(address).context
        assert listed["page"].paginator.count + listed["not_entered"] == number, address


def test_until_2017_the_model_ones_are_part_of_the_clean_and_strong(world):
    rating_year = factories.RatingYearFactory(year=2016, rule_set="hd27")
    names = {world.own: (4, "model"), world.sibling: (3, "clean_strong"), world.lone_cell: (3, "good")}
    for organization, (level, name) in names.items():
        sheet = factories.SheetFactory(rating_year=rating_year, organization=organization)
        OrganizationRating.objects.create(sheet=sheet, level=level, legacy_level=name)
    assert [row[0].value for row in forms_of(world, rating_year)["7a"][2:5]] == [2, 1, 1]
    OrganizationRating.objects.filter(legacy_level="clean_strong").update(legacy_level="")
    assert [row[0].value for row in forms_of(world, rating_year)["7a"][2:8]] == [1, 1, 1, 0, 0, 1]


def test_each_form_is_a_paper_of_its_own(client, filled):
    client.force_login(filled.users["leader"])
    papers = client.get(PAGE).text.split('<section class="official">')[1:]
    assert len(papers) == 3
    for paper in papers:
        once = ('class="letterhead"', "Xếp loại năm 2024", "Số liệu tạm tính", 'class="signatures"', "<caption")
        assert [paper.count(each) for each in once] == [1] * len(once)


def test_the_workbook_holds_the_figures_of_the_page(client, filled):
    client.force_login(filled.users["leader"])
    page = Cells.of(client.get(PAGE)).tables
    book = load_workbook(BytesIO(client.get(WORKBOOK).content))
    assert len(book.worksheets) == len(page) == 3
    for worksheet, rows in zip(book.worksheets, page.values(), strict=True):
        written = [*worksheet.iter_rows(values_only=True)][-len(rows) :]
        assert [row[:2] for row in written] == [(row[0], int(row[1]) if row[1] != Blank.text else None) for row in rows]


def test_the_number_of_queries_does_not_grow(world, year):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            official_forms(year, world.bloc).tables()
        return len(queries)

    rate(sheets.sheet_of(world.lone_cell), [(4, "")])
    one = asked()
    for organization in (world.own_cell, world.own_second_cell, world.sibling_cell):
        rate(sheets.sheet_of(organization), [(4, ""), (1, ""), (None, "exempt")])
    assert asked() == one <= 12
