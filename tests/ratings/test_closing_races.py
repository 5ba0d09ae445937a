"""Closing a year, or changing its rules, while somebody writes in it: nothing is acknowledged that came too late."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

import pytest
from django.db import connection

from accounts.models import AuditEvent
from organizations.sectors import ensure_sectors
from ratings.approval import actions
from ratings.calibration.actions import Change, calibrate
from ratings.models import Sheet
from ratings.sheets import entry, saving
from ratings.sheets.saving import Saving
from ratings.workbook import actions as workbook_actions
from ratings.years import actions as years
from ratings.years.changing import change_year, seen_of
from tests import world as small_world
from tests.at_once import at_once
from tests.ratings import sheets
from tests.ratings.sheets import row, sheet_of
from tests.ratings.workbooks import downloaded, filled
from tests.waiting import wait_until
from tests.world import World
from ui.refusals import Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)
WAITING = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
LOCK_SHEETS = f"SELECT id FROM {Sheet._meta.db_table} FOR UPDATE"
Deed = Callable[[], object]


@pytest.fixture
def world(transactional_db) -> World:
    ensure_sectors()
    return small_world.build()


def save(world: World) -> Deed:
    sheet, rows = sheet_of(world.own_cell), {entry.key_of(world.members["own"].pk): row(level=3)}
    return lambda: saving.save_rows(sheet=sheet, rows=rows, version=sheet.version, by=world.users["clerk"])


def save_all_cells(world: World) -> Deed:
    sheet, rows = sheet_of(world.own_cell), {entry.key_of(world.members["own"].pk): row(level=3)}
    return lambda: saving.save_sheets(entries=[Saving(sheet, rows, sheet.version)], by=world.users["committee"])


def commit(world: World) -> Deed:
    sheet, member, clerk = sheet_of(world.own_cell), world.members["own"], world.users["clerk"]
    content = filled(downloaded(sheet), {(member.code, "Mức xếp loại"): 4})
    upload = workbook_actions.upload(sheet=sheet, file_name="a.xlsx", content=content, by=clerk)
    return lambda: workbook_actions.commit(upload=upload, version=sheet.version, skip_wrong=False, by=clerk)


def submit(world: World) -> Deed:
    sheet = sheets.fill(sheet_of(world.own_cell), world.users["clerk"])
    given = {"version": sheet.version, "by": world.users["clerk"], **sheets.EXPLANATIONS}
    return lambda: actions.submit(sheet=sheet, **given)


def _decided(deed: Callable[..., None], **given: object) -> Callable[[World], Deed]:
    def prepared(world: World) -> Deed:
        sheet = sheets.submitted(sheet_of(world.own_cell), world.users["clerk"])
        return lambda: deed(sheet=sheet, version=sheet.version, by=world.users["committee"], **given)

    return prepared


def reopen(world: World) -> Deed:
    sheet = sheets.approved(sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])
    given = {"version": sheet.version, "by": world.users["bloc_office"], "reason": "Sai", **sheets.DECISION}
    return lambda: actions.reopen(sheet=sheet, **given)


def change_levels(world: World) -> Deed:
    sheet, key = sheets.submitted(sheet_of(world.lone_cell), world.users["lone_clerk"]), entry.OWN
    return lambda: calibrate(
        rating_year=sheet.rating_year,
        organization=world.bloc,
        held_on=sheets.DECISION["decided_on"],
        participants="Đồng chí A",
        minutes="So sánh",
        changes=[Change(sheet, sheet.version, key, 2, "Chưa đạt")],
        by=world.users["bloc_office"],
    )


DEEDS = {
    "save": save,
    "cells": save_all_cells,
    "workbook": commit,
    "submit": submit,
    "approve": _decided(actions.approve, **sheets.DECISION),
    "return": _decided(actions.return_, reason="Thiếu biên bản"),
    "reopen": reopen,
    "calibrate": change_levels,
}


@contextmanager
def elsewhere(*statements: str) -> Iterator[None]:
    """Another connection's transaction, committed at the end; on SQLite nobody else writes meanwhile."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN" if connection.vendor == "postgresql" else "BEGIN IMMEDIATE")
            for statement in statements:
                cursor.execute(statement)
            yield
            cursor.execute("COMMIT")
    finally:
        other.close()


class Begun:
    """A deed in a thread of its own."""

    def __init__(self, deed: Deed):
        self.raised: list[BaseException | None] = []
        self.thread = Thread(target=lambda: self.raised.extend(at_once(deed, refused_by=(Stale, Refused))))
        self.thread.start()

    def refused(self) -> BaseException | None:
        self.thread.join()
        (raised,) = self.raised
        return raised


def wait_for_waiting(begun: Begun, count: int) -> None:
    """SQLite doesn't say who waits for whom; there nobody comes past the other transaction."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            wait_until(lambda: not begun.thread.is_alive() or _waiting(cursor) >= count)


def _waiting(cursor) -> int:
    cursor.execute(WAITING)
    return cursor.fetchone()[0]


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_what_comes_while_the_year_is_being_closed_is_refused(world, deed):
    sheets.open_year(world)
    late = deed(world)
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    with elsewhere("UPDATE ratings_ratingyear SET state = 'closed'"):
        begun = Begun(late)
        wait_for_waiting(begun, 1)
    assert isinstance(begun.refused(), Refused)
    assert set(AuditEvent.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_the_close_waits_for_what_began_before_it(world, deed):
    year = sheets.open_year(world)
    early = deed(world)
    before = AuditEvent.objects.count()
    with elsewhere(*([LOCK_SHEETS] if connection.vendor == "postgresql" else [])):
        begun = Begun(early)
        wait_for_waiting(begun, 1)
        closing = Begun(lambda: sheets.close_year(year, world.users["bloc_office"]))
        wait_for_waiting(closing, 2)
    done = begun.refused() is None
    assert closing.refused() is None
    assert done or connection.vendor == "sqlite"
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True)[before:])
    assert verbs[-1] == "year.close"
    assert (len(verbs) > 1) is done


def test_a_year_that_is_being_closed_gets_no_more_sheets(world):
    year = sheets.open_year(world)
    Sheet.objects.filter(organization=world.own_cell).delete()
    with elsewhere("UPDATE ratings_ratingyear SET state = 'closed'"):
        begun = Begun(lambda: years.open_year(rating_year=year, by=world.users["bloc_office"]))
        wait_for_waiting(begun, 1)
    assert isinstance(begun.refused(), Refused)
    assert not Sheet.objects.filter(organization=world.own_cell).exists()


def other_rules(world: World) -> Deed:
    year = sheet_of(world.own_cell).rating_year
    seen, year.rule_set = seen_of(year), "hd21"
    return lambda: change_year(rating_year=year, reason="Thử", seen=seen, by=world.users["bloc_office"])


# A workbook is read anew when it is saved, where nobody writes at the same time by the rules of then.
BY_RULES = {name: deed for name, deed in DEEDS.items() if name != "workbook"}


@pytest.mark.parametrize("deed", BY_RULES.values(), ids=BY_RULES)
def test_what_comes_while_the_rules_are_being_changed_is_refused(world, deed):
    sheets.open_year(world)
    late = deed(world)
    before = set(AuditEvent.objects.values_list("pk", flat=True))
    with elsewhere("UPDATE ratings_ratingyear SET rule_set = 'hd21'"):
        begun = Begun(late)
        wait_for_waiting(begun, 1)
    assert isinstance(begun.refused(), Refused)
    assert set(AuditEvent.objects.values_list("pk", flat=True)) == before


def test_other_rules_wait_for_an_approval_that_began_before_them_and_are_refused(world):
    sheets.open_year(world)
    approval, change = DEEDS["approve"](world), other_rules(world)
    with elsewhere(*([LOCK_SHEETS] if connection.vendor == "postgresql" else [])):
        begun = Begun(approval)
        wait_for_waiting(begun, 1)
        changing = Begun(change)
        wait_for_waiting(changing, 2)
    first, second = begun.refused(), changing.refused()
    assert [first, second].count(None) == 1
    assert first is None or connection.vendor == "sqlite"
    kept = sheet_of(world.own_cell)
    assert (kept.state, kept.rating_year.rule_set) in [("approved", "qd124"), ("submitted", "hd21")]
