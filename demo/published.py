"""What was published of the 2015-2020 term, in the words of the text; the document that held it is invented."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from organizations.models import Organization
from reports.models import Published, Term

Qualifier = Published.Qualifier
TERM = "2015-2020"
DOCUMENT, DAY = "Báo cáo chính trị trình Đại hội nhiệm kỳ 2020-2025 (mô phỏng)", date(2020, 8, 20)
EXACTLY, OVER, BETWEEN = Qualifier.EXACTLY, Qualifier.OVER, Qualifier.BETWEEN
SIGNS = "cấp ủy và UBKT các cấp đã kiểm tra 3 tổ chức đảng, 9 đảng viên khi có dấu hiệu vi phạm"
INSPECTED = "cấp ủy, tổ chức đảng cơ sở kiểm tra 139 tổ chức cơ sở đảng và 46 đảng viên"
SUPERVISED = "giám sát 148 tổ chức đảng và 326 đảng viên"
BY_COMMISSION = "UBKT các đảng ủy cơ sở kiểm tra 66 tổ chức đảng và 3 đảng viên"
WATCHED = "giám sát 79 tổ chức đảng và 15 đảng viên"

# (indicator, each year, qualifier, low, high, words)
FIGURES: tuple[tuple[str, bool, str, int, int | None, str], ...] = (
    ("study_participation", False, OVER, 95, None, "tỉ lệ cán bộ, đảng viên tham gia học tập đạt trên 95%"),
    ("ethics_standards", False, EXACTLY, 100, None, "100% cơ quan, doanh nghiệp đã xây dựng các chuẩn mực về đạo đức"),
    ("admissions", False, EXACTLY, 1062, None, "trong nhiệm kỳ đã kết nạp 1.062 đảng viên"),
    ("org_rated_good", True, BETWEEN, 80, 85, "Hằng năm có 80 - 85% TCCS đảng được xếp loại hoàn thành tốt nhiệm vụ"),
    ("org_rated_excellent", True, BETWEEN, 15, 20, "từ 15 - 20% TCCS đảng hoàn thành xuất sắc nhiệm vụ"),
    ("member_rated_good_up", True, OVER, 80, None, "trên 80% đảng viên được xếp loại hoàn thành tốt nhiệm vụ trở lên"),
    ("violation_inspected_orgs", False, EXACTLY, 3, None, SIGNS),
    ("violation_inspected_members", False, EXACTLY, 9, None, SIGNS),
    ("committee_inspected_orgs", False, EXACTLY, 139, None, INSPECTED),
    ("committee_inspected_members", False, EXACTLY, 46, None, INSPECTED),
    ("committee_supervised_orgs", False, EXACTLY, 148, None, SUPERVISED),
    ("committee_supervised_members", False, EXACTLY, 326, None, SUPERVISED),
    ("commission_inspected_orgs", False, EXACTLY, 66, None, BY_COMMISSION),
    ("commission_inspected_members", False, EXACTLY, 3, None, BY_COMMISSION),
    ("commission_supervised_orgs", False, EXACTLY, 79, None, WATCHED),
    ("commission_supervised_members", False, EXACTLY, 15, None, WATCHED),
    ("enterprise_growth", True, BETWEEN, 8, 10, "mức tăng trưởng bình quân của các doanh nghiệp hằng năm đạt 8 - 10%"),
    ("domestic_revenue_share", False, OVER, 20, None, "đóng góp trên 20% tổng thu nội địa của tỉnh"),
)


def published(root: Organization, terms: Sequence[Term]) -> list[Published]:
    term = next(each for each in terms if each.code == TERM)
    return [
        Published(
            pk=number,
            root=root,
            term=term,
            indicator=indicator,
            each_year=each_year,
            qualifier=qualifier,
            low=Decimal(low),
            high=None if high is None else Decimal(high),
            document=DOCUMENT,
            published_on=DAY,
            words=words,
        )
        for number, (indicator, each_year, qualifier, low, high, words) in enumerate(FIGURES, start=1)
    ]
