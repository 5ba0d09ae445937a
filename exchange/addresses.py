"""How a person finds a row or a cell in the file that was sent: Sheet2!E15; where each year has a column, 15 (2021)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext

from exchange.tables.across import Across, year_of
from exchange.tables.table import Table


@dataclass(frozen=True)
class Addresses:
    """Of one table. `worksheet`: where the file has several. `year`: of a part of one, and the column that says it."""

    worksheet: str = ""
    year: str = ""
    year_column: str = ""

    def row(self, number: int) -> str:
        return self._within(self._of_year(number))

    def line(self, number: int) -> str:
        """Of no year: above or below the list."""
        return self._within(str(number))

    def cell(self, letter: str, number: int) -> str:
        return self._within(f"{letter}{number}")

    def no_cell(self, number: int) -> str:
        """Of a column that the file lacks."""
        return self._within(gettext("row %(row)s") % {"row": self._of_year(number)})

    def heading(self) -> str:
        return self._within(gettext("column %(letter)s") % {"letter": self.year_column})

    def _of_year(self, number: int) -> str:
        return f"{number} ({self.year})" if self.year else str(number)

    def _within(self, there: str) -> str:
        return f"{self.worksheet}!{there}" if self.worksheet else there


def addresses_of(table: Table, across: Across | None, *, is_one_of_several: bool) -> Addresses:
    year, column, worksheet = year_of(table, across) if across else ("", "", "")
    return Addresses(worksheet, year, column) if year else Addresses(table.name if is_one_of_several else "")
