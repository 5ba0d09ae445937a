"""What a sheet says of its organisation itself, beside last year's: in either year another root may have rated it."""

from __future__ import annotations

from dataclasses import fields, replace

from django.db.models import Q

from ratings.counts.once import the_last_counts
from ratings.findings.entered import Grounds
from ratings.findings.facts import Own
from ratings.levels import Level
from ratings.models import OrganizationRating, Sheet, WorkResult
from ratings.sheets.decided import Decided, decision_on
from ratings.sheets.entry import OWN

GROUNDS = tuple(each.name for each in fields(Grounds))


def level_of(value: int | None) -> Level | None:
    return None if value is None else Level(value)


def own(sheet: Sheet, set_anew: Decided) -> Own:
    ratings = the_last_counts(OrganizationRating.objects.filter(_now_and_last_year(sheet)))
    found = Own()
    for values in ratings.values("level", "not_rated_reason", "note", "sheet", *GROUNDS):
        level = level_of(values["level"])
        if values["sheet"] == sheet.pk:
            grounds = Grounds(**{name: values[name] for name in GROUNDS})
            found = replace(found, level=level, reason=values["not_rated_reason"], note=values["note"], grounds=grounds)
            found = replace(found, decision=decision_on(set_anew.get(OWN), level))
        else:
            found = replace(found, last_level=level)
    return found


def work(sheet: Sheet) -> tuple[WorkResult | None, int | None]:
    """This year's work results, and last year's revenue as it was entered then."""
    now, last_revenue = None, None
    for result in the_last_counts(WorkResult.objects.filter(_now_and_last_year(sheet))) if sheet.is_grassroots else ():
        if result.sheet_id == sheet.pk:
            now = result
        else:
            last_revenue = result.revenue
    return now, last_revenue


def _now_and_last_year(sheet: Sheet) -> Q:
    last_year = Q(sheet__organization=sheet.organization_id, sheet__rating_year__year=sheet.rating_year.year - 1)
    return Q(sheet=sheet) | last_year & ~Q(sheet__path="")
