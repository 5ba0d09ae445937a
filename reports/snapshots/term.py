"""What a report is printed from: everything it says, read at one moment and never again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from organizations.models import Organization
from reports.models import Term
from reports.scorecard import annex
from reports.scorecard.build import scorecard
from reports.scorecard.facts import Annex
from reports.scorecard.figures import Scorecard
from ui import frozen


@dataclass(frozen=True)
class TermSnapshot:
    taken_at: datetime
    scorecard: Scorecard
    annex: Annex

    @property
    def sha256(self) -> str:
        """Of what it says, not of when it was read: two clicks on the same figures have the same code."""
        content = self.to_json()
        del content["taken_at"], content["scorecard"]["as_of"], content["annex"]["on"]
        return frozen.digest(content)

    @property
    def code(self) -> str:
        """Short enough to be read out, long enough to tell two apart."""
        return self.sha256[:12]

    def to_json(self) -> dict[str, Any]:
        return frozen.encode(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> TermSnapshot:
        """Raises ValueError where the data is of another shape."""
        return frozen.decode(cls, data)


def take(term: Term, organization: Organization) -> TermSnapshot:
    now = timezone.now()
    today = timezone.localdate(now)
    return TermSnapshot(now, scorecard(term, organization, today), annex.read(organization, term, today))
