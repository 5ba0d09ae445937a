"""The organisations that are compared, reckoned all at once: a whole country has thousands of a type."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from statistics import median

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization
from ratings.calibration.cohort import SMALLEST, Calibration, CohortRow, Median, MembersCaps, OwnLevel, SheetNow
from ratings.calibration.counted import counted_in
from ratings.calibration.stood import Stood, stood
from ratings.counts import groups
from ratings.counts.cap import Counts
from ratings.counts.ceilings import Ceilings
from ratings.counts.once import the_last_counts
from ratings.models import OrganizationRating, RatingYear, Sheet
from ratings.transitions import Transition, refusal
from ui.numbers import percent_of

NOBODY = Counts()


def calibration_of(rating_year: RatingYear, root: Organization, kinds: Iterable[str], user: User) -> Calibration:
    """`root`: whoever asks has seen to it that the person may compare what is below it."""
    where = stood(rating_year, root, kinds)
    counted = counted_in(rating_year, where.last_years, where.lengths)
    ceilings, sheets = Ceilings.of(rating_year), _sheets(rating_year, root, user)
    own, medians = _own_levels(rating_year, where), _medians(where, counted.now)
    of_members = _caps(where, ceilings, counted.by_title)
    listed = [
        CohortRow(
            organization=place.organization,
            name=place.name,
            sheet=sheets.get(pk),
            own=own.get((rating_year.year, pk), OwnLevel()),
            last_own=own.get((rating_year.year - 1, pk), OwnLevel()),
            counts=counted.now.get(place.path, NOBODY),
            last=counted.last.get(where.last.get(pk, ""), NOBODY),
            of_members=of_members[groups.grassroots_path(place)],
            median=medians[place.kind].share if place.kind in medians else None,
        )
        for pk, place in where.now.items()
    ]
    by_kind = groups.children_by_kind(rating_year, root.pk)
    caps = {kind: ceilings.policy_of(root.path, kind).apply(of) for kind, of in by_kind.items()}
    return Calibration(rating_year, root, listed, medians, caps)


def _caps(where: Stood, ceilings: Ceilings, by_title: Mapping[str, Mapping[str, Counts]]) -> dict[str, MembersCaps]:
    """By path of the grassroots organisation: all cells of it have the same."""
    paths = {groups.grassroots_path(each) for each in where.now.values()}
    return {path: MembersCaps(ceilings.member_groups(path, by_title.get(path, {}))) for path in paths}


def _sheets(rating_year: RatingYear, root: Organization, user: User) -> dict[int, SheetNow]:
    sheets = Sheet.objects.below(root).filter(rating_year=rating_year).order_by()
    decided = sheets.visible_to(user, Permission.DECIDE_SHEETS)
    reached = decided.select_related("organization", "parent__parent", "rating_year")
    can_change = {sheet.pk for sheet in reached if not refusal(sheet, Transition.APPROVE, user)}
    listed = sheets.values_list("organization_id", "pk", "state")
    return {place: SheetNow(pk, Sheet.State(state), pk in can_change) for place, pk, state in listed}


def _own_levels(rating_year: RatingYear, where: Stood) -> dict[tuple[int, int], OwnLevel]:
    """{(year, organisation): its own level}; each that there is put into words once."""
    ratings = OrganizationRating.objects.filter(sheet__rating_year__in=[rating_year, *where.last_years])
    place = ("sheet__rating_year__year", "sheet__organization_id")
    standing = the_last_counts(ratings.exclude(sheet__path=""))
    rows = list(standing.values_list(*place, "level", "legacy_level", "not_rated_reason"))
    said = {level: _own_level(*level) for level in {row[2:] for row in rows}}
    return {row[:2]: said[row[2:]] for row in rows}


def _own_level(level: int | None, legacy: str, reason: str) -> OwnLevel:
    rating = OrganizationRating(level=level, legacy_level=legacy, not_rated_reason=reason)
    named = rating.get_legacy_level_display() or rating.get_level_display()
    return OwnLevel(str(named or rating.get_not_rated_reason_display()), level)


def _medians(where: Stood, counted: Mapping[str, Counts]) -> dict[str, Median]:
    excellent: defaultdict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    for place in where.now.values():
        counts = counted.get(place.path, NOBODY)
        if counts.rated >= SMALLEST:
            excellent[place.kind][counts.excellent, counts.rated] += 1
    return {kind: _median(of) for kind, of in excellent.items()}


def _median(excellent: Mapping[tuple[int, int], int]) -> Median:
    """From {(excellent, rated): of how many organisations}: few shares of thousands differ."""
    shares = sorted(
        (percent, number) for pair, number in excellent.items() if (percent := percent_of(*pair)) is not None
    )
    listed = [percent for percent, number in shares for _each in range(number)]
    return Median(median(listed), len(listed))
