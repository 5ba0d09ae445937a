"""What the summary form of a year is printed from: the form itself, frozen, in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from organizations.models import Organization
from ratings.models import RatingYear
from ratings.summary.form import Summary, summary_of
from ui import frozen

LANGUAGE = "vi"


@dataclass(frozen=True)
class YearSnapshot:
    summary: Summary

    @property
    def taken_at(self) -> datetime:
        return self.summary.taken_at

    @property
    def sha256(self) -> str:
        """Of what it says, not of when it was read, as with a term."""
        content = self.to_json()
        del content["summary"]["taken_at"]
        return frozen.digest(content)

    @property
    def code(self) -> str:
        return self.sha256[:12]

    def to_json(self) -> dict[str, Any]:
        return frozen.encode(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> YearSnapshot:
        """Raises ValueError where the data is of another shape."""
        return frozen.decode(cls, data)


def take(rating_year: RatingYear, organization: Organization) -> YearSnapshot:
    """The names of its lines are Vietnamese whatever language the person reads the portal in."""
    with translation.override(LANGUAGE):
        return YearSnapshot(summary_of(rating_year, organization))
