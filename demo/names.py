"""Vietnamese personal names by sex and generation; whoever bears one by chance is not meant."""

from random import Random

from members.models import Member

Sex = Member.Sex

# Roughly as frequent as in central Vietnam.
FAMILY = {
    "Nguyễn": 30, "Trần": 12, "Lê": 14, "Hoàng": 8, "Phan": 6, "Phạm": 5, "Võ": 5, "Hồ": 5, "Đặng": 3, "Bùi": 3,
    "Đỗ": 2, "Ngô": 2, "Dương": 2, "Trương": 3, "Đoàn": 2, "Mai": 2, "Cao": 2, "Thái": 2, "Tạ": 1, "Đinh": 1,
    "Lương": 1, "Văn": 1, "Châu": 1, "Hà": 1, "Lâm": 1, "Nông": 1, "Tống": 1, "Đào": 1, "Trịnh": 1, "Thân": 1,
}  # fmt: skip

# Who was born before 1975 bears other names than those born after.
GENERATION = 1975

MIDDLE = {
    (Sex.FEMALE, True): ("Thị", "Thị", "Thị", "Thị", "Thị Kim", "Thị Bích", "Thị Thanh", "Thị Minh", "Thị Xuân"),
    (Sex.FEMALE, False): (
        "Thị", "Thị", "Thị Thu", "Thị Ngọc", "Thị Thanh", "Thị Mỹ", "Thị Hoài", "Thị Phương", "Thị Quỳnh", "Thị Cẩm",
        "Ngọc", "Khánh", "Thanh", "Phương", "Diệu", "Hoài", "Thùy", "Bảo", "Minh", "Nhật",
    ),
    (Sex.MALE, True): ("Văn", "Văn", "Văn", "Đình", "Xuân", "Bá", "Công", "Hữu", "Ngọc", "Thanh", "Duy", "Viết"),
    (Sex.MALE, False): (
        "Văn", "Minh", "Quốc", "Anh", "Hoàng", "Gia", "Đức", "Thanh", "Ngọc", "Hữu", "Tuấn", "Nhật", "Thành", "Đình",
        "Bảo", "Trung", "Công", "Duy", "Quang", "Xuân",
    ),
}  # fmt: skip

GIVEN = {
    (Sex.FEMALE, True): (
        "Hoa", "Lan", "Hương", "Nga", "Hồng", "Liên", "Thanh", "Nguyệt", "Hạnh", "Yến", "Loan", "Hiền", "Tâm", "Thủy",
        "Hằng", "Dung", "Phượng", "Cúc", "Đào", "Thu", "Xuân", "Hải", "Tuyết", "Vân", "Mai", "Lý", "Sen", "Thảo",
        "Bình", "Lài", "Nhàn", "Gái", "Oanh", "Quyên", "Minh", "Nhung",
    ),
    (Sex.FEMALE, False): (
        "Trang", "Ngọc", "Thảo", "My", "Nhi", "Vy", "Hà", "Huyền", "Linh", "Anh", "Giang", "Trâm", "Thư", "Ngân",
        "Hiền", "Hương", "Nhung", "Phương", "Quỳnh", "Tâm", "Thương", "Trinh", "Uyên", "Yến", "Châu", "Diễm", "Dung",
        "Hạnh", "Hằng", "Khuê", "Lam", "Loan", "Mai", "Nga", "Nguyên", "Oanh", "Thủy", "Thúy", "Tú", "Vân", "Xuân",
        "Tiên", "Sương", "Lệ", "Kiều", "Phượng", "Hoài", "An", "Chi", "Duyên",
    ),
    (Sex.MALE, True): (
        "Hải", "Sơn", "Bình", "Thành", "Long", "Hòa", "Lợi", "Thắng", "Minh", "Toàn", "Lộc", "Tâm", "Thanh", "Đông",
        "Hùng", "Cường", "Dần", "Nghĩa", "Phương", "Quý", "Sáu", "Tài", "Thiện", "Thuận", "Trí", "Tường", "Vinh",
        "Xuân", "Ân", "Bảy", "Châu", "Định", "Hiền", "Kỳ", "Lâm", "Mẫn", "Nhân", "Khoa",
    ),
    (Sex.MALE, False): (
        "Huy", "Khôi", "Nam", "Kiên", "Đạt", "Tuấn", "Hiếu", "Thắng", "Trung", "Sơn", "Hải", "Long", "Khánh", "Thịnh",
        "Vũ", "Bảo", "Duy", "Đăng", "Giang", "Hậu", "Hoàng", "Hòa", "Khang", "Khoa", "Lâm", "Lộc", "Minh", "Nghĩa",
        "Nguyên", "Nhân", "Nhật", "Phát", "Phước", "Quân", "Quốc", "Sang", "Tân", "Thái", "Thành", "Thiện", "Thông",
        "Tín", "Toàn", "Trí", "Tú", "Vinh", "Việt", "Ý", "An", "Bách",
    ),
}  # fmt: skip

_FAMILY_NAMES, _FAMILY_WEIGHTS = tuple(FAMILY), tuple(FAMILY.values())


def person_name(random: Random, sex: Member.Sex, birth_year: int) -> str:
    group = (sex, birth_year < GENERATION)
    family = random.choices(_FAMILY_NAMES, _FAMILY_WEIGHTS)[0]
    middle = random.choice(MIDDLE[group])
    given = random.choice([name for name in GIVEN[group] if name not in (family, *middle.split())])
    return f"{family} {middle} {given}"
