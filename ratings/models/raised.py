"""Decisions that let more than the rule's percentage of one group be excellent."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.models import Organization
from ratings.grounds import TitleGroup
from ratings.models.years import RatingYear
from stored.fields import LineField, ShortTextField

RULE, MOST = 20, 25
CAPPED = [(group.value, group.label) for group in TitleGroup.capped()]
KINDS = [choice for choice in Organization.Kind.choices if choice[0] != Organization.Kind.ROOT]


class RaisedCap(models.Model):
    """More than 20, at most 25 percent for a body with outstanding results (Regulation 366-QĐ/TW, Article 11(1.5)).

    The group: members of `organization` by title, or the organisations of one kind directly below it.
    """

    rating_year = models.ForeignKey(
        RatingYear, models.PROTECT, related_name="raised_caps", verbose_name=_("rating year")
    )
    organization = models.ForeignKey(
        Organization, models.PROTECT, related_name="raised_caps", verbose_name=_("Party organisation")
    )
    group = LineField(_("group"), max_length=24, choices=[*CAPPED, *KINDS])
    percent = models.PositiveSmallIntegerField(_("percent"))
    decision_number = LineField(_("decision number"), max_length=60)
    decided_on = models.DateField(_("decided on"))
    ground = ShortTextField(_("ground"), max_length=500)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    class Meta:
        ordering = ["organization__path", "group"]
        verbose_name = _("raised cap")
        verbose_name_plural = _("raised caps")
        constraints = [
            models.UniqueConstraint(
                fields=["rating_year", "organization", "group"],
                name="raisedcap_once_a_group",
                violation_error_message=_("A higher share is recorded for this group. Take it back first."),
            ),
            models.CheckConstraint(
                condition=Q(percent__gt=RULE, percent__lte=MOST),
                name="raisedcap_percent",
                violation_error_message=_("A decision may raise the share to 21 to 25 percent."),
            ),
            models.CheckConstraint(
                condition=Q(group__in=[group for group, _label in [*CAPPED, *KINDS]]),
                name="raisedcap_group",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=~Q(decision_number=""),
                name="raisedcap_has_decision",
                violation_error_message=_("Write the number of the decision."),
            ),
            models.CheckConstraint(
                condition=~Q(ground=""),
                name="raisedcap_has_ground",
                violation_error_message=_("Write on what ground the share is raised."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization}, {self.get_group_display()}: {self.percent} %"

    @property
    def is_of_members(self) -> bool:
        return self.group in TitleGroup.capped()
