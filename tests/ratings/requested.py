"""Requests to reopen a sheet of the small world, made as people would."""

from accounts.models import User
from ratings.models import ReopeningRequest, Sheet
from ratings.reopening import actions
from tests.ratings import sheets
from tests.world import World

WHY = "Nhập thiếu đồng chí Bình"


def asked(sheet: Sheet, by: User, reason: str = WHY) -> ReopeningRequest:
    made = actions.ask(sheet=sheet, reason=reason, by=by)
    return ReopeningRequest.objects.select_related("sheet__rating_year", "sheet__organization__parent", "asked_by").get(
        pk=made.pk
    )


def approved(world: World) -> Sheet:
    return sheets.approved(sheets.sheet_of(world.own_cell), world.users["clerk"], world.users["committee"])


def request_on(sheet: Sheet, by: User) -> ReopeningRequest:
    """The row alone, whatever the state of the sheet."""
    return ReopeningRequest.objects.create(sheet=sheet, reason=WHY, asked_by=by)
