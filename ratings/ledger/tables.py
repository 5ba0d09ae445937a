"""The ledger laid out as form 1 of the statistics ("Biểu 1"): page, workbook and paper write the same cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.ledger.lines import CAME, LEFT, Line
from ratings.ledger.ledger import Ledger
from ratings.summary.cells import Count, Heading, Percent, SummaryCell, SummaryRow, SummaryTable

FROM = (Line.FROM_ROOT, Line.FROM_PROVINCE, Line.FROM_ELSEWHERE, Line.FROM_UNSTATED)
TO = (Line.TO_ROOT, Line.TO_PROVINCE, Line.TO_ELSEWHERE, Line.TO_UNSTATED)
FULL, PROBATIONARY = "official", "probationary"
Link = Callable[[Ledger, str, str], str]
"""To the people behind a number: of which ledger, which row, and which standing."""


class Form(NamedTuple):
    """A row: its code in addresses, its words, and the lines it sums. `always`: also where it is nought."""

    code: str
    words: str | Promise
    lines: tuple[Line, ...]
    always: bool = True
    is_sum: bool = False


FORM = (
    Form("opening", _("Carried over"), (Line.OPENING,), is_sum=True),
    Form("came", _("Increase"), CAME, is_sum=True),
    Form("admitted", _("Admitted"), (Line.ADMITTED,)),
    Form("moved_in", _("Transferred in"), FROM),
    Form("from_root", _("– from another organisation here"), (Line.FROM_ROOT,), always=False),
    Form("from_province", _("– from another Party committee of the province"), (Line.FROM_PROVINCE,)),
    Form("from_elsewhere", _("– from outside the province"), (Line.FROM_ELSEWHERE,)),
    Form("from_unstated", _("– from where is not stated"), (Line.FROM_UNSTATED,), always=False),
    Form("restored", _("Restored to the Party"), (Line.RESTORED,)),
    Form("returned", _("Returned after having left"), (Line.RETURNED,), always=False),
    Form("came_along", _("Came with their organisation"), (Line.CAME_ALONG,), always=False),
    Form("came_unexplained", _("Increase without a recorded reason"), (Line.CAME_UNEXPLAINED,), always=False),
    Form("left", _("Decrease"), LEFT, is_sum=True),
    Form("died", _("Died"), (Line.DIED,)),
    Form("expelled", _("Expelled"), (Line.EXPELLED,)),
    Form("removed", _("Removed from the list"), (Line.REMOVED,)),
    Form("resigned", _("Resigned"), (Line.RESIGNED,)),
    Form("moved_out", _("Transferred out"), TO),
    Form("to_root", _("– to another organisation here"), (Line.TO_ROOT,), always=False),
    Form("to_province", _("– to another Party committee of the province"), (Line.TO_PROVINCE,)),
    Form("to_elsewhere", _("– to outside the province"), (Line.TO_ELSEWHERE,)),
    Form("to_unstated", _("– to where is not stated"), (Line.TO_UNSTATED,), always=False),
    Form("went_along", _("Left with their organisation"), (Line.WENT_ALONG,), always=False),
    Form("went_unexplained", _("Decrease without a recorded reason"), (Line.WENT_UNEXPLAINED,), always=False),
    Form("recognized", _("Recognised as full members"), (Line.RECOGNIZED,)),
    Form("closing", _("At the end"), (Line.CLOSING,), is_sum=True),
    Form("within", _("Besides: transferred inside"), (Line.WITHIN,)),
)
BY_CODE = {form.code: form for form in FORM}


@dataclass(frozen=True)
class Turned(Count):
    """From the one column into the other: with its sign, as both are added up."""

    @property
    def text(self) -> str:
        return f"+{super().text}" if self.value > 0 else super().text


def table(ledger: Ledger, before: Ledger, link: Link) -> SummaryTable:
    """`before`: of the same days a year earlier."""
    now, then = gettext("This period"), gettext("Same period of last year")
    columns = (gettext("Total"), gettext("Full members"), gettext("Probationary"))
    rows = [_row(form, ledger, before, link) for form in FORM if form.always or _shown(form, ledger, before)]
    headings = (Heading(now, columns), Heading(then), Heading("%"))
    return SummaryTable(
        "ledger", gettext("Increase and decrease of Party members"), gettext("Line"), headings, tuple(rows)
    )


def _shown(form: Form, *ledgers: Ledger) -> bool:
    return any(each.sum(form.lines).total for each in ledgers)


def _row(form: Form, ledger: Ledger, before: Ledger, link: Link) -> SummaryRow:
    now, then = ledger.sum(form.lines), before.sum(form.lines)
    share = Fraction(100 * now.total, then.total) if then.total else None
    cells: list[SummaryCell] = [
        *_cells(form, ledger, link),
        Count(then.total, _href(then.total, link, before, form.code)),
        Percent(share),
    ]
    return SummaryRow(str(form.words), tuple(cells), is_total=form.is_sum)


def _cells(form: Form, ledger: Ledger, link: Link) -> Sequence[SummaryCell]:
    sums = ledger.sum(form.lines)
    total = Count(sums.total, _href(sums.total, link, ledger, form.code))
    if form.lines == (Line.RECOGNIZED,):
        return total, Turned(sums.total), Turned(-sums.total)
    parts = ((sums.official, FULL), (sums.probationary, PROBATIONARY))
    return total, *(Count(value, _href(value, link, ledger, form.code, standing)) for value, standing in parts)


def _href(value: int, link: Link, ledger: Ledger, code: str, standing: str = "") -> str:
    return link(ledger, code, standing) if value else ""
