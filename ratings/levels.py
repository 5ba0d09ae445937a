"""The four levels and the reasons for none. Names by regime (before 2018 others were used) are in ratings/rules."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """Guide 21-HD/BTCTW; order is comparison: 4 is best."""

    EXCELLENT = 4, _("Excellent completion of tasks")
    GOOD = 3, _("Good completion of tasks")
    COMPLETED = 2, _("Completion of tasks")
    NOT_COMPLETED = 1, _("Tasks not completed")

    @classmethod
    def good_or_better(cls) -> tuple[Level, ...]:
        return cls.EXCELLENT, cls.GOOD

    @property
    def short(self) -> str:
        return str(_SHORT[self])

    @property
    def tone(self) -> str:
        """Its colour by name (ui.tones)."""
        return f"l{self.value}"


_SHORT = {
    Level.EXCELLENT: _("EXC"),
    Level.GOOD: _("GOOD"),
    Level.COMPLETED: _("DONE"),
    Level.NOT_COMPLETED: _("NOT"),
}


class LegacyLevel(models.TextChoices):
    """Names for organisations until 2017 (Guide 27-HD/BTCTW of 25/9/2014), kept in the row beside the mapped level."""

    MODEL = "model", _("Clean and strong, model")
    CLEAN_STRONG = "clean_strong", _("Clean and strong")
    GOOD = "good", _("Good completion of tasks (until 2017)")
    COMPLETED = "completed", _("Completion of tasks (until 2017)")
    WEAK = "weak", _("Weak")

    @property
    def level(self) -> Level:
        return LEGACY_LEVELS[self]

    @property
    def short(self) -> str:
        return str(_LEGACY_SHORT[self])


LEGACY_LEVELS: dict[str, Level] = {
    LegacyLevel.MODEL: Level.EXCELLENT,
    LegacyLevel.CLEAN_STRONG: Level.GOOD,
    LegacyLevel.GOOD: Level.GOOD,
    LegacyLevel.COMPLETED: Level.COMPLETED,
    LegacyLevel.WEAK: Level.NOT_COMPLETED,
}


_LEGACY_SHORT = {
    LegacyLevel.MODEL: _("MODEL"),
    LegacyLevel.CLEAN_STRONG: _("CLEAN"),
    LegacyLevel.GOOD: _("GOOD"),
    LegacyLevel.COMPLETED: _("DONE"),
    LegacyLevel.WEAK: _("WEAK"),
}


class NotRatedReason(models.TextChoices):
    """Guide 21-HD/BTCTW, part II.6: who belongs and is counted, but not rated."""

    EXEMPT = "exempt", _("Exempt from Party activity")
    SUSPENDED = "suspended", _("Suspended from Party activity")
    NEW_MEMBER = "new_member", _("Admitted less than 6 months ago")
    NEW_ORGANIZATION = "new_organization", _("Organisation founded less than 6 months ago")
    PENDING = "pending", _("Absent with good reason, to be rated later")
    OTHER = "other", _("Other reason (say which in the note)")

    @classmethod
    def of_members(cls) -> tuple[NotRatedReason, ...]:
        """What no organisation can be."""
        return cls.EXEMPT, cls.SUSPENDED, cls.NEW_MEMBER

    @classmethod
    def of_organizations(cls) -> tuple[NotRatedReason, ...]:
        return (cls.NEW_ORGANIZATION,)

    @classmethod
    def fitting(cls, *, of_member: bool) -> tuple[NotRatedReason, ...]:
        apart = cls.of_organizations() if of_member else cls.of_members()
        return tuple(reason for reason in cls if reason not in apart)
