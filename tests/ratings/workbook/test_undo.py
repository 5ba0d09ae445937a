"""An import is taken back as a whole, as long as nobody changed its rows."""

import pytest
from django.utils import timezone

from accounts.models import AuditEvent
from ratings.models import Import, Sheet
from ratings.sheets import saving
from ratings.sheets.entry import blank, key_of, stored
from tests import factories
from tests.ratings.workbook.uploads import LEVEL, commit, level_of, now, page, sent, url

pytestmark = pytest.mark.django_db


def undo(client, upload: Import):
    return client.post(url("workbook_undo", upload.sheet, upload.pk), follow=True)


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
    assert "Đã hoàn tác lần nhập" in answer.content.decode()
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
    assert "đã được hoàn tác từ trước" in undo(client, committed).content.decode()
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
