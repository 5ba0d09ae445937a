"""What the check had found when a sheet was submitted, short, beside the box that approves it: one query for all."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext, ngettext

from accounts.models import AuditEvent
from ratings.models import Sheet

OVER_CAP = "over_cap"


def doubts(sheets: Iterable[Sheet]) -> dict[int, str]:
    """By sheet, of those that have any; the newest submission counts."""
    explained = {str(sheet.pk): sheet for sheet in sheets if sheet.justification}
    lines = AuditEvent.objects.filter(verb="sheet.submit", target_type=Sheet._meta.label_lower, target_id__in=explained)
    found = dict(lines.order_by("pk").values_list("target_id", "data__findings"))
    return {sheet.pk: _words(found.get(key) or [], sheet.justification) for key, sheet in explained.items()}


def _words(keys: list[str], justification: str) -> str:
    caps = [key for key in keys if OVER_CAP in key]
    others = len(keys) - len(caps)
    more = ngettext("%(count)s thing to look at", "%(count)s things to look at", others) % {"count": others}
    parts = [*([gettext("more “excellent” than the cap allows")] if caps else []), *([more] if others else [])]
    return gettext("When submitted: %(found)s. Explained: %(words)s") % {
        "found": ", ".join(parts) or gettext("something to look at"),
        "words": justification,
    }
