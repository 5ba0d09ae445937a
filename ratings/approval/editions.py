"""What a sheet said from each decision on: its tallies by version, with the decision as the trail holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext

from accounts.models import AuditEvent
from accounts.trail.record import history
from organizations.models import Organization
from ratings.counts.measures import GROUPS, LEVEL_WORDS, not_rated
from ratings.levels import Level, NotRatedReason
from ratings.models import Sheet, Tally

MADE, ENDED = ("sheet.approve", "sheet.rerate"), "sheet.reopen"


@dataclass(frozen=True)
class Decision:
    number: str
    decided_on: date | None
    what: str
    who: str = ""
    at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True)
class Edition:
    """`ended_by` is what took its validity; None for the one that counts.

    `counts` are of its members: by level from the best, then the not rated. Each None where its tallies are gone.
    """

    version: int
    made_by: Decision
    ended_by: Decision | None
    own: Level | NotRatedReason | None
    counts: Sequence[int | None]

    @property
    def counted(self) -> list[tuple[str, int | None]]:
        labels = [*(str(level.label) for level in Level), gettext("Not rated")]
        return list(zip(labels, self.counts, strict=True))


def editions(sheet: Sheet) -> list[Edition]:
    """Newest first. In two queries, whatever their number."""
    events = history(sheet).filter(verb__in=(*MADE, ENDED)).order_by("pk")
    tallies = _by_version(sheet)
    spans = list(_spans(sheet, list(events)))
    return [_edition(sheet, *span, tallies.get(span[0], {})) for span in reversed(spans)]


def _by_version(sheet: Sheet) -> Mapping[int, Mapping[str, int]]:
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for version, measure, value in Tally.objects.filter(sheet=sheet).values_list("version", "measure", "value"):
        found[version][measure] = value
    return found


def _spans(sheet: Sheet, events: Sequence[AuditEvent]) -> Iterator[tuple[int, Decision, Decision | None]]:
    """From each decision to the next."""
    began = _brought(sheet, events[0] if events else None)
    for event in events:
        decision = _decision(_of(sheet) | event.data if event.verb == MADE[0] else event.data, event)
        if began:
            yield (*began, decision)
        began = (event.data.get("version", 0), decision) if event.verb in MADE else None
    if began:
        yield (*began, None)


def _brought(sheet: Sheet, first: AuditEvent | None) -> tuple[int, Decision] | None:
    """An approval that the sheet had when it came into the portal: the trail has no line for it."""
    if (first is None and sheet.state != Sheet.State.APPROVED) or (first and first.verb == MADE[0]):
        return None
    known = first.data.get("approval", _of(sheet)) if first else _of(sheet)
    decision = _decision(known, None)
    made = replace(decision, what=gettext("Brought in from a file")) if sheet.brought_in else decision
    return first.data.get("version", 0) - 1 if first else sheet.version, made


def _of(sheet: Sheet) -> dict[str, str]:
    """The decision by which it is approved now."""
    day = sheet.decided_on
    return {"decision_number": sheet.decision_number, "decided_on": day.isoformat() if day else ""}


def _decision(data: Mapping[str, Any], event: AuditEvent | None) -> Decision:
    """Without a number or a day where it is not known: until 2026 a reopening had no day."""
    day = data.get("decided_on")
    number, on = str(data.get("decision_number", "")), date.fromisoformat(day) if day else None
    if event is None:
        return Decision(number, on, _what("sheet.approve"))
    return Decision(number, on, _what(event.verb), str(event.actor or ""), event.at, event.reason)


def _what(verb: str) -> str:
    words = {"sheet.approve": gettext("Approved"), "sheet.rerate": gettext("Rated again"), ENDED: gettext("Reopened")}
    return words[verb]


def _edition(
    sheet: Sheet, version: int, made_by: Decision, ended_by: Decision | None, tallies: Mapping[str, int]
) -> Edition:
    counts = [tallies.get(f"members_{LEVEL_WORDS[level]}", 0) for level in Level]
    left = sum(tallies.get(name, 0) for name in not_rated("members"))
    known = [*counts, left] if tallies else [None] * (len(Level) + 1)
    return Edition(version, made_by, ended_by, _own(sheet, tallies), known)


def _own(sheet: Sheet, tallies: Mapping[str, int]) -> Level | NotRatedReason | None:
    group = GROUPS[Organization.Kind(sheet.kind)]
    levels = (level for level, word in LEVEL_WORDS.items() if tallies.get(f"{group}_{word}"))
    reasons = (reason for reason in NotRatedReason if tallies.get(f"{group}_not_rated_{reason.value}"))
    return next(levels, None) or next(reasons, None)
