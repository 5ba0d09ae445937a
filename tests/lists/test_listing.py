"""The list itself, over rows that are no models: what an address asks, and what it may not."""

from typing import NamedTuple

import pytest
from django import forms
from django.http import QueryDict

from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec


class Row(NamedTuple):
    name: str
    size: int | None


ROWS = [Row("b", 2), Row("a", None), Row("c", 1)]


class RowFilter(ListFilter):
    implied = {"state": "any"}

    q = forms.CharField(label="Tìm", required=False, max_length=20)
    state = forms.ChoiceField(label="Tình trạng", required=False, choices=[("", "Mở"), ("any", "Tất cả")])
    kind = forms.ChoiceField(label="Loại", required=False, choices=[("", "Tất cả"), ("x", "Loại X")])


COLUMNS = (
    Column("name", "Tên", "name", by=lambda row: row.name),
    Column("size", "Cỡ", "size", by=lambda row: row.size),
    Column("note", "Ghi chú", lambda row: "", usual=False),
)


def page(query: str) -> ListPage:
    spec = ListSpec("Dòng", COLUMNS, RowFilter, lambda count: f"{count} dòng", usual="name")
    return ListPage(spec, QueryDict(query), "/x/", lambda chosen: list(ROWS))


def names(query: str) -> list[str]:
    return [row.name for row in page(query).page]


@pytest.mark.parametrize(
    ("query", "expected"),
    [("sort=name", "abc"), ("sort=-name", "cba"), ("sort=size", "cba"), ("sort=-size", "bca"), ("", "bac")],
)
def test_rows_come_in_the_order_asked_and_what_is_missing_comes_last(query, expected):
    assert "".join(names(query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        "kind=y",
        "kind=x&kind=x",
        "sort=note",
        "sort=nothing",
        "size=7",
        "columns=secret",
        "view=12",
        "stat=any",
        "q=" + "x" * 21,
        "q=%00",
    ],
)
def test_what_is_not_understood_is_said_and_shows_no_row(query):
    asked = page(query)

    assert len(asked.wrong) == 1
    assert asked.wrong[0].sentence
    assert (asked.count, list(asked.rows), asked.download_url) == (0, [], "")


def test_a_page_beyond_the_last_is_the_last_and_no_number_the_first():
    assert page("page=9").page.number == 1
    assert page("page=x").page.number == 1


def test_chips_say_what_narrows_also_unasked_and_each_takes_one_away():
    chips = page("q=a&kind=x&size=25&page=2").chips

    assert [(chip.label, chip.words) for chip in chips] == [("Tình trạng", "Mở"), ("Loại", "Loại X")]
    assert [chip.url for chip in chips] == ["/x/?q=a&kind=x&size=25&state=any", "/x/?q=a&size=25"]


def test_all_filters_go_at_once_and_the_address_is_never_bare():
    assert page("q=a&kind=x").all_rows_url == "/x/?state=any"
    assert page("kind=x").url(kind="") == "/x/?view=all"


def test_headings_link_to_their_order_and_say_the_present_one():
    heads = {head.column.key: (head.url, head.direction) for head in page("kind=x").heads}

    assert heads == {"name": ("/x/?kind=x&sort=-name", "ascending"), "size": ("/x/?kind=x&sort=size", "")}
    assert [head.direction for head in page("sort=-size").heads] == ["", "descending"]
    assert [head.direction for head in page("q=a").heads] == ["", ""]


def test_columns_are_those_chosen_in_their_own_order():
    assert [column.key for column in page("columns=note&columns=size").asked.columns] == ["name", "size", "note"]
    assert [column.key for column in page("columns=name").asked.columns] == ["name"]


def test_a_view_is_the_present_one_whatever_page_or_length_of_it_is_shown():
    assert page("sort=-size&kind=x&size=25&page=2&q=").tab("x", "kind=x&sort=-size").is_current
    assert not page("kind=x").tab("x", "").is_current


def test_the_words_of_a_workbook_tell_what_narrows_unasked():
    assert page("").form.narrowing() == {"state": "Mở"}
    assert page("state=any").form.narrowing() == {}
