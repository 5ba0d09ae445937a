"""Yearly ratings of organisations as a kind of import."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from exchange.kinds import Judged, Row, Scope
from ratings.importing import stored
from ratings.importing.columns import ORGANIZATIONS
from ratings.importing.judging import Subject, Twice, compared, wrong
from ratings.importing.kind import PastRatings
from ratings.importing.places import Places, Stood
from ratings.importing.reading import Reading, Sent, together
from ratings.importing.rows import OF_ORGANIZATIONS
from ratings.importing.years import Years


class OrganizationRatings(PastRatings):
    code = "organization_ratings"
    title = _("Past ratings of organisations")
    columns = ORGANIZATIONS
    rows, of_members = OF_ORGANIZATIONS, False
    file_name = "mau-xep-loai-to-chuc-cac-nam-truoc"
    guide = (
        _("One row for each organisation and year; one file may hold several years."),
        _("Or one row with a column for each year, headed 2021, 2022 …; or a worksheet for each year, named so."),
        _("Bring in organisations and members first: who belonged where at the end of each year is fixed with it."),
        _("Levels stand as they were called in that year, those of until 2017 too."),
        _("A year that the portal rates itself is not touched."),
    )
    examples = (
        {
            "year": "2021",
            "code": "DU01",
            "name": "Đảng bộ Sở Thí Dụ",
            "level": "Hoàn thành tốt nhiệm vụ",
            "decision": "15-QĐ/ĐU",
            "decided_on": "28/12/2021",
        },
        {"year": "2021", "name": "Chi bộ Văn phòng", "above": "Đảng bộ Sở Thí Dụ", "reason": "Mới thành lập"},
    )

    def judging(self, rows: Iterable[Row], scope: Scope) -> _Judging:
        return _Judging(rows, scope)


class _Judging:
    def __init__(self, rows: Iterable[Row], scope: Scope):
        self.reading, self.twice = Reading(of_members=False), Twice()
        self.years = Years(rows, self.reading, scope)
        self.places = Places(self.years)
        self.known = stored.organizations_known(self.years.brought_in)
        self.known_years = {year for year, _pk in self.known}

    def judged(self, row: Row) -> Judged:
        sent = self.reading.sent(row)
        place = self._place(sent)
        if place is None:
            return wrong(sent, row.get("name") or row.get("code"))
        subject = Subject(place.pk, place.pk, f"{sent.year} {place}")
        self.twice.refuse(sent, subject, "code" if row.get("code") else "name")
        known = self.known.get((sent.year or 0, place.pk))
        return compared(sent, subject, known, together(sent), self.years.notes(sent.year, self.known_years))

    def _place(self, sent: Sent) -> Stood | None:
        if sent.year is None or self.years.refuse(sent.cells, sent.year):
            return None
        return self.places.meant(sent.cells, sent.year)
