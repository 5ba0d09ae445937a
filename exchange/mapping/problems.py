"""What keeps a mapping from being used, each with what to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext

from exchange.columns import Column
from exchange.mapping.mapped import Certainty, Match, Problem


def problems(matches: Sequence[Match], columns: Sequence[Column]) -> Iterator[Problem]:
    yield from _unknown(matches)
    yield from _twice(matches)
    yield from _missing(matches, columns)


def named(match: Match) -> str:
    """As a person finds it in the file."""
    title = match.heading.title
    return f"{match.heading.letter} “{title}”" if title else match.heading.letter


def _unknown(matches: Sequence[Match]) -> Iterator[Problem]:
    for match in matches:
        if match.certainty != Certainty.UNKNOWN:
            continue
        sentence = (
            gettext("It is not clear what column %(column)s holds. Choose where it goes, or that it is not taken.")
            if match.heading.title
            else gettext("Column %(column)s has no heading. Choose where it goes, or that it is not taken.")
        )
        yield Problem("unknown", sentence % {"column": named(match)}, match.heading.letter)


def _twice(matches: Sequence[Match]) -> Iterator[Problem]:
    by_code: dict[str, list[Match]] = {}
    for match in matches:
        if match.column:
            by_code.setdefault(match.column.code, []).append(match)
    for several in by_code.values():
        if len(several) > 1:
            sentence = gettext("Two columns of the file go to “%(field)s”: %(columns)s. Choose one of them.")
            words = {
                "field": str(several[0].column and several[0].column.title),
                "columns": ", ".join(map(named, several)),
            }
            yield from (Problem("twice", sentence % words, match.heading.letter) for match in several)


def _missing(matches: Sequence[Match], columns: Sequence[Column]) -> Iterator[Problem]:
    taken = {match.column.code for match in matches if match.column}
    for column in columns:
        if column.required and column.code not in taken and not column.left_out:
            sentence = gettext("No column of the file holds “%(field)s”, which is needed. Choose one for it.")
            yield Problem("missing", sentence % {"field": str(column.title)})
