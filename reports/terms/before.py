"""What a root came from, whose terms its own may continue."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from organizations.models import Lineage, Organization, Place
from organizations.tree import STEP
from reports.models import Term


def continuable(root: Organization) -> QuerySet[Term]:
    """Of the roots that this one came from, or below which its organisations stood before."""
    links = Lineage.objects.filter(successor=root).values("predecessor")
    before = Term.objects.filter(Q(root__in=links) | Q(root__path__in=_stood_below(root)))
    return before.exclude(root=root).select_related("root").order_by("-starts_on", "pk")


def _stood_below(root: Organization) -> set[str]:
    places = Place.objects.filter(organization__path__startswith=root.path).exclude(path__startswith=root.path)
    return {path[:STEP] for path in places.order_by().values_list("path", flat=True).distinct()}
