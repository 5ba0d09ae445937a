"""The ways down to the pages of a year and of a sheet."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext

from organizations.models import Organization
from ratings.models import RatingYear, Sheet
from ui.crumbs import Crumb, crumbs


def year_crumbs(rating_year: RatingYear, *below: Crumb) -> tuple[Crumb, ...]:
    """A year that is not planned yet has no page."""
    url = rating_year.get_absolute_url() if rating_year.pk else ""
    return crumbs(Crumb(gettext("Yearly rating"), reverse("ratings:index")), Crumb(str(rating_year), url), *below)


def sheet_crumbs(sheet: Sheet, *below: Crumb) -> tuple[Crumb, ...]:
    parent = sheet.parent
    above = [Crumb(parent.name)] if parent and parent.kind != Organization.Kind.ROOT else []
    own = Crumb(sheet.name, sheet.get_absolute_url())
    return year_crumbs(sheet.rating_year, *above, own, *below)
