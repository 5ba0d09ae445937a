"""What both kinds of past ratings share: a row is judged for itself, and all are written and taken back by one way."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Protocol

from django.forms import Form
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from exchange.kinds import Change, Judged, Kind, Row, Scope, Touched, Written
from exchange.tables.across import Across
from ratings.importing import deciding, stored, undoing, writing
from ratings.importing.rows import Rows
from ratings.importing.words import year_headed, year_named
from ratings.importing.years import standing
from ratings.sheets.holding import hold_closed_years


class Judging(Protocol):
    def judged(self, row: Row) -> Judged: ...


class PastRatings(Kind):
    permission = Permission.MANAGE_RATING_YEARS
    home = "ratings:index"
    home_title = _("Yearly rating")
    named_by_worksheet = ("year",)
    across = Across(_("Level"), year_headed)
    touched_at_sight = True
    rows: Rows
    of_members: bool

    def said_by_worksheet(self, name: str, *, is_one_of_several: bool) -> dict[str, str]:
        year = year_named(name)
        return {"year": year} if year else {}

    def decision_form(self, notes: Collection[str], *values: Any, **more: Any) -> Form | None:
        return deciding.decision_form(notes, *values, **more)

    def decided(self, notes: Collection[str], scope: Scope, decision: Mapping[str, Any]) -> dict[str, Any]:
        return deciding.decided(notes, scope, decision)

    def reason_form(self, notes: Collection[str], *values: Any) -> Form | None:
        return deciding.ReasonForm(*values) if standing(notes) else None

    def noted(self, counts: Mapping[str, int]) -> str:
        return deciding.noted(counts)

    def hold(self) -> None:
        hold_closed_years()

    @abstractmethod
    def judging(self, rows: Iterable[Row], scope: Scope) -> Judging: ...

    def judge(self, rows: Iterable[Row], scope: Scope, by: User) -> Iterator[Judged]:
        judging = self.judging(rows, scope)
        return (judging.judged(row) for row in rows)

    def write(self, changes: Iterable[Change], scope: Scope, by: User) -> Iterator[Written]:
        return writing.write(changes, scope, by, self.rows)

    def touched(self, written: Iterable[Written], scope: Scope) -> Iterator[Touched]:
        return undoing.touched(written)

    def undo(self, written: Iterable[Written], scope: Scope, by: User) -> None:
        undoing.undo(written, by, self.rows, scope.reason)

    def stamp(self, scope: Scope) -> str:
        return stored.stamp(scope, of_members=self.of_members)
