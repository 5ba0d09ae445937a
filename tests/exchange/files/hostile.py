"""Files that must not be read, or not all of them; each maker shows that its file carries what it says."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from tests.exchange import made
from tests.ui import workbook_corpus as corpus

MEBI = 1024 * 1024


def ods_part(content: bytes, name: str) -> bytes:
    with ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def ods_laughs() -> bytes:
    declaration = '<!DOCTYPE lolz [<!ENTITY l0 "lol"><!ENTITY l1 "&l0;&l0;&l0;&l0;">]>'
    content = made.ods_of(f'<table:table table:name="A">{made.ods_row(["x"])}</table:table>', declaration=declaration)
    assert b"<!ENTITY l1" in ods_part(content, "content.xml")
    return content


def ods_bomb() -> bytes:
    """A row of one cell that is there a million times, written in a few bytes."""
    row = made.ods_row(["x"], ' table:number-rows-repeated="1048576"').replace(
        "<table:table-cell", '<table:table-cell table:number-columns-repeated="16384"'
    )
    content = made.ods_of(f'<table:table table:name="A">{row}</table:table>')
    assert b'rows-repeated="1048576"' in ods_part(content, "content.xml")
    assert len(content) < 2048
    return content


def ods_macros() -> bytes:
    content = made.ods({"A": [["x"]]}, {"Basic/Standard/Module1.xml": "<script:module/>"})
    assert "Basic/Standard/Module1.xml" in ZipFile(BytesIO(content)).namelist()
    return content


def ods_of_stars() -> bytes:
    content = made.ods({"A": [["*" * (30 * MEBI)]]})
    assert len(ods_part(content, "content.xml")) > 30 * MEBI
    assert len(content) < MEBI
    return content


def xls_cut_short() -> bytes:
    whole = made.xls({"A": [["x"] * 20] * 300})
    assert len(whole) > 20_000
    return whole[:2048]


def xls_macros() -> bytes:
    content = made.xls({"A": [["x"]]}) + "_VBA_PROJECT_CUR".encode("utf-16-le")
    assert "_VBA_PROJECT".encode("utf-16-le") in content
    return content


def xls_bites_its_tail() -> bytes:
    """Every sector of the container is followed by itself."""
    content = bytearray(made.xls({"A": [["x"] * 20] * 300}))
    table = 512 * (1 + int.from_bytes(content[76:80], "little"))
    for sector in range(128):
        content[table + 4 * sector : table + 4 * sector + 4] = sector.to_bytes(4, "little")
    assert content[table + 40 : table + 44] == b"\x0a\0\0\0"
    return bytes(content)


def behind_a_password() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096 + "EncryptedPackage".encode("utf-16-le")


def old_document() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096 + "WordDocument".encode("utf-16-le")


def archive_of_anything() -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        archive.writestr("danh-sach.xlsx", made.xlsx({"A": [["x"]]}))
    return stream.getvalue()


def too_many_rows() -> bytes:
    return corpus.many_rows(60_101)


def too_many_columns() -> bytes:
    return made.xlsx({"A": [["x"] * 61]})


def far_below_and_formatted() -> bytes:
    """A word in row 70,000, rows that are only formatted between."""
    rows = f'<row r="1">{corpus.text_cell("A1", "x")}</row><row r="70000">{corpus.text_cell("C70000", "y")}</row>'
    return corpus.changed({corpus.SHEET: corpus.sheet(rows)})


REFUSED: dict[Callable[[], bytes], str] = {
    corpus.huge_part: "too_much",
    corpus.steep_ratio: "too_much",
    corpus.shared_strings: "too_much",
    corpus.many_parts: "too_much",
    corpus.dimension_bomb: "too_much",
    ods_of_stars: "too_much",
    corpus.laughs: "declaration",
    corpus.external_entity: "declaration",
    corpus.hidden_entity: "declaration",
    ods_laughs: "declaration",
    corpus.macros: "macros",
    ods_macros: "macros",
    xls_macros: "macros",
    corpus.locked_part: "locked",
    behind_a_password: "locked",
    corpus.document: "document",
    old_document: "document",
    archive_of_anything: "not_table",
    ods_bomb: "broken",
    corpus.climbing_name: "broken",
    corpus.twice_the_same: "broken",
    corpus.lying_size: "broken",
    corpus.cut_short: "broken",
    corpus.broken_xml: "broken",
    corpus.wild_string: "broken",
    xls_cut_short: "broken",
    xls_bites_its_tail: "broken",
    too_many_rows: "too_long",
    too_many_columns: "too_long",
    far_below_and_formatted: "too_long",
}
TEXTS = {
    "empty": b"",
    "blank": b"\n \t\n",
    "pdf": b"%PDF-1.7\n%\xe2\xe3",
    "picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "photograph": b"\xff\xd8\xff\xe0\0\x10JFIF",
    "web_page": b"\xef\xbb\xbf<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>",
    "xml": b"<?xml version='1.0'?><Workbook/>",
    "rich_text": b"{\\rtf1 a}",
    "binary": b"abc\0def\1\2\3",
    "open_quote": 'Họ tên;Đơn vị\n"Trần A;CB 1\nLê B;CB 2\n'.encode(),
    "tcvn3": "Hä vµ tªn;Ngµy sinh\nNguyÔn V¨n §øc;1970\n".encode("latin-1"),
    "vni": "Hoï vaø teân;Ngaøy sinh\nNguyeãn Vaên Ñöùc;1970\n".encode("latin-1"),
    "nobody_knows": bytes(range(0x80, 0x100)) * 3,
}
CODES = {
    "blank": "empty",
    "photograph": "picture",
    "xml": "web_page",
    "rich_text": "document",
    "binary": "not_table",
    "open_quote": "quotes",
    "tcvn3": "old_text",
    "vni": "old_text",
    "nobody_knows": "encoding",
}
