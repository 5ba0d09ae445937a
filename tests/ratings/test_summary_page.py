from decimal import Decimal
from html.parser import HTMLParser
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from ratings.models import RatingYear
from tests import factories
from tests.ratings import sheets
from tests.ratings.test_summary import rate
from ui.numbers import NO_VALUE

PAGE = reverse("ratings:summary", args=[2024])
MEMBERS = reverse("ratings:summary_members", args=[2024])
ORGANIZATIONS = reverse("ratings:summary_organizations", args=[2024])
WORKBOOK = reverse("ratings:summary_workbook", args=[2024])


class Cells(HTMLParser):
    """The figures of the page as they are read: {table: [[name, figure, …], …]}, and where each leads."""

    def __init__(self):
        super().__init__()
        self.tables, self.links = {}, []
        self._rows, self._cell, self._href, self._is_head = None, None, "", False

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if found.get("class") == "summary-table":
            self._rows = self.tables.setdefault(found["id"], [])
        elif tag in ("thead", "tbody"):
            self._is_head = tag == "thead"
        elif self._is_head:
            return
        elif tag == "tr" and self._rows is not None:
            self._rows.append([])
        elif tag in ("td", "th") and self._rows is not None and self._rows:
            self._cell, self._href = "", ""
        elif tag == "a" and self._cell is not None:
            self._href = found["href"]

    def handle_endtag(self, tag):
        if tag in ("td", "th") and self._cell is not None:
            self._rows[-1].append(self._cell.strip())
            if self._href:
                self.links.append((self._href, int(self._cell.replace(".", ""))))
            self._cell = None

    def handle_data(self, data):
        if self._cell is not None:
            self._cell += data

    @classmethod
    def of(cls, response):
        cells = cls()
        cells.feed(response.content.decode())
        return cells


@pytest.fixture
def filled(world, year):
    """Every kind of standing somewhere, this year and the year before."""
    last = sheets.open_year(world, 2023)
    rate(sheets.sheet_of(world.lone_cell, last.year), [(4, ""), (3, ""), (2, "")])
    rate(sheets.sheet_of(world.lone_cell), [(4, ""), (3, ""), (3, ""), (None, "exempt")], own=(4, ""))
    rate(sheets.sheet_of(world.own_cell), [(3, ""), (2, ""), (1, ""), (None, "pending")])
    rate(sheets.sheet_of(world.sibling), [], own=(None, "new_organization"))
    return world


@pytest.mark.parametrize(
    ("role", "scope"),
    [("clerk", "own_cell"), ("committee", "own"), ("leader", "bloc"), ("bloc_office", "bloc"), ("inspector", "bloc")],
)
def test_the_form_is_of_the_topmost_organisation_that_the_person_sees(client, world, year, role, scope):
    client.force_login(world.users[role])
    assert client.get(PAGE).context["organization"] == getattr(world, scope)


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_sees_no_sheets_finds_no_form(client, world, year, role):
    client.force_login(world.users[role])
    for address in (PAGE, MEMBERS, ORGANIZATIONS, WORKBOOK):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [PAGE, MEMBERS, ORGANIZATIONS, WORKBOOK])
@pytest.mark.parametrize("place", ["sibling", "bloc", "foreign", "foreign_cell"])
def test_what_is_not_below_the_person_does_not_exist(client, world, year, address, place):
    client.force_login(world.users["committee"])
    assert client.get(address, {"organization": getattr(world, place).pk}).status_code == 404


@pytest.mark.parametrize("query", ["organization=0", "organization=x", f"organization={10**30}", "organization=²"])
def test_nonsense_does_not_exist(client, world, year, query):
    client.force_login(world.users["committee"])
    assert client.get(f"{PAGE}?{query}").status_code == 404


@pytest.mark.parametrize("address", [f"{MEMBERS}?of=x", f"{ORGANIZATIONS}?kind=x", f"{ORGANIZATIONS}?kind=members"])
def test_a_list_of_nothing_known_does_not_exist(client, world, year, address):
    client.force_login(world.users["committee"])
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("role", ["leader", "committee", "clerk"])
def test_every_number_leads_to_as_many_records(client, filled, role):
    client.force_login(filled.users[role])
    links = Cells.of(client.get(PAGE)).links
    assert links
    for address, number in links:
        listed = client.get(address).context
        assert listed["page"].paginator.count + listed["not_entered"] == number, address


def test_lists_name_only_who_is_below(client, filled):
    client.force_login(filled.users["committee"])
    for address in (MEMBERS, f"{MEMBERS}?of=empty", ORGANIZATIONS, f"{ORGANIZATIONS}?of=empty"):
        page = client.get(address).content.decode()
        assert "Bình Minh" in page
        assert "Hoàng Hôn" not in page
        assert "Trăng Non" not in page


def test_the_workbook_holds_the_figures_of_the_page(client, filled):
    client.force_login(filled.users["leader"])
    page = Cells.of(client.get(PAGE)).tables
    book = load_workbook(BytesIO(client.get(WORKBOOK).content))
    assert len(book.worksheets) == len(page)
    for worksheet, rows in zip(book.worksheets, page.values(), strict=True):
        written = [*worksheet.iter_rows(values_only=True)][-len(rows) :]
        assert [[row[0], *map(_number, row[1:])] for row in written] == [[row[0], *map(_read, row[1:])] for row in rows]


def _number(value):
    return None if value is None else Decimal(str(value))


def _read(figure):
    """A figure of the page back as a number."""
    return None if figure == NO_VALUE else Decimal(figure.rstrip("%").replace(".", "").replace(",", "."))


def test_provisional_is_said(client, filled):
    client.force_login(filled.users["leader"])
    assert "Số liệu tạm tính" in client.get(PAGE).content.decode()


OFFICIAL = reverse("ratings:summary_official", args=[2024])


@pytest.mark.parametrize("address", [PAGE, OFFICIAL])
def test_a_closed_year_is_not_provisional_and_says_what_was_not_approved(client, filled, address):
    last, year = RatingYear.objects.filter(root=filled.bloc).order_by("year")
    for each in (last, year):
        sheets.close_year(each, filled.users["bloc_office"])
    client.force_login(filled.users["leader"])
    answer = client.get(address)
    waiting = year.sheets.exclude(state="approved").count()

    assert f"Năm đã khóa khi còn {waiting} phiếu chưa được duyệt; số liệu giữ nguyên như khi khóa" in answer.text
    assert "tạm tính" not in answer.text.lower()
    assert not any(row.is_provisional for table in answer.context["tables"] for row in table.rows)


def test_the_paper_carries_the_header_of_the_party(client, world, year):
    client.force_login(world.users["committee"])
    page = client.get(PAGE).content.decode()
    assert "Đảng Cộng sản Việt Nam" in page
    assert page.index(world.bloc.name) < page.index(f"<b>{world.own.name}</b>")


@pytest.mark.parametrize("address", [PAGE, MEMBERS, f"{MEMBERS}?of=empty", ORGANIZATIONS, f"{ORGANIZATIONS}?of=empty"])
def test_queries_do_not_grow_with_rows(client, world, year, address):
    client.force_login(world.users["leader"])
    rate(sheets.sheet_of(world.lone_cell), [(4, "")])

    def asked():
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    one = asked()
    for number in range(2):
        factories.grassroots_cell(world.bloc, "front", name=f"Chi bộ Hội {number}")
        factories.member_of(world.own_cell)
    rate(sheets.sheet_of(world.own_cell), [(4, ""), (None, "exempt"), (1, "")])
    assert asked() == one
