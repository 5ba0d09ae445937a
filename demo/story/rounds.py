"""What a successor sets for itself: the rest of the term with its targets, its rating year, the first sheets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accounts.models import User
from demo.chance import chance
from demo.story.cast import TERM, TERM_ENDS, YEAR, Root
from organizations.models import Organization
from ratings import roster
from ratings.levels import Level
from ratings.models import RatingYear, Sheet
from ratings.rules import rules_for
from ratings.sheets.entry import key_of
from ratings.sheets.saving import save_rows
from ratings.years.actions import open_year
from ratings.years.changing import change_year
from ratings.years.dates import usual_dates
from reports.models import Target, Term

BEGUN = 4
LEVELS = (Level.GOOD, Level.GOOD, Level.GOOD, Level.EXCELLENT, Level.COMPLETED)


def enter_term(root: Organization, since: date, of: Root) -> Term:
    """Its committee is appointed for what is left of the Bloc's term."""
    term = Term.objects.create(
        root=root, code=TERM, starts_on=since, ends_on=TERM_ENDS, first_year=YEAR, last_year=YEAR
    )
    for position, (indicator, comparison, bound, period) in enumerate(of.targets, start=1):
        aim = {"comparison": comparison, "low": Decimal(bound), "period": period}
        Target.objects.create(term=term, position=position, indicator=indicator, **aim)
    return term


def open_round(root: Organization, of: Root, by: User) -> RatingYear:
    rating_year = RatingYear(root=root, year=YEAR, rule_set=rules_for(YEAR).code, **usual_dates(YEAR), **of.settings)
    change_year(rating_year=rating_year, reason="", seen="", by=by)
    open_year(rating_year=rating_year, by=by)
    return rating_year


def begin_sheets(rating_year: RatingYear, by: User) -> None:
    random = chance(f"2025 {rating_year.root.code}")
    cells = Sheet.objects.filter(rating_year=rating_year, kind__in=Organization.Kind.cells()).order_by("path")
    for sheet in cells[:BEGUN]:
        people = [each.member for each in roster.participants(sheet)]
        begun = people[: len(people) * 2 // 3]
        rows = {key_of(member.pk): {"level": random.choice(LEVELS)} for member in begun}
        save_rows(sheet=sheet, rows=rows, version=sheet.version, by=by)
