"""Appeals on the cell of the small world, recorded and answered as people would."""

from datetime import date
from typing import Any

from accounts.models import User
from ratings.appeals import actions
from ratings.appeals.rerating import Decision, rerate
from ratings.appeals.standing import Standing
from ratings.models import Appeal, Rerating, Sheet
from ratings.sheets import entry
from tests.ratings import sheets
from tests.world import World

RECEIVED = date(2025, 1, 10)
DECIDED = Decision("45-QĐ/ĐU", date(2025, 1, 20), "Đã hoàn thành mọi nhiệm vụ, xác minh lại.")
BETTER = Standing(4)
ASKED: dict[str, Any] = {
    "asker": Appeal.Asker.MEMBER,
    "received_on": RECEIVED,
    "request": "Đề nghị xếp loại lại.",
    "grounds": "Có biên bản nghiệm thu.",
}


def approved(world: World) -> Sheet:
    """A good member of a good cell."""
    return sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])


def row_of(world: World) -> str:
    return entry.key_of(world.members["own"].pk)


def appealed(world: World, sheet: Sheet, by: User | None = None, row: str = "", **asked: Any) -> Appeal:
    asked = {"row": row or row_of(world), **ASKED, **asked}
    return actions.record_appeal(sheet=sheet, by=by or world.users["clerk"], **asked)


def answered(world: World, appeal: Appeal, outcome: str, by: User | None = None, **given: Any) -> Appeal:
    given = {"version": appeal.sheet.version, "decision": DECIDED, "by": by or world.users["committee"], **given}
    if outcome == Appeal.Outcome.RERATED:
        given.setdefault("new", BETTER)
    actions.answer(appeal=appeal, outcome=outcome, **given)
    return Appeal.objects.get(pk=appeal.pk)


def rerated(world: World, sheet: Sheet, new: Standing = BETTER, by: User | None = None, **given: Any) -> Rerating:
    given = {"row": row_of(world), "version": sheet.version, "decision": DECIDED, **given}
    return rerate(sheet=sheet, new=new, by=by or world.users["committee"], **given)


def appeals_on(sheet: Sheet, by: User) -> tuple[Appeal, Rerating]:
    """Rows alone, about the organisation's own level, whatever the state of the sheet."""
    asked = {**ASKED, "asker": Appeal.Asker.ORGANIZATION}
    decided = {"decision_number": DECIDED.number, "decided_on": DECIDED.decided_on, "reason": DECIDED.reason}
    levels = {"old_level": 3, "new_level": 4}
    return (
        Appeal.objects.create(sheet=sheet, recorded_by=by, **asked),
        Rerating.objects.create(sheet=sheet, version=sheet.version, recorded_by=by, **levels, **decided),
    )
