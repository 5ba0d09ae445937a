from datetime import date
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from accounts.models import AuditEvent
from accounts.roles import Role
from ratings.approval import actions
from ratings.calibration.actions import Change, calibrate
from ratings.calibration.compared import calibration_of
from ratings.models import CalibrationChange, CalibrationSession, Sheet
from ratings.sheets import entry
from ratings.sheets.entry import OWN, key_of
from tests import factories
from tests.ratings import sheets
from tests.ratings.test_summary import rate
from ui.refusals import Refused, Stale

MEETING = {
    "held_on": date(2025, 1, 8),
    "participants": "Đồng chí A, Bí thư; đồng chí B, Phó Bí thư",
    "minutes": "So sánh các chi bộ cùng loại hình.",
}


@pytest.fixture
def sheet(world, year) -> Sheet:
    """A grassroots cell's sheet, submitted with one member and its own level, all good."""
    return sheets.submitted(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"])


def change(sheet, key=OWN, level=2, reason="Chưa hoàn thành một chỉ tiêu", version=None):
    return Change(sheet, sheet.version if version is None else version, key, level, reason)


def record(world, year, *changes, by=None, **other):
    by = by or world.users["bloc_office"]
    meeting = {"rating_year": year, "organization": world.bloc, **MEETING, **other}
    return calibrate(changes=changes, by=by, **meeting)


def levels(sheet):
    return {key: row.get("level") for key, row in entry.stored(sheet).items()}


def test_a_session_changes_the_levels_and_keeps_why(world, year, sheet):
    member = key_of(world.members["lone"].pk)
    session = record(world, year, change(sheet), change(sheet, member, 4, "Có sản phẩm cụ thể"))
    assert levels(sheet) == {OWN: 2, member: 4}
    assert sheets.sheet_of(world.lone_cell).state == Sheet.State.SUBMITTED
    told = session.changes.values_list("member", "old_level", "new_level", "reason")
    assert set(told) == {
        (None, 3, 2, "Chưa hoàn thành một chỉ tiêu"),
        (world.members["lone"].pk, 3, 4, "Có sản phẩm cụ thể"),
    }
    event = AuditEvent.objects.get(verb="sheet.calibrate")
    assert event.data["changes"] == {OWN: {"level": [3, 2]}, member: {"level": [3, 4]}}
    assert "Có sản phẩm cụ thể" in event.reason
    assert AuditEvent.objects.filter(verb="session.record", actor=world.users["bloc_office"]).count() == 1


def test_what_else_stands_in_a_row_stays(world, year, sheet):
    member = sheet.member_ratings.get()
    type(member).objects.filter(pk=member.pk).update(note="Đã bỏ phiếu", self_level=4, remark="Hỏi lại")
    record(world, year, change(sheet, key_of(member.member_id), 2))
    member.refresh_from_db()
    assert (member.level, member.note, member.self_level, member.remark) == (2, "Đã bỏ phiếu", 4, "Hỏi lại")


@pytest.mark.parametrize("field", ["participants", "minutes"])
def test_without_participants_or_minutes_there_is_no_session(world, year, sheet, field):
    with pytest.raises(Refused):
        record(world, year, change(sheet), **{field: "  "})
    assert levels(sheet)[OWN] == 3
    assert not CalibrationSession.objects.exists()


def test_without_a_reason_nothing_changes_at_all(world, year, sheet):
    with pytest.raises(Refused, match="Võ Trăng Non"):
        record(world, year, change(sheet), change(sheet, key_of(world.members["lone"].pk), 2, " "))
    assert set(levels(sheet).values()) == {3}
    assert not CalibrationSession.objects.exists()
    assert not AuditEvent.objects.filter(verb="sheet.calibrate").exists()


def test_a_session_without_changes_is_none(world, year):
    with pytest.raises(Refused):
        record(world, year)


@pytest.mark.parametrize("role", ["leader", "inspector", "committee", "lone_clerk", "sibling_committee"])
def test_only_who_decides_on_the_sheet_may(world, year, sheet, role):
    with pytest.raises(Refused):
        record(world, year, change(sheet), by=world.users[role])
    assert levels(sheet)[OWN] == 3


def test_a_sheet_that_is_not_waiting_for_a_decision_is_left_alone(world, year, sheet):
    actions.approve(sheet=sheet, version=sheet.version, by=world.users["bloc_office"], **sheets.DECISION)
    with pytest.raises(Refused):
        record(world, year, change(sheet))
    other = sheets.sheet_of(world.own)
    with pytest.raises(Refused):
        record(world, year, change(other))


def test_a_sheet_two_levels_down_is_its_own_committees_to_change(world, year):
    cell = sheets.submitted(sheets.sheet_of(world.own_cell), sheets.clerk_of(world.own_cell))
    with pytest.raises(Refused):
        record(world, year, change(cell))
    with pytest.raises(Refused):
        record(world, year, change(cell), by=world.users["committee"])


def test_a_stale_page_changes_nothing(world, year, sheet):
    with pytest.raises(Stale):
        record(world, year, change(sheet, version=sheet.version - 1))
    assert levels(sheet)[OWN] == 3
    assert not CalibrationSession.objects.exists()


def test_nobody_records_a_change_of_the_sheet_they_submitted(world, year):
    factories.AssignmentFactory(user=world.users["bloc_office"], role=Role.CLERK, organization=world.bloc)
    own = sheets.submitted(sheets.sheet_of(world.lone_cell), world.users["bloc_office"])
    with pytest.raises(Refused):
        record(world, year, change(own))


def test_nobody_records_a_change_where_they_hold_an_office(world, year, sheet):
    office = world.users["bloc_office"]
    factories.AssignmentFactory(user=office, role=Role.CLERK, organization=world.lone_cell)
    with pytest.raises(Refused, match="đang công tác"):
        record(world, year, change(sheet), by=type(office).objects.get(pk=office.pk))


def test_nobody_records_a_change_of_their_own_level(world, year, sheet):
    office = world.users["bloc_office"]
    office.full_name = "võ trăng non"
    with pytest.raises(Refused, match="trùng tên"):
        record(world, year, change(sheet, key_of(world.members["lone"].pk), 4))


def test_who_is_not_rated_stays_so(world, year, sheet):
    sheet.member_ratings.update(level=None, not_rated_reason="exempt")
    with pytest.raises(Refused, match="không xếp loại"):
        record(world, year, change(sheet, key_of(world.members["lone"].pk), 4))


def test_until_2017_the_old_name_follows_the_level(world):
    rating_year = sheets.open_year(world, 2017)
    type(rating_year).objects.filter(pk=rating_year.pk).update(rule_set="hd27")
    rating_year.refresh_from_db()
    sheet = sheets.sheet_of(world.lone_cell, 2017)
    rate(sheet, [])
    sheet.organization_rating.legacy_level = "clean_strong"
    sheet.organization_rating.save()
    Sheet.objects.filter(pk=sheet.pk).update(
        state="submitted", submitted_at="2017-12-31T00:00Z", submitted_by=world.users["lone_clerk"]
    )
    record(world, rating_year, change(sheets.sheet_of(world.lone_cell, 2017), level=1))
    sheet.organization_rating.refresh_from_db()
    assert (sheet.organization_rating.level, sheet.organization_rating.legacy_level) == (1, "weak")


def test_a_later_conflict_knows_what_the_session_changed(world, year, sheet):
    version = sheet.version
    record(world, year, change(sheet))
    assert entry.at_version(sheet, version, entry.stored(sheet))[OWN]["level"] == 3


@pytest.mark.parametrize(
    "wrong", [{"new_level": 3}, {"new_level": 5}, {"old_level": 0}, {"reason": ""}], ids=lambda wrong: next(iter(wrong))
)
def test_the_database_keeps_nonsense_out(world, year, sheet, wrong):
    session = record(world, year, change(sheet))
    values = {"old_level": 3, "new_level": 4, "reason": "x", "member": world.members["lone"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        CalibrationChange.objects.create(session=session, sheet=sheet, **{**values, **wrong})


# --- side by side


def group_of(found, organization):
    return next(group for group in found.groups if group.organization == organization)


def side_by_side(world, year, kinds=("grassroots_cell",)):
    return calibration_of(year, world.bloc, kinds, world.users["bloc_office"])


@pytest.fixture
def cells(world, year):
    """Grassroots cells with 1, 2, 2 and 6 excellent of 10."""
    made = []
    for number, excellent in enumerate((1, 2, 2, 6)):
        cell = factories.grassroots_cell(world.bloc, "party", name=f"Chi bộ cơ sở {number}")
        sheet = factories.SheetFactory(rating_year=year, organization=cell)
        rate(sheet, [(4, "")] * excellent + [(3, "")] * (10 - excellent))
        made.append(cell)
    return made


def test_what_stands_out_is_told_by_the_rule(world, year, cells):
    found = side_by_side(world, year)
    assert found.medians["grassroots_cell"] == (Fraction(20), 4)
    assert [group_of(found, cell).is_high for cell in cells] == [False, False, False, True]
    assert [group_of(found, cell).is_low for cell in cells] == [True, False, False, False]
    assert "60,0%" in group_of(found, cells[3]).remark
    assert found.standing_out == 2


def test_exactly_one_and_a_half_times_is_not_beyond(world, year, cells):
    sheet = sheets.sheet_of(cells[3])
    keep = sheet.member_ratings.filter(level=4).order_by("pk").values("pk")[:3]
    sheet.member_ratings.exclude(pk__in=list(keep.values_list("pk", flat=True))).update(level=3)
    assert not group_of(side_by_side(world, year), cells[3]).is_high


def test_a_small_group_is_not_compared(world, year, cells):
    rate(sheets.sheet_of(world.lone_cell), [(4, "")] * 4)
    found = side_by_side(world, year)
    assert not group_of(found, world.lone_cell).stands_out
    assert found.medians["grassroots_cell"][1] == 4


def test_a_committee_counts_all_members_below_it(world, year):
    rate(sheets.sheet_of(world.own_cell), [(4, ""), (3, "")])
    rate(sheets.sheet_of(world.own_second_cell), [(3, "")])
    group = group_of(side_by_side(world, year, ("grassroots_committee",)), world.own)
    assert (group.counts.excellent, group.counts.good) == (1, 2)
    (whole,) = group.caps
    assert (whole.cap.used, whole.cap.most, group.over) == (1, 0, 1)


def test_drift_is_in_points(world, year):
    last = sheets.open_year(world, 2023)
    rate(sheets.sheet_of(world.lone_cell, last.year), [(4, "")] + [(3, "")] * 3)
    rate(sheets.sheet_of(world.lone_cell), [(4, ""), (3, "")])
    group = group_of(side_by_side(world, year), world.lone_cell)
    assert group.drift == 25
    assert group.good_drift == 0
