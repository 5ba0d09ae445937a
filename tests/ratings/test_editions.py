"""What each approval froze stays, and only the present one counts."""

import pytest
from django.db.models import ProtectedError

from accounts.models import AuditEvent
from ratings.approval import actions
from ratings.approval.editions import editions
from ratings.counts.totals import tallied
from ratings.levels import Level
from ratings.models import Sheet, Tally
from ratings.sheets import entry, saving
from tests.ratings import sheets
from tests.ratings.sheets import AGAIN, DECISION

pytestmark = pytest.mark.django_db
LATER = {"decision_number": "40-QĐ/ĐU", "decided_on": AGAIN["decided_on"]}


def reopened(world, sheet: Sheet) -> Sheet:
    actions.reopen(sheet=sheet, version=sheet.version, by=world.users["bloc_office"], reason="Sai sót", **AGAIN)
    return sheets.sheet_of(world.own_cell)


@pytest.fixture
def twice(world, year) -> Sheet:
    """Approved with a good member, reopened, approved with an excellent one."""
    clerk, committee = world.users["clerk"], world.users["committee"]
    sheet = reopened(world, sheets.approved(sheets.sheet_of(world.own_cell), clerk, committee))
    sheets.fill(sheet, clerk, level=Level.EXCELLENT)
    actions.submit(sheet=sheet, version=sheet.version, by=clerk, **sheets.EXPLANATIONS)
    actions.approve(sheet=sheet, version=sheet.version, by=committee, **LATER)
    return sheets.sheet_of(world.own_cell)


def by_version(sheet: Sheet) -> dict[int, dict[str, int]]:
    return {
        version: dict(sheet.tallies.filter(version=version).values_list("measure", "value"))
        for version in sheet.tallies.values_list("version", flat=True)
    }


def test_reopening_keeps_what_was_frozen_and_counts_it_no_longer(world, year):
    clerk, committee = world.users["clerk"], world.users["committee"]
    sheet = sheets.approved(sheets.sheet_of(world.own_cell), clerk, committee)
    frozen = by_version(sheet)
    assert frozen == {sheet.version: {"members_good": 1, "cells_good": 1}}
    assert by_version(reopened(world, sheet)) == frozen
    assert tallied(Sheet.objects.all(), ("pk",)) == {}


def test_each_approval_is_an_edition_and_the_present_one_counts(twice):
    first, second = sorted(by_version(twice))
    assert second == twice.version
    assert by_version(twice) == {
        first: {"members_good": 1, "cells_good": 1},
        second: {"members_excellent": 1, "cells_excellent": 1},
    }
    assert tallied(Sheet.objects.all(), ("pk",)) == {(twice.pk,): by_version(twice)[second]}
    assert tallied(Sheet.objects.all(), ("pk",), ["members_good"]) == {}


def test_editions_are_told_with_their_decisions_and_how_they_ended(world, twice, django_assert_num_queries):
    with django_assert_num_queries(2):
        now, before = editions(twice)
    assert (now.made_by.number, now.made_by.who) == (LATER["decision_number"], world.users["committee"].full_name)
    assert (now.ended_by, now.own, now.counts) == (None, Level.EXCELLENT, [1, 0, 0, 0, 0])
    assert (before.made_by.number, before.made_by.decided_on) == tuple(DECISION.values())
    assert (before.own, before.counts) == (Level.GOOD, [0, 1, 0, 0, 0])
    assert before.ended_by is not None
    assert (before.ended_by.number, before.ended_by.decided_on) == tuple(AGAIN.values())
    assert before.ended_by.reason == "Sai sót"


def test_what_came_as_approved_has_its_decision_from_the_sheet(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    assert editions(sheet) == []
    sheet = sheets.approved(sheet, world.users["clerk"], world.users["committee"])
    told = editions(sheet)
    AuditEvent.objects.filter(verb="sheet.approve").delete()
    [brought] = editions(sheet)
    assert (brought.made_by.number, brought.made_by.decided_on) == tuple(DECISION.values())
    assert (brought.counts, brought.ended_by) == (told[0].counts, None)
    reopened(world, sheet)
    [ended] = editions(sheets.sheet_of(world.own_cell))
    assert (ended.made_by.number, ended.counts) == (DECISION["decision_number"], told[0].counts)
    assert ended.ended_by is not None


def test_an_edition_that_the_portal_did_not_keep_says_so(twice):
    first = min(by_version(twice))
    Tally.objects.filter(version=first)._raw_delete("default")
    _now, before = editions(twice)
    assert before.counts == [None] * 5
    assert before.own is None


def test_tallies_cannot_be_changed_or_deleted(world, twice):
    for deed in (Tally.objects.all().delete, lambda: Tally.objects.update(value=0), twice.tallies.all().delete):
        with pytest.raises(TypeError):
            deed()
    with pytest.raises(ProtectedError):
        twice.delete()


def test_the_page_names_every_approval(client, world, twice):
    client.force_login(world.users["clerk"])
    address = f"/ratings/2024/{world.own_cell.pk}/approvals/"
    page = client.get(address).text
    for words in ("12-QĐ/ĐU ngày 06/01/2025", "40-QĐ/ĐU ngày 20/01/2025", "3-QĐ/ĐUK ngày 20/01/2025", "Sai sót"):
        assert words in page
    assert address in client.get(f"/ratings/2024/{world.own_cell.pk}/review/").text


@pytest.mark.parametrize("day", ["05/01/2025", "01/01/2100", ""])
def test_the_day_of_what_allows_to_reopen_is_looked_at(client, world, year, day):
    sheet = sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    client.force_login(world.users["bloc_office"])
    typed = {"reopen-decision_number": "3-QĐ", "reopen-decided_on": day, "reopen-reason": "Sai sót"}
    answer = client.post(f"/ratings/2024/{world.own_cell.pk}/reopen/", {"version": sheet.version, **typed})
    assert answer.status_code == 422
    assert answer.context["reopen_form"].errors.keys() == {"decided_on"}
    assert "Sai sót" in answer.text
    assert sheets.sheet_of(world.own_cell).state == Sheet.State.APPROVED


def test_a_row_that_is_saved_again_stays_in_its_old_edition(world, twice):
    again = reopened(world, twice)
    kept = by_version(again)
    row = {entry.OWN: sheets.own(level=Level.COMPLETED)}
    saving.save_rows(sheet=again, rows=row, version=again.version, by=world.users["clerk"])
    assert by_version(again) == kept
