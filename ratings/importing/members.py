"""Yearly ratings of members as a kind of import."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from exchange.kinds import Judged, Row, Scope
from members.importing.reading import Reading as MemberReading
from ratings.importing import stored
from ratings.importing.belonging import Belonged, Belonging
from ratings.importing.columns import MEMBERS
from ratings.importing.judging import Subject, Twice, compared, wrong
from ratings.importing.kind import PastRatings
from ratings.importing.reading import Reading, Sent, together
from ratings.importing.rows import OF_MEMBERS
from ratings.importing.years import Years
from ui.days import written as day_written


class MemberRatings(PastRatings):
    code = "member_ratings"
    title = _("Past ratings of members")
    columns = MEMBERS
    rows, of_members = OF_MEMBERS, True
    file_name = "mau-xep-loai-dang-vien-cac-nam-truoc"
    guide = (
        _("One row for each member and year; one file may hold several years."),
        _("Or one row with a column for each year, headed 2021, 2022 …; or a worksheet for each year, named so."),
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

    def judging(self, rows: Iterable[Row], scope: Scope) -> _Judging:
        return _Judging(rows, scope)


class _Judging:
    def __init__(self, rows: Iterable[Row], scope: Scope):
        self.reading, self.twice = Reading(of_members=True), Twice()
        self.of_member = MemberReading()
        self.years = Years(rows, self.reading, scope)
        self.belonging = Belonging(self.years)
        self.known = stored.members_known(self.years.brought_in)
        self.known_years = {year for year, _pk in self.known}

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
        known = self.known.get((sent.year or 0, found.pk))
        return compared(sent, subject, known, note, self.years.notes(sent.year, self.known_years))

    def _found(self, sent: Sent) -> Belonged | None:
        born = self.of_member.born(sent.cells)
        if sent.year is None or self.years.refuse(sent.cells, sent.year):
            return None
        return self.belonging.meant(sent.cells, sent.year, born)
