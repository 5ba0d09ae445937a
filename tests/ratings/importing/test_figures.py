"""Summary, scorecard and pages of years that came from a file, beside SQL that knows only the rows of the file."""

from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from members.models import Member
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import RatingYear, Sheet
from ratings.sheets.by_year import years_rated
from ratings.summary.counts import MEMBERS as ALL_MEMBERS
from ratings.summary.form import summary_of
from ratings.summary.subjects import GRASSROOTS
from reports.scorecard.build import scorecard
from tests import factories
from tests.ratings.importing.made import MEMBERS, ORGANIZATIONS, brought_in, of, own, sent_file

pytestmark = pytest.mark.django_db
YEARS = (2020, 2021, 2022)
LEVELS = {"HTXSNV": 4, "HTTNV": 3, "HTNV": 2, "KHTNV": 1, "": None}
COUNTED = """
    SELECT p.year, p.level, COUNT(*) FROM paper p
    JOIN organizations_organization o ON o.code = p.place AND o.kind IN ('grassroots_committee', 'grassroots_cell')
    WHERE NOT p.of_member GROUP BY p.year, p.level
"""
OF_MEMBERS = "SELECT p.year, p.level, COUNT(*) FROM paper p WHERE p.of_member GROUP BY p.year, p.level"


@pytest.fixture
def files(world):
    """A bloc of 12 grassroots organisations, 8 cells and 30 members, their ratings of three years on paper."""
    for number in range(5):
        committee = factories.committee(world.bloc, "enterprises" if number % 2 else "front")
        cell = factories.cell(committee)
        for _each in range(number + 3):
            factories.member_of(cell)
    for _each in range(4):
        factories.member_of(factories.grassroots_cell(world.bloc))
    rated = Organization.objects.exclude(parent=None).exclude(path__startswith=world.foreign_bloc.path).order_by("pk")
    names = list(LEVELS)
    organizations, members = [], []
    for year in YEARS:
        for at, each in enumerate(rated):
            organizations.append(_row(own(each, str(year)), names[(at * 7 + year) % 5]))
        for at, each in enumerate(Member.objects.exclude(pk=world.members["foreign"].pk).order_by("pk")):
            members.append(_row(of(each, str(year)), names[(at * 3 + year) % 5]))
    _write_paper(organizations, members)
    return organizations, members


def _row(row, level):
    return {**row, "level": level, "reason": "" if level else "Vắng mặt có lý do"}


def _write_paper(organizations, members):
    rows = [(int(each["year"]), each["code"], LEVELS[each["level"]], False) for each in organizations]
    rows += [(int(each["year"]), each["number"], LEVELS[each["level"]], True) for each in members]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE paper (year int, place varchar(20), level int, of_member boolean)")
        cursor.executemany("INSERT INTO paper VALUES (%s, %s, %s, %s)", rows)


def asked(sql):
    """{(year, level): how many}."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {(year, level): number for year, level, number in cursor.fetchall()}


@pytest.fixture
def paper(world, files):
    organizations, members = files
    brought_in(world, ORGANIZATIONS, *organizations)
    brought_in(world, MEMBERS, *members)
    counted = asked(COUNTED), asked(OF_MEMBERS)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE paper")
    return counted


def test_the_summary_form_says_what_the_file_says(world, paper):
    of_organizations, of_members = paper
    for year in YEARS:
        summary = summary_of(RatingYear.objects.get(year=year), world.bloc)
        lines = (*summary.organizations, *summary.members)
        for subject, counted in ((GRASSROOTS, of_organizations), (ALL_MEMBERS, of_members)):
            line = next(each for each in lines if each.subject == subject and not each.sector)
            for level in Level:
                assert line.number(level) == counted.get((year, level.value), 0), (year, subject, level)
            assert line.not_rated == counted.get((year, None), 0)
            assert (line.counts.empty, line.waiting, line.is_provisional) == (0, 0, False)


def test_the_scorecard_counts_them_as_any_other_years(world, paper):
    card = scorecard(factories.term("2020-2025", world.bloc), world.bloc, date(2023, 3, 1))
    for code, counted in (("org_rated_good_up", paper[0]), ("member_rated_good_up", paper[1])):
        for year in YEARS:
            figure = card.line(code).year(year)
            rated = sum(counted.get((year, level), 0) for level in (1, 2, 3, 4))
            good = counted.get((year, 3), 0) + counted.get((year, 4), 0)
            assert (figure.numerator, figure.denominator, figure.provisional) == (good, rated, False), (code, year)


def test_the_series_of_an_organisation_names_them(world, paper):
    rated = years_rated(world.users["bloc_office"], world.own)
    assert [each.year for each in rated] == [2022, 2021, 2020]
    assert all(each.sheet.is_from_file for each in rated)


PAGES = (
    ("ratings:year", ()),
    ("ratings:sheet", ("cell",)),
    ("ratings:sheet", ("own",)),
    ("ratings:cells", ("own",)),
    ("ratings:summary", ()),
    ("ratings:summary_members", ()),
    ("ratings:summary_organizations", ()),
    ("ratings:editions", ()),
    ("ratings:correct_year", ()),
    ("ratings:settings", ()),
    ("ratings:year_rules", ()),
    ("ratings:calibration", ()),
    ("ratings:running_members", ()),
    ("ratings:appeals", ()),
    ("ratings:review", ("own",)),
)


@pytest.mark.parametrize(("name", "places"), PAGES, ids=lambda value: str(value))
def test_every_page_of_such_a_year_opens(world, client, name, places):
    brought_in(world, ORGANIZATIONS, own(world.own), own(world.own_cell, decision="1-QĐ/ĐU", decided_on="28/12/2021"))
    brought_in(world, MEMBERS, of(world.members["own"]), of(world.members["lone"]))
    client.force_login(world.users["bloc_office"])
    where = {"own": world.own.pk, "cell": world.own_cell.pk}
    answer = client.get(reverse(name, args=[2021, *(where[each] for each in places)]))
    assert answer.status_code in (200, 302), answer.status_code
    assert "None" not in answer.content.decode()


def test_no_page_names_a_round_that_was_not(world, client):
    office = world.users["bloc_office"]
    brought_in(world, ORGANIZATIONS, own(world.own, decision="1-QĐ/ĐU", decided_on="28/12/2021"))
    client.force_login(office)
    sheet = client.get(Sheet.objects.get().get_absolute_url()).content.decode()
    assert f"{office.full_name} nhập từ tệp ngày" in sheet
    assert "quyết định số 1-QĐ/ĐU ngày 28/12/2021" in sheet
    assert "đã quyết định trên giấy và được nhập từ tệp" in sheet
    assert "Phê duyệt bởi" not in sheet
    assert "bỏ phiếu" not in sheet
    assert "khống chế" not in sheet
    board = client.get(reverse("ratings:year", args=[2021])).content.decode()
    assert "Quyết định trên giấy, nhập từ tệp" in board
    assert "Nhập từ tệp" in board
    editions = client.get(reverse("ratings:editions", args=[2021])).content.decode()
    assert "Nhập từ tệp" in editions


@pytest.mark.parametrize(
    ("kind", "name", "rows"),
    [
        (ORGANIZATIONS, "ratings:download_summary_organizations", ORGANIZATIONS),
        (MEMBERS, "ratings:download_summary_members", MEMBERS),
    ],
)
def test_the_list_behind_the_summary_comes_back_in_unchanged(world, client, files, kind, name, rows):
    organizations, members = files
    brought_in(world, kind, *(organizations if kind == ORGANIZATIONS else members))
    client.force_login(world.users["bloc_office"])
    for year in YEARS:
        answer = client.post(reverse(name, args=[year]))
        upload = sent_file(world, kind, answer.content, f"xep-loai-{year}.xlsx")
        assert (upload.error_count, upload.changed_count, upload.new_count) == (0, 0, 0), (year, upload.error)
        assert upload.same_count == upload.row_count > 10
