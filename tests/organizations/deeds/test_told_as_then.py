"""Board, lists and findings of a closed year tell of each organisation as what it was, whatever it became since."""

import pytest
from django.utils import timezone

from organizations.deeds import changing
from organizations.deeds.changing import Named
from ratings.findings.loading import load
from tests.organizations.deeds import entries
from tests.organizations.deeds.small import build, decided

pytestmark = pytest.mark.django_db


@pytest.fixture
def small():
    return build(size=2)


@pytest.fixture
def year(small):
    """2024 below `one`, every organisation and member rated; closed."""
    return entries.rated_and_closed(small)


def to_committee(small):
    deed = decided(timezone.localdate())
    changing.to_committee(decision=deed, organization=small.lone, cells=[Named("T1", "Chi bộ Một")], by=small.office)


def to_cell(small):
    changing.to_cell(decision=decided(timezone.localdate()), organization=small.own, by=small.office)


def renamed(small):
    small.rename(small.own, "Tên hôm nay", on=timezone.localdate())


def board(client) -> list[tuple[str, str]]:
    rows = client.get("/ratings/2024/?levels=every").context["page"]
    return [(each.organization.name, each.progress_words) for each in rows]


def facts(year):
    return [load(sheet) for sheet in year.sheets.select_related("organization", "rating_year").order_by("pk")]


@pytest.mark.parametrize("deed", [to_committee, to_cell, renamed])
def test_a_later_deed_changes_nothing_that_the_year_tells(client, small, year, deed):
    client.force_login(small.office)
    before = board(client), facts(year)
    assert ("Chi bộ Hội", "2/2 đảng viên") in before[0]
    deed(small)
    assert (board(client), facts(year)) == before


def test_the_records_behind_a_figure_have_name_and_type_of_then(client, small, year):
    client.force_login(small.office)
    for deed in (to_committee, renamed):
        deed(small)
    page = client.get("/ratings/2024/summary/organizations/").text
    assert "Đảng bộ Sở" in page
    assert "Tên hôm nay" not in page


def found(client, query: str) -> list[str]:
    rows = client.get(f"/ratings/2024/?levels=every&{query}").context["page"]
    return [each.organization.name for each in rows]


def test_the_board_is_searched_and_sorted_by_the_names_of_the_year(client, small, year):
    client.force_login(small.office)
    by_name = found(client, "sort=name")
    assert by_name == ["Ba", "Chi bộ Hội", "Đảng bộ Ban", "Đảng bộ Sở", "Hai", "Một"]
    renamed(small)
    small.rename(small.first, "Ấp Năm", on=timezone.localdate())
    assert found(client, "sort=name") == by_name
    assert found(client, "q=nam") == found(client, "q=hom+nay") == []
    assert found(client, "q=dang+bo+so") == ["Đảng bộ Sở"]
    assert found(client, "q=mot") == found(client, "q=mot+so") == ["Một"]
    assert found(client, f"q={small.first.code}") == ["Một"]


def test_whoever_has_another_parent_since_is_found_with_that_of_the_year(client, small, year):
    client.force_login(small.office)
    small.move(small.second, to=small.sibling, on=timezone.localdate())
    assert found(client, "q=hai+so") == ["Hai"]
    assert found(client, "q=hai+ban") == []
