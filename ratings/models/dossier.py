"""What the dossier of a sheet holds (Regulation 366-QĐ/TW, Art. 17)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ratings.models.sheets import Sheet
from stored.fields import LineField

ITEMS = 9


class DossierItem(models.Model):
    """One of the nine kinds of papers: whether it is there, and where it is kept. `present` is empty until told."""

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="dossier")
    number = models.PositiveSmallIntegerField(_("number in the list"))
    present = models.BooleanField(_("in the dossier"), null=True, blank=True)
    place = LineField(_("where it is kept"), max_length=200, blank=True)

    class Meta:
        ordering = ["number"]
        verbose_name = _("item of the dossier")
        verbose_name_plural = _("items of the dossier")
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "number"],
                name="dossieritem_once_a_sheet",
                violation_error_message=_("This item stands in the list already. Correct that one."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=ITEMS),
                name="dossieritem_number",
                violation_error_message=_("The list has nine items. Choose one of them."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sheet}, {self.number}"
