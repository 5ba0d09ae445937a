"""Finding by what is typed: each word is the beginning of a word of the stored search key, in any order."""

from collections.abc import Callable
from difflib import SequenceMatcher
from functools import reduce
from operator import add, or_
from typing import Any

from django.db.models import Case, CharField, F, IntegerField, Q, Value, When
from django.db.models.functions import Concat

from stored.matching import begins
from ui.characters import alike as one_sign
from ui.searching import MOST_WORDS, search_key, typed_words
from ui.vietnamese import nfc, spellings

# How many records are compared letter by letter, and from which share of common letters on one is named.
CONSIDERED, ALIKE = 60, 0.55


def each_word(text: str, condition: Callable[[str], Q]) -> Q:
    """All words of the text meet `condition`; a text without any letter or digit meets nothing."""
    words = typed_words(text)
    found = Q() if words or not nfc(text) else Q(pk__in=[])
    for word in words:
        found &= condition(word)
    return found


def any_word(text: str, condition: Callable[[str], Q]) -> Q:
    """One word of the text meets `condition`; a text without words asks nothing."""
    return reduce(or_, map(condition, typed_words(text)), Q())


def spaced(field: str) -> Concat:
    return Concat(Value(" "), F(field), Value(" "), output_field=CharField())


def nearness(text: str, name: str, number: Q) -> Case:
    """For order_by: the number itself, then whole words with the very marks, words that begin so, then the rest.

    `name` is the alias of spaced().
    """
    in_row = Q(search_key__contains=search_key(text))
    ranks = (number, written_so(text, name), _written(_named(text), name, ""), in_row)
    return Case(*(When(rank, then=place) for place, rank in enumerate(ranks)), default=len(ranks))


class Nearness:
    """The same of rows that were read: 0 for whole words with the very marks, and so on."""

    def __init__(self, text: str) -> None:
        self.ways, self.key = [_ways(word) for word in _named(text)], search_key(text)

    def of(self, name: str, key: str) -> int:
        spaced_name = f" {name} "
        for place, end in enumerate((" ", "")):
            if self.ways and all(any(f" {way}{end}" in spaced_name for way in ways) for ways in self.ways):
                return place
        return 2 if self.key in key else 3


def written_so(text: str, name: str) -> Q:
    """Whole words with the very marks."""
    return _written(_named(text), name, " ")


def alike(found: Any, text: str, name: str, most: int = 3) -> list[Any]:
    """Records whose `name` is nearest to a text that nothing matches: most words in common, then most letters."""
    scores = [
        Case(When(begins(word), then=3), When(begins(word[:3]), then=1), default=0, output_field=IntegerField())
        for word in typed_words(text)
    ]
    if not scores:
        return []
    near = found.alias(score=reduce(add, scores)).filter(score__gt=0).order_by("-score", "pk")[:CONSIDERED]
    key = search_key(text)
    rated = [(SequenceMatcher(None, key, search_key(getattr(one, name))).ratio(), one) for one in near]
    rated.sort(key=lambda pair: -pair[0])
    return [one for ratio, one in rated if ratio >= ALIKE][:most]


def _named(text: str) -> list[str]:
    return [word for word in nfc(text).split() if not word.isdecimal()][:MOST_WORDS]


def _written(words: list[str], name: str, end: str) -> Q:
    found = Q() if words else Q(pk__in=[])
    for word in words:
        found &= Q(*(Q(**{f"{name}__contains": f" {way}{end}"}) for way in _ways(word)), _connector=Q.OR)
    return found


def _ways(word: str) -> list[str]:
    """Databases tell apart what ui.vietnamese.compare_key does not: how a word may stand in a name."""
    plain = one_sign(word)
    signs = {word, plain, plain.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")}
    ways = {way for one in signs for way in spellings(one)}
    return sorted({case for way in ways for case in (way, way.lower(), way.upper(), way.title())})
