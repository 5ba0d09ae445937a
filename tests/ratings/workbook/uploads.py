"""Workbooks that tests send, save and take back."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from ratings.models import Import, Sheet
from ratings.sheets.entry import blank, key_of, stored
from tests.ratings.workbooks import downloaded, filled

LEVEL = "Mức xếp loại"


def now(sheet: Sheet) -> Sheet:
    return Sheet.objects.select_related("organization", "rating_year").get(pk=sheet.pk)


def url(name: str, sheet: Sheet, *more: int) -> str:
    return reverse(f"ratings:{name}", args=[sheet.rating_year.year, sheet.organization_id, *more])


def send(client, sheet: Sheet, content: bytes, name: str = "phiếu.xlsx"):
    return client.post(url("workbook_upload", sheet), {"workbook": SimpleUploadedFile(name, content)})


def sent(client, sheet: Sheet, cells) -> Import:
    answer = send(client, sheet, filled(downloaded(sheet), cells))
    assert answer.status_code == 302, answer.content.decode()
    upload = Import.objects.latest("pk")
    assert answer.url == url("workbook_import", sheet, upload.pk)
    return upload


def commit(client, upload: Import, version: int | None = None, **fields):
    version = upload.sheet_version if version is None else version
    return client.post(url("workbook_commit", upload.sheet, upload.pk), {"version": version, **fields}, follow=True)


def page(client, upload: Import) -> str:
    return client.get(url("workbook_import", upload.sheet, upload.pk)).content.decode()


def level_of(sheet: Sheet, member) -> int | None:
    return stored(sheet).get(key_of(member.pk), blank("m0"))["level"]
