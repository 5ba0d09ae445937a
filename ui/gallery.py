"""The living gallery: one template per component below templates/ui/gallery/, shown and printed as source."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.template import Context, Engine
from django.utils.safestring import SafeString

from ui.charts import shapes
from ui.charts.timeline import Lane, Mark, Span, Timeline
from ui.components import Fact, LevelChoice, Slice, Step, Tab
from ui.crumbs import Crumb, crumbs
from ui.fields import LocalDecimalField, LocalIntegerField
from ui.files import FileChoice
from ui.forms import PlainLineField, long_text
from ui.gallery_list import sample_list
from ui.gallery_notices import sample_notices
from ui.gallery_picker import picker_sample
from ui.lists.ways import Place, WayBack
from ui.numbers import percent_of
from ui.typed import Typed

EXAMPLES = (
    "page_head",
    "fold",
    "card",
    "notice",
    "verdict",
    "figure",
    "table",
    "progress",
    "meter",
    "share_bar",
    "empty",
    "steps",
    "levels",
    "tabs",
    "pager",
    "list",
    "way_back",
    "facts",
    "buttons",
    "field",
    "error_summary",
    "input_state",
    "input_error",
    "crispy",
    "filters",
    "picker",
    "typed_again",
    "column_chart",
    "line_chart",
    "stacked_chart",
    "heat_chart",
    "strip_chart",
    "timeline",
    "svg_link",
    "foot_bar",
    "help_contact",
    "notices",
)


@dataclass(frozen=True)
class Example:
    name: str
    source: str
    shown: SafeString


def examples() -> list[Example]:
    return [_example(name, sample()) for name in EXAMPLES]


def _example(name: str, context: dict[str, Any]) -> Example:
    template = Engine.get_default().get_template(f"ui/gallery/{name}.html")
    return Example(name, str(template.source).strip(), template.render(Context(context)))


class SampleForm(forms.Form):
    name = PlainLineField(label="Họ và tên", help_text="Như trong lý lịch đảng viên.")
    kind = forms.ChoiceField(label="Loại", choices=[("official", "Chính thức"), ("probationary", "Dự bị")])
    workers = LocalIntegerField(label="Số người lao động")
    revenue = LocalDecimalField(label="Doanh thu (triệu đồng)", required=False, decimal_places=2)
    admitted_on = forms.DateField(label="Ngày kết nạp", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    reason = long_text("Lý do", required=False)
    sure = forms.BooleanField(label="Tôi đã kiểm tra số liệu")
    minutes = forms.FileField(label="Biên bản họp (.pdf)", widget=FileChoice)
    way = forms.ChoiceField(
        label="Hình thức", choices=[("vote", "Bỏ phiếu"), ("hand", "Biểu quyết")], widget=forms.RadioSelect
    )


def sample() -> dict[str, Any]:
    typed = {"name": "", "kind": "official", "workers": "1,062", "revenue": "1.062", "reason": "Đã họp ngày 12/12"}
    return {
        "crumbs": crumbs(Crumb("Xếp loại hằng năm", "#"), Crumb("2024", "#"), Crumb("Chi bộ Kế toán")),
        "parts": [
            Slice("xuất sắc", 2, "l4"),
            Slice("tốt", 9, "l3"),
            Slice("hoàn thành", 3, "l2"),
            Slice("không hoàn thành", 1, "l1"),
        ],
        "steps": [Step("Chi bộ nhập", "done"), Step("Trình đảng ủy cơ sở", "now"), Step("Đảng ủy cơ sở duyệt", "todo")],
        "locked_steps": [
            Step("Chi bộ nhập", "done"),
            Step("Đã khóa 15/01/2025", "locked"),
            Step("Đảng ủy cơ sở duyệt", "shut"),
        ],
        "tabs": [Tab("Tổng quan", "#", True), Tab("Đảng viên", "#", False), Tab("Xếp loại", "#", False)],
        "list": sample_list(),
        "back": WayBack(Place("people", "Đảng viên"), "#list"),
        "page": Paginator(range(1062), 25).page(7),
        "facts": [
            Fact("Mã", "CB-014"),
            Fact("Thành lập", "01/07/2019"),
            Fact("Đảng viên", "29"),
            Fact("Bí thư", "Trần Văn Mẫu"),
        ],
        "level_options": [
            LevelChoice("4", "HTXSNV", "Hoàn thành xuất sắc nhiệm vụ", "l4"),
            LevelChoice("3", "HTTNV", "Hoàn thành tốt nhiệm vụ", "l3"),
            LevelChoice("2", "HTNV", "Hoàn thành nhiệm vụ", "l2"),
            LevelChoice("1", "KHTNV", "Không hoàn thành nhiệm vụ", "l1"),
            LevelChoice("0", "–", "Chưa xếp loại", "l0"),
        ],
        "members": [("Trần Văn Mẫu", 4), ("Lê Thị Mẫu", 3), ("Võ Minh Mẫu", None)],
        "share": Decimal("99.16"),
        "ratio": percent_of(72, 81),
        "count": 1062,
        "nothing": None,
        "date": date(2024, 12, 20),
        "time": datetime(2024, 12, 20, 2, 41, tzinfo=UTC),
        "row_errors": {"ballot_for": "Số phiếu lớn hơn số người dự.", "level": "Hãy chọn một mức."},
        "form": SampleForm(initial={"workers": 1062, "revenue": Decimal("1062.5")}),
        "wrong_form": SampleForm(data={f"wrong-{name}": value for name, value in typed.items()}, prefix="wrong"),
        "crispy_form": SampleForm(data={f"crispy-{name}": value for name, value in typed.items()}, prefix="crispy"),
        **picker_sample(),
        **sample_notices(),
        "typed": Typed(
            "#typed_again", (("full_name", "Trần Văn Mẫu"), ("reason", "Đã họp ngày 12/12,\n29/29 tán thành"))
        ),
        "columns": _columns(),
        "line": _line(),
        "stacks": _stacks(),
        "heat": _heat(),
        "strip": _strip(),
        "course": _timeline(),
    }


def _columns() -> shapes.ColumnChart:
    values = [Decimal("5.4"), Decimal("-3.1"), None, Decimal("6.2"), Decimal("7.9")]
    points = tuple(
        shapes.Point(
            str(2020 + index),
            value,
            text="" if value is None else f"{value}%".replace(".", ","),
            href="#column_chart",
            missed=index == 1,
            provisional=index == 4,
        )
        for index, value in enumerate(values)
    )
    return shapes.ColumnChart("Tăng trưởng doanh nghiệp theo năm", points, shapes.TargetLine(5, "≥ 5%"))


def _line() -> shapes.LineChart:
    totals = (168, 369, 556, 732, 793)
    points = tuple(
        shapes.Point(str(2020 + index), total, href="#line_chart", provisional=index == 4)
        for index, total in enumerate(totals)
    )
    pace = tuple(140 * (index + 1) for index in range(5))
    return shapes.LineChart("Kết nạp lũy kế so với chỉ tiêu", points, shapes.TargetLine(700, "≥ 700"), pace)


def _stacks() -> shapes.StackedChart:
    names = [("Không hoàn thành", "l1"), ("Hoàn thành", "l2"), ("Tốt", "l3"), ("Xuất sắc", "l4")]
    counts = [(0, 2, 66, 13), (1, 1, 67, 12), (0, 3, 62, 16), (0, 1, 65, 15), (0, 0, 52, 11)]
    return shapes.StackedChart(
        "Xếp loại tổ chức đảng theo năm",
        tuple(
            shapes.Stack(
                str(2020 + index),
                tuple(
                    shapes.StackShare(name, count, tone, "#stacked_chart")
                    for (name, tone), count in zip(names, row, strict=True)
                ),
                provisional=index == 4,
            )
            for index, row in enumerate(counts)
        ),
    )


def _heat() -> shapes.HeatChart:
    words = {
        "XS": ("Hoàn thành xuất sắc", "l4"),
        "T": ("Hoàn thành tốt", "l3"),
        "HT": ("Hoàn thành", "l2"),
        "K": ("Không hoàn thành", "l1"),
        "…": ("chưa duyệt", "none"),
    }
    rows = [
        ("Chi bộ Văn phòng Mẫu 01", "T T XS HT …"),
        ("Đảng bộ Công ty cổ phần Cấp nước Mẫu", "T T XS XS …"),
        ("Chi bộ Trung tâm Mẫu 07", "T K HT T T"),
    ]
    return shapes.HeatChart(
        "Xếp loại từng tổ chức đảng theo năm",
        ("20", "21", "22", "23", "24"),
        tuple(
            shapes.HeatRow(
                name, tuple(shapes.HeatCell(cell, *words[cell], "#heat_chart") for cell in cells.split()), "#"
            )
            for name, cells in rows
        ),
    )


def _timeline() -> Timeline:
    places = (
        Span(date(2004, 5, 19), date(2011, 3, 1), "Chi bộ Trường Bút Chì Xanh"),
        Span(date(2011, 3, 1), None, "Chi bộ Phòng Kế hoạch Nắng Sớm"),
    )
    years = tuple(
        Span(date(year, 1, 1), date(year + 1, 1, 1), f"Xếp loại {year}", short, tone)
        for year, short, tone in ((2015, "T", "l3"), (2016, "HT", "l2"), (2017, "XS", "l4"), (2018, "…", "none"))
    )
    events = (Mark(date(2004, 5, 19), "Kết nạp"), Mark(date(2016, 4, 2), "Khiển trách", grave=True))
    lanes = (Lane("Sinh hoạt tại", places), Lane("Xếp loại", years), Lane("Sự kiện", marks=events))
    return Timeline("Diễn biến sinh hoạt đảng", lanes, date(2019, 12, 31))


def _strip() -> shapes.StripChart:
    values = [Decimal("5.4"), Decimal("3.1"), None, Decimal("6.2"), Decimal("6.7")]
    points = tuple(
        shapes.Point(
            str(2020 + index),
            value,
            text="" if value is None else f"{value}%".replace(".", ","),
            href="#strip_chart",
            missed=index == 1,
            provisional=index == 4,
        )
        for index, value in enumerate(values)
    )
    return shapes.StripChart("Tăng trưởng doanh nghiệp so với mức 5%", points, (shapes.TargetLine(5, "≥ 5%"),))
