"""Published figures: what would become of each row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from exchange.cells import Cells
from exchange.kinds import Difference, Judged, Outcome, Row
from organizations.models import Organization
from reports.importing.records import Records, Values, plain
from reports.importing.twice import refuse_twice
from reports.importing.words import indicator_of, indicator_words, refuse_part_of_one
from reports.indicators.catalogue import BY_CODE
from reports.models import Published, Term
from reports.published.actions import FIELDS
from reports.published.reading import Read, read_of
from reports.scorecard.published import words_of
from reports.terms.usual import typed_code
from ui.days import written
from ui.forms import PlainLineField, PlainTextField
from ui.vietnamese import compare_key

RECORDS = Records(Published, FIELDS)
_DOCUMENT = PlainLineField(max_length=200, required=False)
_WORDS = PlainTextField(max_length=500, required=False)


@dataclass
class Sent:
    cells: Cells
    indicator: str
    term: Term | None
    year: int | None
    figure: Read | None
    document: str
    day: date | None
    words: str

    @property
    def key(self) -> tuple[Any, ...] | None:
        if self.cells.problems or self.figure is None:
            return None
        return key_of(self.values)

    @property
    def label(self) -> str:
        name = str(BY_CODE[self.indicator].name) if self.indicator else ""
        return f"{name} {self.cells.row.get('when')}".strip()

    @property
    def values(self) -> Values:
        assert self.figure is not None
        return {
            "indicator": self.indicator,
            "term_id": self.term.pk if self.term else None,
            "year": self.year,
            "each_year": self.figure.each_year,
            "qualifier": self.figure.qualifier.value,
            "low": plain(self.figure.low),
            "high": plain(self.figure.high),
            "document": self.document,
            "published_on": plain(self.day),
            "words": self.words,
        }


def key_of(values: Values) -> tuple[Any, ...]:
    when = (values["term_id"], values["year"], values["each_year"])
    return values["indicator"], when, compare_key(values["document"])


def judge(rows: Iterable[Row], root: Organization) -> Iterator[Judged]:
    terms, words = list(root.terms.order_by("first_year")), indicator_words()
    known = {key_of(values): (pk, values) for pk, values in RECORDS.of(root).items()}
    sent = [_sent(row, terms, words) for row in rows]
    refuse_twice([(each.cells, each.key) for each in sent], "document")
    for each in sent:
        key = each.key
        if key is None or each.cells.problems:
            yield Judged(each.cells.row.number, Outcome.ERROR, each.label, tuple(each.cells.problems))
        elif key in known:
            yield _compared(each, *known[key])
        else:
            told = tuple(Difference(name, "", text) for name, text in _shown(each.values).items() if text)
            data = {"values": each.values, "label": each.label}
            yield Judged(each.cells.row.number, Outcome.NEW, each.label, differences=told, data=data)


def _compared(sent: Sent, pk: int, before: Values) -> Judged:
    """An empty cell says nothing of what stands there; nor does another way of writing the document."""
    kept = {name: before[name] for name in ("published_on", "words") if not sent.values[name]}
    after = {**sent.values, **kept, "document": before["document"]}
    old, new = _shown(before), _shown(after)
    told = tuple(Difference(name, old[name], new[name]) for name in new if old[name] != new[name])
    data = {"pk": pk, "values": after, "label": sent.label} if told else None
    outcome, url = (Outcome.CHANGED if told else Outcome.SAME), reverse("reports:change_published", args=[pk])
    return Judged(sent.cells.row.number, outcome, sent.label, differences=told, data=data, url=url)


def _shown(values: Values) -> dict[str, str]:
    row = Published(**RECORDS.stored(values))
    return {
        "figure": words_of(row),
        "document": row.document,
        "day": written(row.published_on) if row.published_on else "",
        "words": row.words,
    }


def _sent(row: Row, terms: list[Term], words: dict[str, str]) -> Sent:
    cells = Cells(row)
    indicator = indicator_of(cells, words)
    term, year = _when(cells, terms)
    return Sent(
        cells=cells,
        indicator=indicator,
        term=term,
        year=year,
        figure=_figure(cells, indicator, year),
        document=cells.text("document", field=_DOCUMENT, required=True),
        day=cells.day("day"),
        words=cells.text("words", field=_WORDS),
    )


def _when(cells: Cells, terms: list[Term]) -> tuple[Term | None, int | None]:
    typed = typed_code(cells.text("when", required=True))
    if found := next((term for term in terms if term.code == typed), None):
        return found, None
    year = next((year for term in terms for year in term.years if str(year) == typed), None)
    if year is not None:
        return None, year
    if typed:
        sentence = gettext("“%(typed)s” is no term of this committee, and no year of one") % {"typed": typed[:40]}
        cells.wrong("when", sentence, gettext("Enter the term first"), reverse("reports:enter_term"))
    return None, None


def _figure(cells: Cells, indicator: str, year: int | None) -> Read | None:
    typed = cells.text("figure", required=True)
    if not typed or not indicator:
        return None
    try:
        found = read_of(typed, BY_CODE[indicator])
    except ValidationError as error:
        cells.wrong("figure", " ".join(error.messages).rstrip("."), gettext("Correct the cell"))
        return None
    refuse_part_of_one(cells, "figure", BY_CODE[indicator].unit, found.low)
    if found.each_year and year:
        cells.wrong("figure", gettext("“Each year” is said of a term"), gettext("Write the term, or leave it out"))
    return found
