"""The rows of a sheet: members' ratings and the organisation's own."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from members.models import Member
from ratings.grounds import COMMON_POINTS, HUNDREDTHS, QUARTERS, RESULT_POINTS, Cause, QuarterResult, TitleGroup
from ratings.levels import LegacyLevel, Level, NotRatedReason
from ratings.models.sheets import Sheet
from stored.fields import LineField, ShortTextField


def _points_within(name: str, most: int) -> models.CheckConstraint:
    sentence = {COMMON_POINTS: _("Common points are 0 to 30."), RESULT_POINTS: _("Points for results are 0 to 70.")}
    return models.CheckConstraint(
        condition=Q(**{name: None}) | Q(**{f"{name}__lte": most * HUNDREDTHS}),
        name=f"%(class)s_{name}",
        violation_error_message=sentence[most],
    )


def _within(part: str, whole: str, sentence: Promise) -> models.CheckConstraint:
    """A part is told with its whole, and is no larger."""
    return models.CheckConstraint(
        condition=Q(**{part: None}) | Q(**{f"{whole}__isnull": False, f"{part}__lte": F(whole)}),
        name=f"%(class)s_{part}",
        violation_error_message=sentence,  # type: ignore[arg-type]
    )


def _quarter(label: Promise) -> LineField:
    return LineField(
        label,  # type: ignore[arg-type]
        max_length=10,
        choices=QuarterResult.choices,
        blank=True,
        default="",
        db_default="",
    )


def _one_result(quarter: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(**{f"{quarter}__in": ["", *QuarterResult.values]}),
        name=f"memberrating_{quarter}",
        violation_error_message=_("Choose one of the listed values."),
    )


class Rating(models.Model):
    """What members' and organisations' ratings share: one of four levels, or none with its reason, or still empty.

    Points are whole hundredths. They, the tasks and the grounds are asked from 2025 on (ratings.grounds).
    """

    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, null=True, blank=True)
    not_rated_reason = LineField(_("not rated because"), max_length=20, choices=NotRatedReason.choices, blank=True)
    self_level = models.PositiveSmallIntegerField(_("self-rating"), choices=Level.choices, null=True, blank=True)
    note = ShortTextField(_("note"), max_length=500, blank=True)
    points_common = models.PositiveSmallIntegerField(_("common points"), null=True, blank=True)
    points_results = models.PositiveSmallIntegerField(_("points for results"), null=True, blank=True)
    tasks_given = models.PositiveSmallIntegerField(_("tasks given"), null=True, blank=True)
    tasks_done = models.PositiveSmallIntegerField(_("tasks completed"), null=True, blank=True)
    tasks_late = models.PositiveSmallIntegerField(_("of them late"), null=True, blank=True)
    tasks_above = models.PositiveSmallIntegerField(_("of them above what was asked"), null=True, blank=True)
    shortcomings_fixed = models.BooleanField(_("all earlier shortcomings made good"), null=True, blank=True)
    cause = LineField(
        _("cause of “not completed”"), max_length=16, choices=Cause.choices, blank=True, default="", db_default=""
    )
    # Found and made good by oneself, or force majeure: what keeps a ground from settling the level.
    exception = ShortTextField(
        _("why the ground does not count"), max_length=500, blank=True, default="", db_default=""
    )
    # What the committee above asked about this row when it returned the sheet.
    remark = ShortTextField(_("remark of the committee above"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(level=None) | Q(level__in=[1, 2, 3, 4]),
                name="%(class)s_level",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(level=None) | Q(not_rated_reason=""),
                name="%(class)s_level_or_reason",
                violation_error_message=_("A level is chosen: leave the reason for no rating empty."),
            ),
            models.CheckConstraint(
                condition=Q(self_level=None) | Q(self_level__in=[1, 2, 3, 4]),
                name="%(class)s_self_level",
                violation_error_message=_("Choose one of the listed values."),
            ),
            _points_within("points_common", COMMON_POINTS),
            _points_within("points_results", RESULT_POINTS),
            _within("tasks_done", "tasks_given", _("More tasks are completed than were given. Check both numbers.")),
            _within("tasks_late", "tasks_done", _("More tasks were late than are completed. Check both numbers.")),
            _within("tasks_above", "tasks_done", _("More are above what was asked than are completed. Check both.")),
            models.CheckConstraint(
                condition=Q(cause__in=["", *Cause.values]),
                name="%(class)s_cause",
                violation_error_message=_("Choose one of the listed values."),
            ),
        ]

    @property
    def is_filled(self) -> bool:
        return self.level is not None or bool(self.not_rated_reason)


class MemberRating(Rating):
    """A member's row on the sheet of the cell where the member is on 31 December."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="member_ratings")
    member = models.ForeignKey(Member, models.PROTECT, related_name="ratings")
    civil_level = models.PositiveSmallIntegerField(_("level as official"), choices=Level.choices, null=True, blank=True)
    ballot_present = models.PositiveSmallIntegerField(_("present at the vote"), null=True, blank=True)
    ballot_for = models.PositiveSmallIntegerField(_("votes for the level"), null=True, blank=True)

    title_group = LineField(
        _("group of titles"), max_length=8, choices=TitleGroup.choices, blank=True, default="", db_default=""
    )
    # The temporary cell's written opinion (Guide 43-HD/BTCTW, 7.6).
    opinion_received = models.BooleanField(_("opinion of the temporary cell received"), null=True, blank=True)
    # One column a quarter: it has one result, and that is a level or a reason.
    quarter_1 = _quarter(_("first quarter"))
    quarter_2 = _quarter(_("second quarter"))
    quarter_3 = _quarter(_("third quarter"))
    quarter_4 = _quarter(_("fourth quarter"))

    class Meta(Rating.Meta):
        ordering = ["member__sort_key", "pk"]
        verbose_name = _("member's rating")
        verbose_name_plural = _("members' ratings")
        constraints = [
            *Rating.Meta.constraints,
            models.UniqueConstraint(
                fields=["sheet", "member"],
                name="memberrating_once_a_sheet",
                violation_error_message=_("This member stands on the sheet already. Keep one row."),
            ),
            models.CheckConstraint(
                condition=Q(civil_level=None) | Q(civil_level__in=[1, 2, 3, 4]),
                name="memberrating_civil_level",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(ballot_for=None) | Q(ballot_present__isnull=False, ballot_for__lte=F("ballot_present")),
                name="memberrating_votes_within_present",
                violation_error_message=_("There cannot be more votes than people present."),
            ),
            models.CheckConstraint(
                condition=Q(title_group__in=["", *TitleGroup.values]),
                name="memberrating_title_group",
                violation_error_message=_("Choose one of the listed values."),
            ),
            *map(_one_result, QUARTERS),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.get_level_display() or self.get_not_rated_reason_display()}"


class OrganizationRating(Rating):
    """The organisation's own level on its own sheet: proposed by it, decided with the approval."""

    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="organization_rating")
    legacy_level = LineField(_("name until 2017"), max_length=16, choices=LegacyLevel.choices, blank=True)

    class Meta(Rating.Meta):
        verbose_name = _("organisation's rating")
        verbose_name_plural = _("organisations' ratings")
        constraints = [
            *Rating.Meta.constraints,
            models.CheckConstraint(
                condition=Q(legacy_level="")
                | Q(level__isnull=False)
                & (
                    Q(legacy_level="model", level=4)
                    | Q(legacy_level__in=["clean_strong", "good"], level=3)
                    | Q(legacy_level="completed", level=2)
                    | Q(legacy_level="weak", level=1)
                ),
                name="organizationrating_legacy_maps_to_level",
                violation_error_message=_("The name of until 2017 does not fit the level. Choose it again."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet.organization}, {self.get_level_display() or self.get_not_rated_reason_display()}"
