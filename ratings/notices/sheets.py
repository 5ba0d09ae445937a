"""Who is told what happened to a sheet: who enters it, or who decides on it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.permissions import Permission
from notices.telling import News, gather, tell
from organizations.models import Organization
from organizations.recipients import nearest, who_may
from ratings.models import Sheet
from ratings.notices import words
from ratings.progress.board import MINE
from ratings.progress.deadlines import due_on


def submitted(sheet: Sheet, *, by: User) -> None:
    """All of a day are one notice for each who decides, with its count: 81 lines would bury the rest."""
    if news := submission(sheet, timezone.localdate()):
        gather(news, who_may(Permission.DECIDE_SHEETS, sheet.organization), item_of(sheet), by=by)


def item_of(sheet: Sheet) -> list[Any]:
    return [sheet.organization_id, sheet.version, sheet.name]


def submission(sheet: Sheet, on: date) -> News | None:
    """None where nobody decides on it in the portal."""
    if (decider := sheet.decider) is None:
        return None
    year = sheet.rating_year
    return News(
        words.SUBMITTED,
        f"{words.SUBMITTED}:{year.year}:{decider.pk}:{on.isoformat()}",
        f"{year.get_absolute_url()}?state={MINE}",
        {"year": year.year, "day": on.isoformat(), "items": []},
        Permission.DECIDE_SHEETS,
        decider.path,
    )


def returned(sheet: Sheet, *, by: User) -> None:
    tell(return_(sheet, by), enterers(sheet), by=by)


def return_(sheet: Sheet, by: User) -> News:
    due = due_on(sheet.organization, sheet.rating_year).isoformat()
    return about(sheet, words.RETURNED, sheet.version, by=str(by), reason=sheet.return_reason, due=due)


def approved(sheet: Sheet, *, by: User) -> None:
    tell(approval(sheet, by), enterers(sheet), by=by)


def approval(sheet: Sheet, by: User) -> News:
    decided = sheet.decided_on.isoformat() if sheet.decided_on else ""
    return about(
        sheet,
        words.APPROVED,
        sheet.version,
        by=str(by),
        decision_number=sheet.decision_number,
        decided_on=decided,
    )


def reopened(sheet: Sheet, decision_number: str, decided_on: date | None, *, by: User) -> None:
    decided = {"decision_number": decision_number, "decided_on": decided_on.isoformat() if decided_on else ""}
    said = {"by": str(by), "reason": sheet.return_reason, **decided}
    tell(about(sheet, words.REOPENED, sheet.version, **said), enterers(sheet), by=by)


def commented(sheet: Sheet, line: AuditEvent, *, by: User) -> None:
    """By the line of the trail: a comment leaves the sheet's version alone."""
    people = [*enterers(sheet), *who_may(Permission.DECIDE_SHEETS, sheet.organization)]
    tell(about(sheet, words.COMMENTED, line.pk, by=str(by), text=line.reason), people, by=by)


def calibrated(sheet: Sheet, count: int, held_on: date, *, by: User) -> None:
    news = about(sheet, words.CALIBRATED, sheet.version, by=str(by), count=count, held_on=held_on.isoformat())
    tell(news, enterers(sheet), by=by)


def enterers(sheet: Sheet) -> list[User]:
    """Who enters it today, and whoever submitted it."""
    submitter = [sheet.submitted_by] if sheet.submitted_by and sheet.submitted_by.is_active else []
    return [*enterers_of(sheet.organization), *submitter]


def enterers_of(organization: Organization) -> list[User]:
    return nearest(Permission.SUBMIT_SHEETS, organization)


def about(sheet: Sheet, kind: str, deed: int | str, **data: Any) -> News:
    """`deed` tells this one from others of its kind on the sheet."""
    return News(
        kind,
        f"{kind}:{sheet.pk}:{deed}",
        sheet.get_absolute_url(),
        {"year": sheet.rating_year.year, "name": sheet.name, **data},
        Permission.VIEW_SHEETS,
        sheet.path,
    )
