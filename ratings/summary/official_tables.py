"""Forms 7A-TCTW, 7B-TCTW and 6F-BTCTW laid out in tables; a cell that the portal holds nothing for stays blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone
from django.utils.translation import gettext

from organizations.models import Organization
from organizations.paper_heads import PaperHead, head_of
from ratings.models import RatingYear
from ratings.summary.cells import Blank, Count, Heading, Percent, SummaryCell, SummaryRow, SummaryTable
from ratings.summary.counts import MEMBERS
from ratings.summary.figures import records_url
from ratings.summary.official import ALL_ORGANIZATIONS, OfficialCounts, official_counts
from ratings.summary.official_lines import Line, kinds_of, lines_7a, lines_7b, note_7a, note_7b, rows_6f
from ratings.summary.units import COLUMNS, UNTOLD, UnitColumn
from ui.numbers import NO_VALUE, percent_of


@dataclass(frozen=True)
class Official:
    rating_year: RatingYear
    scope: Organization
    counts: OfficialCounts
    taken_at: datetime

    @cached_property
    def head(self) -> PaperHead:
        return head_of(self.scope)

    @property
    def is_provisional(self) -> bool:
        return self.counts.waiting > 0 and not self.rating_year.is_closed

    @cached_property
    def columns(self) -> list[UnitColumn]:
        """All of the form; that nothing is told of a type stands there only where it is so."""
        every = (*ALL_ORGANIZATIONS, MEMBERS)
        return [each for each in COLUMNS if each.code != UNTOLD or self.counts.of(every, "", each.types)]

    def tables(self) -> list[SummaryTable]:
        return [
            self._by_unit(
                "7a",
                gettext("Form 7A-TCTW. Quality of grassroots Party organisations"),
                lines_7a(self.rating_year, self.counts),
                note_7a(),
            ),
            self._by_unit(
                "7b", gettext("Form 7B-TCTW. Quality of Party members"), lines_7b(self.rating_year), note_7b()
            ),
            _form_6f(self),
        ]

    def count(self, line: Line, column: UnitColumn | None = None) -> Count:
        value = self.counts.of(kinds_of(line.subject), line.of, column.types if column else None)
        return Count(value, self._link(line, column) if value else "")

    def _link(self, line: Line, column: UnitColumn | None) -> str:
        kind = "" if line.subject == MEMBERS else line.subject
        asked = {"of": line.of, "unit": column.code if column else "", "kind": kind}
        return records_url(self.rating_year.year, line.subject == MEMBERS, organization=self.scope.pk, **asked)

    def _by_unit(self, code: str, title: str, lines: Sequence[Line], note: str = "") -> SummaryTable:
        headings = [Heading(gettext("Total")), Heading("%"), *(Heading(str(each.title)) for each in self.columns)]
        rows = tuple(SummaryRow(line.name, tuple(self._cells(line)), line.is_total) for line in lines)
        return SummaryTable(code, title, gettext("Item"), tuple(headings), rows, note)

    def _cells(self, line: Line) -> Iterator[SummaryCell]:
        if line.blank:
            yield from (Blank() for _each in range(2 + len(self.columns)))
            return
        whole = self.count(line)
        yield whole
        yield Blank(text=NO_VALUE) if line.base is None else Percent(percent_of(whole.value, self._base(line)))
        yield from (self.count(line, column) for column in self.columns)

    def _base(self, line: Line) -> int:
        return self.counts.of(kinds_of(line.subject), line.base or "")


def official_forms(rating_year: RatingYear, scope: Organization) -> Official:
    """All at or below `scope`: whoever asks has seen to it that the person may see them."""
    return Official(rating_year, scope, official_counts(rating_year, scope), timezone.now())


def _form_6f(official: Official) -> SummaryTable:
    headings = (Heading(gettext("Collectives")), Heading(gettext("Members")))
    lines = tuple(
        SummaryRow(name, (_of(official, "", of), _of(official, MEMBERS, whose))) for name, of, whose in rows_6f()
    )
    title = gettext("Form 6F-BTCTW. Results of self-criticism and criticism")
    note = gettext(
        "Whoever is rated has reviewed; a collective is a Party organisation. Who was asked to review particular "
        "matters is not held: write it in by hand."
    )
    return SummaryTable("6f", title, gettext("Item"), headings, lines, note)


def _of(official: Official, subject: str, of: str | None) -> SummaryCell:
    return Blank() if of is None else official.count(Line("", subject, of))
