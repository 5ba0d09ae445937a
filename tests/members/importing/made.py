"""Rows of a file of members as they come to the kind, and what is made of them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from exchange.kinds import Change, Judged, Outcome, Row, Scope, Written
from members.importing.kind import Members
from tests.world import World

KIND = Members()
GOOD = {
    "full_name": "Hoàng Thị Mới",
    "birth_date": "17/05/1985",
    "sex": "Nữ",
    "organization": "Chi bộ Kế toán Bình Minh",
    "admitted_on": "03/02/2015",
    "official_on": "03/02/2016",
}


def csv_file(headings: Sequence[str], *lines: Sequence[str]) -> bytes:
    stream = StringIO()
    csv.writer(stream).writerows([headings, *lines])
    return stream.getvalue().encode("utf-8-sig")


def rows(*listed: dict[str, str]) -> list[Row]:
    return [Row(number, cells) for number, cells in enumerate(listed, start=2)]


def scope_of(world: World) -> Scope:
    return Scope(world.bloc.path, world.bloc.name)


def judged(world: World, *listed: dict[str, str], scope: Scope | None = None) -> list[Judged]:
    return list(KIND.judge(rows(*listed), scope or scope_of(world), world.users["bloc_office"]))


def problems(world: World, *listed: dict[str, str]) -> list[tuple[int, str, str]]:
    return [(each.number, one.column, one.sentence) for each in judged(world, *listed) for one in each.problems]


def changes(found: Iterable[Judged]) -> list[Change]:
    wanted = (Outcome.NEW, Outcome.CHANGED)
    return [Change(each.number, each.outcome, each.data) for each in found if each.outcome in wanted]


def write(world: World, *listed: dict[str, str]) -> list[Written]:
    found = changes(judged(world, *listed))
    return list(KIND.write(found, scope_of(world), world.users["bloc_office"]))
