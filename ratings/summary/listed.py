"""The records behind a number of the summary form as a list, and what narrows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.lists.pages import list_page
from accounts.policy import Request
from members.search import meant_by
from organizations.matching import each_word
from organizations.models import Sector
from organizations.sectors import NO_SECTOR, NONE
from ratings.rules.names import level_names
from ratings.summary import lists
from ratings.summary.columns import OWN, PLACE, level_column, member_columns, note_column, place_columns, year_column
from ratings.summary.standings import EMPTY
from ratings.summary.units import COLUMNS
from stored.matching import begins
from ui.forms import PlainLineField
from ui.lists.columns import Column
from ui.lists.filters import ListFilter
from ui.lists.pages import ListPage
from ui.lists.spec import ListSpec
from ui.numbers import format_integer

NAMED = ("organization", "of", "sector", "unit")
ORGANIZATIONS = "summary_organizations"


def _sectors() -> list[tuple[str, str | Promise]]:
    return [("", ""), *((each.code, each.name) for each in Sector.objects.all()), (NONE, NO_SECTOR)]


class SummaryFilter(ListFilter):
    """All but the search says which number of the form it is."""

    organization = PlainLineField(required=False, widget=forms.HiddenInput)
    of = PlainLineField(required=False, widget=forms.HiddenInput)
    sector = forms.ChoiceField(label=_("Sector"), choices=_sectors, required=False, widget=forms.HiddenInput)
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
        return Shown(rows, member_columns(PLACE, chosen), lambda word: meant_by(word, PLACE))
    names = level_names(chosen.rating_year.rule_set, of_members=True)
    columns = (*member_columns(OWN, chosen), level_column(names), note_column(), year_column(chosen.rating_year))
    return Shown(lists.member_ratings(chosen), columns, lambda word: meant_by(word, OWN))


def organizations_shown(chosen: lists.ListFilter) -> Shown:
    if chosen.of == EMPTY:
        rows: QuerySet[Any] = lists.organizations_not_entered(chosen)
        return Shown(rows, place_columns("", chosen.rating_year), begins, OrganizationsFilter, ORGANIZATIONS)
    names = level_names(chosen.rating_year.rule_set, of_members=False)
    year = chosen.rating_year
    columns = (*place_columns(OWN, year), level_column(names), note_column(), year_column(year))
    found = lists.organization_ratings(chosen)
    return Shown(found, columns, lambda word: begins(word, f"{OWN}__search_key"), OrganizationsFilter, ORGANIZATIONS)
