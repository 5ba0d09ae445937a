"""Whose years a term tells of before its root was founded."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter

from django.utils.translation import gettext

from organizations.lineage import listed
from organizations.models import Lineage, Organization
from ratings.models import Sheet
from reports.models import Term
from ui.moments import day


def years_before(term: Term, organization: Organization) -> list[str]:
    """A sentence for each day on which roots, below which it was rated in the term, became part of the term's."""
    rated = Sheet.objects.below(organization).filter(rating_year__year__in=term.years)
    links = Lineage.objects.filter(
        kind=Lineage.Kind.MERGE, successor=term.root_id, predecessor__in=rated.order_by().values("rating_year__root")
    )
    merged = links.select_related("predecessor").order_by("happened_on", "predecessor__path")
    return [
        gettext("Figures before %(day)s are those of %(names)s, which were merged on that day.")
        % {"day": day(on), "names": listed([link.predecessor.name for link in together])}
        for on, together in groupby(merged, key=attrgetter("happened_on"))
    ]
