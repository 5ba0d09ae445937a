"""What files of published figures and of plans hold: the columns of their lists, as they are exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exchange.columns import Column
from reports.indicators.catalogue import INDICATORS

INDICATOR = Column(
    "indicator",
    _("Indicator"),
    ("Chỉ tiêu", "Tên chỉ tiêu", "Nội dung chỉ tiêu", "Chỉ số", "Mã chỉ tiêu"),
    required=True,
    hint=_("Its name as on the portal, or its code."),
    offers=lambda: [str(each.name) for each in INDICATORS],
)
ROW_NUMBER = Column(
    "number", "STT", ("TT", "Số TT", "Số thứ tự"), left_out=_("The number of the row says nothing more.")
)
PUBLISHED = (
    INDICATOR,
    Column(
        "when",
        _("Term or year"),
        ("Năm", "Nhiệm kỳ", "Năm hoặc nhiệm kỳ", "Kỳ", "Thời gian"),
        required=True,
        hint=_("A term as 2015-2020, or a year of one."),
    ),
    Column(
        "figure",
        _("As it was published"),
        ("Số liệu", "Số liệu đã công bố", "Kết quả", "Số đã công bố", "Kết quả đã công bố"),
        required=True,
        hint=_("Such as: trên 95%, gần 5.000, từ 80 đến 85%, hằng năm trên 80%, 1.062."),
    ),
    Column(
        "document",
        _("Source"),
        ("Văn bản", "Nguồn số liệu", "Tài liệu", "Theo văn bản"),
        required=True,
        hint=_("Kind, number and who issued it."),
    ),
    Column(
        "day",
        _("Date of the document"),
        ("Ngày văn bản", "Ngày", "Ngày ban hành", "Ngày công bố"),
        hint=_("day/month/year"),
    ),
    Column("words", _("In its own words"), ("Trích nguyên văn", "Trích", "Trích dẫn")),
    ROW_NUMBER,
)
PLANS = (
    INDICATOR,
    Column("year", _("Year"), ("Năm kế hoạch",), required=True),
    Column("value", _("Plan"), ("Kế hoạch năm", "Số kế hoạch", "Chỉ tiêu giao", "Kế hoạch giao"), required=True),
    ROW_NUMBER,
)
