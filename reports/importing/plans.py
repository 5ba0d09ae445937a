"""Plans: what would become of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from exchange.cells import Cells
from exchange.kinds import Difference, Judged, Outcome, Row
from organizations.models import Organization
from reports.importing.records import Records, Values, plain
from reports.importing.twice import refuse_twice
from reports.importing.words import indicator_of, indicator_words, refuse_part_of_one
from reports.indicators.catalogue import BY_CODE
from reports.models import Plan
from reports.plans.forms import FIRST_YEAR, LAST_YEAR, planned
from reports.scorecard.wording import number

RECORDS = Records(Plan, ("indicator", "year", "value"))


@dataclass
class Sent:
    cells: Cells
    indicator: str
    year: int | None
    value: Decimal | None

    @property
    def key(self) -> tuple[str, int] | None:
        return None if self.cells.problems or self.year is None else (self.indicator, self.year)

    @property
    def label(self) -> str:
        name = str(BY_CODE[self.indicator].name) if self.indicator else ""
        return f"{name} {self.cells.row.get('year')}".strip()

    @property
    def values(self) -> Values:
        return {"indicator": self.indicator, "year": self.year, "value": plain(self.value)}


def judge(rows: Iterable[Row], root: Organization) -> Iterator[Judged]:
    words = indicator_words()
    known = {(values["indicator"], values["year"]): (pk, values) for pk, values in RECORDS.of(root).items()}
    sent = [_sent(row, words) for row in rows]
    refuse_twice([(each.cells, each.key) for each in sent], "year")
    for each in sent:
        at, key = each.cells.row.number, each.key
        if key is None:
            yield Judged(at, Outcome.ERROR, each.label, tuple(each.cells.problems))
            continue
        pk, before = known.get(key, (None, None))
        if before == each.values:
            yield Judged(at, Outcome.SAME, each.label)
            continue
        told = (Difference("value", _shown(before), _shown(each.values)),)
        outcome = Outcome.CHANGED if before else Outcome.NEW
        data = {"pk": pk, "values": each.values, "label": each.label}
        yield Judged(at, outcome, each.label, differences=told, data=data)


def _shown(values: Values | None) -> str:
    return number(Fraction(values["value"])) if values else ""


def _sent(row: Row, words: dict[str, str]) -> Sent:
    cells = Cells(row)
    indicator = indicator_of(cells, words)
    return Sent(cells, indicator, _year(cells), _value(cells, indicator))


def _year(cells: Cells) -> int | None:
    typed = cells.text("year", required=True)
    year = next((year for year in range(FIRST_YEAR, LAST_YEAR + 1) if str(year) == typed), None)
    if typed and year is None:
        cells.wrong("year", gettext("“%(typed)s” is no year") % {"typed": typed[:40]}, gettext("Write it as 2024"))
    return year


def _value(cells: Cells, indicator: str) -> Decimal | None:
    typed = cells.text("value", required=True)
    if not typed or not indicator:
        return None
    try:
        found = planned(typed, indicator)
    except ValidationError as error:
        cells.wrong("value", " ".join(error.messages).rstrip("."), gettext("Correct the cell"))
        return None
    refuse_part_of_one(cells, "value", BY_CODE[indicator].unit, found)
    return found
