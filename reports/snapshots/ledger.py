"""What a ledger of members is printed from: its numbers, frozen, and where the people behind them stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from members.ledger.flows import Period
from organizations.models import Organization, Sector
from organizations.paper_heads import PaperHead, head_of
from ratings.ledger.forms import a_year_before
from ratings.ledger.ledger import Ledger, ledger_of
from ratings.ledger.page import closed_years
from ratings.ledger.scope import Scope
from ratings.register.differences import number_below
from ratings.register.stands import Stand, stands
from ui import frozen


@dataclass(frozen=True)
class LedgerSnapshot:
    """`before`: of the same days a year earlier. `entered_later`: as with a year, of all closed years of the days."""

    taken_at: datetime
    head: PaperHead
    organization: int
    sector: int | None
    sector_name: str
    synthetic: bool
    now: Ledger
    before: Ledger
    editions: tuple[Stand, ...]
    entered_later: int

    @property
    def sha256(self) -> str:
        """Of what it says, not of when it was read, as with a term."""
        content = self.to_json()
        del content["taken_at"], content["head"], content["editions"]
        return frozen.digest(content)

    @property
    def code(self) -> str:
        return self.sha256[:12]

    def to_json(self) -> dict[str, Any]:
        content: dict[str, Any] = frozen.encode(self)
        return content

    @classmethod
    def from_json(cls, data: dict[str, Any], _former: PaperHead | None = None) -> LedgerSnapshot:
        """Raises ValueError where the data is of another shape."""
        return frozen.decode(cls, data)


def take(organization: Organization, sector: Sector | None, period: Period) -> LedgerSnapshot:
    scope = Scope(organization, sector)
    years = closed_years(scope, period)
    return LedgerSnapshot(
        taken_at=timezone.now(),
        head=head_of(organization),
        organization=organization.pk,
        sector=sector.pk if sector else None,
        sector_name=sector.name if sector else "",
        synthetic=Organization.objects.below(organization).filter(synthetic=True).exists(),
        now=ledger_of(scope, period),
        before=ledger_of(scope, a_year_before(period)),
        editions=stands(years),
        entered_later=sum(number_below(each, organization) for each in years),
    )
