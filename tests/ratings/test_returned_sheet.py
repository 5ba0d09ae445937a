"""A sheet that came back: who returned it, when, why, and to which rows."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from accounts.trail.record import history
from ratings.approval import actions
from ratings.sheets import entry
from tests import factories
from tests.ratings import sheets
from ui.moments import moment
from ui.refusals import Refused


def page_of(client, world) -> str:
    return client.get(reverse("ratings:sheet", args=[2024, world.own_cell.pk])).content.decode()


def test_it_leads_with_who_returned_it_and_why_and_marks_the_rows(client, world, year):
    named = world.members["own"]
    asked, third = factories.member_of(world.own_cell), factories.member_of(world.own_cell)
    sent = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    committee = world.users["committee"]
    reason = f"Đồng chí {named.full_name} chưa có phiếu."
    remarks = {entry.key_of(asked.pk): "Vì sao tăng mức?"}
    actions.return_(sheet=sent, version=sent.version, reason=reason, remarks=remarks, by=committee)
    client.force_login(world.users["clerk"])
    page = page_of(client, world)
    at = history(sent).filter(verb="sheet.return").get().at
    notice = page[page.index("notice-warning") :]
    assert f"{committee.full_name} đã trả lại phiếu để sửa, {moment(at)}" in " ".join(notice.split())
    assert notice.index(committee.full_name) < notice.index(reason) < notice.index("<table")
    for member, is_marked in ((named, True), (asked, True), (third, False)):
        key = entry.key_of(member.pk)
        assert (f'href="#{key}"' in notice) == is_marked
        row = page[page.index(f'id="{key}"') :]
        assert ('class="asked"' in row[: row.index(">")]) == is_marked


def test_reopened_it_says_who_reopened_it(client, world, year):
    done = sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    office = world.users["bloc_office"]
    actions.reopen(sheet=done, version=done.version, reason="Có khiếu nại.", by=office, **sheets.AGAIN)
    client.force_login(world.users["clerk"])
    page = page_of(client, world)
    notice = page[page.index("notice-warning") : page.index("<table")]
    assert office.full_name in notice
    assert "Mở lại để sửa: Quyết định số 3-QĐ/ĐUK ngày 20/01/2025" in " ".join(notice.split())
    assert "Trả lại để sửa" not in notice
    home = client.get(reverse("home")).text
    assert "Quyết định số 3-QĐ/ĐUK ngày 20/01/2025" in home
    assert "bị trả lại" not in home
    assert "Có khiếu nại." in notice


def test_without_votes_it_is_submitted_only_with_a_reason(world, year):
    sheet = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    with pytest.raises(Refused) as refused:
        actions.submit(sheet=sheet, version=sheet.version, by=world.users["clerk"])
    assert [*refused.value.message_dict] == ["no_ballot_reason"]
    actions.submit(sheet=sheet, version=sheet.version, by=world.users["clerk"], no_ballot_reason="Chờ họp")
    line = AuditEvent.objects.filter(verb="sheet.submit").latest("pk")
    assert (line.reason, line.data["findings"]) == ("Chờ họp", ["ballot_missing"])
