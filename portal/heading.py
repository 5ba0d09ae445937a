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
from organizations.roots import root_path, went_before
from organizations.tree import STEP
from ui.root_addresses import address_of

PARTY_ORGANIZATION = "Đảng bộ "


@dataclass(frozen=True)
class Root:
    pk: int
    path: str
    name: str
    closed_on: date | None
    is_over_synthetic: bool


@dataclass(frozen=True)
class Way:
    """To the portal as it is of another root."""

    name: str
    url: str
    is_current: bool
    ended_on: date | None


class Heading:
    """One query for each page, so that a new name is seen at once."""

    def __init__(self, request: HttpRequest):
        self.request = request

    @cached_property
    def roots(self) -> tuple[Root, ...]:
        synthetic = Exists(Organization.objects.filter(synthetic=True).order_by())
        rows = Organization.objects.filter(parent=None).values_list("pk", "path", "name", "closed_on", synthetic)
        return tuple(Root(*row) for row in rows)

    @property
    def synthetic(self) -> bool:
        return any(root.is_over_synthetic for root in self.roots)

    @cached_property
    def name(self) -> str:
        """Of the one root that is meant; empty where there are several or none."""
        names = [root.name for root in self._meant()]
        return names[0] if len(names) == 1 else ""

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """To each root that the person may look at, where there are several."""
        user = getattr(self.request, "user", None)
        if not (user and user.is_authenticated):
            return ()
        held, current = user.held, root_path(user)
        tops = {path[:STEP] for grant in held for path in (grant.path, *grant.earlier_paths)}
        acting = {grant.path for grant in held if len(grant.path) == STEP}
        if acting and any(root.closed_on and root.path not in tops for root in self.roots):
            tops |= {root.path for root in went_before(acting)}
        readable = [root for root in self.roots if root.path in tops]
        return tuple(self._way(root, root.path == current) for root in readable) if len(readable) > 1 else ()

    def _way(self, root: Root, is_current: bool) -> Way:
        return Way(root.name, address_of(root.pk, "/"), is_current, root.closed_on if self._has_ended(root) else None)

    @staticmethod
    def _has_ended(root: Root) -> bool:
        return root.closed_on is not None and root.closed_on <= timezone.localdate()

    @property
    def way(self) -> Way | None:
        return next((way for way in self.ways if way.is_current), None)

    @property
    def place(self) -> str:
        """The name as it goes on after "Portal of the Party organisation"; nothing where no database answers."""
        try:
            return self.name.removeprefix(PARTY_ORGANIZATION)
        except Error:
            return ""

    def _meant(self) -> Iterable[Root]:
        user = getattr(self.request, "user", None)
        grants = user.grants if user and user.is_authenticated else ()
        tops = {grant.path[:STEP] for grant in grants}
        if tops:
            return [root for root in self.roots if root.path in tops]
        return [root for root in self.roots if not self._has_ended(root)]
