"""Events of members as a kind of import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from members.events.importing import judging, stored, undoing, writing
from members.events.importing.columns import COLUMNS
from members.importing import notes
from organizations.holding import share


class Events(Kind):
    code = "member_events"
    title = _("Events of members")
    permission = Permission.EDIT_MEMBERS
    columns = COLUMNS
    home = "members:events"
    home_title = _("Events of members")
    file_name = "mau-bien-dong-dang-vien"
    at_once = 50
    guide = (
        _("One row for each decision on a member of one of your cells."),
        _("Each row is held to the same rules as on the member's page; what stands already is left as it is."),
        _("A move inside is one row: “Transferred out”, with the code of the cell that receives the member."),
        _("Admissions and arrivals from outside come with the file of members."),
    )
    examples = (
        {
            "number": "DV000123",
            "full_name": "Nguyễn Thị Thí Dụ",
            "birth_date": "17/05/1980",
            "kind": "Miễn sinh hoạt",
            "on": "01/03/2026",
            "decision": "12-QĐ/ĐU",
            "note": "Tuổi cao, sức khỏe yếu",
        },
        {
            "full_name": "Trần Văn Ví Dụ",
            "birth_date": "02/09/1995",
            "kind": "Chuyển đi",
            "on": "15/04/2026",
            "decision": "18-GTSH/ĐU",
            "other_code": "DU01.02",
        },
    )

    def hold(self) -> None:
        share()

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        return judging.judge(rows, scope, by)

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        return writing.write(changes, by)

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        return undoing.touched(written)

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        undoing.undo(written, scope, by)

    def noted(self, counts: Mapping[str, int]) -> str:
        return notes.noted(counts)

    def stamp(self, scope: Scope) -> str:
        return stored.stamp(scope)
