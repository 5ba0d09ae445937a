"""The yearly sheet of an organisation."""

from __future__ import annotations

from copy import copy
from typing import Any

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Substr
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission, Reach
from organizations.models import Kind, Organization, Place, Sector, Standing, UnitType, reach_of, within
from organizations.places import places_on
from organizations.tree import STEP
from ratings.models.years import RatingYear
from stored.fields import LineField, LongTextField, NameField
from stored.past import PastQuerySet

# Nothing was entered on it: it was laid, and that is all.
BARE = Q(state="draft", saved_at=None, drafts=None, organization_rating=None, work_result=None, yearly_answers=None)


class SheetQuerySet(PastQuerySet["Sheet"]):
    # Members' rows on these sheets that are not counted: the members are on others (ratings.counts.once).
    counted_elsewhere: tuple[int, ...] = ()

    def _clone(self) -> SheetQuerySet:
        copy: SheetQuerySet = super()._clone()  # type: ignore[misc]
        copy.counted_elsewhere = self.counted_elsewhere
        return copy

    def visible_to(self, user: User, permission: Permission = Permission.VIEW_SHEETS) -> SheetQuerySet:
        """Sheets on which the person may do this, by where the organisation stood in that year or stands now.

        Deciding reaches only what stood directly below.
        """
        if permission.reach is Reach.CHILDREN:
            return self.filter(reach_of(user, permission))
        return self.filter(reach_of(user, permission) | reach_of(user, permission, "organization__path"))

    def below(self, organization: Organization) -> SheetQuerySet:
        return self.filter(within(organization, "path"))

    def for_year(self, year: int) -> SheetQuerySet:
        return self.filter(rating_year__year=year)

    def without_year(self) -> SheetQuerySet:
        """Of organisations that went to a root which has no such year yet; they go over when it opens one.

        What an edition of a closed year keeps, or a file brought in, waits for nothing.
        """
        astray = self.exclude(path="").exclude(rating_year__root__path=Substr("path", 1, STEP))
        return astray.filter(brought_in=False).exclude(rating_year__state="closed", year_places__isnull=False)

    def with_names_above(self) -> SheetQuerySet:
        """For `name_as_then`: what those above were called in the year, of which a root has no sheet."""
        return self.annotate(parent_then=_name_then("parent"), above_parent_then=_name_then("parent__parent"))

    def holding(self) -> SheetQuerySet:
        return self.exclude(pk__in=self.model._default_manager.filter(BARE, member_ratings=None).values("pk"))

    def forget_loose(self) -> None:
        self.filter(BARE, member_ratings=None).delete()

    def approved(self) -> SheetQuerySet:
        return self.filter(state=Sheet.State.APPROVED)

    def pending(self) -> SheetQuerySet:
        return self.exclude(state=Sheet.State.APPROVED)


class Sheet(Standing, models.Model):
    """What one organisation enters for one year: its own level, its members' levels, its work results.

    The unit of entry, submission, return and approval. `version` grows with every change of rows or of state.
    Parent, path, name, kind, sector and type of unit are those of the organisation at the end of that year: they follow
    it while the year is open (ratings.sheets.standing), and stand when it is closed.
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
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="sheets_below")
    path = LineField(max_length=40, editable=False, db_index=True)
    name = NameField(_("name"), max_length=200, editable=False)
    kind = LineField(_("type"), max_length=24, choices=Kind.choices, editable=False)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+", editable=False)
    unit_type = LineField(max_length=16, choices=UnitType.choices, blank=True, default="", editable=False)
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
    # Its rows came from a file, decided on paper: nobody submitted or approved them here.
    brought_in = models.BooleanField(_("brought in from a file"), default=False, db_default=False)
    no_ballot_reason = LongTextField(_("why there is no result of the ballot"), blank=True, default="", db_default="")

    objects = SheetQuerySet.as_manager()

    class Meta:
        ordering = ["path"]
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
                condition=Q(state="approved", approved_at__isnull=False)
                | Q(state="approved", brought_in=True)
                | (~Q(state="approved") & Q(approved_at=None)),
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
                condition=~Q(state__in=["submitted", "approved"])
                | Q(submitted_at__isnull=False)
                | Q(state="approved", brought_in=True, approved_at=None),
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
        return f"{self.name}, {self.rating_year}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self._state.adding and not self.path:
            self.stand(places_on(self.rating_year.day, [self.organization_id])[self.organization_id])
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("ratings:sheet", args=[self.rating_year.year, self.organization_id])

    def stand(self, place: Standing | None) -> None:
        """None: the organisation does not exist on the day of the year; what it was last stays to be read."""
        if place is None:
            self.parent, self.path = None, ""
            return
        for name in self.STANDING:
            setattr(self, name, getattr(place, name))

    def follow(self, place: Standing | None) -> bool:
        """Whether it stands there by now only."""
        before = [getattr(self, name) for name in self.STANDING]
        self.stand(place)
        return before != [getattr(self, name) for name in self.STANDING]

    def as_then(self, organization: Organization) -> Organization:
        """Under the name of the year, and as what it was: to be read, never saved."""
        then = copy(organization)
        then.name, then.kind = self.name, self.kind
        return then

    def name_as_then(self) -> None:
        """Its organisation and those above it, under their names of the year: to be read, never saved."""
        self.organization = self.as_then(self.organization)
        if self.parent:
            self.parent = _called(self.parent, getattr(self, "parent_then", None))
            if above := self.parent.parent:
                self.parent.parent = _called(above, getattr(self, "above_parent_then", None))

    @property
    def stands(self) -> bool:
        """Whether it counts: without a path it is below nobody."""
        return bool(self.path)

    @property
    def is_untouched(self) -> bool:
        return self.state == self.State.DRAFT and self.saved_at is None

    @property
    def is_from_file(self) -> bool:
        """Whether what it says was decided on paper, and by nobody here."""
        return self.brought_in and self.state == self.State.APPROVED and self.approved_at is None

    @property
    def explanation(self) -> str:
        """All that its people wrote about what the check found."""
        return "\n".join(filter(None, (self.justification, self.no_ballot_reason)))

    @property
    def is_editable(self) -> bool:
        return self.state in self.State.editable() and self.rating_year.is_open and self.stands


def _name_then(field: str) -> Coalesce:
    """As its sheet of the year says, else at the end of the year."""
    sheets = Sheet.objects.filter(rating_year=OuterRef("rating_year"), organization=OuterRef(field)).order_by()
    places = Place.objects.filter(organization=OuterRef(field), since__year__lte=OuterRef("rating_year__year"))
    return Coalesce(Subquery(sheets.values("name")), Subquery(places.order_by("-since").values("name")[:1]))


def _called(organization: Organization, name: str | None) -> Organization:
    """What was founded later only has the name that it has."""
    then = copy(organization)
    then.name = name or organization.name
    return then
