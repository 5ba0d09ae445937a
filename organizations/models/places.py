"""Organisations in time: what was decided of one (changes), where it stood and what it was from day to day (places).

Changes are the record, places are worked out from them (organizations.places.settle): a change that is taken back
leaves no trace in the places. A seat is given once: a path belongs to one organisation for ever, so that what was
counted under it never falls to another.
"""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from organizations.models.kinds import Kind
from organizations.models.organizations import Organization, Standing, reach_of, within
from organizations.models.reorganizations import Reorganization
from organizations.models.sectors import Sector
from organizations.models.units import UnitType
from organizations.tree import MAX_CHILDREN
from stored.fields import LineField, NameField


class Seat(models.Model):
    """The number of an organisation among all that ever stood below one parent, or among the roots."""

    # Empty: of one whose founding was taken back. The number stays given.
    organization = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="seats")
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="+")
    number = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "number"],
                name="seat_given_once",
                violation_error_message=_(
                    "The tree was changed by somebody else meanwhile. Load the page again and repeat the step."
                ),
            ),
            models.UniqueConstraint(
                fields=["number"],
                condition=Q(parent=None),
                name="seat_of_root_given_once",
                violation_error_message=_(
                    "The tree was changed by somebody else meanwhile. Load the page again and repeat the step."
                ),
            ),
            models.UniqueConstraint(
                fields=["organization", "parent"],
                name="seat_once_below_a_parent",
                violation_error_message=_(
                    "The tree was changed by somebody else meanwhile. Load the page again and repeat the step."
                ),
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(parent=None),
                name="seat_once_of_a_root",
                violation_error_message=_(
                    "The tree was changed by somebody else meanwhile. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=Q(number__range=(1, MAX_CHILDREN)),
                name="seat_within_a_step",
                violation_error_message=_("No more organisations fit below this one. Choose another above them."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.number}"


class Change(models.Model):
    """What holds of an organisation from a day on; what is empty goes on as it was. The first one founds it."""

    organization = models.ForeignKey(Organization, models.PROTECT, related_name="changes")
    on = models.DateField(_("takes effect on"))
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")
    name = NameField(max_length=200, blank=True)
    kind = LineField(max_length=24, choices=Kind.choices, blank=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    unit_type = LineField(max_length=16, choices=UnitType.choices, blank=True)
    ends = models.BooleanField(default=False)
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    # Empty: founded before its deeds were recorded, or by a file.
    reorganization = models.ForeignKey(Reorganization, models.PROTECT, null=True, blank=True, related_name="changes")

    class Meta:
        ordering = ["on", "pk"]
        verbose_name = _("change of an organisation")
        verbose_name_plural = _("changes of organisations")
        constraints = [
            models.CheckConstraint(
                condition=~Q(ends=True) | Q(parent=None, name="", kind="", sector=None, unit_type=""),
                name="change_that_ends_changes_nothing_else",
                violation_error_message=_(
                    "The end of an organisation changes nothing else of it. Record the other change by itself."
                ),
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(ends=True),
                name="change_ends_once",
                violation_error_message=_("The end of this organisation is recorded already. Take that back first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.on}"


class PlaceQuerySet(models.QuerySet["Place"]):
    def on(self, day: date) -> PlaceQuerySet:
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)


class Place(Standing, models.Model):
    """Where an organisation stood and what it was, from the first day on, up to but without the day `until`."""

    organization = models.ForeignKey(Organization, models.CASCADE, related_name="places")
    since = models.DateField()
    until = models.DateField(null=True)
    parent = models.ForeignKey(Organization, models.PROTECT, null=True, related_name="places_below")
    path = LineField(max_length=40)
    name = NameField(max_length=200)
    kind = LineField(max_length=24, choices=Kind.choices)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="+")
    unit_type = LineField(max_length=16, choices=UnitType.choices, blank=True, default="")

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["path", "since"]
        verbose_name = _("place of an organisation")
        verbose_name_plural = _("places of organisations")
        indexes = [models.Index(fields=["path", "since"], name="place_path")]
        constraints = [
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="place_ends_after_it_begins",
                violation_error_message=_("An organisation cannot leave a place before it came there. Check the days."),
            ),
            models.UniqueConstraint(
                fields=["organization", "since"],
                name="place_begins_once",
                violation_error_message=_(
                    "The tree was changed by somebody else meanwhile. Load the page again and repeat the step."
                ),
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(until=None),
                name="place_open_once",
                violation_error_message=_(
                    "The tree was changed by somebody else meanwhile. Load the page again and repeat the step."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.since}"


def stood_on(day: date | F, field: str = "organization") -> Q:
    """The condition on the places of what `field` names: where it stood on the day, one or that of each row.

    What has ended remains liable, and much happens on its last day: from that day on it is where it stood last.
    To be used in one filter() with what else is asked of the place: there is one a day, so no row doubles.
    """
    at = f"{field}__places"
    last = Q(**{f"{at}__until": None}) | Q(**{f"{at}__until": F(f"{field}__closed_on")})
    return (last | Q(**{f"{at}__until__gt": day})) & Q(**{f"{at}__since__lte": day})


def stood_within(organization: Organization, day: date | F, field: str = "organization") -> Q:
    """The condition that what `field` names stood at or below the organisation on the day."""
    return stood_on(day, field) & within(organization, f"{field}__places__path")


def stood_in_reach(user: User, permission: Permission, day: str, field: str = "organization") -> Exists:
    """The condition that it stood, on the day of each row, where the person may do this."""
    places = Place.objects.filter(reach_of(user, permission), organization=OuterRef(field))
    held = Q(until=None) | Q(until__gt=OuterRef(day)) | Q(until=F("organization__closed_on"))
    return Exists(places.filter(held, since__lte=OuterRef(day)))
