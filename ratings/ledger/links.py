"""Where the people behind a number of the ledger stand: also on paper, by the keys that it was frozen with."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse

from members.ledger.flows import Period
from ratings.ledger.ledger import Ledger
from ratings.ledger.tables import Link


def people_of(organization: int, sector: int | None) -> Link:
    def link(ledger: Ledger, code: str, standing: str) -> str:
        said = {**asked(organization, sector, ledger.period), "line": code, "standing": standing}
        return f"{reverse('ratings:ledger_people')}?{urlencode({name: value for name, value in said.items() if value})}"

    return link


def asked(organization: int, sector: int | None, period: Period) -> dict[str, str]:
    return {
        "organization": str(organization),
        "sector": str(sector) if sector else "",
        "first": period.first.isoformat(),
        "last": period.last.isoformat(),
    }
