"""The committee of an organisation for one term."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.permissions import Permission
from organizations.models import Organization, moved_on, reach_of, within
from stored.fields import LineField
from ui.moments import day as day_in_words

SEATS = [MaxValueValidator(200)]


class CommitteeQuerySet(models.QuerySet["Committee"]):
    def visible_to(self, user: User, permission: Permission = Permission.VIEW_MEMBERS) -> CommitteeQuerySet:
        here = reach_of(user, permission, "organization__path")
        return self.filter(here | moved_on(user, permission, "organization"))

    def editable_by(self, user: User) -> CommitteeQuerySet:
        return self.filter(reach_of(user, Permission.EDIT_MEMBERS, "organization__path"))

    def on(self, day: date) -> CommitteeQuerySet:
        return self.filter(Q(until=None) | Q(until__gt=day), since__lte=day)

    def standing(self) -> CommitteeQuerySet:
        return self.filter(until=None)

    def below(self, organization: Organization) -> CommitteeQuerySet:
        return self.filter(within(organization, "organization__path"))


class Committee(models.Model):
    """It works from the day on which it was elected or appointed until another takes over, which `until` says.

    `due_on` is when the term is over; a committee goes on beyond it until the next congress.
    """

    class Formed(models.TextChoices):
        ELECTED = "elected", _("Elected by a congress")
        APPOINTED = "appointed", _("Appointed by the committee above")

    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="committees", verbose_name=_("Party organisation")
    )
    since = models.DateField(_("elected or appointed on"))
    due_on = models.DateField(_("term ends on"))
    until = models.DateField(_("worked until"), null=True, blank=True)
    formed = LineField(_("formed"), max_length=10, choices=Formed.choices, default=Formed.ELECTED)
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    committee_seats = models.PositiveSmallIntegerField(
        _("seats in the committee"), null=True, blank=True, validators=SEATS
    )
    board_seats = models.PositiveSmallIntegerField(
        _("seats in the standing board"), null=True, blank=True, validators=SEATS
    )
    commission_seats = models.PositiveSmallIntegerField(
        _("seats in the inspection commission"), null=True, blank=True, validators=SEATS
    )

    objects = CommitteeQuerySet.as_manager()

    class Meta:
        ordering = ["-since", "pk"]
        verbose_name = _("committee")
        verbose_name_plural = _("committees")
        indexes = [models.Index(fields=["due_on"], name="committee_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gt=F("since")),
                name="committee_due_after_it_begins",
                violation_error_message=_("The term cannot end before it begins. Check both dates."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gt=F("since")),
                name="committee_ends_after_it_begins",
                violation_error_message=_("A committee cannot end before it begins. Check both dates."),
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=Q(until=None),
                name="committee_one_at_a_time",
                violation_error_message=_(
                    "This organisation has a committee already. Enter the new one from its page, which ends that one."
                ),
            ),
            models.CheckConstraint(
                condition=Q(formed__in=["elected", "appointed"]),
                name="committee_formed",
                violation_error_message=_("Choose one of the listed values."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.term}"

    def get_absolute_url(self) -> str:
        return reverse("committees:detail", args=[self.pk])

    @property
    def term(self) -> str:
        return f"{self.since.year} – {self.due_on.year}"

    @property
    def span(self) -> str:
        if self.until is None:
            return gettext("since %(day)s") % {"day": day_in_words(self.since)}
        return f"{day_in_words(self.since)} – {day_in_words(self.until)}"
