"""The sectors by which grassroots organisations are counted."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from stored.fields import LineField


class Sector(models.Model):
    """One of the six groups in which a Party committee leads and reports: five of agencies, one of enterprises."""

    class Kind(models.TextChoices):
        AGENCIES = "agencies", _("Agencies")
        ENTERPRISES = "enterprises", _("Enterprises")

    code = models.SlugField(max_length=40, unique=True)
    name_vi = LineField(max_length=160)
    name_en = LineField(max_length=160)
    kind = LineField(max_length=12, choices=Kind.choices)
    position = models.PositiveSmallIntegerField(unique=True)

    class Meta:
        ordering = ["position"]
        verbose_name = _("sector")
        verbose_name_plural = _("sectors")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["agencies", "enterprises"]),
                name="sector_kind",
                violation_error_message=_("Choose one of the listed values."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return self.name_en if get_language() == "en" else self.name_vi
