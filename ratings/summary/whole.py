"""What several roots' years count together in the summary: each organisation and each member once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import or_

from django.db.models import Q

from organizations.models import within
from ratings.counts.once import once
from ratings.counts.totals import totals
from ratings.models import OrganizationRating, RatingYear, Sheet, SheetQuerySet
from ratings.register import reading
from ratings.summary.counts import (
    EMPTY,
    MEASURES,
    MEMBERS,
    Place,
    Standing,
    SummaryCounts,
    filled,
    places_without,
    standings_of,
    without_rating,
)


def together(years: Sequence[RatingYear]) -> SummaryCounts:
    """Without their sectors: of the whole there is one row."""
    own = (Q(rating_year=each) & within(each.root, "path") for each in years)
    sheets = once(Sheet.objects.filter(reduce(or_, own, Q(pk__in=[]))))
    return standings_of(totals(sheets, ("kind",), MEASURES), _empty(years, sheets))


def _empty(years: Sequence[RatingYear], sheets: SheetQuerySet) -> dict[Place, Counter[Standing]]:
    """Whom no root has rated; two may have them."""
    counted = sheets.order_by().values("pk")
    rated = OrganizationRating.objects.filter(filled(), sheet__in=counted).values("sheet__organization")
    kinds: dict[int, str] = {}
    members: set[int] = set()
    for each in years:
        places = places_without(each, each.root).exclude(organization__in=rated)
        kinds |= dict(places.order_by().values_list("organization", "kind"))
        belonging = reading.memberships(each).filter(within(each.root, "path"))
        members.update(without_rating(belonging, counted).order_by().values_list("member", flat=True))
    empty: defaultdict[Place, Counter[Standing]] = defaultdict(Counter)
    for kind in kinds.values():
        empty[kind, ""][EMPTY] += 1
    empty[MEMBERS, ""][EMPTY] += len(members)
    return empty
