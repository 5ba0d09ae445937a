"""The yearly sheet of an organisation: its rows, what is typed and not saved, its frozen counts."""

from __future__ import annotations

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
from ratings.models.years import RatingYear
from stored.fields import JsonField, LineField, LongTextField, ShortTextField


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
    state = LineField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(_("saved at"), null=True, blank=True)
    saved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    approved_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    return_reason = LongTextField(_("reason for the return"), blank=True)
    justification = LongTextField(_("justification of what the check found"), blank=True)

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["organization__path"]
        verbose_name = _("rating sheet")
        verbose_name_plural = _("rating sheets")
        constraints = [
            models.UniqueConstraint(
                fields=["rating_year", "organization"],
                name="sheet_once_a_year",
                violation_error_message=_("This organisation has a sheet for the year already. Open that one."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "returned", "approved"]),
                name="sheet_state",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="sheet_approved_by_and_at_together",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False) | (~Q(state="approved") & Q(approved_at=None)),
                name="sheet_approval_is_its_state",
                violation_error_message=_(
                    "Only an approved sheet says who approved it. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by=None)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="sheet_submitted_by_and_at_together",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "approved"]) | Q(submitted_at__isnull=False),
                name="sheet_submitted_before_approved",
                violation_error_message=_(
                    "A sheet is submitted before it is approved. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="returned") | ~Q(return_reason=""),
                name="sheet_return_has_reason",
                violation_error_message=_("Write why the sheet is returned: its people have to know what to correct."),
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
    not_rated_reason = LineField(_("not rated because"), max_length=20, choices=NotRatedReason.choices, blank=True)
    self_level = models.PositiveSmallIntegerField(_("self-rating"), choices=Level.choices, null=True, blank=True)
    note = ShortTextField(_("note"), max_length=500, blank=True)
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


class SheetDraft(models.Model):
    """What one person has typed on a sheet and not saved: it outlives a closed tab and an expired sign-in."""

    user = models.ForeignKey(User, models.CASCADE, related_name="+")
    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="drafts")
    version = models.PositiveIntegerField()
    fields: models.JSONField[Any] = JsonField(default=dict)
    kept_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("unsaved draft")
        verbose_name_plural = _("unsaved drafts")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "sheet"],
                name="sheetdraft_one_each",
                violation_error_message=_("Another tab keeps a draft of this sheet already. Load the page again."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.user}"


class Tally(models.Model):
    """One counted measure of an approved sheet, frozen with the approval; ratings.counts.measures names them."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="tallies")
    measure = LineField(max_length=40)
    value = models.BigIntegerField()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "measure"],
                name="tally_once_a_sheet",
                violation_error_message=_("This figure of the sheet is counted already."),
            )
        ]
        indexes = [models.Index(fields=["measure", "sheet"], name="tally_measure")]

    def __str__(self) -> str:
        return f"{self.measure} = {self.value}"
