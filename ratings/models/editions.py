"""What a closed year is, in numbered editions: who stood where, who belonged, what happened, which acts there were.

A row holds from the edition `since` up to but without `until`: a later edition adds rows and ends others, and every
earlier one can still be read. The newest one counts while the year is closed.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from inspections.models import Body, Case
from members.models import LifeEvent, Member
from organizations.models import Kind, Organization, Sector, Standing, UnitType
from ratings.models.sheets import Sheet
from ratings.models.years import RatingYear
from stored.fields import LineField, LongTextField, NameField
from stored.past import PastQuerySet

LAST = 32767

MEANWHILE = _("The year was closed or corrected by somebody else meanwhile. Load the page again and repeat the step.")


class Edition(models.Model):
    """One time that the figures of a year were fixed. `undone_at`: its closing, or its correction, was taken back."""

    class Origin(models.TextChoices):
        CLOSING = "closing", _("The year was closed")
        CORRECTION = "correction", _("Corrected after closing")
        TAKEN_BACK = "taken_back", _("A correction was taken back")
        RERATING = "rerating", _("Level set anew after closing")
        REGISTER = "register", _("From the register")
        BROUGHT_IN = "brought_in", _("Brought in from a file")

    rating_year = models.ForeignKey(RatingYear, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField(_("number"))
    origin = LineField(_("occasion"), max_length=10, choices=Origin.choices)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    reason = LongTextField(_("reason"), blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)
    admissions_begun = models.BooleanField(
        default=False, help_text="The register had admissions of this year or one before: none is 0, and not unknown."
    )
    acts_begun = models.BooleanField(default=False, help_text="The same of inspections, supervision and discipline.")

    class Meta:
        ordering = ["rating_year", "number"]
        verbose_name = _("edition of a year")
        verbose_name_plural = _("editions of years")
        constraints = [
            models.UniqueConstraint(
                fields=["rating_year", "number"], name="edition_number_once", violation_error_message=MEANWHILE
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="edition_numbers_begin_at_one", violation_error_message=MEANWHILE
            ),
            models.CheckConstraint(
                condition=~Q(origin__in=["correction", "taken_back", "rerating"])
                | (~Q(reason="") & ~Q(decision_number="") & Q(decided_on__isnull=False)),
                name="edition_correction_has_its_decision",
                violation_error_message=_(
                    "A closed year is corrected by a decision: write its number, its day and why."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rating_year}, {self.number}"


def stands() -> Exists:
    """The condition on a kept row that an edition says it which was not taken back, though a newer one may count."""
    until = Coalesce(OuterRef("until"), Value(LAST))
    editions = Edition.objects.filter(rating_year=OuterRef("rating_year"), undone_at=None)
    return Exists(editions.filter(number__gte=OuterRef("since"), number__lt=until))


class KeptQuerySet(PastQuerySet[Any]):
    """Of one of the tables below."""

    def current(self) -> KeptQuerySet:
        return self.filter(until=None)

    def at(self, number: int) -> KeptQuerySet:
        return self.filter(Q(until=None) | Q(until__gt=number), since__lte=number)

    def end(self, number: int) -> int:
        return super().update(until=number)

    def forget(self, number: int) -> None:
        """Of this edition and those after it: as if they had never been."""
        self.filter(since__gte=number)._raw_delete(self.db)
        super(KeptQuerySet, self.filter(until__gte=number)).update(until=None)

    def holding(self) -> KeptQuerySet:
        return self.filter(stands())

    def forget_loose(self) -> None:
        """Of editions that were taken back, about what is taken back too."""
        self.exclude(stands())._raw_delete(self.db)

    def delete(self) -> NoReturn:
        raise TypeError("What a closed year is stays: a correction makes the next edition.")

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("What a closed year is never changes: a correction makes the next edition.")


class Kept(models.Model):
    rating_year = models.ForeignKey(RatingYear, models.PROTECT, related_name="+")
    since = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField(null=True)

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise TypeError("What a closed year is never changes: a correction makes the next edition.")
        super().save(*args, **kwargs)


def _kept(name: str, *key: str) -> list[models.BaseConstraint]:
    return [
        models.CheckConstraint(
            condition=Q(until=None) | Q(until__gt=F("since")),
            name=f"{name}_ends_later",
            violation_error_message=MEANWHILE,
        ),
        models.UniqueConstraint(
            fields=["rating_year", *key],
            condition=Q(until=None),
            name=f"{name}_once_in_an_edition",
            violation_error_message=MEANWHILE,
        ),
    ]


class YearPlace(Standing, Kept):
    """An organisation that the year rates; its sheet in the version that counts, if it has one."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="year_places")
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="year_places_below")
    path = LineField(max_length=40)
    name = NameField(max_length=200)
    kind = LineField(max_length=24, choices=Kind.choices)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="+")
    unit_type = LineField(max_length=16, choices=UnitType.choices, blank=True, default="")
    sheet = models.ForeignKey(Sheet, models.PROTECT, null=True, related_name="year_places")
    sheet_version = models.PositiveIntegerField(null=True)

    class Meta:
        ordering = ["path"]
        verbose_name = _("place in a closed year")
        verbose_name_plural = _("places in closed years")
        indexes = [models.Index(fields=["rating_year", "path"], name="year_place_path")]
        constraints = _kept("year_place", "organization")

    def __str__(self) -> str:
        return f"{self.name}, {self.rating_year}"


class YearMembership(Kept):
    """Who belonged to which organisation on the year's day, and where that stood."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="year_memberships")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="year_memberships")
    path = LineField(max_length=40)

    class Meta:
        verbose_name = _("membership in a closed year")
        verbose_name_plural = _("memberships in closed years")
        indexes = [models.Index(fields=["rating_year", "path"], name="year_membership_path")]
        constraints = _kept("year_membership", "member", "organization")

    def __str__(self) -> str:
        return f"{self.member}, {self.organization}"


class YearEvent(Kept):
    """An event of the year in a member's Party life. `source` is its number in the register, where it may be gone."""

    source = models.PositiveBigIntegerField()
    member = models.ForeignKey(Member, models.PROTECT, related_name="year_events")
    kind = LineField(max_length=16, choices=LifeEvent.Kind.choices)
    happened_on = models.DateField()
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="year_events")
    path = LineField(max_length=40)

    class Meta:
        ordering = ["happened_on", "source"]
        verbose_name = _("event in a closed year")
        verbose_name_plural = _("events in closed years")
        indexes = [models.Index(fields=["rating_year", "kind", "path"], name="year_event_path")]
        constraints = _kept("year_event", "source")

    def __str__(self) -> str:
        return f"{self.member}: {self.get_kind_display()}"


class YearAct(Kept):
    """An act of inspection or supervision begun in the year. `source` as of an event."""

    source = models.PositiveBigIntegerField()
    number = LineField(max_length=20)
    kind = LineField(max_length=12, choices=Case.Kind.choices)
    basis = LineField(max_length=24, choices=Case.Basis.choices)
    body = LineField(max_length=24, choices=Body.choices)
    member = models.ForeignKey(Member, models.PROTECT, null=True, related_name="year_acts")
    organization = models.ForeignKey(Organization, models.PROTECT, related_name="year_acts")
    opened_on = models.DateField()
    path = LineField(max_length=40)

    class Meta:
        ordering = ["-opened_on", "-source"]
        verbose_name = _("act in a closed year")
        verbose_name_plural = _("acts in closed years")
        indexes = [models.Index(fields=["rating_year", "path"], name="year_act_path")]
        constraints = _kept("year_act", "source")

    def __str__(self) -> str:
        return f"{self.number} {self.get_kind_display()}"
