"""The records behind a figure, so that whoever doubts it can add it up: the rows' sums are the figure's.

Sheets are gathered by the organisations directly below the one looked at; what the person may not see is left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.db.models import Case as Choice
from django.db.models import CharField, Exists, Expression, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Substr

from accounts.lists.merged import Merged
from accounts.models import User
from accounts.permissions import Permission
from inspections.acts import Acts
from inspections.models import Body, Case, CaseQuerySet
from members.models import LifeEvent
from organizations.models import Organization, Place, Sector
from organizations.namesakes import under
from organizations.tree import STEP, below
from ratings.counts.groups import GRASSROOTS_LENGTH
from ratings.counts.once import sheets_of
from ratings.counts.totals import totals
from ratings.models import Sheet, SheetQuerySet
from ratings.register import reading
from reports.indicators.definitions import Indicator, OfProvince, Tallied
from reports.models import ProvincialFigure, Term
from reports.scorecard import given


@dataclass(frozen=True)
class Share:
    """What one organisation, with all below it, gives to the figure. `waiting`: its sheets not yet approved.

    `year`: of what it gives on one sheet alone.
    """

    organization: Organization
    numerator: int
    denominator: int | None
    value: Fraction | None
    waiting: int
    year: int | None = None


def shares(
    indicator: Indicator,
    source: Tallied | OfProvince,
    years: Sequence[int],
    organization: Organization,
    user: User,
    sector: Sector | None = None,
) -> list[Share]:
    """Worst first. `years`: those that the figure adds up."""
    sheets = _of_sector(sheets_of(organization, years).visible_to(user), sector)
    denominator = source.denominator.names if isinstance(source, Tallied) else ()
    found = totals(sheets, (_directly_below(organization),), {*source.numerator.names, *denominator})
    stood = _stood_at({path for (path,) in found.sums})
    sums: defaultdict[Organization, Counter[str]] = defaultdict(Counter)
    for (path,), counts in found.sums.items():
        sums[stood[path]].update(counts)
    waiting = Counter(stood[path] for (path,) in (each.place for each in found.waiting) if path in stood)
    shares = [_share(indicator, source, each, sums[each], waiting[each]) for each in sums]
    return sorted(shares, key=lambda share: _badness(indicator, share))


def own_shares(
    indicator: Indicator,
    source: Tallied,
    years: Sequence[int],
    organization: Organization,
    user: User,
    sector: Sector | None = None,
) -> list[Share]:
    """Each sheet by itself, of which the figure is the mean. Worst first."""
    sheets = _of_sector(sheets_of(organization, years).visible_to(user), sector)
    found = totals(sheets, ("pk",), {*source.numerator.names, *source.denominator.names})
    given = Sheet.objects.select_related("organization", "rating_year").in_bulk([pk for (pk,) in found.sums])
    waiting = {each.sheet_id for each in found.waiting}
    listed = (
        replace(
            _share(indicator, source, sheet.organization, found.sums[pk,], pk in waiting), year=sheet.rating_year.year
        )
        for pk, sheet in given.items()
    )
    valued = [share for share in listed if share.value is not None]
    return sorted(valued, key=lambda share: (*_badness(indicator, share), share.year))


def _of_sector(sheets: SheetQuerySet, sector: Sector | None) -> SheetQuerySet:
    """Those of the grassroots organisations that were of the sector in the year of the sheet, and of all below them."""
    if sector is None:
        return sheets
    above = Sheet.objects.filter(
        rating_year=OuterRef("rating_year"), path=Substr(OuterRef("path"), 1, GRASSROOTS_LENGTH), sector=sector
    )
    return sheets.filter(Exists(above))


def _directly_below(organization: Organization) -> Expression:
    """The path of what stood directly below, wherever the organisation itself, or what merged into it, stood then."""
    known = (When(below(path), then=Substr("path", 1, len(path) + STEP)) for path in organization.paths)
    return Choice(*known, output_field=CharField())


def _stood_at(paths: Collection[str]) -> dict[str, Organization]:
    """A path belongs to one organisation for ever, wherever that stands today.

    Also where a later decision says that it never stood there: sheets of closed years keep it.
    """
    kept = Sheet.objects.filter(path__in=paths).select_related("organization")
    places = Place.objects.filter(path__in=paths).select_related("organization")
    return {each.path: each.organization for each in kept} | {each.path: each.organization for each in places}


def _share(
    indicator: Indicator,
    source: Tallied | OfProvince,
    organization: Organization,
    totals: Mapping[str, int],
    waiting: int,
) -> Share:
    numerator = source.numerator.of(totals)
    denominator = source.denominator.of(totals) if isinstance(source, Tallied) else None
    value = None if isinstance(source, OfProvince) else indicator.unit.value_of(numerator, denominator)
    return Share(organization, numerator, denominator, value, waiting)


def _badness(indicator: Indicator, share: Share) -> tuple:
    """Of those alike, the one that weighs most comes first; what has no value comes last."""
    measured = Fraction(share.numerator) if share.value is None else share.value
    is_missing = share.value is None and share.denominator is not None
    return (
        is_missing,
        -measured if indicator.higher_is_better is False else measured,
        -(share.denominator or 0),
        share.organization.path,
    )


EVERY = Q()


def admissions(years: Sequence[int], organization: Organization, until: date, user: User, meant: Q = EVERY) -> Merged:
    """Those that the figure counts; of closed years as they were kept, also what the register holds no longer."""
    counted = reading.events().within(organization)
    found = counted.filter(kind=LifeEvent.Kind.ADMITTED, happened_on__range=_days(years, until))
    there = _with_decisions(found.visible_to(user, Permission.VIEW_MEMBERS)).filter(meant)
    named = (
        side.select_related("member", "organization").annotate(under=under("organization__"))
        for side in (there.kept, there.live)
    )
    return Merged(tuple(named), (F("happened_on").asc(), F("pk").asc()))


def _with_decisions(found: reading.Dated) -> reading.Dated:
    """`decision_number` and `is_gone` of both sides: an edition knows neither."""
    registered = LifeEvent.objects.filter(pk=OuterRef("source"))
    number = Coalesce(Subquery(registered.values("decision_number")[:1]), Value(""))
    kept = found.kept.annotate(decision_number=number, is_gone=~Exists(registered))
    return reading.Dated(kept, found.live.annotate(is_gone=Value(False)))


def acts(source: Acts, years: Sequence[int], organization: Organization, until: date) -> reading.Dated:
    return reading.acts().within(organization).filter(source.condition, opened_on__range=_days(years, until))


def cases(source: Acts, years: Sequence[int], organization: Organization, until: date, user: User) -> CaseQuerySet:
    """One by one, those that the person may look at."""
    return acts(source, years, organization, until).in_register(Case.objects.visible_to(user))


def _days(years: Sequence[int], until: date) -> tuple[date, date]:
    return date(min(years), 1, 1), min(until, date(max(years), 12, 31))


@dataclass(frozen=True)
class BodyCount:
    body: Body
    acts: int


def by_body(found: reading.Dated) -> list[BodyCount]:
    """For every reader, also of acts that they may not look at."""
    counts = found.counted("body")
    return [BodyCount(body, counts[body.value,]) for body in Body if counts[body.value,]]


def provincial(source: OfProvince, term: Term, years: Sequence[int]) -> list[ProvincialFigure]:
    figures = given.provincial_figures(term)
    return [figures[year, source.figure] for year in sorted(years) if (year, source.figure) in figures]
