"""What a level rests on from 2025 on: points, tasks, and the grounds that settle it (Regulation 366-QĐ/TW, Art. 11)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

# Points are kept as whole hundredths: 28.5 points are 2850.
HUNDREDTHS = 100
COMMON_POINTS, RESULT_POINTS = 30, 70


class TitleGroup(models.TextChoices):
    """Whom the cap counts together, and by which annex and form a member is scored (Guide 43-HD/BTCTW, 2A to 2C)."""

    LEADER = "leader", _("Leads or manages")
    STAFF = "staff", _("Holds no office")
    OUTSIDE = "outside", _("Outside the political system")
    HEAD = "head", _("Head of the body, judged apart")

    @classmethod
    def capped(cls) -> tuple[TitleGroup, ...]:
        """Heads are no share of the members (a guide of VATM, 03-HD/TVĐU, III.6: to be confirmed)."""
        return cls.LEADER, cls.STAFF, cls.OUTSIDE

    @classmethod
    def leading(cls) -> tuple[TitleGroup, ...]:
        return cls.LEADER, cls.HEAD


class Cause(models.TextChoices):
    """Why tasks count as not completed (Art. 11.4); `points` where nothing but fewer than 50 of them is named."""

    DISCIPLINED = "disciplined", _("Disciplined for a breach of duty")
    DEGENERATION = "degeneration", _("Degeneration concluded")
    EXEMPLARITY = "exemplarity", _("Did what members must not do, or set a bad example, with harm done")
    FOUND_AT_REVIEW = "found_at_review", _("A violation found at the review")
    TASKS = "tasks", _("Too many tasks not completed")
    CONFIDENCE = "confidence", _("More than half of the votes of confidence low")
    UNITS = "units", _("More than half of the units in charge not completed")
    CORRUPTION = "corruption", _("Corruption or waste in what is directly in charge")
    CADRES = "cadres", _("Faults in personnel work concluded")
    DISUNITY = "disunity", _("Disunity or factions concluded, or tasks refused")
    OFFICIAL = "official", _("Not completed as an official or employee")
    POINTS = "points", _("Fewer than 50 points")
    OTHER = "other", _("Another cause, written in the note")


class QuarterResult(models.TextChoices):
    """Of one who leads or manages (Guide 02-HD/BTCTW of 2026): a level, or why the quarter has none."""

    EXCELLENT = "excellent", _("Excellent completion of tasks")
    GOOD = "good", _("Good completion of tasks")
    COMPLETED = "completed", _("Completion of tasks")
    NOT_COMPLETED = "failed", _("Tasks not completed")
    STUDY = "study", _("Not rated: two months of study or more")
    LEAVE = "leave", _("Not rated: sick or maternity leave")
    NEW = "new", _("Not rated: less than a month in the first office")
    INSPECTED = "inspected", _("Not rated: inspected for signs of a violation")


QUARTERS = ("quarter_1", "quarter_2", "quarter_3", "quarter_4")
