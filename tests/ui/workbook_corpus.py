"""Files that should not be read; every maker looks into its own file that the payload is really there."""

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from ui.workbooks.writing import Column, Page, workbook

SHEET = "xl/worksheets/sheet1.xml"
OPENING = (
    '<?xml version="1.0" encoding="UTF-8"?>{declaration}'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
)
CLOSING = "</sheetData></worksheet>"
MEBI = 1024 * 1024


def plain() -> bytes:
    page = Page("Trang", ["Tiêu đề"], [Column("Mã"), Column("Giá trị")], [["A1", "một"], ["A2", 2]])
    return workbook([page], lists="Danh mục")


def changed(parts: dict[str, bytes | None], *, content: bytes | None = None, compression: int = ZIP_DEFLATED) -> bytes:
    """A workbook with parts replaced, added, or (None) left out."""
    stream = BytesIO()
    with ZipFile(BytesIO(content or plain())) as old, ZipFile(stream, "w", compression) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, data in parts.items():
            if data is not None:
                new.writestr(name, data)
    return stream.getvalue()


def part(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def sheet(rows: str, declaration: str = "", after: str = "") -> bytes:
    closing = CLOSING.replace("</worksheet>", f"{after}</worksheet>")
    return (OPENING.format(declaration=declaration) + rows + closing).encode()


def text_cell(address: str, text: str) -> str:
    return f'<c r="{address}" t="inlineStr"><is><t>{text}</t></is></c>'


def dimension_bomb() -> bytes:
    """One cell in the last corner of the worksheet: a reader that believes in it makes 17 thousand million cells."""
    far = f'<row r="1">{text_cell("A1", "x")}</row><row r="1048576">{text_cell("XFD1048576", "y")}</row>'
    made = changed({SHEET: sheet(far)})
    assert b"XFD1048576" in part(made, SHEET)
    assert len(made) < 8 * 1024
    return made


def many_rows(count: int = 60_000) -> bytes:
    rows = "".join(f'<row r="{n}">{text_cell(f"A{n}", "x")}</row>' for n in range(1, count + 1))
    made = changed({SHEET: sheet(rows)})
    assert part(made, SHEET).count(b"<row ") == count
    return made


def huge_part() -> bytes:
    made = changed({SHEET: sheet(f'<row r="1">{text_cell("A1", "a" * (200 * MEBI))}</row>')})
    assert len(part(made, SHEET)) > 200 * MEBI
    assert len(made) < MEBI
    return made


def steep_ratio() -> bytes:
    """Within every size, but a thousand times smaller when packed."""
    made = changed({f"xl/media/{n}.xml": b"<a>" + b" " * (7 * MEBI) + b"</a>" for n in range(3)})
    unpacked = sum(info.file_size for info in ZipFile(BytesIO(made)).infolist())
    assert unpacked < 40 * MEBI
    assert unpacked / len(made) > 200
    return made


def shared_strings() -> bytes:
    made = changed({"xl/sharedStrings.xml": b"<sst>" + b"<si><t>abc</t></si>" * (4 * MEBI) + b"</sst>"})
    assert len(part(made, "xl/sharedStrings.xml")) > 70 * MEBI
    return made


def many_parts() -> bytes:
    made = changed({f"xl/x/{n}.bin": b"" for n in range(10_000)}, compression=ZIP_STORED)
    assert len(ZipFile(BytesIO(made)).namelist()) > 10_000
    return made


def laughs() -> bytes:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    declaration = f'<!DOCTYPE lolz [<!ENTITY l0 "lol">{entities}]>'
    made = changed({SHEET: sheet(f'<row r="1">{text_cell("A1", "&l9;")}</row>', declaration)})
    assert b"&l9;" in part(made, SHEET)
    return made


def external_entity() -> bytes:
    declaration = '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    made = changed({SHEET: sheet(f'<row r="1">{text_cell("A1", "&file;")}</row>', declaration)})
    assert b"file:///etc/passwd" in part(made, SHEET)
    return made


def hidden_entity() -> bytes:
    """The same in UTF-16, where a search for the letters alone finds nothing."""
    xml = part(external_entity(), SHEET).decode().replace("UTF-8", "UTF-16").encode("utf-16")
    made = changed({SHEET: xml})
    assert b"<!DOCTYPE" not in part(made, SHEET)
    assert "<!DOCTYPE" in part(made, SHEET).decode("utf-16")
    return made


def macros() -> bytes:
    return changed({"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})


def old_or_locked() -> bytes:
    """Old workbooks, and new ones behind a password, are both such containers."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096


def locked_part() -> bytes:
    made = bytearray(plain())
    at = made.index(b"PK\1\2")
    flags = struct.unpack_from("<H", made, at + 8)[0]
    struct.pack_into("<H", made, at + 8, flags | 1)
    assert ZipFile(BytesIO(bytes(made))).infolist()[0].flag_bits & 1
    return bytes(made)


def document() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return stream.getvalue()


def climbing_name() -> bytes:
    made = changed({"../../etc/cron.d/x": b"x"})
    assert "../../etc/cron.d/x" in ZipFile(BytesIO(made)).namelist()
    return made


def twice_the_same() -> bytes:
    stream = BytesIO(plain())
    with ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr(ZipInfo(SHEET), sheet(""))
    made = stream.getvalue()
    assert ZipFile(BytesIO(made)).namelist().count(SHEET) == 2
    return made


def lying_size() -> bytes:
    """The directory says that the part has ten bytes; it has a million."""
    made = bytearray(changed({"xl/y.xml": b"<a>" + b"b" * MEBI + b"</a>"}))
    at = made.rindex(b"PK\1\2")
    struct.pack_into("<I", made, at + 24, 10)
    info = ZipFile(BytesIO(bytes(made))).infolist()[-1]
    assert (info.filename, info.file_size) == ("xl/y.xml", 10)
    return bytes(made)


def cut_short() -> bytes:
    return plain()[:-200]


def broken_xml() -> bytes:
    return changed({SHEET: b"<worksheet><sheetData><row"})


def wild_number() -> bytes:
    made = changed({SHEET: sheet('<row r="1"><c r="A1"><v>not a number</v></c></row>')})
    assert b"not a number" in part(made, SHEET)
    return made


def wild_string() -> bytes:
    made = changed({SHEET: sheet('<row r="1"><c r="A1" t="s"><v>99999999</v></c></row>')})
    assert b"99999999" in part(made, SHEET)
    return made


REFUSED: dict[Callable[[], bytes], str] = {
    huge_part: "too_much",
    steep_ratio: "too_much",
    shared_strings: "too_much",
    many_parts: "too_much",
    laughs: "declaration",
    external_entity: "declaration",
    hidden_entity: "declaration",
    macros: "macros",
    old_or_locked: "locked",
    locked_part: "locked",
    document: "not_workbook",
    climbing_name: "broken",
    twice_the_same: "broken",
    lying_size: "broken",
    cut_short: "broken",
    broken_xml: "broken",
    wild_number: "broken",
    wild_string: "broken",
}
