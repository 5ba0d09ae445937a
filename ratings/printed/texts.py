"""What stands on the forms of Guide 43-HD/BTCTW, restated in short (Regulation 366-QĐ/TW, Art. 6 and 17).

They are Party documents: Vietnamese, whatever language the portal is read in.
"""

from __future__ import annotations

from dataclasses import dataclass

from ratings.grounds import TitleGroup

LEADER, STAFF, OUTSIDE, HEAD = TitleGroup
TASKS = "tasks"
# Lines where most write nothing, and where most is written.
FEW, USUAL, MANY = 2, 3, 4


@dataclass(frozen=True)
class Section:
    """`points`: what is to be written under the title, each with `lines` for the pen; TASKS: the tasks held."""

    title: str
    points: tuple[str, ...] = ("",)
    lines: int = USUAL

    @property
    def pen(self) -> range:
        return range(self.lines)


CONDUCT = (
    "Về phẩm chất chính trị, đạo đức, lối sống; đoàn kết nội bộ; ý thức tổ chức kỷ luật, trách nhiệm nêu gương, những "
    "điều đảng viên không được làm; tác phong, lề lối làm việc. Liên hệ các biểu hiện suy thoái, “tự diễn biến”, "
    "“tự chuyển hóa”."
)
DUTIES = (
    "Việc thực hiện nhiệm vụ, quyền hạn và kết quả các chỉ tiêu, nhiệm vụ được giao trong năm, gắn với hiệu quả, tiến "
    "độ, chất lượng."
)
ASSIGNED = "Việc thực hiện quyền và nghĩa vụ của đảng viên theo nhiệm vụ được cấp ủy, chi bộ phân công."
PLEDGE = "Việc thực hiện cam kết tu dưỡng, rèn luyện, phấn đấu của cá nhân."
LEADING = (
    "Kết quả lãnh đạo, chỉ đạo, quản lý, điều hành; mức độ hoàn thành nhiệm vụ của tổ chức, cơ quan, đơn vị thuộc "
    "quyền quản lý; khả năng quy tụ, xây dựng đoàn kết nội bộ.",
    "Trách nhiệm trong công việc; tinh thần năng động, sáng tạo, dám nghĩ, dám làm, dám chịu trách nhiệm; xây dựng đội "
    "ngũ cán bộ, kiểm soát quyền lực.",
    "Trách nhiệm nêu gương của bản thân và gia đình; phòng, chống tham nhũng, lãng phí, tiêu cực; sự tín nhiệm của cán "
    "bộ, đảng viên; phong cách gần dân, sát dân.",
)
LATER = (
    Section("II. Hạn chế, khuyết điểm và nguyên nhân", ("Hạn chế, khuyết điểm.", "Nguyên nhân.")),
    Section("III. Kết quả khắc phục hạn chế, khuyết điểm đã được kết luận hoặc chỉ ra ở các kỳ kiểm điểm trước"),
    Section("IV. Giải trình những vấn đề được gợi ý kiểm điểm (nếu có)", lines=FEW),
)
RESPONSIBLE = Section("V. Trách nhiệm của cá nhân đối với hạn chế, khuyết điểm của tập thể (nếu có)", lines=FEW)
COLLECTIVE_RESPONSIBLE = Section("V. Trách nhiệm của tập thể, cá nhân")
DIRECTION = Section("VI. Phương hướng, biện pháp khắc phục hạn chế, khuyết điểm")
MERITS = "I. Ưu điểm, kết quả đạt được"


def _of_member(*merits: str, lines: int = MANY) -> tuple[Section, ...]:
    return (Section(MERITS, merits, lines), *LATER, RESPONSIBLE, DIRECTION)


MEMBERS: dict[TitleGroup, tuple[Section, ...]] = {
    LEADER: _of_member(CONDUCT, DUTIES, TASKS, PLEDGE, *LEADING, lines=USUAL),
    STAFF: _of_member(CONDUCT, DUTIES, TASKS, PLEDGE),
    OUTSIDE: _of_member(CONDUCT, ASSIGNED, TASKS, PLEDGE),
}
MEMBERS[HEAD] = MEMBERS[LEADER]
COLLECTIVE = (
    Section(
        MERITS,
        (
            "Việc chấp hành nguyên tắc tổ chức và hoạt động, nhất là tập trung dân chủ; thực hiện quy chế làm việc.",
            "Kết quả thực hiện mục tiêu, chỉ tiêu, nhiệm vụ của nghị quyết đại hội, chương trình công tác năm, nhiệm "
            "vụ được giao.",
            TASKS,
            "Công tác xây dựng, chỉnh đốn Đảng; tổ chức bộ máy; nêu gương, giải trình; phòng, chống tham nhũng, lãng "
            "phí, tiêu cực, suy thoái; học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh; kiểm soát quyền "
            "lực.",
            "Trách nhiệm của tập thể lãnh đạo, quản lý trong thực hiện chủ trương của Đảng, của cấp trên và nhiệm vụ "
            "chính trị của đơn vị.",
        ),
        MANY,
    ),
    *LATER,
    COLLECTIVE_RESPONSIBLE,
    DIRECTION,
)
# By which annex of Regulation 366-QĐ/TW one is scored.
ANNEXES = {LEADER: "Phụ lục 3", STAFF: "Phụ lục 4", OUTSIDE: "Phụ lục 5", HEAD: "Phụ lục 3"}
COLLECTIVE_ANNEX = "Phụ lục 1"
SUBTITLES = {
    LEADER: "Cá nhân giữ chức vụ lãnh đạo, quản lý",
    STAFF: "Cá nhân không giữ chức vụ lãnh đạo, quản lý",
    OUTSIDE: "Đảng viên không làm việc trong hệ thống chính trị",
    HEAD: "Cá nhân giữ chức vụ lãnh đạo, quản lý",
}
DOSSIER = (
    "Bản kiểm điểm cá nhân, báo cáo kiểm điểm tập thể",
    "Bản nhận xét của cấp ủy nơi cư trú đối với cá nhân (trừ trường hợp đặc biệt)",
    "Biên bản hội nghị kiểm điểm",
    "Tổng hợp kết quả thẩm định của cơ quan chủ trì tham mưu, giúp việc",
    "Kết luận đánh giá, kết quả xếp loại của cấp có thẩm quyền",
    "Văn bản gợi ý kiểm điểm (nếu có)",
    "Văn bản tham gia, góp ý của tổ chức, cơ quan, đơn vị và cá nhân liên quan (nếu có)",
    "Hồ sơ giải quyết khiếu nại, kiến nghị về kết quả đánh giá, xếp loại (nếu có)",
    "Các văn bản khác (nếu có)",
)
