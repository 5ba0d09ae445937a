from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from exchange.columns import Column
from exchange.mapping.crossed import put_together
from exchange.mapping.likeness import SAME, exact_key, likeness
from exchange.mapping.mapped import Certainty, ColumnMapping, Match
from exchange.mapping.problems import problems
from exchange.tables.table import Heading, Table
from exchange.tables.texts import ORDINALS, key

SAMPLES, SAMPLED_ROWS = 2, 50
# A guess needs at least so much of a hundred.
LEAST = 60
Choices = Sequence[str | None]
Saved = Mapping[str, Choices]


def known_headings(columns: Iterable[Column]) -> frozenset[str]:
    """By which the row of headings is found (exchange.tables.finding)."""
    return frozenset(key(name) for column in columns for name in names_of(column))


def names_of(column: Column) -> tuple[str, ...]:
    return (str(column.title), *column.names)


def map_columns(table: Table, columns: Sequence[Column], saved: Saved | None = None) -> ColumnMapping:
    """`saved`: {fingerprint: choices} of earlier files; where these headings were mapped before, that wins."""
    headings = put_together(table.headings, columns)
    named = [(column, names_of(column)) for column in columns]
    guesses = _settled([_guess(heading, named) for heading in headings])
    matches = [
        _match(heading, _samples(heading, table), *guess) for heading, guess in zip(headings, guesses, strict=True)
    ]
    mapping = _mapping(matches, columns, fingerprint(headings))
    choices = (saved or {}).get(mapping.fingerprint)
    return choose(mapping, choices, Certainty.SAVED) if choices else mapping


def choose(mapping: ColumnMapping, choices: Choices, certainty: Certainty = Certainty.CHOSEN) -> ColumnMapping:
    """The same with what a person chose: for each heading a column's code, "" to skip it, None to leave it open."""
    by_code = {column.code: column for column in mapping.columns if not column.left_out}
    if len(choices) != len(mapping.matches):
        return mapping
    chosen = [
        _chosen(match, choice, by_code, certainty) for match, choice in zip(mapping.matches, choices, strict=True)
    ]
    return _mapping(chosen, mapping.columns, mapping.fingerprint)


def fingerprint(headings: Sequence[Heading]) -> str:
    """Of the headings and where they stand."""
    said = "\x1e".join(f"{heading.letter}\x1f{key(heading.group)}\x1f{key(heading.title)}" for heading in headings)
    return hashlib.sha256(said.encode()).hexdigest()


def _mapping(matches: Sequence[Match], columns: Sequence[Column], mark: str) -> ColumnMapping:
    return ColumnMapping(tuple(matches), columns, mark, tuple(problems(matches, columns)))


def _chosen(match: Match, choice: str | None, by_code: Mapping[str, Column], certainty: Certainty) -> Match:
    """What stands already as it was chosen keeps its certainty; what is left out on purpose stays so."""
    is_sure = match.certainty not in (Certainty.UNKNOWN, Certainty.GUESSED)
    is_same = is_sure and choice == (match.column.code if match.column else "")
    if is_same or match.certainty == Certainty.LEFT_OUT:
        return match
    column = by_code.get(choice or "")
    state = certainty if column else Certainty.SKIPPED if choice == "" else Certainty.UNKNOWN
    return Match(match.heading, match.samples, column, state)


def _match(heading: Heading, samples: tuple[str, ...], column: Column | None, score: int) -> Match:
    if column and column.left_out:
        return Match(heading, (), None, Certainty.LEFT_OUT, str(column.left_out))
    if column:
        return Match(heading, samples, column, Certainty.EXACT if score > SAME else Certainty.GUESSED)
    is_ordinal = key(heading.title) in ORDINALS
    return Match(heading, samples, None, Certainty.SKIPPED if is_ordinal else Certainty.UNKNOWN)


def _samples(heading: Heading, table: Table) -> tuple[str, ...]:
    texts = (heading.cell(row).text for row in table.rows[:SAMPLED_ROWS])
    return tuple(islice(dict.fromkeys(filter(None, texts)), SAMPLES))


Guess = tuple[Column | None, int]
Named = tuple[Column, Sequence[str]]
"""A column, and what it goes by."""
EXACT_SCORE = SAME + 1


def _guess(heading: Heading, columns: Sequence[Named]) -> Guess:
    """The column that is written alike, else the one that comes nearest, and how near; of two as near, none."""
    alike = [column for column, names in columns if _is_named(_said(heading, column), names)]
    if alike:
        return (alike[0], EXACT_SCORE) if len(alike) == 1 else (None, 0)
    scores = sorted(((_score(_said(heading, each[0]), each[1]), at) for at, each in enumerate(columns)), reverse=True)
    (best, at), *others = scores or [(0, 0)]
    is_alone = not others or others[0][0] < best
    return (columns[at][0], best) if best >= LEAST and is_alone else (None, 0)


def _is_named(said: Sequence[str], names: Sequence[str]) -> bool:
    known = set(map(exact_key, names))
    return any(exact_key(each) in known for each in said)


def _score(said: Sequence[str], names: Sequence[str]) -> int:
    return max((likeness(each, names) for each in said), default=0)


def _said(heading: Heading, column: Column) -> list[str]:
    """With what stands above it. Crosses under choices say the field by themselves."""
    if not heading.title:
        return []
    of_choices = [str(column.title)] if heading.marks and _are_choices(heading, column) else []
    group, title = _parts(heading)
    grouped = [f"{group} {title}", f"{title} {group}", title] if group else []
    return [*grouped, heading.title, *of_choices]


def _are_choices(heading: Heading, column: Column) -> bool:
    by_choices = {key(word) for code, words in column.choices.items() for word in (code, *words)}
    return {key(word) for word in heading.marks.values()} <= by_choices


def _parts(heading: Heading) -> tuple[str, str]:
    """What stands above it, and itself; in a marked file both stand in one cell."""
    if heading.group:
        return heading.group, heading.title
    group, colon, title = heading.title.partition(": ")
    return (group, title) if colon else ("", heading.title)


def _settled(guesses: list[Guess]) -> list[Guess]:
    """A column goes to the heading that comes nearest; another that comes less near is not it."""
    best: dict[str, int] = {}
    for column, score in guesses:
        if column:
            best[column.code] = max(score, best.get(column.code, 0))
    return [guess if _is_best(guess, best) else (None, 0) for guess in guesses]


def _is_best(guess: Guess, best: Mapping[str, int]) -> bool:
    column, score = guess
    return column is not None and (bool(column.left_out) or score == best[column.code])
