"""Yearly ratings of members as a kind of import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from members.importing.reading import Reading as MemberReading
from ratings.importing import stored, undoing, writing
from ratings.importing.belonging import Belonged, Belonging
from ratings.importing.columns import MEMBERS
from ratings.importing.judging import Subject, Twice, compared, wrong
from ratings.importing.reading import Reading, Sent, together
from ratings.importing.rows import OF_MEMBERS
from ratings.importing.years import Years
from ui.days import written as day_written


class MemberRatings(Kind):
    code = "member_ratings"
    title = _("Past ratings of members")
    permission = Permission.MANAGE_RATING_YEARS
    columns = MEMBERS
    home = "ratings:index"
    home_title = _("Yearly rating")
    file_name = "mau-xep-loai-dang-vien-cac-nam-truoc"
    guide = (
        _("One row for each member and year; one file may hold several years."),
        _("Bring in organisations and members first: who belonged where at the end of each year is fixed with it."),
        _("A member is known by the number, else by name and day of birth, among those who belonged then."),
        _("A decision about a member stands in the note of the row: a sheet has one, that of its organisation."),
        _("A year that the portal rates itself is not touched."),
    )
    examples = (
        {
            "year": "2021",
            "full_name": "Nguyễn Thị Thí Dụ",
            "birth_date": "17/05/1980",
            "name": "Chi bộ Văn phòng",
            "level": "Hoàn thành tốt nhiệm vụ",
        },
        {"year": "2021", "full_name": "Trần Văn Ví Dụ", "birth_date": "02/09/1995", "reason": "Mới kết nạp"},
    )

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        judging = _Judging(rows, scope)
        return (judging.judged(row) for row in rows)

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        return writing.write(changes, scope, by, OF_MEMBERS)

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        return undoing.touched(written)

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        undoing.undo(written, by, OF_MEMBERS)

    def stamp(self, scope: Scope) -> str:
        return stored.stamp(scope, of_members=True)


class _Judging:
    def __init__(self, rows: Iterable[Row], scope: Scope):
        self.reading, self.twice = Reading(of_members=True), Twice()
        self.born = MemberReading()
        self.years = Years(rows, self.reading, scope)
        self.belonging = Belonging(self.years)
        self.known = stored.members_known(self.years.brought_in)

    def judged(self, row: Row) -> Judged:
        sent = self.reading.sent(row)
        found = self._found(sent)
        if found is None:
            return wrong(sent, row.get("full_name") or row.get("number"))
        subject = Subject(found.pk, found.place, f"{sent.year} {found}")
        self.twice.refuse(sent, subject, "number" if row.get("number") else "full_name")
        decided = ", ".join(filter(None, (sent.decision, day_written(sent.decided_on) if sent.decided_on else "")))
        note = together(sent, decided)
        sent.decision, sent.decided_on = "", None
        return compared(sent, subject, self.known.get((sent.year or 0, found.pk)), note)

    def _found(self, sent: Sent) -> Belonged | None:
        born = self.born.birth_date(sent.cells)
        if sent.year is None or self.years.refuse(sent.cells, sent.year):
            return None
        return self.belonging.meant(sent.cells, sent.year, born)
