"""The columns of the records behind a number of the summary form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.ranks import by_words
from organizations.models import Organization
from ratings.levels import Level
from ratings.models import RatingYear
from ratings.summary import lists
from ui.lists.columns import Column

Names = Mapping[Level, str | Promise]
OWN, PLACE = "sheet__organization", "organization"
YEAR = "sheet__rating_year__year"


def member_columns(place: str, chosen: lists.ListFilter) -> tuple[Column, ...]:
    def where(row: Any) -> Organization:
        return row.sheet.organization if place == OWN else row.organization

    return (
        Column("name", _("Full name"), lambda row: row.member.full_name, ("member__sort_key",), link=_member, width=30),
        Column("number", _("Number"), lambda row: row.member.code, ("member__code",), kept=True, width=12),
        Column(
            "organization",
            _("Party organisation"),
            _called,
            (f"{place}__path",),
            link=lambda row: _sheet(chosen.rating_year, where(row)),
            width=46,
        ),
    )


def place_columns(place: str, rating_year: RatingYear) -> tuple[Column, ...]:
    """As they stood in the year, where `place` is that of a sheet."""
    before = f"{place}__" if place else ""
    kinds = by_words("sheet__kind" if place else "kind", Organization.Kind.choices)

    def where(row: Any) -> Organization:
        return row.sheet.organization if place else row

    def stood(row: Any) -> Any:
        return row.sheet if place else row

    def link(row: Any) -> str:
        return _sheet(rating_year, where(row)) if place else row.get_absolute_url()

    return (
        Column("name", _("Party organisation"), _called, (f"{before}path",), link=link, width=46),
        Column("code", _("Code"), lambda row: where(row).code, (f"{before}code",), usual=False, kept=True, card="no"),
        Column("kind", _("Type"), lambda row: stood(row).get_kind_display(), (kinds,), width=26),
    )


def _called(row: Any) -> str:
    """In the year, whatever it was renamed to since, perhaps by another root."""
    return row.sheet.name if hasattr(row, "sheet_id") else row.called


def _member(row: Any) -> str:
    return row.member.get_absolute_url()


def _sheet(rating_year: RatingYear, organization: Organization) -> str:
    return reverse("ratings:sheet", args=[rating_year.year, organization.pk])


def level_column(names: Names) -> Column:
    return Column(
        "level",
        _("Level"),
        lambda rating: _level_words(names, rating),
        ("level", "not_rated_reason"),
        html=lambda rating: _level_html(names, rating),
        width=30,
    )


def _level_words(names: Names, rating: Any) -> str:
    """As it was called then, for levels that were converted."""
    if getattr(rating, "legacy_level", None):
        return rating.get_legacy_level_display()
    named = str(names[Level(rating.level)]) if rating.level is not None else ""
    return "; ".join(filter(None, (named, rating.get_not_rated_reason_display() if rating.not_rated_reason else "")))


def _level_html(names: Names, rating: Any) -> str:
    words = _level_words(names, rating)
    if not words or getattr(rating, "legacy_level", None):
        return words
    tone = Level(rating.level).tone if rating.level is not None else "l0"
    return format_html('<span class="level-read level-read-{}">{}</span>', tone, words)


def year_column(rating_year: RatingYear) -> Column:
    """In every workbook, which comes back in as a file of past ratings (ratings.importing)."""
    return Column("year", _("Year"), lambda _row: str(rating_year), (YEAR,), usual=False, kept=True, card="no")


def note_column() -> Column:
    return Column("note", _("Note"), "note", (in_vietnamese("note"),), width=40)
