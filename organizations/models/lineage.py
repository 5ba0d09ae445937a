"""What came from what when organisations were merged or split."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from organizations.models.organizations import Organization
from organizations.models.reorganizations import Reorganization
from stored.fields import LineField


class Lineage(models.Model):
    """What an organisation came from: a merged one has two predecessors."""

    class Kind(models.TextChoices):
        MERGE = "merge", _("Merger")
        SPLIT = "split", _("Division")
        MOVE = "move", _("Move")

    predecessor = models.ForeignKey(Organization, models.PROTECT, related_name="successor_links")
    successor = models.ForeignKey(Organization, models.PROTECT, related_name="predecessor_links")
    kind = LineField(max_length=8, choices=Kind.choices)
    happened_on = models.DateField()
    decision_number = LineField(max_length=60, blank=True)
    reorganization = models.ForeignKey(Reorganization, models.PROTECT, null=True, blank=True, related_name="links")

    class Meta:
        ordering = ["happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor", "kind"],
                name="lineage_once",
                violation_error_message=_("That one came from the other is recorded already."),
            ),
            models.CheckConstraint(
                condition=~Q(predecessor=F("successor")),
                name="lineage_between_two",
                violation_error_message=_("An organisation cannot come from itself. Choose another."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"
