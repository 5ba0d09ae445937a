"""What the people of the demo data were told: of the deeds in its trail and its sheets, in the portal's own words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import AuditEvent, User
from accounts.roles import Role
from demo.accounts import Accounts
from demo.cases.docket import Docket
from demo.sheets.papers import Papers
from demo.sheets.years import OPEN_YEAR
from inspections import notices as cases
from notices.models import Notice
from notices.telling import notices_of
from ratings.models import RatingYear, Sheet
from ratings.notices import sheets, year_words, years

# What came before the open year's round was read the day after.
READ_AFTER = timedelta(days=1)
# Above those of accounts that were made by hand before.
FIRST_NOTICE = 100_001


def build(papers: Papers, docket: Docket, people: Accounts) -> list[Notice]:
    told = [
        *(notice for rating_year in papers.years[-2:] for notice in _opened(rating_year, people)),
        *_approved_last_year(papers),
        *_in_the_trail(papers, people),
        *_concluded(docket, people),
    ]
    opened = _morning(papers.years[-1].opens_on)
    for notice in told:
        if notice.at < opened or notice.kind == year_words.OPENED:
            notice.read_at = notice.at + READ_AFTER
    told.sort(key=lambda notice: notice.at)
    for number, notice in enumerate(told, start=FIRST_NOTICE):
        notice.pk = number
    return told


def _opened(rating_year: RatingYear, people: Accounts) -> Iterator[Notice]:
    office = _of_role(people, Role.OFFICE)
    entering = [user for user in people.by_organization.values() if user != office]
    news = years.opening(rating_year, rating_year.pk, by=str(office))
    yield from notices_of(replace(news, at=_morning(rating_year.opens_on)), entering)


def _approved_last_year(papers: Papers) -> Iterator[Notice]:
    for sheet in papers.sheets:
        if sheet.rating_year.year == OPEN_YEAR - 1 and sheet.approved_by and sheet.submitted_by:
            news = sheets.approval(sheet, sheet.approved_by)
            yield from notices_of(replace(news, at=sheet.approved_at), [sheet.submitted_by])


def _in_the_trail(papers: Papers, people: Accounts) -> Iterator[Notice]:
    of_number = {str(sheet.pk): sheet for sheet in papers.sheets}
    days: dict[tuple[int, str], Notice] = {}
    for line in papers.trail:
        sheet = of_number[line.target_id]
        if line.verb == "sheet.submit":
            _gather(days, sheet, line, people)
        elif line.actor and sheet.submitted_by:
            say = sheets.return_ if line.verb == "sheet.return" else sheets.approval
            yield from notices_of(replace(say(sheet, line.actor), at=line.at), [sheet.submitted_by])
    yield from days.values()


def _gather(days: dict[tuple[int, str], Notice], sheet: Sheet, line: AuditEvent, people: Accounts) -> None:
    decider = sheet.organization.decider
    news = sheets.submission(sheet, timezone.localdate(line.at))
    if decider is None or news is None:
        return
    person = people.by_organization[decider.pk]
    [new] = notices_of(replace(news, data={**news.data, "items": []}, at=line.at), [person])
    notice = days.setdefault((person.pk, news.key), new)
    notice.data["items"].append(sheets.item_of(sheet))
    notice.at = max(notice.at, line.at)


def _concluded(docket: Docket, people: Accounts) -> Iterator[Notice]:
    """Of the open year, by the Inspection Commission."""
    commission, leader = _of_role(people, Role.INSPECTOR), _of_role(people, Role.LEADER)
    for case in docket.cases:
        if case.concluded_on and case.concluded_on.year == OPEN_YEAR:
            news = cases.conclusion(case, case.pk, by=str(commission))
            yield from notices_of(replace(news, at=_morning(case.concluded_on)), [leader])


def _of_role(people: Accounts, role: Role) -> User:
    return next(each.user for each in people.assignments if each.role == role)


def _morning(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(8)))
