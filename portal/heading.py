"""Whose portal a page says it is: the Party organisation at the top of where the person acts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import Error
from django.db.models import Exists
from django.http import HttpRequest
from django.utils import timezone

from organizations.models import Organization
from organizations.tree import STEP

PARTY_ORGANIZATION = "Đảng bộ "


@dataclass(frozen=True)
class Root:
    path: str
    name: str
    closed_on: date | None
    is_over_synthetic: bool


class Heading:
    """One query for each page, so that a new name is seen at once."""

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        synthetic = Exists(Organization.objects.filter(synthetic=True).order_by())
        rows = Organization.objects.filter(parent=None).values_list("path", "name", "closed_on", synthetic)
        return tuple(Root(*row) for row in rows)

    @property
    def synthetic(self) -> bool:
        return any(root.is_over_synthetic for root in self.roots)

    @cached_property
    def name(self) -> str:
        """Of the one root that is meant; empty where there are several or none."""
        names = [root.name for root in self._meant()]
        return names[0] if len(names) == 1 else ""

    @property
    def place(self) -> str:
        """The name as it goes on after "Portal of the Party organisation"; nothing where no database answers."""
        try:
            return self.name.removeprefix(PARTY_ORGANIZATION)
        except Error:
            return ""

    def _meant(self) -> Iterable[Root]:
        user, today = getattr(self.request, "user", None), timezone.localdate()
        grants = user.grants if user and user.is_authenticated else ()
        tops = {grant.path[:STEP] for grant in grants}
        if tops:
            return [root for root in self.roots if root.path in tops]
        return [root for root in self.roots if not root.closed_on or root.closed_on > today]
