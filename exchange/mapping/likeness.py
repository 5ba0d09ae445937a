"""How near a heading comes to a name that a field goes by: without marks, abbreviated, within it, or mistyped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from exchange.tables.texts import key
from ui.vietnamese import compare_key

# Two words that mean something else than the first: "nơi sinh" is no part of "nơi sinh hoạt".
_ONE_WORD = re.compile(r"\bsinh (?=(?:hoat|song|vien)\b)")
_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
# Of a hundred. Below NEAR two words are no spelling of each other.
SAME, WITHOUT_BRACKETS, SHORTENED, WITHOUT_FIRST, WITHIN, NEAR = 100, 95, 90, 85, 80, 86
_SHORTEST = 3
# The headings of a file are looked at for each of its pages.
PAIRS, TEXTS = 50_000, 5_000


@lru_cache(maxsize=TEXTS)
def exact_key(text: str) -> str:
    """Marks count; case, spaces and signs do not."""
    return " ".join(re.findall(r"\w+", compare_key(text)))


def likeness(heading: str, names: Sequence[str]) -> int:
    return max((_to(heading, name) for name in names), default=0)


@lru_cache(maxsize=PAIRS)
def _to(heading: str, name: str) -> int:
    said, known = key(heading), key(name)
    bare, bare_known = key(_BRACKETS.sub(" ", heading)), key(_BRACKETS.sub(" ", name))
    if not bare or not bare_known:
        return 0
    if said == known:
        return SAME
    if bare == bare_known:
        return WITHOUT_BRACKETS
    return max(_shortened(bare, known), _within(bare, known), _mistyped(bare, known))


def _shortened(said: str, known: str) -> int:
    """C.thức, Ng. sinh: each word begins one, all but the first at most, one is whole; or NVĐ, all first letters."""
    short, full = said.split(), known.split()
    if said == "".join(word[0] for word in full) and len(said) >= _SHORTEST:
        return SHORTENED
    if _begin(short, full):
        return SHORTENED
    return WITHOUT_FIRST if _begin(short, full[1:]) else 0


def _begin(short: Sequence[str], full: Sequence[str]) -> bool:
    if len(short) != len(full) or len(full) < 2:
        return False
    pairs = list(zip(short, full, strict=True))
    begins = all(word.startswith(part) for part, word in pairs)
    return begins and any(part == word and len(word) > 1 for part, word in pairs)


def _within(said: str, known: str) -> int:
    """All words of one in the other, in their order; longer common parts count more."""
    shorter, longer = sorted((_ONE_WORD.sub("sinh", said), _ONE_WORD.sub("sinh", known)), key=len)
    if len(shorter) < 2 * _SHORTEST or f" {shorter} " not in f" {longer} ":
        return 0
    return WITHIN * len(shorter) // len(longer) if len(shorter) * 3 < len(longer) else WITHIN


def _mistyped(said: str, known: str) -> int:
    if min(len(said), len(known)) < 2 * _SHORTEST:
        return 0
    ratio = int(100 * SequenceMatcher(None, said, known).ratio())
    return ratio - 10 if ratio >= NEAR else 0
