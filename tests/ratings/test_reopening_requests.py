"""A locked sheet is asked to be reopened: who may, who answers, what the deeds answer by themselves."""

import pytest
from django.db import IntegrityError, transaction

from accounts.roles import Role
from accounts.trail.record import history
from notices.models import Notice
from ratings.approval import actions as approval
from ratings.models import ReopeningRequest, Sheet
from ratings.reopening import actions
from ratings.years import actions as years
from tests import factories
from tests.ratings import sheets
from tests.ratings.requested import WHY, approved, asked
from ui.refusals import Refused

pytestmark = pytest.mark.django_db
Outcome = ReopeningRequest.Outcome


def told(kind: str) -> set[str]:
    return set(Notice.objects.filter(kind=kind).values_list("recipient__full_name", flat=True))


def now(request: ReopeningRequest) -> ReopeningRequest:
    return ReopeningRequest.objects.get(pk=request.pk)


def reopened(sheet: Sheet, world) -> None:
    fresh = sheets.sheet_of(sheet.organization)
    approval.reopen(sheet=fresh, version=fresh.version, reason="Sửa", by=world.users["bloc_office"], **sheets.AGAIN)


def reopen_year(year, world) -> None:
    years.reopen_year(rating_year=year, reason="Sai sót", by=world.users["bloc_office"], **sheets.AGAIN)


def test_an_approved_sheet_is_asked_for_and_the_deed_answers(world, year):
    sheet = approved(world)
    made = asked(sheet, world.users["committee"])
    assert (made.reason, made.asked_by, made.is_waiting) == (WHY, world.users["committee"], True)
    assert told("sheet.ask_reopening") == {world.users["bloc_office"].full_name}
    assert history(sheet).first().verb == "sheet.ask_reopening"
    reopened(sheet, world)
    assert (now(made).outcome, now(made).answered_by) == (Outcome.REOPENED, world.users["bloc_office"])
    assert told("sheet.reopening_answered") == {world.users["committee"].full_name}
    assert history(sheet).first().verb == "sheet.reopen"


@pytest.mark.parametrize("undone", [True, False])
def test_the_year_answers_what_it_opens_and_nothing_else(world, year, undone):
    still_locked, office = approved(world), world.users["bloc_office"]
    elsewhere = sheets.open_year(world, 2023)
    for each in (year, elsewhere):
        sheets.close_year(each, office)
    opened = [
        asked(sheets.sheet_of(world.own_second_cell), world.users["committee"]),
        asked(sheets.sheet_of(world.lone_cell), world.users["lone_clerk"]),
    ]
    waits = [
        asked(sheets.sheet_of(still_locked.organization), world.users["clerk"]),
        asked(sheets.sheet_of(world.lone_cell, 2023), world.users["lone_clerk"]),
    ]
    if undone:
        years.undo_closing(rating_year=year, by=office)
    else:
        reopen_year(year, world)
    assert {now(each).outcome for each in opened} == {Outcome.REOPENED}
    assert {now(each).outcome for each in waits} == {""}
    assert history(opened[0].sheet).first().verb == "sheet.year_reopened"
    assert told("sheet.reopening_answered") == {each.asked_by.full_name for each in opened}
    reopened(still_locked, world)
    assert now(waits[0]).outcome == Outcome.REOPENED


def test_a_refusal_has_its_reason_and_is_told(world, year):
    made, office = asked(approved(world), world.users["clerk"]), world.users["bloc_office"]
    with pytest.raises(Refused, match="vì sao không mở lại"):
        actions.refuse(request=made, reason=" ", by=office)
    actions.refuse(request=made, reason="Đã báo cáo Tỉnh ủy", by=office)
    assert (now(made).outcome, now(made).answer) == (Outcome.REFUSED, "Đã báo cáo Tỉnh ủy")
    assert told("sheet.reopening_answered") == {world.users["clerk"].full_name}
    assert history(made.sheet).first().verb == "sheet.refuse_reopening"
    for again in (
        lambda: actions.refuse(request=made, reason="Lần nữa", by=office),
        lambda: actions.take_back(request=made, by=world.users["clerk"]),
    ):
        with pytest.raises(Refused, match=r"đã xong lúc .*không mở lại"):
            again()
    assert asked(sheets.sheet_of(world.own_cell), world.users["clerk"]).is_waiting


def test_who_asked_takes_it_back_and_nobody_else(world, year):
    made = asked(approved(world), world.users["clerk"])
    for role in ("committee", "bloc_office"):
        with pytest.raises(Refused, match="Chỉ người đề nghị"):
            actions.take_back(request=made, by=world.users[role])
    actions.take_back(request=made, by=world.users["clerk"])
    assert now(made).outcome == Outcome.TAKEN_BACK
    with pytest.raises(Refused, match="người đề nghị đã rút"):
        actions.refuse(request=made, reason="Muộn", by=world.users["bloc_office"])


def test_a_second_request_is_not_made_and_says_who_asked(world, year):
    sheet = approved(world)
    made = asked(sheet, world.users["clerk"])
    with pytest.raises(Refused, match=f"{world.users['clerk'].full_name} đã đề nghị"):
        asked(sheet, world.users["committee"])
    again = {"sheet": sheet, "reason": WHY, "asked_by": world.users["committee"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        ReopeningRequest.objects.create(**again)
    actions.take_back(request=made, by=world.users["clerk"])
    assert asked(sheet, world.users["committee"]).is_waiting


@pytest.mark.parametrize("values", [{"reason": ""}, {"outcome": "reopened"}, {"outcome": "lost"}, {"answer": "Không"}])
def test_the_database_holds_no_half_answer(world, year, values):
    sheet, clerk = sheets.sheet_of(world.own_cell), world.users["clerk"]
    with pytest.raises(IntegrityError), transaction.atomic():
        ReopeningRequest.objects.create(**{"sheet": sheet, "reason": WHY, "asked_by": clerk, **values})


def test_only_who_submits_asks_and_only_where_it_is_locked(world, year):
    with pytest.raises(Refused, match="không bị khóa"):
        asked(sheets.sheet_of(world.own_cell), world.users["clerk"])
    sheet = approved(world)
    for role in ("lone_clerk", "bloc_office", "inspector", "leader", "sibling_committee"):
        with pytest.raises(Refused):
            asked(sheet, world.users[role])
    made = asked(sheet, world.users["clerk"])
    for role in ("clerk", "committee", "inspector", "leader"):
        with pytest.raises(Refused, match="không mở lại phiếu"):
            actions.refuse(request=made, reason="Không", by=world.users[role])


def test_opened_between_reading_and_asking_it_is_refused(world, year):
    sheets.close_year(year, world.users["bloc_office"])
    read = sheets.sheet_of(world.own_cell)
    reopen_year(year, world)
    with pytest.raises(Refused, match="vừa được mở hoặc khóa"):
        asked(read, world.users["clerk"])
    assert not ReopeningRequest.objects.exists()


def test_in_a_closed_year_they_wait_for_whoever_manages_it_within_reach(world, year):
    made = asked(approved(world), world.users["clerk"])
    elsewhere = factories.user_with(Role.OFFICE, world.foreign)
    for close in (False, True):
        if close:
            sheets.close_year(year, world.users["bloc_office"])
        assert list(ReopeningRequest.objects.waiting_for(world.users["bloc_office"])) == [made]
        for user in (elsewhere, world.users["committee"], world.users["leader"]):
            assert not ReopeningRequest.objects.waiting_for(user).exists()
