"""What the ledger's page, workbook and paper are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone

from members.ledger.flows import Period
from members.ledger.lines import Line
from organizations.models import Organization, Sector
from organizations.tree import STEP
from ratings.ledger.forms import a_year_before
from ratings.ledger.ledger import ledger_of
from ratings.ledger.links import asked, people_of
from ratings.ledger.scope import Scope
from ratings.ledger.tables import table
from ratings.models import RatingYear
from ratings.register.differences import number_below
from ratings.register.stands import stands
from ratings.summary.cells import SummaryTable
from ui.components import Tab
from ui.days import written

MOST_YEARS = 12


@dataclass(frozen=True)
class Shown:
    """`editions`: of the closed years that it stands on; `entered_later`: what the register says otherwise since."""

    organization: Organization
    scope: str
    period: Period
    table: SummaryTable
    editions: tuple[str, ...]
    entered_later: int
    unexplained: int

    @property
    def days(self) -> str:
        return f"{written(self.period.first)} – {written(self.period.last)}"


def shown(organization: Organization, sector: Sector | None, period: Period) -> Shown:
    scope = Scope(organization, sector)
    now, before = ledger_of(scope, period), ledger_of(scope, a_year_before(period))
    years = closed_years(scope, period)
    return Shown(
        organization,
        scope.name,
        period,
        table(now, before, people_of(organization.pk, sector.pk if sector else None)),
        tuple(dict.fromkeys(each.words for each in stands(years))),
        sum(number_below(each, organization) for each in years),
        now.sum((Line.CAME_UNEXPLAINED, Line.WENT_UNEXPLAINED)).total,
    )


def closed_years(scope: Scope, period: Period) -> list[RatingYear]:
    """Of the days of the period, among the roots that the scope lies below."""
    years = range(period.first.year, period.last.year + 1)
    return [each for each in scope.fixed if each.year in years and each.root.path in scope.roots]


def address(organization: Organization, sector: Sector | None, period: Period) -> dict[str, str]:
    return asked(organization.pk, sector.pk if sector else None, period)


def year_tabs(organization: Organization, sector: Sector | None, shown: Period) -> Sequence[Tab]:
    """The years of the root, newest first, and the one that runs."""
    roots = {path[:STEP] for path in organization.paths}
    known = RatingYear.objects.filter(root__path__in=roots).order_by().values_list("year", flat=True).distinct()
    today = timezone.localdate()
    years = sorted({*known, today.year}, reverse=True)[:MOST_YEARS]
    return [_tab(organization, sector, shown, year) for year in years if year <= today.year]


def _tab(organization: Organization, sector: Sector | None, shown: Period, year: int) -> Tab:
    period = Period.of_year(year, timezone.localdate())
    url = f"{reverse('ratings:ledger')}?{urlencode(address(organization, sector, period))}"
    return Tab(str(year), url, period == shown)
