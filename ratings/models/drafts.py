"""What is typed on a sheet and not saved."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ratings.models.sheets import Sheet
from stored.fields import JsonField


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
