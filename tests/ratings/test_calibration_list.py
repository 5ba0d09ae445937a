"""Organisations side by side as a list: filtered, sorted, exported, and nothing where a filter is not understood."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import AuditEvent
from tests import factories
from tests.ratings.test_calibration import cells, sheet  # noqa: F401
from tests.ratings.test_summary import rate
from tests.ratings.workbooks import opened
from ui.lists import ways

PAGE = reverse("ratings:calibration", args=[2024])
DOWNLOAD = reverse("ratings:download_calibration", args=[2024])


@pytest.fixture
def leader(client, world, year, cells):  # noqa: F811
    client.force_login(world.users["leader"])
    return client


def listed(client, query: str):
    return client.get(f"{PAGE}?{query}").context["list"]


def names(client, query: str) -> list[str]:
    return [group.organization.name for group in listed(client, query).rows]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("only=out&kind=grassroots_cell", ["Chi bộ cơ sở 0", "Chi bộ cơ sở 3"]),
        ("kind=grassroots_cell&q=co+so&sort=-excellent", [f"Chi bộ cơ sở {number}" for number in (3, 1, 2, 0)]),
        ("kind=grassroots_cell&q=co+so&sort=remark", [f"Chi bộ cơ sở {number}" for number in (0, 1, 2, 3)]),
        ("sector=front", ["Chi bộ Hội Trăng Non"]),
        ("only=over&sort=-over", ["Chi bộ cơ sở 3", "Chi bộ cơ sở 1", "Chi bộ cơ sở 2"]),
        ("only=mine", []),
        ("q=khong+co+ten+nay", []),
    ],
)
def test_what_is_asked_for(leader, query, expected):
    assert names(leader, query) == expected


def test_medians_stay_those_of_the_whole_type(leader):
    narrowed = leader.get(f"{PAGE}?kind=grassroots_cell&q=co+so+3").context["whole"]
    assert narrowed.medians["grassroots_cell"].organizations == 4


@pytest.mark.parametrize(
    "query",
    [
        "kind=bloc",
        "kind=x",
        "only=all",
        "sector=x",
        "sort=place",
        "kind=section&kind=section",
        "size=7",
        "columns=x",
        "year=2024",
        "q=" + "x" * 121,
    ],
)
def test_what_is_not_understood_shows_no_row_and_hands_nothing_out(leader, query):
    shown = leader.get(f"{PAGE}?{query}")
    handed = leader.post(f"{DOWNLOAD}?{query}")

    assert shown.status_code == 200
    assert "Chưa hiểu bộ lọc" in shown.text
    assert (shown.context["list"].count, len(shown.context["whole"].groups)) == (0, 0)
    assert "Chi bộ cơ sở 0" not in shown.text
    assert handed.url == f"{PAGE}?{query}"
    assert not AuditEvent.objects.filter(verb="list.download").exists()


def test_every_column_sorts_both_ways(leader):
    for column in listed(leader, "").spec.columns:
        for way in (column.key, f"-{column.key}"):
            shown = leader.get(PAGE, {"sort": way, "columns": column.key})
            assert 'aria-sort="' in shown.text


def test_the_workbook_holds_what_the_filter_shows_and_the_trail_says_so(leader):
    answer = leader.post(f"{DOWNLOAD}?kind=grassroots_cell&only=out&sort=-excellent")
    page = opened(answer.content).worksheets[0]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=5)]
    heading = rows[0]
    found = [dict(zip(heading, row, strict=True)) for row in rows[1:]]

    assert [row["Tổ chức đảng"] for row in found] == ["Chi bộ cơ sở 3", "Chi bộ cơ sở 0"]
    assert found[0]["Mã"]
    assert "60,0%" in found[0]["So với cùng loại hình"]
    line = AuditEvent.objects.get(verb="list.download")
    assert (line.data["list"], line.data["rows"]) == ("calibration", 2)
    assert line.data["filter"] == "kind=grassroots_cell&only=out&sort=-excellent"


@pytest.mark.parametrize("query", ["", "?q=chi+bo&sector=party&sort=-excellent"])
def test_queries_do_not_grow_with_the_rows(leader, world, year, query):
    def asked(ask):
        with CaptureQueriesContext(connection) as queries:
            assert ask().status_code == 200
        return len(queries)

    ways_to_ask = [lambda: leader.get(PAGE + query), lambda: leader.post(DOWNLOAD + query)]
    few = [asked(ask) for ask in ways_to_ask]
    for number in range(3):
        cell = factories.grassroots_cell(world.bloc, "party", name=f"Chi bộ Ban {number}")
        rate(factories.SheetFactory(rating_year=year, organization=cell), [(4, ""), (3, "")])
    assert [asked(ask) for ask in ways_to_ask] == few


def test_a_view_is_saved_and_opens_the_list_of_any_year(leader):
    typed = {"address": f"{PAGE}?only=out&sort=-excellent", "name": "Nổi bật", "is_usual": "on", "role": "leader"}
    leader.post(reverse("accounts:save_view"), typed)

    assert leader.get(PAGE).url == f"{PAGE}?only=out&sort=-excellent"
    factories.RatingYearFactory(year=2023)
    other = reverse("ratings:calibration", args=[2023])
    assert leader.get(other).url == f"{other}?only=out&sort=-excellent"


def test_the_session_leads_back_to_the_list_as_it_was(client, world, year, sheet):  # noqa: F811
    client.force_login(world.users["bloc_office"])
    there = f"{PAGE}?only=mine&size=25"
    record = reverse("ratings:calibration_record", args=[2024])

    page = client.get(ways.with_way_back(f"{record}?sheet={sheet.pk}", there))
    assert f'<a href="{there.replace("&", "&amp;")}">So sánh các tổ chức</a>' in page.text
    assert f'value="{there.replace("&", "&amp;")}"' in client.get(there).text
    assert ways.with_way_back(record, there).replace("&", "&amp;") in page.text
