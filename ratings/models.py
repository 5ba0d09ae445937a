from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from members.models import Member
from organizations.models import Organization, reach_of
from organizations.tree import below
from ratings.levels import LegacyLevel, Level, NotRatedReason


class RatingYear(models.Model):
    """A calendar year's round of ratings: by which rules, from when to when."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open for entry")
        CLOSED = "closed", _("Closed")

    class RuleSet(models.TextChoices):
        """Which document governs the year; the rules themselves are in ratings/rules."""

        HD27 = "hd27", "HD 27-HD/BTCTW (2014)"
        HD16 = "hd16", "HD 16-HD/BTCTW (2018)"
        HD21 = "hd21", "HD 21-HD/BTCTW (2019)"
        QD124 = "qd124", "QĐ 124-QĐ/TW, HD 25-HD/BTCTW (2023)"
        QD366 = "qd366", "QĐ 366-QĐ/TW, HD 43-HD/BTCTW (2025)"

    class CapBase(models.TextChoices):
        """Of what the 20 % is taken: the texts say "good", practice differs."""

        GOOD_ONLY = "good_only", _("of those rated good")
        GOOD_OR_BETTER = "good_or_better", _("of those rated good or better")
        ALL_RATED = "all_rated", _("of all rated")

    class Rounding(models.TextChoices):
        FLOOR = "floor", _("down")
        NEAREST = "nearest", _("to the nearest")
        CEILING = "ceiling", _("up")

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.PLANNED)
    rule_set = models.CharField(_("rules"), max_length=8, choices=RuleSet.choices)
    opens_on = models.DateField(_("opens on"))
    cells_due_on = models.DateField(_("cells submit by"))
    grassroots_due_on = models.DateField(_("grassroots organisations submit by"))
    closes_on = models.DateField(_("closes on"))
    cap_base = models.CharField(_("cap base"), max_length=16, choices=CapBase.choices, default=CapBase.GOOD_ONLY)
    cap_rounding = models.CharField(_("cap rounding"), max_length=8, choices=Rounding.choices, default=Rounding.FLOOR)
    cap_enforced = models.BooleanField(_("cap enforced"), default=False)
    cap_minimum_group = models.PositiveSmallIntegerField(_("smallest group under the cap"), default=0)

    class Meta:
        ordering = ["-year"]
        verbose_name = _("rating year")
        verbose_name_plural = _("rating years")
        constraints = [
            models.CheckConstraint(
                condition=Q(opens_on__lte=F("cells_due_on"))
                & Q(cells_due_on__lte=F("grassroots_due_on"))
                & Q(grassroots_due_on__lte=F("closes_on")),
                name="rating_year_dates_in_order",
                violation_error_message=_("The dates must follow each other: open, cells, grassroots, close."),
            ),
            models.CheckConstraint(condition=Q(state__in=["planned", "open", "closed"]), name="rating_year_state"),
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("ratings:year", args=[self.year])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def due_dates(self) -> tuple[date, date]:
        return self.cells_due_on, self.grassroots_due_on


class SheetQuerySet(models.QuerySet["Sheet"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_SHEETS) -> SheetQuerySet:
        """Sheets on which the person may do this; deciding reaches only what stands directly below."""
        return self.filter(reach_of(user, permission, "organization__path"))

    def below(self, organization: Organization) -> SheetQuerySet:
        return self.filter(below(organization.path, "organization__path"))

    def for_year(self, year: int) -> SheetQuerySet:
        return self.filter(rating_year__year=year)

    def approved(self) -> SheetQuerySet:
        return self.filter(state=Sheet.State.APPROVED)

    def pending(self) -> SheetQuerySet:
        return self.exclude(state=Sheet.State.APPROVED)


class Sheet(models.Model):
    """What one organisation enters for one year: its own level, its members' levels, its work results.

    The unit of entry, submission, return and approval. `version` grows with every change of rows or of state.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being entered")
        SUBMITTED = "submitted", _("Submitted")
        RETURNED = "returned", _("Returned for correction")
        APPROVED = "approved", _("Approved")

        @classmethod
        def editable(cls) -> tuple[Sheet.State, ...]:
            return cls.DRAFT, cls.RETURNED

    rating_year = models.ForeignKey(RatingYear, models.PROTECT, related_name="sheets", verbose_name=_("rating year"))
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="sheets", verbose_name=_("Party organisation")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    return_reason = models.TextField(_("reason for the return"), blank=True)
    justification = models.TextField(_("justification of what the check found"), blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["organization__path"]
        verbose_name = _("rating sheet")
        verbose_name_plural = _("rating sheets")
        constraints = [
            models.UniqueConstraint(fields=["rating_year", "organization"], name="sheet_once_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "returned", "approved"]), name="sheet_state"
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="sheet_approved_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False) | (~Q(state="approved") & Q(approved_at=None)),
                name="sheet_approval_is_its_state",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="sheet_submitted_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved"]) | Q(submitted_at__isnull=False),
                name="sheet_submitted_before_approved",
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""), name="sheet_return_has_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.rating_year}"

    def get_absolute_url(self) -> str:
        return reverse("ratings:sheet", args=[self.rating_year.year, self.organization_id])

    @property
    def is_editable(self) -> bool:
        return self.state in self.State.editable() and self.rating_year.is_open


class Rating(models.Model):
    """What members' and organisations' ratings share: one of four levels, or none with its reason, or still empty."""

    level = models.PositiveSmallIntegerField(_("level"), choices=Level.choices, null=True, blank=True)
    not_rated_reason = models.CharField(
        _("not rated because"), max_length=20, choices=NotRatedReason.choices, blank=True
    )
    self_level = models.PositiveSmallIntegerField(_("self-rating"), choices=Level.choices, null=True, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    # What the committee above asked about this row when it returned the sheet.
    remark = models.CharField(_("remark of the committee above"), max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(level=None) | Q(level__in=[1, 2, 3, 4]), name="%(class)s_level"),
            models.CheckConstraint(condition=Q(level=None) | Q(not_rated_reason=""), name="%(class)s_level_or_reason"),
            models.CheckConstraint(
                condition=Q(self_level=None) | Q(self_level__in=[1, 2, 3, 4]), name="%(class)s_self_level"
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

    class Meta(Rating.Meta):
        ordering = ["member__sort_key", "pk"]
        verbose_name = _("member's rating")
        verbose_name_plural = _("members' ratings")
        constraints = [
            *Rating.Meta.constraints,
            models.UniqueConstraint(fields=["sheet", "member"], name="memberrating_once_a_sheet"),
            models.CheckConstraint(
                condition=Q(civil_level=None) | Q(civil_level__in=[1, 2, 3, 4]), name="memberrating_civil_level"
            ),
            models.CheckConstraint(
                condition=Q(ballot_for=None) | Q(ballot_present__isnull=False, ballot_for__lte=F("ballot_present")),
                name="memberrating_votes_within_present",
                violation_error_message=_("There cannot be more votes than people present."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.get_level_display() or self.get_not_rated_reason_display()}"


class OrganizationRating(Rating):
    """The organisation's own level on its own sheet: proposed by it, decided with the approval."""

    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="organization_rating")
    legacy_level = models.CharField(_("name until 2017"), max_length=16, choices=LegacyLevel.choices, blank=True)

    class Meta(Rating.Meta):
        verbose_name = _("organisation's rating")
        verbose_name_plural = _("organisations' ratings")
        constraints = [
            *Rating.Meta.constraints,
            models.CheckConstraint(
                condition=Q(legacy_level="")
                | Q(legacy_level="model", level=4)
                | Q(legacy_level__in=["clean_strong", "good"], level=3)
                | Q(legacy_level="completed", level=2)
                | Q(legacy_level="weak", level=1),
                name="organizationrating_legacy_maps_to_level",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet.organization}, {self.get_level_display() or self.get_not_rated_reason_display()}"


class WorkResult(models.Model):
    """The year's work of a grassroots organisation in numbers, as the term's indicators need them.

    "Officials" are cadres, Party members, officials and public employees; "workers" the other employees.
    Money is in million đồng.
    """

    sheet = models.OneToOneField(Sheet, models.CASCADE, related_name="work_result")
    officials_summoned = models.PositiveIntegerField(_("officials summoned to study sessions"), null=True, blank=True)
    officials_attended = models.PositiveIntegerField(_("officials who attended"), null=True, blank=True)
    workers_summoned = models.PositiveIntegerField(_("workers summoned to study sessions"), null=True, blank=True)
    workers_attended = models.PositiveIntegerField(_("workers who attended"), null=True, blank=True)
    officials_expected = models.PositiveIntegerField(
        _("officials who should register a commitment"), null=True, blank=True
    )
    officials_registered = models.PositiveIntegerField(
        _("officials who registered a commitment"), null=True, blank=True
    )
    workers_expected = models.PositiveIntegerField(_("workers who should register a commitment"), null=True, blank=True)
    workers_registered = models.PositiveIntegerField(_("workers who registered a commitment"), null=True, blank=True)
    ethics_standards = models.BooleanField(_("ethics standards issued and kept up to date"), null=True, blank=True)
    staff_considered = models.PositiveIntegerField(_("staff considered for titles"), null=True, blank=True)
    staff_titled = models.PositiveIntegerField(_("staff titled advanced worker or higher"), null=True, blank=True)
    political_task_level = models.PositiveSmallIntegerField(
        _("level of the agency or enterprise in its political task"), choices=Level.choices, null=True, blank=True
    )
    directives_expected = models.PositiveIntegerField(
        _("officials to whom directives should be brought"), null=True, blank=True
    )
    directives_reached = models.PositiveIntegerField(
        _("officials whom directives reached in time"), null=True, blank=True
    )
    revenue = models.PositiveBigIntegerField(_("revenue of the year, million đồng"), null=True, blank=True)
    revenue_previous = models.PositiveBigIntegerField(
        _("revenue of the year before, million đồng"), null=True, blank=True
    )
    budget_paid = models.PositiveBigIntegerField(_("paid into the budget, million đồng"), null=True, blank=True)
    mobilisation_registered = models.PositiveIntegerField(
        _("“Skilful mass mobilisation” models registered"), null=True, blank=True
    )
    mobilisation_recognised = models.PositiveIntegerField(
        _("“Skilful mass mobilisation” models recognised"), null=True, blank=True
    )
    dialogues = models.PositiveIntegerField(_("dialogues with citizens"), null=True, blank=True)

    class Meta:
        verbose_name = _("work result")
        verbose_name_plural = _("work results")
        constraints = [
            models.CheckConstraint(
                condition=Q(**{f"{part}__lte": F(whole)}) | Q(**{part: None}) | Q(**{whole: None}),
                name=f"workresult_{part}_within",
                violation_error_message=message,
            )
            for part, whole, message in (
                (
                    "officials_attended",
                    "officials_summoned",
                    _("More attended than were summoned. Check both numbers."),
                ),
                ("workers_attended", "workers_summoned", _("More attended than were summoned. Check both numbers.")),
                ("officials_registered", "officials_expected", _("More registered than should. Check both numbers.")),
                ("workers_registered", "workers_expected", _("More registered than should. Check both numbers.")),
                ("staff_titled", "staff_considered", _("More titled than were considered. Check both numbers.")),
                ("directives_reached", "directives_expected", _("More reached than expected. Check both numbers.")),
                (
                    "mobilisation_recognised",
                    "mobilisation_registered",
                    _("More recognised than registered. Check both numbers."),
                ),
            )
        ]

    def __str__(self) -> str:
        return str(self.sheet)


class SheetDraft(models.Model):
    """What one person has typed on a sheet and not saved: it outlives a closed tab and an expired sign-in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="drafts")
    version = models.PositiveIntegerField()
    fields: models.JSONField[Any] = models.JSONField(default=dict)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("unsaved draft")
        verbose_name_plural = _("unsaved drafts")
        constraints = [models.UniqueConstraint(fields=["user", "sheet"], name="sheetdraft_one_each")]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.user}"


class Tally(models.Model):
    """One counted measure of an approved sheet, frozen with the approval; ratings.measures names them."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="tallies")
    measure = models.CharField(max_length=40)
    value = models.BigIntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [models.UniqueConstraint(fields=["sheet", "measure"], name="tally_once_a_sheet")]
        indexes = [models.Index(fields=["measure", "sheet"], name="tally_measure")]

    def __str__(self) -> str:
        return f"{self.measure} = {self.value}"


class Import(models.Model):
    """A workbook that was sent for a sheet: first only shown, then saved as a whole, perhaps taken back as a whole.

    `contents` is what the cells held (ratings.imports), for as long as it waits; `changes` is what the commit changed.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Not saved yet")
        COMMITTED = "committed", _("Saved")
        UNDONE = "undone", _("Taken back")

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="imports")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PREVIEWED)
    file_name = models.CharField(max_length=200)
    file_sha256 = models.CharField(max_length=64)
    # The version of the sheet that the preview compared with: only that one is overwritten.
    sheet_version = models.PositiveIntegerField()
    contents: models.JSONField[Any] = models.JSONField(default=dict)
    changes: models.JSONField[Any] = models.JSONField(default=dict)
    skipped: models.JSONField[Any] = models.JSONField(default=list)
    committed_version = models.PositiveIntegerField(null=True, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("import from a workbook")
        verbose_name_plural = _("imports from workbooks")
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["previewed", "committed", "undone"]), name="import_state"),
            models.CheckConstraint(
                condition=Q(
                    state="previewed", committed_at=None, committed_by=None, committed_version=None, undone_at=None
                )
                | Q(
                    state__in=["committed", "undone"],
                    committed_at__isnull=False,
                    committed_by__isnull=False,
                    committed_version__isnull=False,
                ),
                name="import_committed_by_and_at_together",
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state="undone") & Q(undone_at=None, undone_by=None)),
                name="import_undone_by_and_at_together",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.file_name}"

    def get_absolute_url(self) -> str:
        sheet = self.sheet
        return reverse("ratings:workbook_import", args=[sheet.rating_year.year, sheet.organization_id, self.pk])


class CalibrationSessionQuerySet(models.QuerySet["CalibrationSession"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_SHEETS) -> CalibrationSessionQuerySet:
        return self.filter(reach_of(user, permission, "organization__path"))


class CalibrationSession(models.Model):
    """A meeting of the deciding committee that compared sheets and changed some of them, with its minutes."""

    rating_year = models.ForeignKey(
        RatingYear, models.PROTECT, related_name="calibration_sessions", verbose_name=_("rating year")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="calibration_sessions", verbose_name=_("Party organisation")
    )
    held_on = models.DateField(_("held on"))
    participants = models.TextField(_("participants"))
    decision_number = models.CharField(_("decision number"), max_length=60, blank=True)
    minutes = models.TextField(_("minutes"))
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = CalibrationSessionQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        verbose_name = _("calibration session")
        verbose_name_plural = _("calibration sessions")
        constraints = [
            models.CheckConstraint(condition=~Q(participants=""), name="calibrationsession_has_participants"),
            models.CheckConstraint(condition=~Q(minutes=""), name="calibrationsession_has_minutes"),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.rating_year}, {self.held_on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("ratings:calibration_minutes", args=[self.rating_year.year, self.pk])


class CalibrationChange(models.Model):
    """One level that a session changed: of a member, or without a member of the organisation itself."""

    session = models.ForeignKey(CalibrationSession, models.PROTECT, related_name="changes")
    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="calibration_changes")
    member = models.ForeignKey(Member, models.PROTECT, null=True, blank=True, related_name="+")
    old_level = models.PositiveSmallIntegerField(_("level before"), choices=Level.choices)
    new_level = models.PositiveSmallIntegerField(_("level after"), choices=Level.choices)
    reason = models.CharField(_("reason"), max_length=500)

    class Meta:
        ordering = ["sheet__organization__path", "member__sort_key", "pk"]
        verbose_name = _("change by calibration")
        verbose_name_plural = _("changes by calibration")
        constraints = [
            models.CheckConstraint(
                condition=Q(old_level__in=[1, 2, 3, 4], new_level__in=[1, 2, 3, 4]), name="calibrationchange_levels"
            ),
            models.CheckConstraint(condition=~Q(old_level=F("new_level")), name="calibrationchange_changes"),
            models.CheckConstraint(condition=~Q(reason=""), name="calibrationchange_has_reason"),
            models.UniqueConstraint(
                fields=["session", "sheet", "member"],
                condition=Q(member__isnull=False),
                name="calibrationchange_once_a_member",
            ),
            models.UniqueConstraint(
                fields=["session", "sheet"], condition=Q(member=None), name="calibrationchange_once_an_organization"
            ),
        ]

    def __str__(self) -> str:
        subject = self.member or self.sheet.organization
        return f"{subject}: {self.get_old_level_display()} → {self.get_new_level_display()}"


class Reminder(models.Model):
    """That a person was written to on a day. The row comes before the letter: a letter may be lost, never repeated."""

    user = models.ForeignKey(User, models.PROTECT, related_name="reminders", verbose_name=_("user"))
    day = models.DateField(_("day"))
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)

    class Meta:
        ordering = ["-day", "pk"]
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="reminder_once_a_day")]

    def __str__(self) -> str:
        return f"{self.user}, {self.day:%d/%m/%Y}"
