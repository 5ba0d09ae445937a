"""Members as a kind of import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from members.importing import judging, notes, stored, undoing, writing
from members.importing.columns import COLUMNS
from organizations.holding import share


class Members(Kind):
    code = "members"
    title = _("Party members")
    permission = Permission.EDIT_MEMBERS
    columns = COLUMNS
    home = "members:list"
    home_title = _("Party members")
    file_name = "mau-dang-vien"
    named_by_worksheet = ("organization", "organization_code")
    guide = (
        _("One row for each member who belongs to one of your cells today."),
        _("A member who is on the list is known by the number, else by name and day of birth."),
        _("An empty cell says nothing: what stands on the portal stays."),
        _("Another cell, a recognition or a leave is entered on the member's page, because it has a decision."),
        _("Identity numbers, card numbers, addresses and the like may stand in the file; they are not kept."),
    )
    examples = (
        {
            "full_name": "Nguyễn Thị Thí Dụ",
            "birth_date": "17/05/1980",
            "sex": "Nữ",
            "position": "Phó Bí thư chi bộ",
            "organization": "Chi bộ Văn phòng",
            "admitted_on": "03/02/2005",
            "official_on": "03/02/2006",
            "since": "01/07/2018",
            "entry": "Chuyển đến",
        },
        {
            "full_name": "Trần Văn Ví Dụ",
            "birth_date": "02/09/1995",
            "sex": "Nam",
            "organization": "Chi bộ Văn phòng",
            "organization_code": "DU01.01",
            "admitted_on": "19/05/2025",
            "decided_on": "05/05/2025",
            "decision_number": "45-QĐ/ĐU",
        },
    )

    def hold(self) -> None:
        share()

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        return judging.judge(rows, scope, by)

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        return writing.write(changes, scope, by)

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        return undoing.touched(written)

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        undoing.undo(written, scope, by)

    def noted(self, counts: Mapping[str, int]) -> str:
        return notes.noted(counts)

    def stamp(self, scope: Scope) -> str:
        return stored.stamp(scope)
