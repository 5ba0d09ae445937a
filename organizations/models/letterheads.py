"""How the papers of a Party organisation at the top are headed and signed, beyond its name."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from organizations.models.organizations import Organization
from stored.fields import LineField, NameField


class Letterhead(models.Model):
    """What is empty follows from the name of the organisation (organizations.paper_heads), or is left out."""

    organization = models.OneToOneField(
        Organization, models.PROTECT, related_name="letterhead", verbose_name=_("Party organisation")
    )
    committee = NameField(_("committee, as it heads its papers"), max_length=200, blank=True)
    committee_in_text = NameField(_("committee, as running text names it"), max_length=60, blank=True)
    superior = NameField(_("Party organisation above"), max_length=200, blank=True)
    reports_to = NameField(_("body above that gets its reports"), max_length=200, blank=True)
    abbreviation = LineField(_("abbreviation in document numbers"), max_length=20, blank=True)
    place = NameField(_("place of writing"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("head of papers")
        verbose_name_plural = _("heads of papers")

    def __str__(self) -> str:
        return str(self.organization)
