"""A workbook is saved: all of it in one version, once."""

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from ratings.models import Sheet
from ratings.sheets import saving
from ratings.sheets.entry import blank, key_of, stored
from ratings.workbook import actions as workbook_actions
from tests.ratings.workbook.uploads import LEVEL, commit, level_of, now, page, send, sent, url
from tests.ratings.workbooks import downloaded

pytestmark = pytest.mark.django_db


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
