"""The records behind a number of the summary form as a list: its columns, and what narrows it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.alphabet import in_vietnamese
from accounts.lists.pages import list_page
from accounts.lists.ranks import by_words
from accounts.policy import Request
from members.search import meant_by
from organizations.matching import each_word
from organizations.models import Organization, Sector
from ratings.levels import Level
from ratings.models import RatingYear
from ratings.rules.names import level_names
from ratings.summary import lists
from ratings.summary.standings import EMPTY
from ratings.summary.units import COLUMNS
from stored.matching import begins
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

Names = Mapping[Level, str | Promise]
OWN, PLACE, MEMBER = "sheet__organization", "organization", "member"
NAMED = ("organization", "of", "sector", "unit")
ORGANIZATIONS = "summary_organizations"


class SummaryFilter(ListFilter):
    """All but the search says which number of the form it is."""

    organization = PlainLineField(required=False, widget=forms.HiddenInput)
    of = PlainLineField(required=False, widget=forms.HiddenInput)
    sector = forms.ModelChoiceField(
        Sector.objects.all(), to_field_name="code", label=_("Sector"), required=False, widget=forms.HiddenInput
    )
    unit = forms.ChoiceField(
        label=_("Type of unit"),
        choices=[("", ""), *((column.code, column.title) for column in COLUMNS)],
        required=False,
        widget=forms.HiddenInput,
    )
    q = PlainLineField(label=_("Name or number"), required=False, max_length=120)


class OrganizationsFilter(SummaryFilter):
    kind = PlainLineField(required=False, widget=forms.HiddenInput)


@dataclass(frozen=True)
class Shown:
    """`rows` and how a row is drawn and found."""

    rows: QuerySet[Any]
    columns: tuple[Column, ...]
    meant_by: Callable[[str], Q]
    form: Callable[[QueryDict], ListFilter] = SummaryFilter
    place: str = "summary_members"


def listed(request: Request, title: str, about: str, path: str, shown: Shown) -> ListPage:
    spec = ListSpec(
        title=title,
        about=about,
        sheet=_("Records"),
        columns=shown.columns,
        form=shown.form,
        counted=lambda count: ngettext("%(total)s row", "%(total)s rows", count) % {"total": format_integer(count)},
        search_hint=_("Name or number; marks are not needed"),
        nothing=_("Nobody stands here"),
        nothing_hint=_("The figures have changed since, or nothing is entered yet."),
        download=f"{path}download/",
    )
    return list_page(request, shown.place, spec, lambda chosen: _found(shown, chosen["q"]), path=path)


def _found(shown: Shown, text: str) -> QuerySet[Any]:
    return shown.rows.filter(each_word(text, shown.meant_by)) if text else shown.rows


def members_shown(chosen: lists.ListFilter) -> Shown:
    if chosen.of == EMPTY:
        rows: QuerySet[Any] = lists.members_not_entered(chosen)
        return Shown(rows, _member_columns(PLACE, chosen), lambda word: meant_by(word, PLACE))
    names = level_names(chosen.rating_year.rule_set, of_members=True)
    columns = (*_member_columns(OWN, chosen), _level(names), _note())
    return Shown(lists.member_ratings(chosen), columns, lambda word: meant_by(word, OWN))


def organizations_shown(chosen: lists.ListFilter) -> Shown:
    if chosen.of == EMPTY:
        rows: QuerySet[Any] = lists.organizations_not_entered(chosen)
        return Shown(rows, _place_columns("", chosen.rating_year), begins, OrganizationsFilter, ORGANIZATIONS)
    names = level_names(chosen.rating_year.rule_set, of_members=False)
    columns = (*_place_columns(OWN, chosen.rating_year), _level(names), _note())
    found = lists.organization_ratings(chosen)
    return Shown(found, columns, lambda word: begins(word, f"{OWN}__search_key"), OrganizationsFilter, ORGANIZATIONS)


def _member_columns(place: str, chosen: lists.ListFilter) -> tuple[Column, ...]:
    def where(row: Any) -> Organization:
        return row.sheet.organization if place == OWN else row.organization

    return (
        Column("name", _("Full name"), lambda row: row.member.full_name, ("member__sort_key",), link=_member, width=30),
        Column("number", _("Number"), lambda row: row.member.code, ("member__code",), kept=True, width=12),
        Column(
            "organization",
            _("Party organisation"),
            lambda row: where(row).name,
            (f"{place}__path",),
            link=lambda row: _sheet(chosen.rating_year, where(row)),
            width=46,
        ),
    )


def _place_columns(place: str, rating_year: RatingYear) -> tuple[Column, ...]:
    before = f"{place}__" if place else ""
    kinds = by_words(f"{before}kind", Organization.Kind.choices)

    def where(row: Any) -> Organization:
        return row.sheet.organization if place else row

    def link(row: Any) -> str:
        return _sheet(rating_year, where(row)) if place else row.get_absolute_url()

    return (
        Column("name", _("Party organisation"), lambda row: where(row).name, (f"{before}path",), link=link, width=46),
        Column("code", _("Code"), lambda row: where(row).code, (f"{before}code",), usual=False, kept=True, card="no"),
        Column("kind", _("Type"), lambda row: where(row).get_kind_display(), (kinds,), width=26),
    )


def _member(row: Any) -> str:
    return row.member.get_absolute_url()


def _sheet(rating_year: RatingYear, organization: Organization) -> str:
    return reverse("ratings:sheet", args=[rating_year.year, organization.pk])


def _level(names: Names) -> Column:
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


def _note() -> Column:
    return Column("note", _("Note"), "note", (in_vietnamese("note"),), width=40)
