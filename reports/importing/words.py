"""How an indicator and the word before a number are written in a file."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext, override

from exchange.cells import Cells
from reports.indicators.catalogue import INDICATORS
from reports.indicators.definitions import Unit
from ui.vietnamese import fold


def indicator_words() -> dict[str, str]:
    """{folded words: code}: by its name in each language, by its name on paper, or by its code."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with override(language):
            found |= {fold(str(each.name)): each.code for each in INDICATORS}
    paper = {fold(each.subject): each.code for each in reversed(INDICATORS) if each.subject}
    return {**paper, **found, **{each.code: each.code for each in INDICATORS}}


def indicator_of(cells: Cells, words: dict[str, str]) -> str:
    """As it is named here; a code is no word, so that its strokes stay."""
    typed = cells.row.get("indicator")
    return typed if typed in words else cells.choice("indicator", words, required=True)


def refuse_part_of_one(cells: Cells, column: str, unit: Unit, number: Decimal) -> None:
    """A worksheet keeps 95% as 0.95 and shows what it keeps to nobody."""
    if unit is Unit.PERCENT and "%" not in cells.row.get(column) and 0 < number <= 1:
        typed = {"typed": cells.row.get(column)}
        cells.wrong(column, gettext("“%(typed)s” may be a part of one or a percentage") % typed, gettext("Write the %"))
