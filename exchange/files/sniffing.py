"""What a file is, by its content: names lie, and offices send what a program exported under the name of another."""

from __future__ import annotations

import re

from ui.workbooks.archives import Unreadable

ARCHIVE, OLD_EXCEL, TEXT = "archive", "xls", "csv"
XLSX, ODS = "xlsx", "ods"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
_WEB_PAGE = re.compile(rb"\s*(?:<!doctype html|<html|<head|<body|<table|<meta|<\?xml|<div)", re.IGNORECASE)
_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"


def kind_of(content: bytes) -> str:
    if content.startswith(b"PK"):
        return ARCHIVE
    if content.startswith(OLE):
        return _old_container(content)
    _refuse_what_is_no_table(content)
    return TEXT


def kind_of_archive(names: list[str]) -> str:
    if "xl/workbook.xml" in names:
        return XLSX
    if "content.xml" in names and "word/document.xml" not in names:
        return ODS
    raise Unreadable("document" if any(name.startswith("word/") for name in names) else "not_table")


def _old_container(content: bytes) -> str:
    """Names stand in it as UTF-16: of a workbook, of a document, and of a new workbook behind a password."""
    if _named(content, "EncryptedPackage"):
        raise Unreadable("locked")
    if _named(content, "WordDocument"):
        raise Unreadable("document")
    if _named(content, "_VBA_PROJECT"):
        raise Unreadable("macros")
    if not (_named(content, "Workbook") or _named(content, "Book")):
        raise Unreadable("broken" if _is_cut_short(content) else "not_table")
    return OLD_EXCEL


def _is_cut_short(content: bytes) -> bool:
    """Before the sector with the names, which its head says the place of."""
    return len(content) < 512 * (2 + int.from_bytes(content[48:52], "little"))


def _named(content: bytes, name: str) -> bool:
    return name.encode("utf-16-le") in content


def _refuse_what_is_no_table(content: bytes) -> None:
    head = content[:1024]
    if head.startswith(b"%PDF"):
        raise Unreadable("pdf")
    if head.startswith(_PICTURES) or head[8:12] == b"WEBP" or head[4:8] == b"ftyp":
        raise Unreadable("picture")
    if head.startswith(b"{\\rtf"):
        raise Unreadable("document")
    if _WEB_PAGE.match(head.removeprefix(_BOMS[2])):
        raise Unreadable("web_page")
    if not head.startswith(_BOMS[:2]) and b"\0" in content:
        raise Unreadable("not_table")
