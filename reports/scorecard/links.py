"""Where the records behind a figure are."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse


def records_path(term: str, code: str, year: int | None = None) -> str:
    return reverse("reports:figure", args=[term, code, year or "term"])


def records_url(term: str, code: str, year: int | None = None) -> str:
    """With the portal's address, for a reader of the paper."""
    return settings.PORTAL_URL + records_path(term, code, year)
