"""From the upload to the sheet and back: preview, one commit, one undo, each refused where it must be."""

import json
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent
from ratings.models import Import, Sheet
from ratings.sheets import saving
from ratings.sheets.entry import blank, key_of, stored
from ratings.workbook import actions as workbook_actions
from ratings.workbook.contents import Contents, contents_of
from tests import factories
from tests.ratings.workbooks import downloaded, filled, heading, opened, place, saved
from tests.ui import workbook_corpus as corpus

pytestmark = pytest.mark.django_db
LEVEL = "Mức xếp loại"


@pytest.fixture
def sheet(world) -> Sheet:
    return factories.SheetFactory(organization=world.own_cell)


@pytest.fixture
def member(world):
    return world.members["own"]


@pytest.fixture
def other(world):
    return factories.member_of(world.own_cell, full_name="Hoàng Hà")


@pytest.fixture
def clerk(world, client):
    client.force_login(world.users["clerk"])
    return world.users["clerk"]


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


def undo(client, upload: Import):
    return client.post(url("workbook_undo", upload.sheet, upload.pk), follow=True)


def page(client, upload: Import) -> str:
    return client.get(url("workbook_import", upload.sheet, upload.pk)).content.decode()


def level_of(sheet: Sheet, member) -> int | None:
    return stored(sheet).get(key_of(member.pk), blank("m0"))["level"]


# Looking at it


def test_the_preview_shows_every_row_and_saves_nothing(client, clerk, sheet, member, other):
    factories.MemberRatingFactory(sheet=sheet, member=other, level=3)
    upload = sent(client, sheet, {(member.code, LEVEL): "HTXS", (other.code, LEVEL): "HTNV", ("T01", "Trả lời"): "Khá"})
    shown = page(client, upload)
    assert "Hoàn thành tốt nhiệm vụ → <b>Hoàn thành nhiệm vụ</b>" in shown
    assert "— → <b>Hoàn thành xuất sắc nhiệm vụ</b>" in shown
    assert "C5 <small>Tổ chức</small>" in shown
    assert "Khá" in shown
    assert (level_of(sheet, member), level_of(sheet, other), now(sheet).version) == (None, 3, sheet.version)
    assert not AuditEvent.objects.filter(verb="sheet.save").exists()


def test_an_unsaved_draft_is_spoken_of(client, clerk, sheet, member):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    assert "bản nháp chưa lưu" not in page(client, upload)
    saving.keep_draft(sheet=sheet, version=1, fields={}, by=clerk)
    assert "bản nháp chưa lưu" in page(client, upload)


def test_a_new_file_replaces_the_one_that_was_not_saved(client, clerk, sheet, member):
    first = sent(client, sheet, {(member.code, LEVEL): 4})
    second = sent(client, sheet, {(member.code, LEVEL): 3})
    assert list(Import.objects.all()) == [second]
    assert client.get(url("workbook_import", sheet, first.pk)).status_code == 404


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (lambda: b"", "Tệp trống"),
        (lambda: b"a;b;c", "không phải bảng tính Excel"),
        (corpus.plain, "Không trang tính nào"),
        (corpus.laughs, "không thuộc về một bảng tính"),
        (corpus.old_or_locked, "có mật khẩu"),
        (corpus.broken_xml, "bị hỏng"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_at_the_field(client, clerk, sheet, make, sentence):
    answer = send(client, sheet, make())
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert list(answer.context["form"].errors) == ["workbook"]
    assert not Import.objects.exists()


def test_a_file_that_is_too_big_is_refused(client, clerk, sheet):
    answer = send(client, sheet, b"PK" + b"0" * (5 * 1024 * 1024))
    assert (answer.status_code, "lớn hơn 5 MB" in answer.content.decode()) == (422, True)


@pytest.mark.parametrize(
    "name", ["a" * 260 + ".xlsx", "../../x.xlsx", "<script>alert(1)</script>.xlsx", "phiếu\u0000.xlsx"]
)
def test_names_of_files_do_no_harm(client, clerk, sheet, member, name):
    answer = send(client, sheet, filled(downloaded(sheet), {(member.code, LEVEL): 4}), name)
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        upload = Import.objects.get()
        assert len(upload.file_name) <= 200
        assert "<script>alert" not in page(client, upload)


def test_no_file_at_all_is_asked_for(client, clerk, sheet):
    answer = client.post(url("workbook_upload", sheet))
    assert (answer.status_code, "chọn bảng tính" in answer.content.decode()) == (422, True)


def test_the_marked_workbook_shows_what_to_correct_and_can_be_sent_again(client, clerk, sheet, member, other):
    upload = sent(client, sheet, {(member.code, LEVEL): "Khá", (other.code, LEVEL): "HTT", ("T01", "Trả lời"): "Tốt"})
    answer = client.get(url("workbook_marked", sheet, upload.pk))
    assert answer.headers["Content-Disposition"].endswith('-can-sua.xlsx"')
    book = opened(answer.content)
    listed = [[cell.value for cell in row] for row in book["Lỗi"].iter_rows(min_row=5)]
    (first, second) = listed
    cell = book["Đảng viên"][first[0]]
    assert (cell.value, cell.fill.fgColor.rgb) == ("Khá", "FFF8D3CF")
    assert "Chọn một trong bốn mức" in cell.comment.text
    assert first[1:] == ["Đảng viên", f"{member.code} {member}", cell.comment.text]
    assert book["Tổ chức"][second[0]].value == "Tốt"
    again = send(client, sheet, filled(answer.content, {(member.code, LEVEL): 3, ("T01", "Trả lời"): 3}))
    assert again.status_code == 302
    commit(client, Import.objects.get())
    assert (level_of(sheet, member), level_of(sheet, other), stored(sheet)["own"]["level"]) == (3, 3, 3)


def before_numbers_were_texts(sheet: Sheet, code: str) -> dict:
    """What an upload held until 2026-11, while it waited: no table of the organisation, numbers as such."""
    return {
        "base": sheet.version,
        "members": {
            "name": "Đảng viên",
            "heading": 4,
            "columns": {"code": 1, "name": 3, "level": 7},
            "rows": [[5, {"code": ["text", code], "level": ["number", "3"]}, ""]],
        },
    }


def test_an_upload_that_has_waited_since_before_is_still_read(client, clerk, sheet, member):
    upload = sent(client, sheet, {(member.code, LEVEL): "Khá"})
    Import.objects.filter(pk=upload.pk).update(contents=before_numbers_were_texts(sheet, member.code))
    assert "— → <b>Hoàn thành tốt nhiệm vụ</b>" in page(client, upload)
    marked = opened(client.get(url("workbook_marked", sheet, upload.pk)).content)
    assert marked.sheetnames[:2] == ["Lỗi", "Đảng viên"]
    commit(client, upload)
    assert level_of(sheet, member) == 3


def test_what_was_read_is_kept_to_the_letter(sheet, member):
    contents = contents_of(filled(downloaded(sheet), {(member.code, LEVEL): 4, ("T01", "Trả lời"): "Khá"}), sheet)
    assert Contents.from_json(json.loads(json.dumps(contents.to_json()))) == contents


def test_the_marked_workbook_keeps_an_answer_whose_code_is_in_small_letters(client, clerk, sheet, member):
    book = opened(filled(downloaded(sheet), {(member.code, LEVEL): "Khá", ("T01", "Trả lời"): 3}))
    place(book["Tổ chức"], "T01", "Mã dòng").value = "t01"
    send(client, sheet, saved(book))
    marked = opened(client.get(url("workbook_marked", sheet, Import.objects.get().pk)).content)
    assert place(marked["Tổ chức"], "T01", "Trả lời").value == 3


# Saving it


def test_a_commit_saves_all_rows_in_one_version_and_one_line_of_the_trail(client, clerk, sheet, member, other):
    upload = sent(client, sheet, {(member.code, LEVEL): 4, (other.code, LEVEL): 3, ("T01", "Trả lời"): 3})
    answer = commit(client, upload)
    assert "Đã ghi bảng tính vào phiếu." in answer.content.decode()
    assert (level_of(sheet, member), level_of(sheet, other), stored(sheet)["own"]["level"]) == (4, 3, 3)
    upload.refresh_from_db()
    assert (upload.state, upload.committed_by, upload.committed_version) == ("committed", clerk, now(sheet).version)
    assert now(sheet).version == sheet.version + 1
    assert upload.contents == {}
    event = AuditEvent.objects.get(verb="sheet.import")
    assert (event.data["rows"], event.data["skipped"], event.data["file"]) == (3, [], upload.file_sha256)
    assert AuditEvent.objects.filter(verb="sheet.save").count() == 1


def test_the_same_commit_again_changes_nothing(client, clerk, sheet, member):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    commit(client, upload)
    saving.save_rows(
        sheet=now(sheet), rows={key_of(member.pk): {**blank("m0"), "level": 2}}, version=now(sheet).version, by=clerk
    )
    before = now(sheet).version
    answer = commit(client, upload)
    assert "đã được ghi vào phiếu từ trước" in answer.content.decode()
    assert (level_of(sheet, member), now(sheet).version) == (2, before)


def test_with_an_error_nothing_is_saved_unless_leaving_it_out_is_chosen(client, clerk, sheet, member, other):
    upload = sent(client, sheet, {(member.code, LEVEL): "Khá", (other.code, LEVEL): 3})
    answer = commit(client, upload)
    assert "Tệp còn dòng có lỗi" in answer.content.decode()
    assert (level_of(sheet, other), now(sheet).version) == (None, sheet.version)
    receipt = commit(client, upload, skip="yes").content.decode()
    assert (level_of(sheet, other), level_of(sheet, member)) == (3, None)
    assert "Đã bỏ qua vì có lỗi" in receipt
    assert str(member) in receipt
    assert AuditEvent.objects.get(verb="sheet.import").data["skipped"] != []


def test_a_sheet_that_changed_meanwhile_is_not_overwritten_and_can_be_previewed_again(
    client, clerk, sheet, member, other
):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    saving.save_rows(
        sheet=now(sheet), rows={key_of(other.pk): {**blank("m0"), "level": 2}}, version=sheet.version, by=clerk
    )
    assert "Phiếu đã thay đổi sau lần xem trước này" in page(client, upload)
    answer = commit(client, upload)
    assert "Chưa ghi gì: phiếu đã thay đổi" in answer.content.decode()
    assert level_of(sheet, member) is None
    client.post(url("workbook_renew", sheet, upload.pk))
    seen_before = commit(client, upload, version=upload.sheet_version)
    assert "Chưa ghi gì" in seen_before.content.decode()
    upload.refresh_from_db()
    commit(client, upload)
    assert (level_of(sheet, member), level_of(sheet, other)) == (4, 2)


def test_nothing_to_save_is_said(client, clerk, sheet, member):
    upload = sent(client, sheet, {})
    assert "Không có gì để ghi" in page(client, upload)
    assert "Không có gì để ghi" in commit(client, upload).content.decode()
    assert now(sheet).version == sheet.version


@pytest.mark.parametrize("state", ["submitted", "approved"])
def test_a_sheet_that_is_no_longer_entered_takes_no_workbook(client, clerk, world, sheet, member, state):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    content = downloaded(sheet)
    moved = {"submitted_at": timezone.now(), "submitted_by": clerk}
    if state == "approved":
        moved |= {"approved_at": timezone.now(), "approved_by": world.users["committee"]}
    Sheet.objects.filter(pk=sheet.pk).update(state=state, **moved)
    assert "không còn sửa được" in page(client, upload)
    commit(client, upload)
    assert level_of(sheet, member) is None
    answer = send(client, sheet, content)
    assert (answer.status_code, "không còn sửa được" in answer.content.decode()) == (422, True)


def test_a_failure_in_the_middle_leaves_nothing(client, clerk, sheet, member, monkeypatch):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})

    def fail(**_arguments):
        raise RuntimeError("in the middle")

    monkeypatch.setattr(workbook_actions, "record", fail)
    with pytest.raises(RuntimeError):
        commit(client, upload)
    upload.refresh_from_db()
    assert (upload.state, level_of(sheet, member), now(sheet).version) == ("previewed", None, sheet.version)


# Taking it back


@pytest.fixture
def committed(client, clerk, sheet, member, other) -> Import:
    factories.MemberRatingFactory(sheet=sheet, member=other, level=2, note="Trước", ballot_present=9)
    upload = sent(client, sheet, {(member.code, LEVEL): 4, (other.code, LEVEL): 3, ("T01", "Trả lời"): 3})
    commit(client, upload)
    upload.refresh_from_db()
    return upload


def test_an_undo_brings_back_what_was(client, clerk, sheet, member, other, committed):
    assert (level_of(sheet, member), level_of(sheet, other)) == (4, 3)
    answer = undo(client, committed)
    assert "Đã hoàn lại lần nhập" in answer.content.decode()
    rows = stored(sheet)
    assert rows[key_of(other.pk)] == {**blank("m0"), "level": 2, "note": "Trước", "ballot_present": 9}
    assert (rows[key_of(member.pk)], rows["own"]) == (blank("m0"), blank("own"))
    committed.refresh_from_db()
    assert (committed.state, committed.undone_by) == ("undone", clerk)
    event = AuditEvent.objects.get(verb="sheet.import_undo")
    assert (event.actor, event.data["rows"]) == (clerk, 3)


def test_an_undo_works_once(client, sheet, member, committed):
    undo(client, committed)
    version = now(sheet).version
    assert "đã được hoàn lại từ trước" in undo(client, committed).content.decode()
    assert now(sheet).version == version


@pytest.mark.parametrize("back", [False, True], ids=["changed", "changed and changed back"])
def test_no_undo_where_a_row_was_changed_since(client, clerk, sheet, member, other, committed, back):
    row = stored(sheet)[key_of(other.pk)]
    for note in ("Sau", row["note"]) if back else ("Sau",):
        saving.save_rows(
            sheet=now(sheet),
            rows={key_of(other.pk): {**row, "note": note}},
            version=now(sheet).version,
            by=clerk,
        )
    shown = page(client, committed)
    assert "Có dòng của lần nhập này đã được sửa sau đó" in shown
    assert "Có dòng của lần nhập này" in undo(client, committed).content.decode()
    assert (level_of(sheet, member), level_of(sheet, other)) == (4, 3)


def test_changes_of_other_rows_do_not_bar_an_undo(client, clerk, world, sheet, member, committed):
    third = factories.member_of(sheet.organization, full_name="Hoàng Ba")
    saving.save_rows(
        sheet=now(sheet), rows={key_of(third.pk): {**blank("m0"), "level": 1}}, version=now(sheet).version, by=clerk
    )
    undo(client, committed)
    assert (level_of(sheet, member), level_of(sheet, third)) == (None, 1)


def test_no_undo_when_the_sheet_went_up(client, clerk, sheet, member, committed):
    Sheet.objects.filter(pk=sheet.pk).update(state="submitted", submitted_at=timezone.now(), submitted_by=clerk)
    assert "không còn sửa được" in undo(client, committed).content.decode()
    assert level_of(sheet, member) == 4


def test_an_import_that_was_not_saved_cannot_be_taken_back(client, clerk, sheet, member):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    undo(client, upload)
    upload.refresh_from_db()
    assert upload.state == "previewed"


def test_the_history_of_imports_stands_on_the_upload_page(client, sheet, committed):
    shown = client.get(url("workbook_upload", sheet)).content.decode()
    assert url("workbook_import", sheet, committed.pk) in shown


# Who may, and how much it costs


@pytest.mark.parametrize("who", ["lone_clerk", "sibling_committee", "leader", "administrator"])
def test_who_may_not_edit_finds_nothing(client, clerk, world, sheet, member, who):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    content = downloaded(sheet)
    client.force_login(world.users[who])
    assert send(client, sheet, content).status_code == 404
    for name in ("workbook_import", "workbook_marked"):
        assert client.get(url(name, sheet, upload.pk)).status_code == 404
    for name in ("workbook_renew", "workbook_commit", "workbook_undo"):
        assert client.post(url(name, sheet, upload.pk)).status_code == 404
    assert level_of(sheet, member) is None


def test_an_import_is_not_found_under_another_sheet(client, world, clerk, sheet, member):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    second = factories.SheetFactory(organization=world.own_second_cell)
    client.force_login(world.users["committee"])
    assert client.get(url("workbook_import", second, upload.pk)).status_code == 404
    assert client.get(url("workbook_import", sheet, upload.pk)).status_code == 200


def test_queries_do_not_grow_with_the_rows(client, clerk, sheet):
    counted = []
    for count in (1, 12):
        for number in range(count):
            factories.member_of(sheet.organization, full_name=f"Đông {number}")
        content = downloaded(sheet)
        content = filled(content, dict.fromkeys(_levels(content), 3))
        with CaptureQueriesContext(connection) as sending:
            assert send(client, sheet, content).status_code == 302
        upload = Import.objects.latest("pk")
        with CaptureQueriesContext(connection) as looking:
            page(client, upload)
        with CaptureQueriesContext(connection) as saving:
            client.post(url("workbook_commit", sheet, upload.pk), {"version": upload.sheet_version})
        upload.refresh_from_db()
        assert len(upload.changes) >= count
        with CaptureQueriesContext(connection) as taking_back:
            client.post(url("workbook_undo", sheet, upload.pk))
        counted.append([len(each) for each in (sending, looking, saving, taking_back)])
    assert counted[0] == counted[1]


def _levels(content: bytes):
    worksheet = opened(content)["Đảng viên"]
    row, columns = heading(worksheet)
    codes = (worksheet.cell(number, columns["ma dong"]).value for number in range(row + 1, worksheet.max_row + 1))
    return [(code, LEVEL) for code in codes if code]


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "committed"},
        {"state": "undone"},
        {"state": "lost"},
        {"committed_version": 3},
        {"undone_at": datetime(2025, 1, 15, 12, tzinfo=UTC)},
    ],
    ids=str,
)
def test_the_database_keeps_state_and_deed_together(client, clerk, sheet, member, wrong):
    upload = sent(client, sheet, {(member.code, LEVEL): 4})
    with pytest.raises(IntegrityError), transaction.atomic():
        Import.objects.filter(pk=upload.pk).update(**wrong)
