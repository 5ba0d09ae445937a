"""Appeals and re-rating: who may, what it changes, and what stays."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.trail.record import history
from notices.models import Notice
from ratings.appeals.standing import Standing
from ratings.approval import actions as approval
from ratings.approval.editions import editions
from ratings.counts.totals import tallied
from ratings.levels import Level, NotRatedReason
from ratings.models import Appeal, RatingYear, Rerating, Sheet
from ratings.sheets import entry
from tests import factories
from tests.ratings import sheets
from tests.ratings.appealed import ASKED, BETTER, DECIDED, answered, appealed, approved, rerated, row_of
from ui.refusals import Refused, Stale

pytestmark = pytest.mark.django_db
Outcome = Appeal.Outcome


@pytest.fixture
def sheet(world, year) -> Sheet:
    return approved(world)


def tallies(sheet: Sheet) -> set[tuple]:
    return set(sheet.tallies.values_list("version", "measure", "value"))


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__full_name", flat=True))


def test_who_submits_and_who_decides_may_record_and_the_committee_is_told(world, sheet):
    found = appealed(world, sheet)
    assert (found.member, found.is_open, found.recorded_by) == (world.members["own"], True, world.users["clerk"])
    assert told("sheet.appeal") == {world.users["committee"].full_name}
    assert history(sheet).first().verb == "sheet.appeal"
    with pytest.raises(Refused, match="đang chờ trả lời"):
        appealed(world, sheet, by=world.users["committee"])
    appealed(world, sheet, by=world.users["committee"], request="Đề nghị xem lại lần nữa.")
    for role in ("lone_clerk", "bloc_office", "inspector", "leader", "sibling_committee"):
        with pytest.raises(Refused):
            appealed(world, sheet, by=world.users[role])
    assert Appeal.objects.count() == 2


@pytest.mark.parametrize("state", [Sheet.State.DRAFT, Sheet.State.SUBMITTED, Sheet.State.RETURNED])
def test_only_a_decided_level_is_appealed_against_or_set_anew(world, year, state):
    clerk, committee = world.users["clerk"], world.users["committee"]
    sheet = sheets.in_state(state, sheets.sheet_of(world.own_cell), clerk, committee)
    with pytest.raises(Refused, match="phiếu đã duyệt"):
        appealed(world, sheet)
    with pytest.raises(Refused, match="phiếu đã duyệt"):
        rerated(world, sheet)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"received_on": date(2025, 1, 5)}, "received_on"),
        ({"request": " "}, "request"),
        ({"grounds": ""}, "grounds"),
        ({"asker": "other"}, "__all__"),
        ({"asker": "nobody"}, "asker"),
        ({"row": "own"}, "__all__"),
        ({"row": "m999"}, "row"),
    ],
)
def test_an_appeal_that_cannot_be_is_refused_at_its_field(world, sheet, changed, field):
    with pytest.raises(ValidationError) as refused:
        appealed(world, sheet, **changed)
    assert field in refused.value.message_dict
    assert not Appeal.objects.exists()


def test_kept_changes_nothing_but_the_appeal(world, sheet):
    before = (tallies(sheet), entry.stored(sheet))
    found = answered(world, appealed(world, sheet), Outcome.KEPT)
    assert (found.outcome, found.decision_number, found.decided_on) == ("kept", DECIDED.number, DECIDED.decided_on)
    now = sheets.sheet_of(world.own_cell)
    assert (now.version, (tallies(now), entry.stored(now))) == (sheet.version, before)
    assert told("sheet.answer") == {world.users["clerk"].full_name}


def test_rated_again_the_row_changes_and_a_new_edition_counts(world, sheet):
    frozen = tallies(sheet)
    found = answered(world, appealed(world, sheet), Outcome.RERATED)
    now, made = sheets.sheet_of(world.own_cell), found.rerating
    assert (now.state, now.version, made.version) == (Sheet.State.APPROVED, sheet.version, sheet.version)
    assert (made.old_level, made.new_level, made.decision_number) == (Level.GOOD, Level.EXCELLENT, DECIDED.number)
    assert entry.stored(now)[row_of(world)]["level"] == Level.EXCELLENT
    assert frozen < tallies(now)
    counted = {"members_excellent": 1, "cells_good": 1}
    assert tallied(Sheet.objects.all(), ("pk",)) == {(now.pk,): counted}
    latest, first = editions(now)
    assert (latest.counts, first.counts) == ([1, 0, 0, 0, 0], [0, 1, 0, 0, 0])
    assert first.ended_by == latest.made_by
    assert latest.made_by.what == "Xếp loại lại"
    assert told("sheet.rerate") == set()


def test_without_an_appeal_and_to_no_level_at_all(world, sheet):
    made = rerated(world, sheet, Standing(None, NotRatedReason.SUSPENDED))
    assert (made.appeal, made.new_level, made.new_reason) == (None, None, "suspended")
    row = entry.stored(sheets.sheet_of(world.own_cell))[row_of(world)]
    assert (row["level"], row["not_rated_reason"]) == (None, "suspended")
    assert told("sheet.rerate") == {world.users["clerk"].full_name}
    event = history(sheet).first()
    assert (event.verb, event.data["decision_number"], event.data["version"]) == (
        "sheet.rerate",
        "45-QĐ/ĐU",
        made.version,
    )
    assert entry.at_version(sheet, made.version - 1, entry.stored(sheet))[row_of(world)]["level"] == Level.GOOD


def test_the_own_level_of_an_organisation_and_the_sheet_above_is_left_alone(world, year):
    committee, office = world.users["committee"], world.users["bloc_office"]
    sheet = approved(world)
    sheets.approved(sheets.sheet_of(world.own_second_cell), sheets.clerk_of(world.own_second_cell), committee)
    above = sheets.approved(sheets.sheet_of(world.own), committee, office)
    before = (above.version, tallies(above))
    rerated(world, sheet, row=entry.OWN)
    now = sheets.sheet_of(world.own)
    assert (now.version, tallies(now)) == before
    assert {(sheet.pk,): {"members_good": 1, "cells_excellent": 1}}.items() <= tallied(
        Sheet.objects.all(), ("pk",)
    ).items()


def test_the_same_level_again_is_refused(world, sheet):
    with pytest.raises(Refused) as refused:
        rerated(world, sheet, Standing(Level.GOOD))
    assert refused.value.message_dict.keys() == {"level"}
    assert sheets.sheet_of(world.own_cell).version == sheet.version


@pytest.mark.parametrize("day", [date(2025, 1, 5), date(2025, 1, 9)])
def test_an_answer_comes_after_the_approval_and_the_appeal(world, sheet, day):
    found = appealed(world, sheet)
    for outcome in (Outcome.KEPT, Outcome.RERATED):
        with pytest.raises(Refused) as refused:
            answered(world, found, outcome, decision=DECIDED._replace(decided_on=day))
        assert refused.value.message_dict.keys() == {"decided_on"}
    assert Appeal.objects.get().is_open


@pytest.mark.parametrize("lacking", ["number", "reason"])
def test_a_decision_has_number_and_reason_and_only_a_withdrawal_no_number(world, sheet, lacking):
    found, bare = appealed(world, sheet), DECIDED._replace(**{lacking: " "})
    for outcome in (Outcome.KEPT, Outcome.RERATED):
        with pytest.raises(Refused):
            answered(world, found, outcome, decision=bare)
    if lacking == "number":
        assert answered(world, found, Outcome.WITHDRAWN, decision=bare).outcome == Outcome.WITHDRAWN


def test_a_level_goes_with_rated_again_alone(world, sheet):
    found = appealed(world, sheet)
    with pytest.raises(Refused):
        answered(world, found, Outcome.KEPT, new=BETTER)
    with pytest.raises(Refused):
        answered(world, found, Outcome.RERATED, new=None)
    assert Appeal.objects.get().is_open
    assert not Rerating.objects.exists()


def test_an_appeal_is_answered_once(world, sheet):
    found = appealed(world, sheet)
    answered(world, found, Outcome.KEPT)
    for outcome in (Outcome.RERATED, Outcome.WITHDRAWN):
        with pytest.raises(Refused, match=world.users["committee"].full_name):
            answered(world, found, outcome)
    assert not Rerating.objects.exists()


def test_from_an_old_page_nothing_is_set_anew(world, sheet):
    with pytest.raises(Stale):
        rerated(world, sheet, version=sheet.version - 1)
    assert not Rerating.objects.exists()


def test_two_people_decide(world, year):
    committee = world.users["committee"]
    other = factories.user_with("committee", world.own)
    sheet = sheets.approved(sheets.sheet_of(world.own_cell), committee, other)
    found = appealed(world, sheet)
    for deed in (lambda: answered(world, found, Outcome.KEPT), lambda: rerated(world, sheet)):
        with pytest.raises(Refused, match="là người trình phiếu"):
            deed()
    assert answered(world, found, Outcome.KEPT, by=other).answered_by == other


def test_nobody_sets_anew_a_row_that_bears_the_own_name(world, sheet):
    committee = world.users["committee"]
    committee.full_name = world.members["own"].full_name
    committee.save()
    with pytest.raises(Refused, match=world.members["own"].full_name):
        rerated(world, sheet)


@pytest.mark.parametrize("role", ["clerk", "bloc_office", "sibling_committee", "leader"])
def test_only_the_committee_directly_above_decides(world, sheet, role):
    found = appealed(world, sheet)
    for deed in (
        lambda: answered(world, found, Outcome.KEPT, by=world.users[role]),
        lambda: rerated(world, sheet, by=world.users[role]),
    ):
        with pytest.raises(Refused):
            deed()


def test_a_closed_year_hears_appeals_and_is_rated_again(world, year, sheet):
    RatingYear.objects.update(state=RatingYear.State.CLOSED)
    sheet = sheets.sheet_of(world.own_cell)
    found = appealed(world, sheet)
    assert answered(world, found, Outcome.RERATED).outcome == Outcome.RERATED
    with pytest.raises(Refused):
        approval.reopen(sheet=sheet, version=sheet.version, reason="Sai", by=world.users["bloc_office"], **sheets.AGAIN)


def test_while_the_sheet_is_corrected_an_appeal_waits(world, sheet):
    found = appealed(world, sheet)
    again = sheets.sheet_of(world.own_cell)
    approval.reopen(sheet=again, version=again.version, reason="Sai", by=world.users["bloc_office"], **sheets.AGAIN)
    found = Appeal.objects.select_related("sheet__organization__parent", "sheet__rating_year").get()
    with pytest.raises(Refused, match="chờ đến khi phiếu được duyệt lại"):
        answered(world, found, Outcome.KEPT)
    assert Appeal.objects.get().is_open


@pytest.mark.parametrize(
    "wrong",
    [
        {"new_level": 3},
        {"new_level": None},
        {"new_level": 5},
        {"new_reason": "exempt"},
        {"old_reason": "exempt"},
        {"old_level": None},
        {"reason": ""},
        {"decision_number": ""},
    ],
)
def test_the_database_itself_refuses_half_a_re_rating(world, sheet, wrong):
    whole = {"old_level": 3, "new_level": 4, "reason": "x", "decision_number": "1", "decided_on": date(2025, 1, 20)}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rerating.objects.create(sheet=sheet, version=9, recorded_by=world.users["committee"], **{**whole, **wrong})


@pytest.mark.parametrize(
    "wrong",
    [
        {"outcome": "kept"},
        {"outcome": "gone"},
        {"decided_on": date(2025, 1, 20)},
        {"request": ""},
        {"grounds": ""},
        {"asker": "other"},
        {"member": None},
    ],
)
def test_the_database_itself_refuses_half_an_appeal(world, sheet, wrong):
    whole = {"member": world.members["own"], "recorded_by": world.users["clerk"], **ASKED}
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.create(sheet=sheet, **{**whole, **wrong})


def test_an_edition_is_made_by_one_re_rating(world, sheet):
    made = rerated(world, sheet)
    made.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        made.save()
