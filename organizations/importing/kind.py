"""Organisations as a kind of import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from organizations import closed_days
from organizations.deeds.decision import hold_tree
from organizations.importing import judging, stored, writing
from organizations.importing.columns import COLUMNS


class Organizations(Kind):
    code = "organizations"
    title = _("Party organisations")
    permission = Permission.MANAGE_ORGANIZATIONS
    columns = COLUMNS
    home = "organizations:list"
    home_title = _("Party organisations")
    file_name = "mau-to-chuc-dang"
    guide = (
        _("One row for each organisation. Parents may stand in the same file, in any order."),
        _("One that stands on the portal is known by its code, or its name and place; an empty cell changes nothing."),
        _("Name, type, place and day of founding of one that stands already are changed on its own page."),
    )
    examples = (
        {
            "code": "DU01",
            "name": "Đảng bộ Sở Thí Dụ",
            "kind": "Đảng bộ cơ sở",
            "unit": "Cơ quan hành chính",
            "opened": "15/01/2020",
            "decision": "12-QĐ/ĐU",
        },
        {
            "code": "DU01.01",
            "name": "Chi bộ Văn phòng",
            "kind": "Chi bộ trực thuộc",
            "parent_code": "DU01",
            "opened": "20/01/2020",
            "decision": "13-QĐ/ĐU",
        },
    )

    def hold(self) -> None:
        hold_tree()

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        return judging.judge(rows, scope)

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        return writing.write(changes)

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        return writing.touched(written)

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        writing.undo(written)

    def noted(self, counts: Mapping[str, int]) -> str:
        return closed_days.told_of_rows(sum(counts.values()))

    def stamp(self, scope: Scope) -> str:
        return stored.stamp()
