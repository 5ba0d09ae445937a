import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEvent
from accounts.trail.record import history
from ratings.approval import actions as approval_actions
from ratings.approval import comments, many
from ratings.counts import measures
from ratings.models import MemberRating, RatingYear, Sheet, SheetDraft, Tally
from ratings.sheets import entry, saving
from ratings.years import actions as years_actions
from ratings.years.changing import change_year, seen_of
from tests import factories
from tests.ratings import sheets
from tests.ratings.sheets import AGAIN, DECISION, own, row
from ui import refusals

DRAFT, SUBMITTED, RETURNED, APPROVED = (
    Sheet.State.DRAFT,
    Sheet.State.SUBMITTED,
    Sheet.State.RETURNED,
    Sheet.State.APPROVED,
)


def verbs(sheet):
    return [event.verb for event in history(sheet)][::-1]


def test_opening_a_year_lays_a_sheet_for_every_organisation_below_its_root(world, year):
    laid = set(Sheet.objects.for_year(2024).values_list("organization__name", flat=True))
    assert laid.isdisjoint({world.bloc.name, world.foreign.name, world.foreign_cell.name})
    assert {world.own.name, world.own_cell.name, world.lone_cell.name} <= laid
    founded_later = factories.cell(world.own)
    assert years_actions.open_year(rating_year=year, by=world.users["bloc_office"]) == 1
    assert sheets.sheet_of(founded_later).state == DRAFT


def test_a_save_keeps_rows_own_level_and_work_results_together(world, year):
    sheet, clerk = sheets.sheet_of(world.lone_cell), world.users["lone_clerk"]
    key = entry.key_of(world.members["lone"].pk)
    work = {**entry.blank(entry.WORK), "officials_summoned": 20, "ethics_standards": True}
    rows = {key: row(level=4, ballot_present=5, ballot_for=4), entry.OWN: own(level=3), entry.WORK: work}
    version = saving.save_rows(sheet=sheet, rows=rows, version=1, by=clerk)
    assert version == 2
    assert entry.stored(sheet) == rows
    event = history(sheet).get()
    assert (event.verb, event.actor, event.data["version"]) == ("sheet.save", clerk, 2)
    assert event.data["changes"][key]["level"] == [None, 4]
    fresh = sheets.sheet_of(world.lone_cell)
    assert (fresh.saved_by, fresh.version) == (clerk, 2)


def test_a_later_save_of_one_row_leaves_the_others(world, year):
    other = factories.member_of(world.own_cell)
    sheet, clerk = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"]), world.users["clerk"]
    key = entry.key_of(other.pk)
    saving.save_rows(sheet=sheet, rows={key: row(level=2)}, version=sheet.version, by=clerk)
    stored = entry.stored(sheet)
    assert stored[key]["level"] == 2
    assert stored[entry.key_of(world.members["own"].pk)]["level"] == 3


def test_a_stale_save_changes_nothing(world, year):
    sheet, clerk = sheets.sheet_of(world.own_cell), world.users["clerk"]
    key = entry.key_of(world.members["own"].pk)
    late = sheets.sheet_of(world.own_cell)
    saving.save_rows(sheet=sheet, rows={key: row(level=4)}, version=1, by=clerk)
    with pytest.raises(refusals.Stale):
        saving.save_rows(sheet=late, rows={key: row(level=1)}, version=1, by=world.users["committee"])
    assert entry.stored(sheet)[key]["level"] == 4
    assert verbs(sheet) == ["sheet.save"]


@pytest.mark.parametrize("state", [SUBMITTED, APPROVED])
def test_no_save_once_it_is_submitted(world, year, state):
    sheet = sheets.in_state(state, sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    key = entry.key_of(world.members["own"].pk)
    with pytest.raises(refusals.Stale):
        saving.save_rows(sheet=sheet, rows={key: row(level=1)}, version=sheet.version, by=world.users["clerk"])
    assert entry.stored(sheet)[key]["level"] == 3


def test_no_save_in_a_year_that_is_not_open(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    RatingYear.objects.update(state=RatingYear.State.CLOSED)
    with pytest.raises(refusals.Refused, match="vừa khóa"):
        saving.save_rows(sheet=sheet, rows={entry.OWN: own(level=3)}, version=1, by=world.users["clerk"])


def test_a_row_of_another_organisations_member_is_refused(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    stranger = entry.key_of(world.members["sibling"].pk)
    with pytest.raises(refusals.Refused, match="không thuộc"):
        saving.save_rows(sheet=sheet, rows={stranger: row(level=4)}, version=1, by=world.users["clerk"])
    assert not MemberRating.objects.exists()
    assert sheets.sheet_of(world.own_cell).version == 1


def test_work_results_belong_to_grassroots_organisations(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    with pytest.raises(refusals.Refused):
        saving.save_rows(sheet=sheet, rows={entry.WORK: entry.blank(entry.WORK)}, version=1, by=world.users["clerk"])


@pytest.mark.parametrize("number", [3, 60])
def test_a_save_costs_the_same_whatever_the_number_of_rows(world, year, number):
    members = [factories.member_of(world.lone_cell) for _each in range(number)]
    sheet, clerk = sheets.sheet_of(world.lone_cell), world.users["lone_clerk"]
    rows = {entry.key_of(member.pk): row(level=3, ballot_present=9, ballot_for=8) for member in members}
    work = {**entry.blank(entry.WORK), "dialogues": 2}
    with CaptureQueriesContext(connection) as queries:
        saving.save_rows(sheet=sheet, rows={**rows, entry.OWN: own(level=3), entry.WORK: work}, version=1, by=clerk)
    assert len(queries) == 12


def test_several_sheets_are_saved_all_or_none(world, year):
    committee = world.users["committee"]
    own, second = (sheets.sheet_of(place) for place in (world.own_cell, world.own_second_cell))
    first, other = (entry.key_of(world.members[name].pk) for name in ("own", "own_second"))
    saving.save_rows(sheet=sheets.sheet_of(world.own_cell), rows={first: row(level=2)}, version=1, by=committee)
    both = [saving.Saving(own, {first: row(level=4)}, 1), saving.Saving(second, {other: row(level=4)}, 1)]
    with pytest.raises(refusals.Stale):
        saving.save_sheets(entries=both, by=committee)
    assert not second.member_ratings.exists()
    assert [sheets.sheet_of(place).version for place in (world.own_cell, world.own_second_cell)] == [2, 1]
    assert (own.version, second.version) == (1, 1)
    again = [saving.Saving(own, {first: {"level": 4}}, 2), saving.Saving(second, {other: row(level=4)}, 1)]
    assert saving.save_sheets(entries=again, by=committee) == [own, second]
    assert entry.stored(own)[first] == row(level=4)
    assert history(second).get().data == {"version": 2, "changes": {other: {"level": [None, 4]}}}


def test_sheets_in_which_nothing_changes_are_left(world, year):
    sheet, committee = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"]), world.users["committee"]
    same = {entry.key_of(world.members["own"].pk): row(level=3)}
    assert saving.save_sheets(entries=[saving.Saving(sheet, same, 1)], by=committee) == []
    assert sheets.sheet_of(world.own_cell).version == 2


def test_a_member_of_another_cell_is_refused_on_any_of_several_sheets(world, year):
    own, second = (sheets.sheet_of(place) for place in (world.own_cell, world.own_second_cell))
    key = entry.key_of(world.members["own"].pk)
    both = [saving.Saving(own, {key: row(level=4)}, 1), saving.Saving(second, {key: row(level=4)}, 1)]
    with pytest.raises(refusals.Refused, match="không thuộc"):
        saving.save_sheets(entries=both, by=world.users["committee"])
    assert not MemberRating.objects.exists()


@pytest.mark.parametrize(("cells", "members"), [(2, 3), (10, 30)])
def test_several_sheets_cost_the_same_whatever_their_number(world, year, cells, members):
    places = [factories.cell(world.own) for _each in range(cells)]
    years_actions.open_year(rating_year=year, by=None)
    rows = {place: [factories.member_of(place) for _each in range(members)] for place in places}
    entries = [
        saving.Saving(sheets.sheet_of(place), {entry.key_of(member.pk): row(level=3) for member in rows[place]}, 1)
        for place in places
    ]
    with CaptureQueriesContext(connection) as queries:
        assert len(saving.save_sheets(entries=entries, by=world.users["committee"])) == cells
    assert len(queries) == 8


def test_submission_names_who_is_still_empty(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    with pytest.raises(refusals.Refused, match="Trần Thị Bình Minh, Chi bộ Kế toán Bình Minh"):
        approval_actions.submit(sheet=sheet, version=1, by=world.users["clerk"])
    assert sheets.sheet_of(world.own_cell).state == DRAFT


def test_a_committee_waits_for_the_sheets_below(world, year):
    sheet = sheets.fill(sheets.sheet_of(world.own), world.users["committee"])
    sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    with pytest.raises(refusals.Refused, match="Chi bộ Kỹ thuật Bình Minh") as refused:
        approval_actions.submit(sheet=sheet, version=sheet.version, by=world.users["committee"], **sheets.EXPLANATIONS)
    assert "Kế toán" not in " ".join(refused.value.sentences)
    second = sheets.clerk_of(world.own_second_cell)
    sheets.approved(sheets.sheet_of(world.own_second_cell), second, world.users["committee"])
    approval_actions.submit(sheet=sheet, version=sheet.version, by=world.users["committee"], **sheets.EXPLANATIONS)
    assert sheets.sheet_of(world.own).state == SUBMITTED


def test_a_closed_organisation_is_not_waited_for(world, year):
    sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    world.own_second_cell.places.update(until=year.opens_on)
    sheet = sheets.submitted(sheets.sheet_of(world.own), world.users["committee"])
    assert sheet.state == SUBMITTED


def test_a_blocking_finding_stops_the_submission(world, year):
    sheet = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    moved = world.members["own"].memberships.get()
    moved.until = year.opens_on
    moved.save()
    with pytest.raises(refusals.Refused, match="Trần Thị Bình Minh"):
        approval_actions.submit(sheet=sheet, version=sheet.version, by=world.users["clerk"], **sheets.EXPLANATIONS)
    assert sheets.sheet_of(world.own_cell).state == DRAFT


def test_other_findings_want_a_justification_that_is_kept(world, year):
    sheet, clerk = sheets.sheet_of(world.own_cell), world.users["clerk"]
    key = entry.key_of(world.members["own"].pk)
    rows = {key: row(level=4, civil_level=2), entry.OWN: own(level=3)}
    saving.save_rows(sheet=sheet, rows=rows, version=1, by=clerk)
    with pytest.raises(refusals.Refused):
        approval_actions.submit(sheet=sheet, version=2, by=clerk, justification="  ")
    sheet = sheets.sheet_of(world.own_cell)
    assert sheet.state == DRAFT
    approval_actions.submit(sheet=sheet, version=2, by=clerk, **sheets.EXPLANATIONS)
    assert sheets.sheet_of(world.own_cell).justification == sheets.EXPLAINED
    event = history(sheet).first()
    assert event.reason == f"{sheets.EXPLAINED}\n{sheets.NO_BALLOT}"
    assert event.data["findings"]


def test_approval_needs_number_and_date(world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    for missing in ("decision_number", "decided_on"):
        with pytest.raises(refusals.Refused):
            approval_actions.approve(
                sheet=sheet, version=sheet.version, by=world.users["committee"], **{**DECISION, missing: None}
            )
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED
    assert not Tally.objects.exists()


def test_approval_freezes_the_tallies_and_later_rows_do_not_move_them(world, year):
    sheet = sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    frozen = dict(sheet.tallies.values_list("measure", "value"))
    assert frozen == {"members_good": 1, "cells_good": 1}
    assert (sheet.decision_number, sheet.decided_on) == (DECISION["decision_number"], DECISION["decided_on"])
    MemberRating.objects.filter(sheet=sheet).update(level=4)
    assert dict(sheet.tallies.values_list("measure", "value")) == frozen
    assert measures.count(Sheet.objects.filter(pk=sheet.pk))[sheet.pk]["members_excellent"] == 1


def test_return_keeps_the_reason_and_the_remarks_at_their_rows(world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    remarks = {entry.key_of(world.members["own"].pk): "Xem lại phiếu bầu", entry.OWN: "  "}
    approval_actions.return_(
        sheet=sheet, version=sheet.version, by=world.users["committee"], reason="Thiếu biên bản", remarks=remarks
    )
    sheet = sheets.sheet_of(world.own_cell)
    assert (sheet.state, sheet.return_reason) == (RETURNED, "Thiếu biên bản")
    assert MemberRating.objects.get(sheet=sheet).remark == "Xem lại phiếu bầu"
    assert verbs(sheet) == ["sheet.save", "sheet.submit", "sheet.return"]


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_without_a_reason_is_refused(world, year, reason):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    with pytest.raises(refusals.Refused):
        approval_actions.return_(sheet=sheet, version=sheet.version, by=world.users["committee"], reason=reason)
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED


def test_withdrawing_opens_the_sheet_again(world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    approval_actions.withdraw(sheet=sheet, version=sheet.version, by=world.users["clerk"])
    sheet = sheets.sheet_of(world.own_cell)
    assert (sheet.state, sheet.submitted_by, sheet.submitted_at) == (DRAFT, None, None)


def test_reopening_takes_back_the_approval_and_the_trail_keeps_it(world, year):
    sheet = sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    approval_actions.reopen(
        sheet=sheet, version=sheet.version, by=world.users["bloc_office"], reason="Sai sót", **AGAIN
    )
    sheet = sheets.sheet_of(world.own_cell)
    assert (sheet.state, sheet.approved_by, sheet.decision_number) == (RETURNED, None, "")
    event = history(sheet).first()
    assert event.data["approval"]["decision_number"] == DECISION["decision_number"]
    assert (event.verb, event.reason, event.data["decision_number"]) == (
        "sheet.reopen",
        "Sai sót",
        AGAIN["decision_number"],
    )
    assert event.data["decided_on"] == "2025-01-20"


def test_a_parent_has_to_be_reopened_first(world, year):
    committee, office = world.users["committee"], world.users["bloc_office"]
    cell = sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], committee)
    sheets.approved(sheets.sheet_of(world.own_second_cell), sheets.clerk_of(world.own_second_cell), committee)
    parent = sheets.approved(sheets.sheet_of(world.own), committee, office)
    again = {"by": office, "reason": "Sai sót", **AGAIN}
    with pytest.raises(refusals.Refused, match="Đảng bộ Sở Bình Minh"):
        approval_actions.reopen(sheet=cell, version=cell.version, **again)
    assert sheets.sheet_of(world.own_cell).state == APPROVED
    approval_actions.reopen(sheet=parent, version=parent.version, **again)
    cell = sheets.sheet_of(world.own_cell)
    approval_actions.reopen(sheet=cell, version=cell.version, **again)
    assert sheets.sheet_of(world.own_cell).state == RETURNED


def test_a_deed_from_an_old_page_is_stale(world, year):
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    with pytest.raises(refusals.Stale):
        approval_actions.approve(sheet=sheet, version=sheet.version - 1, by=world.users["committee"], **DECISION)
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED


def test_many_approvals_each_have_their_own_result(world, year):
    committee = world.users["committee"]
    mine = sheets.submitted(sheets.sheet_of(world.own_cell), committee)
    other = sheets.submitted(sheets.sheet_of(world.own_second_cell), sheets.clerk_of(world.own_second_cell))
    pairs = [(mine, mine.version), (other, other.version)]
    outcomes = many.approve_each(sheets=pairs, by=committee, **DECISION)
    assert [bool(outcome.why_not) for outcome in outcomes] == [True, False]
    assert sheets.sheet_of(world.own_second_cell).state == APPROVED
    assert sheets.sheet_of(world.own_cell).state == SUBMITTED


def test_a_comment_decides_nothing(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    comments.comment(sheet=sheet, text=" Cần bổ sung biên bản. ", by=world.users["committee"])
    event = history(sheet).get()
    assert (event.verb, event.reason) == ("sheet.comment", "Cần bổ sung biên bản.")
    assert sheets.sheet_of(world.own_cell).version == 1


def test_one_draft_for_each_person_and_sheet(world, year):
    sheet = sheets.sheet_of(world.own_cell)
    for number in ("1", "2"):
        saving.keep_draft(sheet=sheet, version=1, fields={"m1-note": number}, by=world.users["clerk"])
    saving.keep_draft(sheet=sheet, version=1, fields={"m1-note": "3"}, by=world.users["committee"])
    assert SheetDraft.objects.count() == 2
    assert SheetDraft.objects.get(user=world.users["clerk"]).fields == {"m1-note": "2"}
    saving.discard_draft(sheet=sheet, by=world.users["clerk"])
    assert SheetDraft.objects.get().user == world.users["committee"]


def test_settings_are_audited_with_what_they_were(world, year):
    seen = seen_of(year)
    year.cap_base = RatingYear.CapBase.GOOD_OR_BETTER
    change_year(rating_year=year, reason="Theo hướng dẫn của tỉnh", seen=seen, by=world.users["bloc_office"])
    event = AuditEvent.objects.get(verb="year.settings")
    assert event.data["changes"] == {"cap_base": ["good_only", "good_or_better"]}
    assert event.reason == "Theo hướng dẫn của tỉnh"
