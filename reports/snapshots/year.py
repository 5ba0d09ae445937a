"""What the summary form of a year is printed from: the form itself, frozen, in the language of the paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import translation

from organizations.models import Organization
from organizations.paper_heads import PaperHead
from ratings.models import RatingYear
from ratings.register.differences import number_below
from ratings.register.stands import Stand
from ratings.summary.form import Summary, summary_of
from ui import frozen

LANGUAGE = "vi"


@dataclass(frozen=True)
class YearSnapshot:
    """`entered_later`: of how many the register tells otherwise since the year was closed."""

    summary: Summary
    entered_later: int = 0

    @property
    def taken_at(self) -> datetime:
        return self.summary.taken_at

    @property
    def editions(self) -> tuple[Stand, ...]:
        return (self.summary.edition,) if self.summary.edition else ()

    @property
    def sha256(self) -> str:
        """Of what it says, not of when it was read, as with a term."""
        content = self.to_json()
        del content["summary"]["taken_at"], content["summary"]["place"]
        content["summary"].pop("edition", None)
        return frozen.digest(content)

    @property
    def code(self) -> str:
        return self.sha256[:12]

    def to_json(self) -> dict[str, Any]:
        """Without local documents, an edition or later entries it is as before there were any: its code stays."""
        content = frozen.encode(self)
        if not self.entered_later:
            del content["entered_later"]
        for name in ("local", "edition"):
            if not content["summary"][name]:
                del content["summary"][name]
        return content

    @classmethod
    def from_json(cls, data: dict[str, Any], former: PaperHead | None = None) -> YearSnapshot:
        """`former` heads what was frozen without a place. Raises ValueError where the data is of another shape."""
        place = former.place if former else ""
        summary = data.get("summary") if isinstance(data, dict) else None
        if isinstance(summary, dict):
            data = {"entered_later": 0, **data, "summary": {"local": [], "edition": None, "place": place, **summary}}
        return frozen.decode(cls, data)


def take(rating_year: RatingYear, organization: Organization) -> YearSnapshot:
    """The names of its lines are Vietnamese whatever language the person reads the portal in."""
    with translation.override(LANGUAGE):
        return YearSnapshot(summary_of(rating_year, organization), number_below(rating_year, organization))
