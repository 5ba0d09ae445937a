"""What the register and the closed years hold, as plain rows, to be compared before and after."""

from __future__ import annotations

from collections import Counter
from functools import reduce
from operator import or_

from django.db.models import Q

from inspections.models import Case
from members.models import LifeEvent, Membership
from organizations.models import Assignment, Change, Lineage, Organization, Place
from organizations.tree import below
from ratings.models import Edition, MemberRating, RatingYear, Sheet, YearAct, YearEvent, YearMembership, YearPlace
from ratings.register import reading

PLACE = ("organization", "since", "until", "parent", "path", "name", "kind", "sector", "unit_type")
SHEET = ("rating_year", "organization", "parent", "path", "name", "kind", "state")
EDITIONS = (YearPlace, YearMembership, YearEvent, YearAct)


def traces() -> dict[str, list]:
    """All that a deed may leave in the register."""
    return {
        "places": list(Place.objects.order_by("organization", "since").values_list(*PLACE)),
        "changes": list(Change.objects.order_by("pk").values_list("pk", "organization", "on")),
        "memberships": list(
            Membership.objects.order_by("pk").values_list("pk", "member", "organization", "since", "until")
        ),
        "events": list(LifeEvent.objects.order_by("pk").values_list("pk", "organization", "happened_on")),
        "cases": list(Case.objects.order_by("pk").values_list("pk", "organization", "acting_organization")),
        "organizations": list(
            Organization.objects.order_by("pk").values_list("pk", "name", "path", "kind", "opened_on", "closed_on")
        ),
        "lineage": list(Lineage.objects.order_by("pk").values_list("predecessor", "successor", "kind")),
        "roles": list(Assignment.objects.order_by("pk").values_list("user", "role", "organization", "since", "until")),
        "sheets": list(Sheet.objects.order_by("rating_year", "organization").values_list(*SHEET)),
        "ratings": list(
            MemberRating.objects.order_by("pk").values_list("pk", "sheet__organization", "member", "level")
        ),
    }


def edition(of: Edition) -> list[list]:
    """What it says, whatever came after it."""
    names = [
        [field.attname for field in model._meta.concrete_fields if field.name not in ("id", "until")]
        for model in EDITIONS
    ]
    rows = [model.objects.filter(rating_year=of.rating_year).at(of.number) for model in EDITIONS]
    return [sorted(each.values_list(*columns), key=repr) for each, columns in zip(rows, names, strict=True)]


def figures(rating_year: RatingYear) -> list:
    """As every page reads them below its root, events and acts below the roots of its calendar year; sheets, levels."""
    root = rating_year.root
    fixed, below_them = reading.fixed_years(), reduce(or_, map(below, rating_year.paths), Q(pk__in=[]))
    counted = [
        reading.places(rating_year).filter(path__startswith=root.path).count(),
        reading.memberships(rating_year).filter(path__startswith=root.path).count(),
        _of_year(reading.events(fixed).filter(below_them).counted("happened_on__year", "kind"), rating_year),
        _of_year(reading.acts(fixed).filter(below_them).counted("opened_on__year", "kind"), rating_year),
    ]
    sheets = Sheet.objects.filter(rating_year=rating_year).order_by("pk").values_list("pk", "version", *SHEET)
    levels = MemberRating.objects.filter(sheet__rating_year=rating_year).order_by("pk")
    return [counted, list(sheets), list(levels.values_list("pk", "sheet", "member", "level"))]


def _of_year(counted: Counter, rating_year: RatingYear) -> dict:
    return {key: number for key, number in counted.items() if key[0] == rating_year.year}
