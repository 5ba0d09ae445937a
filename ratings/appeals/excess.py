"""What an approved sheet says of the cap where a level of it is set anew: as on the sheet itself; it refuses nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from ratings import findings, rules
from ratings.approval import readiness
from ratings.findings import Finding, Severity
from ratings.grid.cap_panel import CapPanel, cap_panels
from ratings.models import Sheet
from ratings.progress.doubts import OVER_CAP
from ratings.roster import member_ids
from ratings.sheets.entry import stored

# What a sheet that counts another says of itself alone.
OF_ITSELF = "siblings_over_cap"


@dataclass(frozen=True)
class Frame:
    cap_percent: int


class Found(NamedTuple):
    """`on`: the sheet above, where the excess is on it."""

    finding: Finding
    on: Sheet | None = None


@dataclass(frozen=True)
class Caps:
    """In the shape that the panels of the sheet's own page are drawn from."""

    frame: Frame
    caps: Sequence[CapPanel]


def caps_of(sheet: Sheet) -> Caps:
    percent = rules.by_code(sheet.rating_year.rule_set).cap.percent
    return Caps(Frame(percent), cap_panels(sheet, stored(sheet), member_ids(sheet)))


def excess_on(sheet: Sheet) -> list[Found]:
    """On the sheet, and on the one above that counts it."""
    here = [Found(each) for each in _over(sheet)]
    above = readiness.counted_on(sheet)
    there = [Found(each, above) for each in _over(above) if each.code != OF_ITSELF] if above else []
    return [*here, *there]


def said(finding: Finding, found_on: Sheet | None) -> str:
    """As the sheet's own page says it; `found_on` where that is another."""
    words = f"{finding.sentence} {finding.advice}"
    if found_on is None:
        return words
    return gettext("On the sheet of %(name)s: %(sentence)s") % {"name": found_on.name, "sentence": words}


def tell_excess(request: HttpRequest, sheet: Sheet) -> None:
    for finding, on in excess_on(sheet):
        if finding.severity != Severity.INFO:
            messages.warning(request, said(finding, on))


def _over(sheet: Sheet) -> list[Finding]:
    return [each for each in findings.check(sheet) if OVER_CAP in each.code]
