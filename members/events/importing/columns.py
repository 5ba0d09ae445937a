"""What a file of events holds: the columns of their list, and of the template."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exchange.columns import Column
from members.events.importing.words import BEYOND_WORDS, KIND_WORDS
from members.importing.columns import LEFT_OUT
from members.importing.columns import TAKEN as OF_MEMBERS

_person = {column.code: column for column in OF_MEMBERS}

TAKEN = (
    Column(
        "number",
        _("Number"),
        _person["number"].names,
        hint=_("Ours, like DV000123; without it the name and the day of birth are needed."),
    ),
    Column("full_name", _("Full name"), _person["full_name"].names),
    Column("birth_date", _("Date of birth"), _person["birth_date"].names),
    Column(
        "kind",
        _("Event"),
        ("Biến động", "Loại biến động", "Hình thức", "Nội dung", "Quyết định về việc"),
        required=True,
        choices=KIND_WORDS,
        hint=_("What was decided; a move inside is one row “Transferred out” with the code of the receiver."),
    ),
    Column(
        "on",
        _("Date of the decision"),
        ("Ngày quyết định", "Ngày QĐ", "Ngày ký quyết định", "Ngày biến động", "Ngày"),
        required=True,
    ),
    Column(
        "effective",
        _("Takes effect on"),
        ("Hiệu lực từ ngày", "Ngày chính thức", "Ngày công nhận chính thức", "Có hiệu lực từ"),
        hint=_("Of a recognition: since when a full member. Empty: when the probation was complete."),
    ),
    Column(
        "until", _("Until"), ("Đến ngày", "Ngày hết hạn", "Thời hạn đến"), hint=_("The last day, where one is decided.")
    ),
    Column("decision", _("Decision number"), ("Số QĐ", "Quyết định số", "Số quyết định", "Số văn bản")),
    Column(
        "organization",
        _("Party organisation"),
        _person["organization"].names,
        hint=_("Needed only of who comes again; else the cell where the member belongs."),
    ),
    Column("code", _("Code of the organisation"), _person["organization_code"].names),
    Column(
        "other",
        _("From or to"),
        ("Nơi đến", "Nơi đi", "Chuyển đến tổ chức", "Nơi chuyển đến", "Tổ chức đảng nơi đến", "Chuyển đi đâu"),
        hint=_("The organisation outside where somebody goes, or is for a time."),
    ),
    Column(
        "other_code",
        _("Code of the other organisation"),
        ("Mã nơi đến", "Mã tổ chức nơi đến", "Mã chi bộ nơi đến", "Mã tổ chức đảng nơi đến"),
        hint=_("Of one of your cells, where the member is moved inside."),
    ),
    Column(
        "beyond",
        _("Where that is"),
        ("Trong hay ngoài tỉnh", "Phạm vi chuyển"),
        choices=BEYOND_WORDS,
        hint=_("Of an organisation outside."),
    ),
    Column("note", _("Note"), ("Lý do", "Lí do", "Ghi chú", "Diễn giải"), hint=_("Why, where that is to be said.")),
)
COLUMNS = (*TAKEN, *(column for column in LEFT_OUT if column.forgotten or column.code == "ordinal"))
