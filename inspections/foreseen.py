"""Cases not concluded when organisations change, and who leads them on, in sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q
from django.utils.translation import ngettext

from inspections.models import Case
from organizations.models import Lineage, Reorganization
from ui.numbers import format_integer


def told(row: Reorganization, below: Q) -> Iterable[str]:
    """After the deed is done. `below`: the condition on an organisation's path that it, or one above it, changed."""
    ended = row.changes.filter(ends=True).values("organization")
    here = Case.objects.unfinished().filter(below | Q(acting_organization__in=ended))
    led: Counter[str] = Counter()
    successors = _successors(row)
    names = here.order_by().values_list("acting_organization", "acting_organization__name")
    for acting, name in names:
        led[successors.get(acting, name)] += 1
    for name, count in sorted(led.items()):
        sentence = ngettext(
            "%(count)s open case is led on by %(name)s.", "%(count)s open cases are led on by %(name)s.", count
        )
        yield sentence % {"count": format_integer(count), "name": name}


def _successors(row: Reorganization) -> dict[int, str]:
    links = Lineage.objects.filter(kind=Lineage.Kind.MERGE, reorganization=row)
    return dict(links.values_list("predecessor", "successor__name"))
