import re
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from django.template import engines
from hypothesis import given
from hypothesis import strategies as st

from ui import gallery
from ui.charts.heat import heat_layout
from ui.charts.marks import BOTTOM, TOP, Box, whole
from ui.charts.plots import column_layout, line_layout
from ui.charts.shapes import (
    ColumnChart,
    HeatCell,
    HeatChart,
    HeatRow,
    LineChart,
    Point,
    Stack,
    StackedChart,
    StackShare,
    TargetLine,
)
from ui.charts.stacks import stacked_layout
from ui.numbers import format_integer

SVG = "{http://www.w3.org/2000/svg}"
CHARTS = {
    "column_chart": "columns",
    "line_chart": "line",
    "stacked_chart": "stacks",
    "heat_chart": "heat",
    "strip_chart": "strip",
}


def draw(tag: str, chart, options: str = "") -> ElementTree.Element:
    source = f"{{% {tag} chart {options} %}}"
    return ElementTree.fromstring(engines["django"].from_string(source).render({"chart": chart}))


@pytest.mark.parametrize(("tag", "sample"), CHARTS.items())
def test_each_chart_is_named_and_links_its_marks(tag, sample):
    drawing = draw(tag, gallery.sample()[sample])
    assert drawing.get("aria-label") == drawing.findtext(f"{SVG}title")
    assert drawing.get("role") == "group"
    links = list(drawing.iter(f"{SVG}a"))
    assert links
    assert all(link.get("href") and link.findtext(f"{SVG}title") for link in links)
    assert not [link for link in links if link.get("aria-label")], "a label that must hold all the writing within"


@pytest.mark.parametrize(("tag", "sample"), CHARTS.items())
def test_on_paper_a_chart_is_one_image_without_links_and_colours_itself(tag, sample):
    drawing = draw(tag, gallery.sample()[sample], "links=False font='serif'")
    assert drawing.get("role") == "img"
    assert drawing.get("font-family") == "serif"
    assert not list(drawing.iter(f"{SVG}a"))
    shapes = [shape for name in ("rect", "text", "circle") for shape in drawing.iter(f"{SVG}{name}")]
    assert all(shape.get("fill") for shape in shapes)
    assert not [shape for shape in drawing.iter() if shape.get("style")]


def test_columns_stand_on_zero_and_fall_below_it():
    chart = ColumnChart("x", (Point("1", 10), Point("2", -10), Point("3", None), Point("4", 0)))
    layout = column_layout(chart)
    up, down, gap, nought = layout.placed
    assert layout.zero == (TOP + BOTTOM) // 2
    assert up.column is not None
    assert down.column is not None
    assert nought.column is not None
    assert (up.column.y, up.column.height) == (TOP, layout.zero - TOP)
    assert (down.column.y, down.column.height) == (layout.zero, BOTTOM - layout.zero)
    assert nought.column.height == 0
    assert gap.column is None
    assert gap.point.written == "—"


def test_the_target_stands_where_its_value_would():
    chart = ColumnChart("x", (Point("1", 5), Point("2", 10)), TargetLine(5, "≥ 5"))
    layout = column_layout(chart)
    assert layout.target
    assert layout.target.y == layout.placed[0].y


def test_a_line_breaks_at_a_gap_and_is_dashed_towards_the_provisional():
    points = (Point("1", 1), Point("2", 2), Point("3", None), Point("4", 3), Point("5", 4, provisional=True))
    layout = line_layout(LineChart("x", points))
    assert [stretch.provisional for stretch in layout.stretches] == [False, True]
    assert layout.has_note


def test_a_point_says_what_the_eye_sees():
    assert Point("2021", Decimal("3.1"), text="3,1%", missed=True).spoken == "2021: 3,1%, không đạt"
    assert Point("2024", 1062, provisional=True).spoken == "2024: 1.062, tạm tính"


@given(st.lists(st.integers(0, 5000), min_size=1, max_size=5).filter(any))
def test_the_slices_fill_the_column_exactly_and_what_is_too_small_stands_above(counts):
    stack = Stack("2024", tuple(StackShare(str(index), count, "l3") for index, count in enumerate(counts)))
    [placed] = stacked_layout(StackedChart("x", (stack,))).stacks
    present = [count for count in counts if count]
    small = [count for count in present if 100 * count < 3 * sum(counts)]
    slices, cells = placed.boxes[: len(present) - len(small)], placed.boxes[len(present) - len(small) :]
    top = 12 + 23 * len(small)
    assert sum(box.height for box in slices) == BOTTOM - top
    assert slices[-1].y == top
    assert [box.text for box in cells] == [format_integer(count) for count in small]
    assert all(above.y + above.height < below.y for below, above in zip([slices[-1], *cells], cells, strict=False))
    assert all(box.y >= 12 for box in cells)


def test_a_slice_says_how_many_and_its_share_is_spoken():
    shares = (StackShare("tốt", 4872, "l3"), StackShare("không hoàn thành", 2, "l1"))
    [placed] = stacked_layout(StackedChart("x", (Stack("2023", shares),))).stacks
    assert [box.text for box in placed.boxes] == ["4.872", "2"]
    assert placed.boxes[1].spoken == "2023, không hoàn thành: 2 (0,04%)"


def test_stripes_stay_within_their_box_and_off_its_letters():
    box = Box(10, 20, 50, 60, "l2", "3")
    heights = [int(y) for y in re.findall(r"M11 (\d+)h48", box.stripes)]
    assert heights
    assert all(20 < y < 80 and abs(y - 50) > 7 for y in heights)
    assert Box(10, 20, 50, 60, "l3", "3").stripes == ""


def test_a_year_without_anything_draws_nothing():
    [placed] = stacked_layout(StackedChart("x", (Stack("2024", (StackShare("a", 0, "l3"),)),))).stacks
    assert placed.boxes == ()


@given(st.fractions(-1000, 1000))
def test_lengths_are_rounded_to_the_nearest_unit(value):
    assert abs(whole(value) - value) <= Fraction(1, 2)


def test_a_long_name_takes_two_lines_and_keeps_its_cells_in_a_row():
    cells = (HeatCell("T", "Hoàn thành tốt", "l3"),)
    rows = (HeatRow("Đảng bộ Công ty cổ phần Cấp nước Mẫu", cells), HeatRow("Chi bộ Mẫu", cells))
    layout = heat_layout(HeatChart("x", ("24",), rows))
    assert [line for _y, line in layout.rows[0].lines] == ["Đảng bộ Công ty cổ phần", "Cấp nước Mẫu"]
    assert layout.rows[1].boxes[0].y > layout.rows[0].lines[-1][0]


def test_a_row_with_too_few_cells_is_an_error():
    with pytest.raises(ValueError, match="zip"):
        heat_layout(HeatChart("x", ("23", "24"), (HeatRow("a", (HeatCell("T", "x", "l3"),)),)))


def test_the_same_data_gives_the_same_drawing():
    chart = gallery.sample()["line"]
    same = ElementTree.tostring(draw("line_chart", replace(chart)))
    assert same == ElementTree.tostring(draw("line_chart", chart))
