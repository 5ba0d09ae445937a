"""What a file of members holds: the columns of their list, of the template, and of the national lists."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from exchange.columns import Column
from members.importing.words import ENTRY_WORDS, SEX_WORDS, STATUS_WORDS

DAY = _("day/month/year")
# Decree 356/2025: sensitive. What ratings and counts need is the least that is kept (members.models.Member).
SENSITIVE = _("Personal data that ratings do not need; it is not kept here (Decree 356/2025).")
BY_EVENT = _("What happened to a member is entered on the member's page, with its decision.")

TAKEN = (
    Column(
        "number",
        _("Number"),
        ("Số hiệu đảng viên", "Mã đảng viên", "Mã ĐV", "Mã số đảng viên", "Số của cổng"),
        hint=_("Ours, like DV000123, of a member who is on the list. Empty for somebody new."),
    ),
    Column(
        "full_name",
        _("Full name"),
        ("Họ tên", "Họ tên đảng viên", "Họ và tên đảng viên", "Họ tên khai sinh", "Tên đảng viên", "Họ, tên"),
        required=True,
        hint=_("With marks, as in the file of the member."),
    ),
    Column(
        "birth_date",
        _("Date of birth"),
        ("Ngày tháng năm sinh", "Ngày, tháng, năm sinh", "NS", "Năm sinh", "Sinh ngày", "Ngày sinh đảng viên"),
        required=True,
        hint=_("day/month/year; the year alone is not enough."),
    ),
    Column("sex", _("Sex"), ("Phái", "GT", "Nam/Nữ"), choices=SEX_WORDS),
    Column(
        "position",
        _("Position"),
        ("Chức vụ Đảng", "Chức vụ đảng", "Chức danh", "Chức vụ hiện nay", "Chức vụ, chức danh"),
        hint=_("In the Party; several stand apart by commas."),
    ),
    Column(
        "organization",
        _("Party organisation"),
        (
            "Chi bộ",
            "Tên chi bộ",
            "Chi bộ đang sinh hoạt",
            "Chi bộ sinh hoạt",
            "Sinh hoạt ở",
            "Sinh hoạt tại",
            "Nơi sinh hoạt",
            "Nơi sinh hoạt đảng",
            "Sinh hoạt tại chi bộ",
            "Tổ chức đảng đang sinh hoạt",
        ),
        hint=_("The cell where the member belongs: its name, or its code where two bear one name."),
    ),
    Column(
        "organization_code",
        _("Code of the organisation"),
        ("Mã chi bộ", "Mã TCĐ", "Mã tổ chức", "Mã tổ chức đảng", "Mã chi bộ đang sinh hoạt"),
        hint=_("Needed only where two cells bear one name."),
    ),
    Column(
        "committee",
        _("Party committee above"),
        ("Đảng bộ", "Đảng ủy", "Đảng bộ cơ sở", "TCCSĐ", "Tổ chức cơ sở đảng", "Thuộc đảng bộ"),
        hint=_("Tells cells of one name apart."),
    ),
    Column(
        "admitted_on",
        _("Admitted on"),
        ("Ngày kết nạp", "Ngày vô Đảng", "Ngày kết nạp Đảng", "Ngày vào ĐCSVN", "Ngày KN", "Vào Đảng ngày"),
        hint=_("The day of the ceremony."),
    ),
    Column(
        "official_on",
        _("Full member since"),
        ("Chính thức", "C.thức", "Ngày C.thức", "Ngày công nhận chính thức", "Ngày chuyển chính thức", "Ngày CT"),
        hint=_("Empty while the member is on probation."),
    ),
    Column(
        "decided_on",
        _("Admission decided on"),
        ("Ngày QĐ kết nạp", "Ngày ra quyết định kết nạp", "Ngày ký quyết định kết nạp"),
        hint=_("Of who was admitted here; empty where it is the day of the ceremony."),
    ),
    Column(
        "decision_number",
        _("Admission decision number"),
        ("Số QĐ kết nạp", "QĐ kết nạp số", "Quyết định kết nạp", "QĐ kết nạp"),
        hint=_("Of who was admitted here."),
    ),
    Column(
        "since",
        _("Belongs here since"),
        ("Sinh hoạt từ", "Ngày về sinh hoạt", "Ngày chuyển đến", "Sinh hoạt tại đây từ", "Ngày đến sinh hoạt"),
        hint=_("Empty: since the admission, or the founding of the cell if that was later."),
    ),
    Column(
        "entry",
        _("Came by"),
        ("Hình thức tăng đảng viên", "Hình thức vào danh sách", "Nguồn đảng viên"),
        choices=ENTRY_WORDS,
        hint=_(
            "Empty: admitted here, or with the cell when it was founded; with another day since when, transferred in."
        ),
    ),
    Column(
        "status",
        _("Status"),
        ("Trạng thái", "Tình trạng sinh hoạt", "Trạng thái đảng viên"),
        choices=STATUS_WORDS,
        hint=_("Who has died or left is told and not entered; who is exempt belongs."),
    ),
    Column(
        "exempted_on",
        _("Exempt since"),
        ("Ngày miễn sinh hoạt", "Ngày được miễn", "Miễn sinh hoạt từ", "Miễn sinh hoạt từ ngày", "Ngày miễn SH"),
        hint=_("Of who is exempt from activity: the day of the decision."),
    ),
)


def _not_kept(title: object, *names: str, code: str, why: object = SENSITIVE) -> Column:
    return Column(code, title, names, left_out=why, forgotten=True)  # type: ignore[arg-type]


LEFT_OUT = (
    _not_kept(_("Identity number"), "Số CCCD", "CCCD", "Căn cước", "Số định danh", "Số CMND", "CMND", code="identity"),
    _not_kept(_("Old identity number"), "Số CMND cũ", "Số định danh cũ", "CMND cũ", code="old_identity"),
    _not_kept(
        _("Card number"),
        "Số thẻ đảng viên",
        "Số thẻ Đảng",
        "Số thẻ",
        "Thẻ đảng viên",
        "Số thẻ theo QĐ 85",
        code="card",
    ),
    _not_kept(_("Card issued at"), "Nơi cấp thẻ", "Nơi cấp thẻ đảng", "Nơi cấp", code="card_place"),
    _not_kept(_("Card issued on"), "Ngày cấp thẻ", "Ngày cấp thẻ đảng", "Ngày cấp", code="card_day"),
    _not_kept(_("Number of the file"), "Số lý lịch", "Số LL", "Số hồ sơ", code="file_number"),
    _not_kept(_("Birth registered at"), "Nơi đăng ký khai sinh", "Nơi khai sinh", "Nơi sinh", code="birth_place"),
    _not_kept(_("Native place"), "Quê quán", "Nguyên quán", code="native_place"),
    _not_kept(
        _("Residence"),
        "Nơi cư trú",
        "Nơi thường trú",
        "Nơi tạm trú",
        "Địa chỉ",
        "Chỗ ở hiện nay",
        "Hộ khẩu thường trú",
        code="residence",
    ),
    _not_kept(_("Cell at the residence"), "Chi bộ nơi cư trú", code="residence_cell"),
    _not_kept(_("Ethnicity"), "Dân tộc", code="ethnicity"),
    _not_kept(_("Religion"), "Tôn giáo", code="religion"),
    _not_kept(_("Telephone"), "Số điện thoại", "Điện thoại", "ĐT", code="telephone"),
    _not_kept(_("E-mail"), "Email", "Thư điện tử", "Hộp thư", code="email"),
    _not_kept(_("Other names"), "Bí danh", "Tên gọi khác", "Tên thường dùng", code="aliases"),
    _not_kept(_("Died on"), "Ngày mất", "Ngày từ trần", "Ngày chết", code="died", why=BY_EVENT),
    _not_kept(
        _("Left on"), "Ngày ra khỏi Đảng", "Ngày chuyển đi", "Ngày ra Đảng", "Ngày xóa tên", code="left", why=BY_EVENT
    ),
    Column("ordinal", "STT", ("TT", "Số TT", "Số thứ tự"), left_out=_("The number of the row says nothing more.")),
)

COLUMNS = (*TAKEN, *LEFT_OUT)
