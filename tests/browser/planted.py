"""Two workbooks of an office that begins, with twenty errors planted in them: what stands wrong, and what is right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

from openpyxl import load_workbook

from tests.exchange.made import xlsx

Line = list[str]
ORGANIZATIONS = ("Mã", "Tên", "Loại", "Mã tổ chức cấp trên", "Lĩnh vực", "Ngày thành lập", "Số quyết định")
MEMBERS = ("Số hiệu", "Họ và tên", "Ngày sinh", "Giới tính", "Chi bộ", "Ngày vào Đảng", "Ngày chính thức", "Tình trạng")
COMMITTEES, CELLS = 3, 4
GIVEN = ("An", "Bình", "Chi", "Dung", "Giang", "Hà", "Hạnh", "Hiền", "Hoa", "Hương", "Lan", "Mai", "Nga")


@dataclass(frozen=True)
class Planted:
    """`wrong`: {address: what stands there instead}."""

    headings: Sequence[str]
    right: list[Line]
    wrong: Mapping[str, str]

    def workbook(self) -> bytes:
        lines = [line.copy() for line in self.right]
        for address, value in self.wrong.items():
            row, column = place(address)
            lines[row - 2][column] = value
        return xlsx({"Danh sách": [self.headings, *lines]})

    def mended(self, marked: bytes) -> bytes:
        """The file that the portal marked, with each wrong cell put right in a spreadsheet program."""
        book = load_workbook(BytesIO(marked))
        for address in self.wrong:
            row, column = place(address)
            book.worksheets[0].cell(row, column + 1).value = self.right[row - 2][column]
        stream = BytesIO()
        book.save(stream)
        return stream.getvalue()


def place(address: str) -> tuple[int, int]:
    return int(address[1:]), ord(address[0]) - ord("A")


def organizations() -> Planted:
    """Rows 2 to 4 are committees, then four cells below each, then cells directly below the root."""
    right = [[f"DU{at}", f"Đảng bộ Sở Số {at}", "Đảng bộ cơ sở", "", "", "1/8/2025", f"{at}-QĐ/ĐU"] for at in (1, 2, 3)]
    right += [
        [f"DU{at}.{cell}", f"Chi bộ Phòng {at}.{cell}", "Chi bộ trực thuộc", f"DU{at}", "", "5/8/2025", ""]
        for at in range(1, COMMITTEES + 1)
        for cell in range(1, CELLS + 1)
    ]
    right += [[f"CB{at}", f"Chi bộ Hội Số {at}", "Chi bộ cơ sở", "", "", "1/9/2025", ""] for at in range(1, 6)]
    wrong = {
        "F5": "31/2/2025",
        "D6": "DU99",
        "C7": "Chi bộ lạ",
        "B8": "",
        "A9": "MA-SO-NAY-DAI-QUA-HAI-MUOI-KY-TU",
        "D10": "CB1",
        "F11": "1/8/2099",
        "A13": "DU2.3",
        "E17": "Lĩnh vực lạ",
        "F18": "mùa thu",
    }
    return Planted(ORGANIZATIONS, right, wrong)


def members() -> Planted:
    places = [f"Chi bộ Phòng {at}.{cell}" for at in range(1, COMMITTEES + 1) for cell in range(1, CELLS + 1)]
    right = [
        ["", f"Nguyễn Thị {given}", f"{at + 1}/5/1980", "Nữ", places[at % len(places)], "3/2/2010", "3/2/2011", ""]
        for at, given in enumerate(GIVEN)
    ]
    wrong = {
        "C2": "1980",
        "C3": "31/2/1980",
        "E4": "Chi bộ Không Có",
        "F5": "3/2/1970",
        "D6": "Không rõ",
        "B7": "",
        "A8": "DV999999",
        "G9": "3/2/2009",
        "H10": "Đã từ trần",
        "E11": "Đảng bộ Sở Số 1",
    }
    return Planted(MEMBERS, right, wrong)
