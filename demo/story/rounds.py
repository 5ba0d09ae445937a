"""What a successor sets for itself: the rest of the term with its targets, its rating year, the first sheets."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from accounts.models import User
from demo.chance import chance
from demo.story.cast import TERM_ENDS, YEAR, Root
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
from reports.models import Term
from reports.terms.actions import enter_term
from reports.terms.targets import add_target

BEGUN = 4
LEVELS = (Level.GOOD, Level.GOOD, Level.GOOD, Level.EXCELLENT, Level.COMPLETED)


def go_on_with(before: Term, root: Organization, since: date, of: Root, by: User) -> Term:
    """Its committee is appointed for what is left of the term that was cut short."""
    days = {"starts_on": since, "ends_on": TERM_ENDS, "first_year": YEAR, "last_year": YEAR}
    term = enter_term(root=root, values={"code": before.code, "continues_id": before.pk, **days}, by=by)
    for indicator, comparison, bound, period in of.targets:
        aim = {"indicator": indicator, "comparison": comparison, "low": Decimal(bound), "period": period}
        add_target(term=term, values=aim, by=by)
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
