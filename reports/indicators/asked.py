"""A yearly question of an office as an indicator: what was entered, summed like the built-in figures.

Its words are frozen with the card, so that a paper goes on saying what it said, however the question is worded later.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ratings.counts.asked import measure
from ratings.models import AnswerType
from reports.indicators.definitions import Indicator, Tallied, Unit, plus

_ENTERED = _("A yearly question of the office, as the organisations answered it on their sheets.")
_ANSWERED = _("organisations that answered")
_YES = _("organisations that answered yes")
_GOOD = _("organisations at good or better")


@dataclass(frozen=True)
class AskedLine:
    """`part`: what is counted of the number; empty where that is counted itself."""

    code: str
    name: str
    part: str
    kind: str
    unit: str
    chapter: str

    @property
    def indicator(self) -> Indicator:
        counted, of, source = self._counted
        is_share = self.part != "" or self.kind in (AnswerType.YES_NO, AnswerType.LEVEL)
        return Indicator(
            code=measure(self.code),
            name=self.part or self.name,
            unit=Unit.PERCENT if is_share else Unit.COUNT,
            source=source,
            counted=counted,
            of=of,
            explanation=(_ENTERED,),
            higher_is_better=None,
            paper_unit=self.unit,
        )

    @property
    def _counted(self):  # type: ignore[no-untyped-def]
        own, units, held, part = (measure(self.code, word) for word in ("", "units", "held", "part"))
        if self.part:
            return self.part, self.name, Tallied(plus(part), plus(own))
        if self.kind in (AnswerType.YES_NO, AnswerType.LEVEL):
            return _YES if self.kind == AnswerType.YES_NO else _GOOD, _ANSWERED, Tallied(plus(held), plus(units))
        return self.name, _ANSWERED, Tallied(plus(own), plus(units))
