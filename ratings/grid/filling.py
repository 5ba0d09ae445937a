"""Rows filled on the server for whoever's browser runs no script; static/ratings/fill.js does the same by key."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from ratings.grid.values import NOT_RATED
from ratings.levels import Level

Fields = dict[str, str]
Row = Mapping[str, str]
COLUMNS = ("level", "not_rated_reason", "self_level", "ballot_present")
PRESENT, LAST_YEAR = "present", "last_year"


def _has_no_level(row: Row) -> bool:
    return not row["level"] and not row["not_rated_reason"]


def _good(row: Row, _given: str) -> Fields:
    return {"level": str(Level.GOOD.value)} if _has_no_level(row) else {}


def _as_proposed(row: Row, _given: str) -> Fields:
    return {"self_level": row["level"]} if not row["self_level"] and row["level"] != NOT_RATED else {}


def _present(row: Row, given: str) -> Fields:
    return {} if row["ballot_present"] else {"ballot_present": given}


def _last_year(row: Row, given: str) -> Fields:
    return {"level": given} if _has_no_level(row) else {}


WAYS: Mapping[str, Callable[[Row, str], Fields]] = {
    "good": _good,
    "self": _as_proposed,
    PRESENT: _present,
    LAST_YEAR: _last_year,
}


def filled(fields: Row, keys: Iterable[str], way: str, given: Row | None = None) -> Fields:
    """What fills the empty places of the rows `keys`, by what is `given` for each; an unknown way fills none."""
    found: Fields = {}
    for key in keys if way in WAYS else ():
        row = {name: fields.get(f"{key}-{name}", "").strip() for name in COLUMNS}
        added = WAYS[way](row, (given or {}).get(key, ""))
        found |= {f"{key}-{name}": value for name, value in added.items() if value}
    return found
