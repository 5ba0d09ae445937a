"""What organisations were called on a day: today's name may be another one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from organizations.models import Place


class Names:
    """Of these organisations, read at once."""

    def __init__(self, organizations: Collection[int]) -> None:
        self.held: defaultdict[int, list[tuple[date, str]]] = defaultdict(list)
        places = Place.objects.filter(organization__in=organizations).order_by("since")
        for organization, since, name in places.values_list("organization", "since", "name"):
            self.held[organization].append((since, name))

    def on(self, organization: int, day: date) -> str:
        """Before its first day it had its first name, after its last one its last."""
        held = self.held[organization]
        begun = [name for since, name in held if since <= day]
        return (begun or [name for _since, name in held[:1]] or [""])[-1]
