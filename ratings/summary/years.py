"""The way from one year of a summary form to another."""

from __future__ import annotations

from django.urls import reverse

from organizations.models import Organization
from organizations.tree import STEP
from ratings.models import RatingYear
from ui.components import Tab


def year_tabs(root: Organization, scope: Organization, shown: int) -> list[Tab]:
    """Of the root, and of a whole root also those of the roots that became it."""
    roots = [path for path in root.paths if len(path) == STEP] if scope == root else [root.path]
    years = RatingYear.objects.filter(root__path__in=roots).order_by("-year").values_list("year", flat=True)
    return [Tab(str(year), summary_url(year, scope), year == shown) for year in dict.fromkeys(years)]


def summary_url(year: int, scope: Organization) -> str:
    return f"{reverse('ratings:summary', args=[year])}?organization={scope.pk}"
