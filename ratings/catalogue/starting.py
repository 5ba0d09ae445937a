"""What most offices ask besides the built-in questions: a catalogue to start from, each of it to be changed or retired.

Its words are stored and printed, so they are Vietnamese, as all of the paper's are. The codes are the same in every
root: what two roots asked alike is summed up in the root that they were merged into.
"""

from __future__ import annotations

from dataclasses import dataclass

from organizations.models import Sector
from ratings.models import AnswerType, YearlyQuestion

Chapter, Audience = YearlyQuestion.Chapter, YearlyQuestion.Audience
COUNT, YES_NO = AnswerType.COUNT, AnswerType.YES_NO


@dataclass(frozen=True)
class Starting:
    code: str
    chapter: YearlyQuestion.Chapter
    wording: str
    unit: str = ""
    part: str = ""
    kind: AnswerType = COUNT
    audience: YearlyQuestion.Audience = Audience.GRASSROOTS
    sectors: Sector.Kind | None = None


STARTING = (
    Starting("theory_classes", Chapter.IDEOLOGY, "Lớp bồi dưỡng lý luận chính trị, cập nhật kiến thức mới", "lớp"),
    Starting(
        "theory_learners",
        Chapter.IDEOLOGY,
        "Lượt cán bộ, đảng viên được cử học lý luận chính trị",
        "lượt người",
        "Lượt cán bộ, đảng viên hoàn thành chương trình học lý luận chính trị",
    ),
    Starting("briefings", Chapter.IDEOLOGY, "Buổi thông tin thời sự", "buổi"),
    Starting(
        "study_sessions",
        Chapter.IDEOLOGY,
        "Hội nghị học tập, quán triệt nghị quyết, chỉ thị của Đảng",
        "hội nghị",
        kind=AnswerType.SESSIONS,
    ),
    Starting(
        "defence_articles",
        Chapter.IDEOLOGY,
        "Tin, bài bảo vệ nền tảng tư tưởng của Đảng, định hướng dư luận xã hội",
        "tin, bài",
    ),
    Starting(
        "directive_05",
        Chapter.IDEOLOGY,
        "Mô hình, việc làm theo Chỉ thị số 05-CT/TW đã đăng ký",
        "mô hình",
        "Mô hình, việc làm theo Chỉ thị số 05-CT/TW đã hoàn thành",
    ),
    Starting(
        "thematic_meetings",
        Chapter.MEMBERS,
        "Buổi sinh hoạt chi bộ theo chuyên đề",
        "buổi",
        audience=Audience.CELLS,
    ),
    Starting(
        "tw4_reviews",
        Chapter.RATINGS,
        "Cán bộ, đảng viên thuộc diện kiểm điểm theo Nghị quyết Trung ương 4",
        "người",
        "Cán bộ, đảng viên đã kiểm điểm theo Nghị quyết Trung ương 4",
    ),
    Starting(
        "tw4_review_day", Chapter.RATINGS, "Ngày cấp ủy kiểm điểm theo Nghị quyết Trung ương 4", kind=AnswerType.DAY
    ),
    Starting(
        "anticorruption_plan",
        Chapter.INTERNAL,
        "Ban hành và thực hiện kế hoạch phòng, chống tham nhũng, lãng phí, tiêu cực",
        kind=YES_NO,
    ),
    Starting(
        "assets_declared",
        Chapter.INTERNAL,
        "Người có nghĩa vụ kê khai tài sản, thu nhập",
        "người",
        "Người đã kê khai và công khai tài sản, thu nhập",
    ),
    Starting("saved", Chapter.INTERNAL, "Số tiền tiết kiệm, chống lãng phí", "triệu đồng", kind=AnswerType.AMOUNT),
    Starting(
        "procedures",
        Chapter.INTERNAL,
        "Thủ tục hành chính thuộc thẩm quyền giải quyết",
        "thủ tục",
        "Thủ tục hành chính được đơn giản hóa hoặc giải quyết trực tuyến",
        sectors=Sector.Kind.AGENCIES,
    ),
    Starting(
        "democracy_rules",
        Chapter.MOBILISATION,
        "Xây dựng, bổ sung và thực hiện quy chế dân chủ ở cơ sở",
        kind=YES_NO,
    ),
    Starting(
        "staff_dialogues", Chapter.MOBILISATION, "Cuộc đối thoại của người đứng đầu với cán bộ, người lao động", "cuộc"
    ),
    Starting(
        "programme",
        Chapter.LEADERSHIP,
        "Nhiệm vụ trong chương trình, kế hoạch công tác năm",
        "nhiệm vụ",
        "Nhiệm vụ trong chương trình, kế hoạch công tác năm đã hoàn thành",
    ),
    Starting("programme_focus", Chapter.LEADERSHIP, "Nhiệm vụ trọng tâm, khâu đột phá của năm", kind=AnswerType.TOPIC),
    Starting(
        "state_capital",
        Chapter.SECTORS,
        "Bảo toàn vốn, tài sản nhà nước",
        kind=YES_NO,
        sectors=Sector.Kind.ENTERPRISES,
    ),
    Starting(
        "insured_workers",
        Chapter.SECTORS,
        "Người lao động có việc làm đến cuối năm",
        "người",
        "Người lao động được đóng đủ bảo hiểm, hưởng đủ chế độ",
        sectors=Sector.Kind.ENTERPRISES,
    ),
)
