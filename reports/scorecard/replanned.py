"""Plans of years that are closed: whether one is, and what was set of its plans after closing, in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet
from django.utils.translation import gettext

from organizations.models import Organization
from ratings.models import RatingYear
from reports.indicators.catalogue import BY_CODE
from reports.models import LatePlan
from reports.scorecard.wording import number
from ui.days import written
from ui.moments import day


def closed_years(root: Organization) -> QuerySet[RatingYear]:
    """Its own, and those of roots that were merged into it: what it plans for them is planned for all of them."""
    return RatingYear.objects.filter(root__path__in=root.paths, state=RatingYear.State.CLOSED).order_by("pk")


def late_plans(roots: Iterable[str], indicator: str = "", years: Sequence[int] = ()) -> list[str]:
    """`roots`: their paths."""
    rows = LatePlan.objects.filter(root__path__in=roots).select_related("made_by").order_by("-year", "pk")
    if indicator:
        rows = rows.filter(indicator=indicator, year__in=years)
    return [_words(each) for each in rows]


def _words(late: LatePlan) -> str:
    said = {
        "indicator": BY_CODE[late.indicator].name,
        "year": late.year,
        "before": _shown(late.before),
        "after": _shown(late.after),
        "on": day(late.made_at),
        "who": late.made_by or "",
        "number": late.decision_number,
        "day": written(late.decided_on) if late.decided_on else "",
        "reason": late.reason,
    }
    if not late.decision_number:
        return gettext("%(indicator)s %(year)s: plan %(after)s brought in after closing (%(who)s, %(on)s)") % said
    return (
        gettext(
            "%(indicator)s %(year)s: plan %(before)s → %(after)s after closing, by decision %(number)s of %(day)s: "
            "%(reason)s (%(who)s, %(on)s)"
        )
        % said
    )


def _shown(value: Decimal | None) -> str:
    return gettext("none") if value is None else number(Fraction(value))
