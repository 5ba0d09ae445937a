"""The organisations that are compared, counted from the ratings of the year and of the one before."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from statistics import median

from django.db.models import Count

from accounts.models import User
from organizations.models import Organization
from organizations.tree import STEP, below
from ratings import roster
from ratings.calibration.cohort import SMALLEST, Calibration, CohortRow, Median, OwnLevel
from ratings.counts import groups
from ratings.counts.cap import Counts
from ratings.counts.ceilings import Ceilings
from ratings.counts.shares import share
from ratings.levels import Level
from ratings.models import MemberRating, OrganizationRating, RatingYear, Sheet
from ratings.transitions import Transition, refusal


def calibration_of(rating_year: RatingYear, bloc: Organization, kinds: Iterable[str], user: User) -> Calibration:
    """`bloc`: whoever asks has seen to it that the person may compare what is below it."""
    organizations = list(
        roster.rated_organizations(rating_year.year)
        .below(bloc)
        .filter(kind__in=tuple(kinds))
        .select_related("sector", "parent")
        .order_by("path")
    )
    counted = _counted(rating_year.year, bloc)
    ceilings, sheets = Ceilings.of(rating_year), _sheets(rating_year, bloc)
    by_title = groups.members_by_title_group(rating_year, bloc.path)
    own = _own_levels(rating_year.year, bloc)
    medians = _medians(organizations, counted[rating_year.year])
    listed = [
        CohortRow(
            organization=organization,
            sheet=(sheet := sheets.get(organization.pk)),
            own=own.get((rating_year.year, organization.pk), OwnLevel()),
            last_own=own.get((rating_year.year - 1, organization.pk), OwnLevel()),
            counts=counted[rating_year.year].get(organization.path, Counts()),
            last=counted[rating_year.year - 1].get(organization.path, Counts()),
            caps=ceilings.member_groups(path := groups.grassroots_path(organization), by_title.get(path, {})),
            median=medians[organization.kind].share if organization.kind in medians else None,
            can_change=sheet is not None and not refusal(sheet, Transition.APPROVE, user),
        )
        for organization in organizations
    ]
    by_kind = groups.children_by_kind(rating_year, bloc.pk)
    caps = {kind: ceilings.policy_of(bloc.path, kind).apply(of) for kind, of in by_kind.items()}
    return Calibration(rating_year, bloc, listed, medians, caps)


def _counted(year: int, bloc: Organization) -> dict[int, dict[str, Counts]]:
    """{year: {path: all members at or below it}} for the year and the one before."""
    years = (year - 1, year)
    ratings = MemberRating.objects.filter(
        below(bloc.path, "sheet__organization__path"), sheet__rating_year__year__in=years
    ).order_by()
    found: dict[int, defaultdict[str, Counter[tuple[int | None, str]]]] = {of: defaultdict(Counter) for of in years}
    rows = ratings.values_list("sheet__rating_year__year", "sheet__organization__path", "level", "not_rated_reason")
    for of, path, level, reason, total in rows.annotate(total=Count("pk")):
        for end in range(len(bloc.path) + STEP, len(path) + STEP, STEP):
            found[of][path[:end]][level, reason] += total
    return {of: {path: Counts.tallied(rows) for path, rows in by_path.items()} for of, by_path in found.items()}


def _sheets(rating_year: RatingYear, bloc: Organization) -> dict[int, Sheet]:
    sheets = (
        Sheet.objects.below(bloc)
        .filter(rating_year=rating_year)
        .select_related("organization__parent__parent", "rating_year")
    )
    return {sheet.organization_id: sheet for sheet in sheets}


def _own_levels(year: int, bloc: Organization) -> dict[tuple[int, int], OwnLevel]:
    """{(year, organisation): its own level}."""
    ratings = OrganizationRating.objects.filter(
        below(bloc.path, "sheet__organization__path"), sheet__rating_year__year__in=(year - 1, year)
    ).select_related("sheet__rating_year")
    return {
        (rating.sheet.rating_year.year, rating.sheet.organization_id): OwnLevel(_words(rating), rating.level)
        for rating in ratings
    }


def _words(rating: OrganizationRating) -> str:
    named = rating.get_legacy_level_display() or rating.get_level_display()
    return str(named or rating.get_not_rated_reason_display())


def _medians(organizations: Sequence[Organization], counted: Mapping[str, Counts]) -> dict[str, Median]:
    shares: defaultdict[str, list[Fraction]] = defaultdict(list)
    for organization in organizations:
        counts = counted.get(organization.path, Counts())
        found = share(counts, Level.EXCELLENT)
        if found is not None and counts.rated >= SMALLEST:
            shares[organization.kind].append(found)
    return {kind: Median(median(values), len(values)) for kind, values in shares.items()}
