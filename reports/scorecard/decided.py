"""How far the sheets of a year are decided, beside figures that are counted from them."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Count, Q
from django.utils.translation import gettext

from organizations.models import Organization
from ratings.models import Sheet
from reports.scorecard.figures import Scorecard
from ui.numbers import format_integer

Decided = Mapping[int, str]
"""{year: "3/81 approved"}, of years that are not decided wholly."""


def decided(card: Scorecard, organization: Organization) -> Decided:
    """Of grassroots organisations where such are waited for, as `board.waiting` counts. One query, or none."""
    waited = {each.year: bool(each.grassroots) for each in card.pending}
    if not waited:
        return {}
    grassroots, approved = Q(kind__in=Organization.Kind.grassroots()), Q(state=Sheet.State.APPROVED)
    sheets = Sheet.objects.below(organization).filter(rating_year__year__in=waited).order_by()
    counted = sheets.values_list("rating_year__year").annotate(
        there=Count("pk", filter=approved),
        of=Count("pk"),
        grassroots_there=Count("pk", filter=approved & grassroots),
        grassroots_of=Count("pk", filter=grassroots),
    )
    return {year: _words(*(numbers[2:] if waited[year] else numbers[:2])) for year, *numbers in counted}


def _words(there: int, of: int) -> str:
    return gettext("%(there)s/%(of)s approved") % {"there": format_integer(there), "of": format_integer(of)}
