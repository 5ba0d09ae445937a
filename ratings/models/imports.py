"""Workbooks sent to a sheet."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from ratings.models.sheets import Sheet
from stored.fields import JsonField, LineField


class Import(models.Model):
    """A workbook that was sent for a sheet: first only shown, then saved as a whole, perhaps taken back as a whole.

    `contents` is what the cells held (ratings.workbook.contents), for as long as it waits; `changes` is what the
    commit changed.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Not saved yet")
        COMMITTED = "committed", _("Saved")
        UNDONE = "undone", _("Taken back")

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="imports")
    state = LineField(_("state"), max_length=10, choices=State.choices, default=State.PREVIEWED)
    file_name = LineField(max_length=200)
    file_sha256 = LineField(max_length=64)
    # The version of the sheet that the preview compared with: only that one is overwritten.
    sheet_version = models.PositiveIntegerField()
    contents: models.JSONField[Any] = JsonField(default=dict)
    changes: models.JSONField[Any] = JsonField(default=dict)
    skipped: models.JSONField[Any] = JsonField(default=list)
    committed_version = models.PositiveIntegerField(null=True, blank=True)
    uploaded_at = models.DateTimeField(default=timezone.now)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    committed_at = models.DateTimeField(null=True, blank=True)
    committed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        verbose_name = _("import from a workbook")
        verbose_name_plural = _("imports from workbooks")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["previewed", "committed", "undone"]),
                name="import_state",
                violation_error_message=_("Choose one of the listed values."),
            ),
            models.CheckConstraint(
                condition=Q(
                    state="previewed", committed_at=None, committed_by=None, committed_version=None, undone_at=None
                )
                | Q(
                    state__in=["committed", "undone"],
                    committed_at__isnull=False,
                    committed_by__isnull=False,
                    committed_version__isnull=False,
                ),
                name="import_committed_by_and_at_together",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state="undone", undone_at__isnull=False, undone_by__isnull=False)
                | (~Q(state="undone") & Q(undone_at=None, undone_by=None)),
                name="import_undone_by_and_at_together",
                violation_error_message=_(
                    "Who did it and when belong together. Load the page again and repeat the step."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.file_name}"

    def get_absolute_url(self) -> str:
        sheet = self.sheet
        return reverse("ratings:workbook_import", args=[sheet.rating_year.year, sheet.organization_id, self.pk])
