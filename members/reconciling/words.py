"""What is compared, as it is kept and as it is told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from members.models import Difference, Member
from ui.days import written

DAYS = ("birth_date", "admitted_on", "official_on")
WHY = {
    "several": _("Several members bear this name and were born then"),
    "other": _("The number is that of somebody else"),
    "twice": _("The same person stands in a row above"),
}


def plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def told(fact: str, kept: str) -> str:
    """A value as it was kept, in words."""
    if fact in DAYS and kept:
        return written(date.fromisoformat(kept))
    return str(dict(Member.Sex.choices).get(kept, kept)) if fact == "sex" else kept


def theirs(row: Any) -> str:
    """What the file says."""
    return str(WHY.get(row.theirs, "")) if row.kind == Difference.Kind.AMBIGUOUS else told(row.fact, row.theirs)


def ours(row: Any) -> str:
    """What stands here, of what the person may know (`DifferenceQuerySet.with_places`)."""
    if row.kind == Difference.Kind.FACT:
        return told(row.fact, row.ours)
    if row.place and row.place_seen:
        return str(row.place.name)
    return gettext("no longer in your organisations") if row.member else ""
