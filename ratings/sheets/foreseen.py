"""What a deed on organisations means for their years, in sentences: closed ones stand, open sheets go along."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Min, Q
from django.utils.translation import gettext, ngettext

from organizations.models import Organization, Place, Reorganization
from organizations.tree import STEP
from ratings.models import Edition, RatingYear, Sheet
from ratings.sheets.standing import NOT_CLOSED
from ui.numbers import format_integer

FEW = 3
Days = tuple[date, date | None]


def told(row: Reorganization, below: Q) -> Iterable[str]:
    """After the deed is done. `below`: the condition on an organisation's path that it, or one above it, changed."""
    yield from _closed(row)
    yield from _going(row)
    yield from _ending(row)
    yield from _waiting(below)


def _closed(row: Reorganization) -> Iterable[str]:
    roots = _roots_with_days(row)
    fixed = RatingYear.objects.filter(state=RatingYear.State.CLOSED, root__path__in=roots).select_related("root")
    years = {each.year: False for each in fixed.order_by("year")}
    for each in fixed.filter(pk__in=Edition.objects.values("rating_year")):
        years[each.year] |= row.on <= each.day and any(
            _is_there(each.day, row.on, *days) for days in roots[each.root.path]
        )
    if years:
        yield gettext("Closed years stay as they are: %(years)s.") % {"years": _listed(list(years))}
    if touched := [year for year, is_touched in years.items() if is_touched]:
        yield gettext(
            "In %(years)s, closed, this change stands beside the figures as “entered after closing”; only a correction "
            "brings it into them."
        ) % {"years": _listed(touched)}


def _roots_with_days(row: Reorganization) -> Mapping[str, Collection[Days]]:
    """Below which roots what is changed stands from the day on, and how long; or stood until it leaves them on it."""
    placed = Place.objects.filter(organization__in=row.organizations.values("pk")).exclude(until__lt=row.on)
    roots: defaultdict[str, set[Days]] = defaultdict(set)
    stays = set()
    for pk, path, since, until in placed.order_by("-since").values_list("organization", "path", "since", "until"):
        if until != row.on or (pk, path[:STEP]) not in stays:
            roots[path[:STEP]].add((since, until))
        if since == row.on:
            stays.add((pk, path[:STEP]))
    return roots


def _is_there(day: date, changed_on: date, since: date, until: date | None) -> bool:
    """Or was until the change, which alone takes it from there."""
    return until == changed_on or (since <= day and (until is None or day < until))


def _listed(years: Sequence[int]) -> str:
    if len(years) > FEW and years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}-{years[-1]}"
    return ", ".join(map(str, years))


def _going(row: Reorganization) -> Iterable[str]:
    """Of what comes to belong to another; what is founded brings no sheet along."""
    moved = row.changes.exclude(parent=None).exclude(organization__in=row.kept["founded"])
    paths = Organization.objects.filter(pk__in=moved.values("organization")).values_list("path", flat=True)
    below = reduce(or_, (Q(path__startswith=path) for path in paths), Q(pk=None))
    here = Sheet.objects.filter(below, rating_year__state__in=NOT_CLOSED).exclude(path="")
    begun = Count("pk", filter=~Q(state=Sheet.State.DRAFT))
    counted = here.order_by().values("rating_year__year").annotate(total=Count("pk"), begun=begun)
    for each in counted.order_by("rating_year__year"):
        sentence = ngettext(
            "%(count)s sheet of %(year)s goes along as it is; submitted, returned or approved: %(begun)s.",
            "%(count)s sheets of %(year)s go along as they are; submitted, returned or approved: %(begun)s.",
            each["total"],
        )
        numbers = {"count": format_integer(each["total"]), "begun": format_integer(each["begun"])}
        yield sentence % {**numbers, "year": each["rating_year__year"]}


def _ending(row: Reorganization) -> Iterable[str]:
    """What becomes of the sheets of what ends: dropped where nothing was typed, else kept to be read."""
    ended = row.changes.filter(ends=True).values("organization")
    left = Sheet.objects.filter(organization__in=ended, rating_year__state__in=NOT_CLOSED, path="")
    yield from _each_year(left.values_list("rating_year__year", flat=True), _stays)
    gone = Counter(pk for pk, _organization in row.kept["ratings"]["gone"])
    years = RatingYear.objects.filter(pk__in=gone).values_list("pk", "year")
    yield from _each_year((year for pk, year in years for _sheet in range(gone[pk])), _dropped)


def _each_year(years: Iterable[int], sentence: Callable[[int], str]) -> Iterable[str]:
    for year, count in sorted(Counter(years).items()):
        yield sentence(count) % {"count": format_integer(count), "year": year}


def _stays(count: int) -> str:
    return ngettext(
        "%(count)s sheet of %(year)s of what ends is kept to be read and counts no more; ratings of members that go "
        "on elsewhere are copied to the sheet there.",
        "%(count)s sheets of %(year)s of what ends are kept to be read and count no more; ratings of members that go "
        "on elsewhere are copied to the sheets there.",
        count,
    )


def _dropped(count: int) -> str:
    return ngettext(
        "%(count)s sheet of %(year)s of what ends is dropped: nothing was typed on it.",
        "%(count)s sheets of %(year)s of what ends are dropped: nothing was typed on them.",
        count,
    )


def _waiting(below: Q) -> Iterable[str]:
    """They are in no list of a year until then."""
    here = Sheet.objects.filter(below, rating_year__state__in=NOT_CLOSED).without_year()
    counted = here.order_by().values("rating_year__year").annotate(total=Count("pk"), path=Min("path"))
    for each in counted.order_by("rating_year__year"):
        sentence = ngettext(
            "%(root)s has no rating year %(year)s yet: %(count)s sheet waits until it is opened there. What was typed "
            "stays and can be worked on; the home page of who works on it leads to it.",
            "%(root)s has no rating year %(year)s yet: %(count)s sheets wait until it is opened there. What was typed "
            "stays and can be worked on; the home page of who works on them leads to them.",
            each["total"],
        )
        root = Organization.objects.get(path=each["path"][:STEP])
        yield sentence % {"root": root, "year": each["rating_year__year"], "count": format_integer(each["total"])}
