"""Which column of a file is which, as somebody chose it: files with the same headings come again."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from stored.fields import LineField


class SavedMapping(models.Model):
    """`place`: the path of the tree below which it was chosen; `headings` is their fingerprint."""

    kind = LineField(max_length=40)
    place = LineField(max_length=40, blank=True)
    headings = LineField(max_length=64)
    choices: models.JSONField[Any] = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("columns of a file, as chosen")
        verbose_name_plural = _("columns of files, as chosen")
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "place", "headings"],
                name="exchange_mapping_once_a_place",
                violation_error_message=_("The file is being kept at this moment. Load the page again."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}, {self.headings}"
