"""The matrix of acts: acting bodies down, kinds of act and of subject across."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy

from inspections.models import Body, Case
from organizations.models import Organization


@dataclass(frozen=True)
class ActsRow:
    body: Body
    counts: tuple[int, ...]

    @property
    def labelled(self) -> tuple[tuple[str, int], ...]:
        return tuple(zip(map(str, ACTS_LABELS), self.counts, strict=True))


ACTS_LABELS = (
    gettext_lazy("Inspection, organisations"),
    gettext_lazy("Inspection, members"),
    gettext_lazy("On signs of violation, organisations"),
    gettext_lazy("On signs of violation, members"),
    gettext_lazy("Supervision, organisations"),
    gettext_lazy("Supervision, members"),
)
ACTS_COLUMNS = (
    Q(kind=Case.Kind.INSPECTION, member=None) & ~Q(basis=Case.Basis.SUSPECTED_VIOLATION),
    Q(kind=Case.Kind.INSPECTION, member__isnull=False) & ~Q(basis=Case.Basis.SUSPECTED_VIOLATION),
    Q(basis=Case.Basis.SUSPECTED_VIOLATION, member=None),
    Q(basis=Case.Basis.SUSPECTED_VIOLATION, member__isnull=False),
    Q(kind=Case.Kind.SUPERVISION, member=None),
    Q(kind=Case.Kind.SUPERVISION, member__isnull=False),
)


def acts(organization: Organization, first: date, last: date) -> tuple[ActsRow, ...]:
    """Acts opened from `first` to `last` by acting body; groups are never added up, because they may overlap."""
    cases = Case.objects.below(organization).filter(opened_on__range=(first, last))
    columns = {f"column{at}": Count("pk", filter=column) for at, column in enumerate(ACTS_COLUMNS)}
    found = {body: tuple(counts) for body, *counts in cases.order_by().values_list("body").annotate(**columns)}
    return tuple(ActsRow(body, found[body]) for body in Body if body in found)
