"""What the check had found when a sheet was submitted, short, beside the box that approves it: one query for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext, ngettext

from accounts.models import AuditEvent
from ratings.models import Sheet

OVER_CAP = "over_cap"


def doubts(sheets: Iterable[Sheet]) -> dict[int, str]:
    """By sheet, of those that have any; the newest submission counts."""
    of = {str(sheet.pk): sheet for sheet in sheets}
    lines = AuditEvent.objects.filter(verb="sheet.submit", target_type=Sheet._meta.label_lower, target_id__in=of)
    read = lines.order_by("pk").values_list("target_id", "data__findings", "data__noted")
    found = {key: (explained or [], noted or []) for key, explained, noted in read}
    told = {sheet.pk: _words(*found.get(key, ([], [])), sheet.explanation) for key, sheet in of.items()}
    return {pk: words for pk, words in told.items() if words}


def _words(explained: list[str], noted: list[str], justification: str) -> str:
    found = ", ".join(_found(explained, noted)) or (gettext("something to look at") if justification else "")
    if not found:
        return ""
    words = {"found": found, "words": justification}
    if justification:
        return gettext("When submitted: %(found)s. Explained: %(words)s") % words
    return gettext("When submitted: %(found)s.") % words


def _found(explained: list[str], noted: list[str]) -> Iterator[str]:
    if any(OVER_CAP in key for key in explained):
        yield gettext("more “excellent” than the cap allows")
    if others := sum(OVER_CAP not in key for key in explained):
        yield ngettext("%(count)s thing to look at", "%(count)s things to look at", others) % {"count": others}
    if noted:
        yield ngettext("%(count)s remark", "%(count)s remarks", len(noted)) % {"count": len(noted)}
