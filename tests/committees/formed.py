"""Committees entered as a person would, for tests."""

from datetime import date

from committees import terms
from committees.fitting import Elected
from committees.models import Committee, Office
from committees.terms_of_office import due
from members.models import Member
from organizations.models import Organization

SINCE = date(2020, 6, 1)
NO_SEATS = {"committee_seats": None, "board_seats": None, "commission_seats": None}


def facts(place: Organization, since: date = SINCE, **changes) -> dict:
    decided = {"formed": "elected", "decision_number": "12-QĐ/ĐU", "decided_on": since}
    return {"since": since, "due_on": due(place.kind, since), **decided, **NO_SEATS, **changes}


def formed(place: Organization, *elected: tuple[str, Member], by, since: date = SINCE, **changes) -> Committee:
    rows = [Elected(Office.Kind(kind), member) for kind, member in elected]
    return terms.form(organization=place, facts=facts(place, since, **changes), elected=rows, by=by)
