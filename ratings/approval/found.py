"""What the check found, for who decides: each finding once, with the rows that it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ratings.findings import Finding, Severity
from ratings.findings.gathered import Gathered, gathered
from ratings.grid.grid_row import GridRow
from ratings.rules.base import Clause
from ratings.sheets.entry import key_of

# Of the rows of one finding; the others unfold.
SHOWN = 5
BALLOT_MISSING = "ballot_missing"


class FoundRow(NamedTuple):
    """Without an anchor where the person is rated on another sheet."""

    name: str
    anchor: str = ""
    about: str = ""


@dataclass(frozen=True)
class Found:
    severity: Severity
    sentence: str
    advice: str
    clause: Clause | None
    rows: Sequence[FoundRow]
    is_ballot: bool = False

    @property
    def about_one(self) -> tuple[str, str, str] | None:
        """Before the name, the name, after it: where the sentence says of whom it is, nobody is listed below."""
        names = [row.name for row in self.rows if row.name in self.sentence]
        return self.sentence.partition(names[0]) if len(self.rows) == len(names) == 1 else None

    @property
    def shown(self) -> Sequence[FoundRow]:
        return self.rows if len(self.rows) == SHOWN + 1 else self.rows[:SHOWN]

    @property
    def folded(self) -> Sequence[FoundRow]:
        return self.rows[len(self.shown) :]


def found_of(findings: Iterable[Finding], lines: Iterable[GridRow]) -> list[Found]:
    by_key = {line.key: line for line in lines}
    return [_found(each, by_key) for each in gathered(findings)]


def _found(each: Gathered, by_key: Mapping[str, GridRow]) -> Found:
    code = each.first.code
    rows = list(_counted(by_key.values(), COUNTED[code]) if code in COUNTED else _people(each, by_key))
    # Votes that are missing are weighed by who decides, also where the rules take the ballot for a mere note.
    severity = Severity.WARNING if code == BALLOT_MISSING else each.severity
    return Found(severity, each.sentence, each.advice, each.clause, rows, is_ballot=code == BALLOT_MISSING)


def _people(each: Gathered, by_key: Mapping[str, GridRow]) -> Iterator[FoundRow]:
    for finding in each.findings:
        if finding.member_id is not None:
            key = key_of(finding.member_id)
            yield FoundRow(str(finding.params["name"]), key if key in by_key else "", each.particulars(finding))


def _counted(lines: Iterable[GridRow], is_meant: Callable[[Mapping[str, str]], bool]) -> Iterator[FoundRow]:
    """Of a finding that only counts: who has a level and is meant, with the note of the row."""
    for line in lines:
        if not line.left and line.raw["level"] not in ("", "0") and is_meant(line.raw):
            yield FoundRow(line.name, line.key, line.raw["note"])


COUNTED: Mapping[str, Callable[[Mapping[str, str]], bool]] = {
    BALLOT_MISSING: lambda raw: not (raw["ballot_present"] and raw["ballot_for"]),
    "self_review_missing": lambda raw: not raw["self_level"],
}
