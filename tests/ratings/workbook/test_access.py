"""Who may send a workbook, and what it costs."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from ratings.models import Import
from tests import factories
from tests.ratings.workbook.uploads import LEVEL, level_of, page, send, sent, url
from tests.ratings.workbooks import downloaded, filled, heading, opened

pytestmark = pytest.mark.django_db


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
