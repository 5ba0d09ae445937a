"""One decision for many sheets."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext

from accounts.models import User
from ratings.approval.actions import approve
from ratings.models import Sheet
from ui.refusals import Refused, Stale


class ApprovalOutcome(NamedTuple):
    sheet: Sheet
    why_not: str


def approve_each(
    *, sheets: Iterable[tuple[Sheet, int]], decision_number: str, decided_on: date | None, by: User
) -> list[ApprovalOutcome]:
    """Each (sheet, version) is approved or refused on its own."""
    outcomes = []
    for sheet, version in sheets:
        try:
            approve(sheet=sheet, version=version, decision_number=decision_number, decided_on=decided_on, by=by)
        except Refused as refused:
            outcomes.append(ApprovalOutcome(sheet, " ".join(refused.sentences)))
        except Stale:
            outcomes.append(ApprovalOutcome(sheet, gettext("It changed while you were reading. Look at it again.")))
        else:
            outcomes.append(ApprovalOutcome(sheet, ""))
    return outcomes
