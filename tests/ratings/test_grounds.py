"""Points, tasks and grounds of a row (Regulation 366-QĐ/TW, Article 11): read, kept, and within their bounds."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from ratings.grid.reading import raw_row, read
from ratings.models import MemberRating
from ratings.sheets import entry, saving
from tests.ratings import sheets
from tests.ratings.sheets import row

KEY = "m7"


def typed(sheet, stored=None, **fields):
    data = {f"{KEY}-{name}": value for name, value in {"note": "", "level": "3", **fields}.items()}
    return read(data, sheet=sheet, keys=[KEY], stored=stored or {})


@pytest.fixture
def sheet(world, year):
    return sheets.sheet_of(world.own_cell)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("points_common", "28,5", 2850),
        ("points_common", "30", 3000),
        ("points_common", "0", 0),
        ("points_results", "69,25", 6925),
        ("points_results", "", None),
        ("shortcomings_fixed", "yes", True),
        ("shortcomings_fixed", "no", False),
        ("cause", "tasks", "tasks"),
        ("exception", "  tự phát hiện  ", "tự phát hiện"),
        ("title_group", "leader", "leader"),
        ("opinion_received", "", None),
    ],
)
def test_a_value_is_read_and_stands_in_its_input_again(sheet, name, text, value):
    found = typed(sheet, **{name: text})
    assert not found.errors
    assert found.entry[KEY][name] == value
    again = raw_row(found.entry[KEY], KEY)
    assert typed(sheet, **again).entry == found.entry


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"points_common": "30,01"}, "points_common"),
        ({"points_common": "-1"}, "points_common"),
        ({"points_common": "28,555"}, "points_common"),
        ({"points_results": "70,5"}, "points_results"),
        ({"points_results": "1.062"}, "points_results"),
        ({"points_results": "bảy mươi"}, "points_results"),
        ({"tasks_done": "3"}, "tasks_done"),
        ({"tasks_given": "2", "tasks_done": "3"}, "tasks_done"),
        ({"tasks_given": "3", "tasks_done": "2", "tasks_late": "3"}, "tasks_late"),
        ({"tasks_given": "3", "tasks_above": "1"}, "tasks_above"),
        ({"shortcomings_fixed": "maybe"}, "shortcomings_fixed"),
        ({"cause": "weather"}, "cause"),
        ({"title_group": "king"}, "title_group"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_comes_back_as_typed(sheet, fields, where):
    with translation.override("vi"):
        found = typed(sheet, **fields)
    assert list(found.errors[KEY]) == [where]
    assert found.entry == {}
    assert found.raw[KEY][where] == fields[where]


def test_a_page_that_does_not_show_them_leaves_them_alone(sheet):
    kept = row(level=4, points_common=2900, points_results=6800, cause="tasks", exception="đã khắc phục", tasks_given=5)
    found = typed(sheet, stored={KEY: kept}, level="2")
    assert found.entry[KEY] == {**kept, "level": 2}


def test_saving_writes_them_and_a_change_is_told_in_words(world, sheet):
    member, clerk = world.members["own"], world.users["clerk"]
    key = entry.key_of(member.pk)
    rows = {key: row(level=4, points_common=2850, tasks_given=10, tasks_done=10, title_group="leader")}
    saving.save_rows(sheet=sheet, rows=rows, version=sheet.version, by=clerk)
    saved = MemberRating.objects.get(sheet=sheet, member=member)
    assert (saved.points_common, saved.tasks_done, saved.title_group) == (2850, 10, "leader")
    assert entry.stored(sheet)[key] == rows[key]


@pytest.mark.parametrize(
    "values",
    [
        {"points_common": 3001},
        {"points_results": 7001},
        {"tasks_done": 1},
        {"tasks_given": 1, "tasks_done": 2},
        {"tasks_given": 3, "tasks_done": 2, "tasks_late": 3},
        {"tasks_given": 3, "tasks_above": 1},
        {"cause": "weather"},
        {"title_group": "king"},
        {"quarter_1": "king"},
        {"quarter_4": "3"},
    ],
)
def test_the_database_refuses_what_no_form_lets_through(world, sheet, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberRating.objects.create(sheet=sheet, member=world.members["own"], **values)
