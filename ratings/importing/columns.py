"""What a file of past ratings holds."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from exchange.columns import Column
from ratings.importing.words import OF_MEMBERS, OF_ORGANIZATIONS

ROW_NUMBER = Column("row", "STT", ("TT", "Số TT", "Số thứ tự"), left_out=_("The number of the row says nothing more."))
YEAR = Column(
    "year",
    _("Year"),
    ("Năm", "Năm đánh giá", "Năm xếp loại", "Năm đánh giá, xếp loại"),
    required=True,
    hint=_("The year that was rated, like 2021; one file may hold several."),
)
_REASON = Column(
    "reason",
    _("Not rated because"),
    ("Lý do không xếp loại", "Lý do chưa xếp loại", "Lý do không đánh giá", "Không xếp loại vì", "Lý do"),
    hint=_("Where there is no level. Any words; those the portal knows are counted by themselves."),
)
_NOTE = Column("note", _("Note"), ("Ghi chú", "Chú thích"))
_DECISION = (
    Column(
        "decision",
        _("Decision number"),
        ("Số quyết định", "Số QĐ", "QĐ số", "Quyết định công nhận", "Quyết định số", "Số QĐ công nhận"),
    ),
    Column(
        "decided_on",
        _("Date of the decision"),
        ("Ngày quyết định", "Ngày QĐ", "Ngày ký", "Ngày ban hành", "Ngày ký quyết định"),
        hint=_("day/month/year"),
    ),
)
_LEVEL_NAMES = (
    "Xếp loại",
    "Mức xếp loại",
    "Kết quả xếp loại",
    "Xếp loại chất lượng",
    "Kết quả đánh giá, xếp loại",
    "Mức chất lượng",
    "Kết quả",
    "Mức",
)
_LEVEL_HINT = _("In words or short (HTXSNV, HTTNV, TSVM …), or an x in one of several columns.")

ORGANIZATIONS = (
    YEAR,
    Column(
        "code",
        _("Code"),
        ("Mã tổ chức", "Mã TCĐ", "Mã số", "Mã đơn vị", "Mã tổ chức đảng"),
        hint=_("Needed only where two organisations bear one name."),
    ),
    Column(
        "name",
        _("Party organisation"),
        ("Tên tổ chức", "Tên tổ chức đảng", "Tên", "Tên đơn vị", "Tổ chức cơ sở đảng", "TCCSĐ", "Tên TCCSĐ", "Chi bộ"),
        hint=_("As it was called at the end of that year, or as it is called now."),
    ),
    Column(
        "above",
        _("Party committee above"),
        ("Cấp ủy cấp trên", "Đảng bộ cấp trên", "Thuộc đảng bộ", "Thuộc", "Trực thuộc"),
        hint=_("Tells organisations of one name apart."),
    ),
    Column("level", _("Level"), _LEVEL_NAMES, hint=_LEVEL_HINT, choices=OF_ORGANIZATIONS),
    _REASON,
    _NOTE,
    *_DECISION,
    Column("kind", _("Type"), ("Loại hình", "Loại"), left_out=_("It follows from the organisation and the year.")),
    ROW_NUMBER,
)
MEMBERS = (
    YEAR,
    Column(
        "number",
        _("Number"),
        ("Số hiệu đảng viên", "Mã đảng viên", "Mã ĐV", "Mã số đảng viên", "Số của cổng"),
        hint=_("Ours, like DV000123. Without it name and date of birth tell who is meant."),
    ),
    Column(
        "full_name",
        _("Full name"),
        ("Họ tên", "Họ tên đảng viên", "Họ và tên đảng viên", "Tên đảng viên", "Họ, tên", "Đảng viên"),
    ),
    Column(
        "birth_date",
        _("Date of birth"),
        ("Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "NS", "Sinh ngày"),
        hint=_("day/month/year; the year alone is not enough."),
    ),
    Column(
        "name",
        _("Party organisation"),
        ("Chi bộ", "Tên chi bộ", "Chi bộ sinh hoạt", "Sinh hoạt tại chi bộ", "Tổ chức đảng"),
        hint=_("Where the member belonged at the end of that year; empty, the register says it."),
    ),
    Column(
        "above",
        _("Party committee above"),
        ("Đảng bộ", "Đảng ủy", "Đảng bộ cơ sở", "TCCSĐ", "Tổ chức cơ sở đảng", "Thuộc đảng bộ"),
        hint=_("Tells members of one name and day of birth apart."),
    ),
    Column("code", _("Code of the organisation"), ("Mã chi bộ", "Mã TCĐ", "Mã tổ chức", "Mã tổ chức đảng")),
    Column("level", _("Level"), _LEVEL_NAMES, hint=_LEVEL_HINT, choices=OF_MEMBERS),
    _REASON,
    _NOTE,
    *_DECISION,
    ROW_NUMBER,
)
ANSWERS = (
    replace(YEAR, names=(*YEAR.names, "Năm báo cáo"), hint=_("The year of the sheet, like 2025.")),
    Column(
        "organization",
        _("Code of the organisation"),
        ("Mã tổ chức", "Mã đơn vị", "Mã TCĐ", "Mã chi bộ", "Mã"),
        required=True,
        hint=_("As in the list of Party organisations."),
    ),
    Column(
        "name",
        _("Party organisation"),
        ("Tên tổ chức", "Tên tổ chức đảng", "Đơn vị"),
        left_out=_("The code says which one it is."),
    ),
    Column(
        "question",
        _("Code of the question"),
        ("Mã câu", "Mã số câu hỏi"),
        required=True,
        hint=_("As in the catalogue of yearly questions, like H05."),
    ),
    Column("wording", _("Question"), ("Nội dung câu hỏi", "Nội dung"), left_out=_("The code says which one it is.")),
    Column(
        "answer",
        _("Answer"),
        ("Số liệu", "Kết quả", "Câu trả lời"),
        hint=_("A number, a day, “Có” or “Không”, a level, text; of several sessions a line for each."),
    ),
    Column("part", _("Of which"), ("Phần trong đó", "Số trong đó"), hint=_("Where the question asks for a part.")),
    Column("unit", _("Unit"), ("ĐVT",), left_out=_("The code of the question says it.")),
    Column("state", _("State of the sheet"), ("Trạng thái",), left_out=_("The portal knows it.")),
    ROW_NUMBER,
)
