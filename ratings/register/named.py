"""Organisations of a year, found by the name that each had in it: today's may be another one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from organizations.matching import any_word, each_word
from ratings.models import RatingYear
from ratings.register import reading
from stored.matching import begins
from ui.searching import begins_with, code_key, search_key

ABOVE = ("parent", "parent__parent")


def matching(placed: QuerySet[Any], rating_year: RatingYear, text: str) -> QuerySet[Any]:
    """Of these places, as OrganizationQuerySet.matching finds organisations by their names of today."""
    if not text:
        return placed
    names = _Names.of(rating_year)
    with_above = each_word(text, lambda word: names.own(word) | names.above(word))
    apart = any_word(text, lambda word: names.own(word) & ~names.above(word))
    return placed.filter(each_word(text, names.own) | (with_above & apart))


def under(rating_year: RatingYear) -> Case:
    """As organizations.namesakes.under, by the names of the year, and by what each belonged to in it."""
    placed = reading.places(rating_year).order_by()
    parents = placed.values("name").annotate(parents=Count("parent", distinct=True))
    own = placed.filter(organization=OuterRef("pk"))
    shared = Exists(own.filter(name__in=parents.filter(parents__gt=1).values("name")))
    above = placed.filter(organization=OuterRef("parent")).values("name")
    named = own.annotate(above=Coalesce(Subquery(above), F("parent__name"))).values("above")
    return Case(When(shared, then=Subquery(named)), default=Value(""), output_field=CharField())


@dataclass(frozen=True)
class _Names:
    """`keys`: of those that have another name today; of all others the stored key says it."""

    keys: dict[int, list[str]]

    @classmethod
    def of(cls, rating_year: RatingYear) -> _Names:
        renamed = reading.places(rating_year).exclude(name=F("organization__name")).order_by()
        named = renamed.values_list("organization", "name", "organization__code")
        return cls({pk: f"{search_key(name)} {code_key(code)}".split() for pk, name, code in named})

    def own(self, word: str) -> Q:
        return self._begins(word, "organization")

    def above(self, word: str) -> Q:
        """Roots are left out: their name would be found with every organisation."""
        return reduce(or_, (Q(**{f"{one}__parent__isnull": False}) & self._begins(word, one) for one in ABOVE))

    def _begins(self, word: str, place: str) -> Q:
        found = begins(word, f"{place}__search_key")
        if not self.keys:
            return found
        then = [pk for pk, key in self.keys.items() if any(begins_with(each, word) for each in key)]
        return (found & ~Q(**{f"{place}__in": list(self.keys)})) | Q(**{f"{place}__in": then})
