"""What a report is printed from: everything it says, read at one moment and never again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from organizations.models import Organization
from organizations.paper_heads import PaperHead, head_of
from ratings.models import RatingYear
from ratings.register.stands import Stand, stands
from reports.models import Term
from reports.scorecard import annex, later
from reports.scorecard.build import scorecard
from reports.scorecard.facts import Annex
from reports.scorecard.figures import Scorecard
from ui import frozen


@dataclass(frozen=True)
class EnteredLater:
    """After the year was closed, beside a figure that does not hold it."""

    code: str
    year: int
    number: int


@dataclass(frozen=True)
class TermSnapshot:
    taken_at: datetime
    scorecard: Scorecard
    annex: Annex
    head: PaperHead
    editions: tuple[Stand, ...] = ()
    later: tuple[EnteredLater, ...] = ()
    brought_in: tuple[int, ...] = ()
    """Years that were decided on paper, whichever root's they are."""

    def entered_later(self, code: str, year: int) -> int:
        return sum(each.number for each in self.later if (each.code, each.year) == (code, year))

    @property
    def sha256(self) -> str:
        """Of its figures, not of when they were read or fixed or who heads the paper: two clicks have the same code."""
        content = self.to_json()
        content.pop("editions", None)
        del content["taken_at"], content["scorecard"]["as_of"], content["annex"]["on"], content["head"]
        return frozen.digest(content)

    @property
    def code(self) -> str:
        """Short enough to be read out, long enough to tell two apart."""
        return self.sha256[:12]

    def to_json(self) -> dict[str, Any]:
        """Without a closed year, or anything entered later, brought in or asked, it is as before these were kept."""
        content = frozen.encode(self)
        for name in ("editions", "later", "brought_in"):
            if not content[name]:
                del content[name]
        if not content["annex"]["ledger"]:
            del content["annex"]["ledger"]
        for line in content["scorecard"]["lines"]:
            if line["asked"] is None:
                del line["asked"]
        return content

    @classmethod
    def from_json(cls, data: dict[str, Any], former: PaperHead | None = None) -> TermSnapshot:
        """`former` heads what was frozen without a head. Raises ValueError where the data is of another shape."""
        given = {"editions": [], "later": [], "brought_in": []} | ({"head": frozen.encode(former)} if former else {})
        known = {**given, **data, **_completed(data)} if isinstance(data, dict) else data
        return frozen.decode(cls, known)


def _completed(data: dict[str, Any]) -> dict[str, Any]:
    """What was frozen before there was a ledger has none."""
    facts = data.get("annex")
    known = {"ledger": [], **facts} if isinstance(facts, dict) else facts
    return {"scorecard": _with_asked(data.get("scorecard")), "annex": known}


def _with_asked(card: Any) -> Any:
    """A line frozen without a yearly question, or before there were any, is of none."""
    if not isinstance(card, dict) or not isinstance(card.get("lines"), list):
        return card
    lines = [{"asked": None, **line} if isinstance(line, dict) else line for line in card["lines"]]
    return {**card, "lines": lines}


def take(term: Term, organization: Organization) -> TermSnapshot:
    now = timezone.now()
    today = timezone.localdate(now)
    facts = annex.read(organization, term, today)
    rating_years = list(RatingYear.objects.filter(root__path__in=term.root.paths, year__in=term.years))
    entered = tuple(EnteredLater(*key, number) for key, number in sorted(later.counts(term, organization).items()))
    return TermSnapshot(
        now,
        scorecard(term, organization, today),
        facts,
        head_of(organization),
        editions=stands(rating_years),
        later=entered,
        brought_in=_brought_in(rating_years),
    )


def _brought_in(rating_years: Sequence[RatingYear]) -> tuple[int, ...]:
    own = {each.year for each in rating_years if not each.brought_in}
    return tuple(sorted({each.year for each in rating_years} - own))
