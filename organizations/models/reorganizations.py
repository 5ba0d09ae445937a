"""What was decided about organisations: one decision, carried out as a whole and taken back as a whole."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from organizations.models.organizations import Organization
from stored.fields import JsonField, LineField, LongTextField


class ReorganizationQuerySet(models.QuerySet["Reorganization"]):
    def standing(self) -> ReorganizationQuerySet:
        """Without those that were taken back."""
        return self.filter(taken_back_at=None)


class Reorganization(models.Model):
    """Of the organisations that it touches: those it changed, founded or ended, and those these stand or stood below.

    `kept` is what each floor needs to take its part back, by the floor's name (organizations.deeds.keepers).
    """

    class Kind(models.TextChoices):
        FOUND = "found", _("Founding")
        CORRECT = "correct", _("Correction of what was mistyped")
        RENAME = "rename", _("Change of name")
        TURN = "turn", _("Change of type")
        CLASSIFY = "classify", _("Change of sector or type of unit")
        MOVE = "move", _("Move")
        MERGE = "merge", _("Merger")
        SPLIT = "split", _("Division")
        DISSOLVE = "dissolve", pgettext_lazy("of an organisation, by decision", "Dissolution")

    kind = LineField(_("what was decided"), max_length=12, choices=Kind.choices)
    on = models.DateField(_("takes effect on"))
    decision_number = LineField(_("decision number"), max_length=60, blank=True)
    decided_on = models.DateField(_("date of the decision"), null=True, blank=True)
    note = LongTextField(_("note"), blank=True)
    by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    organizations = models.ManyToManyField(Organization, related_name="reorganizations")
    kept: models.JSONField[Any] = JsonField(default=dict, editable=False)

    objects = ReorganizationQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        verbose_name = _("reorganisation")
        verbose_name_plural = _("reorganisations")
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind__in=["found", "correct", "rename", "turn", "classify", "move", "merge", "split", "dissolve"]
                ),
                name="reorganization_kind",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(taken_back_at=None, taken_back_by=None)
                | Q(taken_back_at__isnull=False, taken_back_by__isnull=False),
                name="reorganization_taken_back_by_and_at_together",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.on:%d/%m/%Y}"

    def get_absolute_url(self) -> str:
        return reverse("organizations:reorganization", args=[self.pk])

    @property
    def named(self) -> str:
        """The kind, told apart where a decision calls it by another name: by what was founded, and how many changed."""
        if self.kind == self.Kind.MERGE and not self.kept.get("founded"):
            return "merge_into"
        if self.kind == self.Kind.MOVE and self.kept.get("changed", 1) > 1:
            return "hand_over"
        return self.kind

    @property
    def title(self) -> str:
        return title_of(self.named)


def title_of(named: str) -> str:
    words = {"merge_into": gettext("Merger into one that goes on"), "hand_over": gettext("Handing over")}
    return words.get(named) or str(Reorganization.Kind(named).label)
