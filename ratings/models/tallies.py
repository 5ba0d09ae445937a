"""The counts of a sheet, frozen by a decision."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from ratings.models.sheets import Sheet
from stored.fields import LineField


class TallyQuerySet(models.QuerySet["Tally"]):
    def forget(self) -> None:
        """Of an import that is taken back, on which nothing stands."""
        self._raw_delete(self.db)

    def delete(self) -> NoReturn:
        raise TypeError("Tallies are never deleted: a later decision makes the next edition.")

    def update(self, **values: Any) -> NoReturn:
        raise TypeError("Tallies are never changed: a later decision makes the next edition.")


class Tally(models.Model):
    """One counted measure of a sheet, frozen by a decision; ratings.counts.measures names them.

    All of one `version` are an edition. The one that counts is that of the approved sheet's present version.
    """

    sheet = models.ForeignKey(Sheet, models.PROTECT, related_name="tallies")
    version = models.PositiveIntegerField()
    measure = LineField(max_length=40)
    value = models.BigIntegerField()

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "version", "measure"],
                name="tally_once_an_edition",
                violation_error_message=_("This figure of the sheet is counted already."),
            )
        ]
        indexes = [models.Index(fields=["measure", "sheet"], name="tally_measure")]

    def __str__(self) -> str:
        return f"{self.measure} = {self.value}"
