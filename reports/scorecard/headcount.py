"""Until which day of a term heads are counted, and of which organisations."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from organizations.models import Organization
from ratings.register import on_day
from reports.models import Term


def last_day(organization: Organization, term: Term, today: date) -> date:
    """Of the term, or of the organisation where that ended before."""
    ended = organization.closed_on
    return min(today, term.ends_on, ended - timedelta(days=1) if ended else today)


def grassroots_on(organization: Organization, on: date) -> QuerySet[Any]:
    """Places of grassroots organisations at or below it, each by its organisation."""
    return on_day.places(organization, on).filter(kind__in=Organization.Kind.grassroots())
