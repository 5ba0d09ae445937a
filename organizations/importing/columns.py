"""What a file of organisations holds: the columns of their list, as it is exported."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exchange.columns import Column
from organizations.importing.words import KINDS, UNITS, sector_names

COLUMNS = (
    Column(
        "code",
        _("Code"),
        ("Mã tổ chức", "Mã TCĐ", "Mã số", "Mã đơn vị", "Mã tổ chức đảng", "Số hiệu"),
        hint=_("Of your own, at most 20 signs, the same for ever. Empty: known by its name and place, or given one."),
    ),
    Column(
        "name",
        _("Name"),
        ("Tên tổ chức", "Tên tổ chức đảng", "Tên TCCSĐ", "Tổ chức đảng", "Tên đơn vị", "Tổ chức cơ sở đảng", "TCCSĐ"),
        required=True,
        hint=_("In full, as in the decision."),
    ),
    Column(
        "kind",
        _("Type"),
        (
            "Loại",
            "Loại hình",
            "Loại hình tổ chức",
            "Loại tổ chức",
            "Loại hình tổ chức đảng",
            "Loại TCCSĐ",
            "Loại hình TCCSĐ",
        ),
        required=True,
        hint=_("In words or short: Đảng bộ cơ sở, ĐBCS, Chi bộ trực thuộc."),
        choices=KINDS,
    ),
    Column(
        "parent_code",
        _("Code of what it belongs to"),
        ("Mã tổ chức cấp trên", "Mã cấp trên", "Mã tổ chức trực thuộc"),
        hint=_("Of an organisation on the portal, or of another row in this file, in any order."),
    ),
    Column(
        "parent",
        _("Belongs to"),
        (
            "Tổ chức cấp trên",
            "Cấp trên trực tiếp",
            "Đảng bộ cấp trên",
            "Cấp ủy cấp trên",
            "Thuộc",
            "Trực thuộc đảng bộ",
        ),
        hint=_("The name, where there is no code. Empty for what stands directly below the root."),
    ),
    Column(
        "sector",
        _("Sector"),
        ("Lĩnh vực", "Nhóm ngành", "Ngành", "Nhóm"),
        hint=_("Only of grassroots organisations."),
        offers=sector_names,
    ),
    Column(
        "unit",
        _("Type of unit"),
        ("Loại hình đơn vị", "Loại đơn vị", "Loại hình cơ quan, đơn vị"),
        hint=_("Only of grassroots organisations."),
        choices=UNITS,
    ),
    Column(
        "opened",
        _("Founded on"),
        ("Ngày thành lập", "Ngày ra quyết định", "Ngày QĐ", "Thành lập ngày", "Ngày quyết định thành lập"),
        hint=_("day/month/year. Empty: as what it belongs to."),
    ),
    Column(
        "decision",
        _("Decision number"),
        ("Số quyết định", "Số QĐ", "QĐ thành lập", "Số quyết định thành lập", "Quyết định thành lập"),
    ),
    Column("number", "STT", ("TT", "Số TT", "Số thứ tự"), left_out=_("The number of the row says nothing more.")),
    Column("closed", _("Ended on"), ("Ngày giải thể",), left_out=_("An organisation is ended on its own page.")),
    Column("tree", _("Place in the tree"), left_out=_("It follows from what each belongs to.")),
)
