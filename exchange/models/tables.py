"""The tables of a sent file, and what was judged and written of their rows, some hundred rows to a record."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from exchange.models.imports import Import
from stored.fields import JsonField, KeptField, LineField


class SentTable(models.Model):
    """A worksheet's table: its headings, and which of its rows were left out and why. `taken`: it is brought in."""

    upload = models.ForeignKey(Import, models.CASCADE, related_name="tables")
    position = models.PositiveSmallIntegerField()
    name = LineField(max_length=200)
    headings: models.JSONField[Any] = models.JSONField()
    heading_row = models.PositiveIntegerField()
    remarks: models.JSONField[Any] = JsonField(default=list)
    left_out: models.JSONField[Any] = JsonField(default=list)
    row_count = models.PositiveIntegerField()
    taken = models.BooleanField(default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "position"],
                name="exchange_table_position_once",
                violation_error_message=_("The file is being kept at this moment. Load the page again."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Chunk(models.Model):
    """`rows`: [number, line of the file] each; `judged`: as exchange.rows writes it, one for each row, once judged."""

    table = models.ForeignKey(SentTable, models.CASCADE, related_name="chunks")
    position = models.PositiveIntegerField()
    rows = KeptField()
    size = models.PositiveSmallIntegerField()
    judged = KeptField(default=list)
    errors = models.PositiveSmallIntegerField(default=0)
    new = models.PositiveSmallIntegerField(default=0)
    changed = models.PositiveSmallIntegerField(default=0)
    same = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "position"],
                name="exchange_chunk_position_once",
                violation_error_message=_("The file is being kept at this moment. Load the page again."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.table}, {self.position}"


class WrittenRows(models.Model):
    """What taking back needs: [number, label, data] each."""

    upload = models.ForeignKey(Import, models.CASCADE, related_name="written_rows")
    position = models.PositiveIntegerField()
    rows = KeptField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "position"],
                name="exchange_written_position_once",
                violation_error_message=_("The file is being kept at this moment. Load the page again."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.upload}, {self.position}"
