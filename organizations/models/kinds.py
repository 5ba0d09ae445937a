"""What an organisation is, and what follows from that wherever it is kept: today, of a past day, on a year's sheet."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.sectors import Sector
from organizations.tree import STEP

if TYPE_CHECKING:
    from organizations.models.organizations import Organization


class Kind(models.TextChoices):
    BLOC = "bloc", _("Bloc Party organisation")
    GRASSROOTS_COMMITTEE = "grassroots_committee", _("Grassroots Party committee")
    GRASSROOTS_CELL = "grassroots_cell", _("Grassroots cell")
    SECTION = "section", _("Section Party organisation")
    SUBORDINATE_CELL = "subordinate_cell", _("Subordinate cell")

    @classmethod
    def grassroots(cls) -> tuple[Kind, ...]:
        """The two types counted as a grassroots Party organisation (TCCSĐ)."""
        return cls.GRASSROOTS_COMMITTEE, cls.GRASSROOTS_CELL

    @classmethod
    def cells(cls) -> tuple[Kind, ...]:
        """Where members belong."""
        return cls.GRASSROOTS_CELL, cls.SUBORDINATE_CELL

    @classmethod
    def parents(cls) -> dict[str, tuple[Kind, ...]]:
        """Below what each kind may stand; the Bloc is a root."""
        return {
            cls.BLOC: (),
            cls.GRASSROOTS_COMMITTEE: (cls.BLOC,),
            cls.GRASSROOTS_CELL: (cls.BLOC,),
            cls.SECTION: (cls.GRASSROOTS_COMMITTEE,),
            cls.SUBORDINATE_CELL: (cls.GRASSROOTS_COMMITTEE, cls.SECTION),
        }


class Standing:
    """What stands in the tree: its name, kind, sector, parent and path, of one day or of a span of days."""

    kind: str
    name: str
    path: str
    sector: Sector | None
    parent: Organization | None

    @property
    def is_grassroots(self) -> bool:
        return self.kind in Kind.grassroots()

    @property
    def is_cell(self) -> bool:
        return self.kind in Kind.cells()

    @property
    def is_enterprise(self) -> bool:
        return self.sector is not None and self.sector.kind == Sector.Kind.ENTERPRISES

    @property
    def decider(self) -> Organization | None:
        """The committee that decides on this organisation's year: a section submits, but decides on nothing."""
        parent = self.parent
        return parent.parent if parent and parent.kind == Kind.SECTION else parent

    @property
    def committee(self) -> str:
        """As its papers are headed and signed: a đảng bộ acts by its đảng ủy, a chi bộ by itself."""
        return re.sub(r"^Đảng bộ\b", "Đảng ủy", self.name)

    @property
    def depth(self) -> int:
        return len(self.path) // STEP - 1
