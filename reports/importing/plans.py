"""Plans: what would become of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from exchange.cells import Cells
from exchange.kinds import Difference, Judged, Outcome, Row, Touched, Written
from organizations.models import Organization
from reports.importing.records import Records, Values, plain
from reports.importing.twice import refuse_twice
from reports.importing.words import indicator_of, indicator_words, refuse_part_of_one
from reports.indicators.catalogue import BY_CODE
from reports.models import LatePlan, Plan
from reports.plans.forms import FIRST_YEAR, LAST_YEAR, planned
from reports.scorecard.replanned import closed_years
from reports.scorecard.wording import number

Known = dict[tuple[str, int], tuple[int, Values]]
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
    closed = closed_for(root)
    sent = [_sent(row, words) for row in rows]
    refuse_twice([(each.cells, each.key) for each in sent], "year")
    for each in sent:
        if each.key and _needs_a_decision(each, known, closed):
            sentence = gettext("The year %(year)s is closed: its plan is changed by a decision")
            each.cells.wrong(
                "value", sentence % {"year": each.year}, gettext("Enter it there"), reverse("reports:plans")
            )
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


@dataclass(frozen=True)
class Closed:
    """`settled`: {(indicator, year)} that had a plan after closing, which may be removed by now."""

    years: frozenset[int]
    settled: frozenset[tuple[str, int]]


def closed_for(root: Organization) -> Closed:
    late = LatePlan.objects.filter(root=root).values_list("indicator", "year")
    return Closed(frozenset(closed_years(root).values_list("year", flat=True)), frozenset(late))


def _needs_a_decision(sent: Sent, known: Known, closed: Closed) -> bool:
    """The first plan of a closed year is brought in without one."""
    key = (sent.indicator, sent.year)
    if sent.year not in closed.years or (key in known and known[key][1] == sent.values):
        return False
    return key in known or key in closed.settled


def note_first(written: Sequence[Written], root: Organization, by: User) -> None:
    years = closed_for(root).years
    new = [each.data["new"] for each in written if each.data["new"]["year"] in years]
    rows = [LatePlan(root=root, indicator=a["indicator"], year=a["year"], after=a["value"], made_by=by) for a in new]
    LatePlan.objects.bulk_create(rows, batch_size=500)


def closed_since(written: Iterable[Written], root: Organization) -> Iterator[Touched]:
    """What was written before its year was closed is no longer taken back with the file."""
    closed = closed_for(root)
    for each in written:
        key = (each.data["new"]["indicator"], each.data["new"]["year"])
        if key[1] in closed.years and key not in closed.settled:
            sentence = gettext("its year is closed: change the plan by a decision")
            yield Touched(each.label, sentence, reverse("reports:plans"))


def forget_first(written: Iterable[Written], root: Organization) -> None:
    keys = {(each.data["new"]["indicator"], each.data["new"]["year"]) for each in written}
    firsts = LatePlan.objects.filter(root=root, decision_number="", before=None)
    gone = [pk for pk, *key in firsts.values_list("pk", "indicator", "year") if tuple(key) in keys]
    LatePlan.objects.filter(pk__in=gone).delete()


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
