"""What an organisation is, and below what it may stand."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    ROOT = "bloc", _("Party organisation above the grassroots")
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
        """Below what each kind may stand; a root stands below none."""
        return {
            cls.ROOT: (),
            cls.GRASSROOTS_COMMITTEE: (cls.ROOT,),
            cls.GRASSROOTS_CELL: (cls.ROOT,),
            cls.SECTION: (cls.GRASSROOTS_COMMITTEE,),
            cls.SUBORDINATE_CELL: (cls.GRASSROOTS_COMMITTEE, cls.SECTION),
        }

    def below(self, above: str) -> Kind:
        """As what it stands there: a cell is one of the grassroots directly below a root, and subordinate elsewhere."""
        if self not in Kind.cells():
            return self
        return Kind.GRASSROOTS_CELL if above == Kind.ROOT else Kind.SUBORDINATE_CELL

    def fits(self, above: str) -> bool:
        return above in Kind.parents()[self.below(above)]
