"""The records behind the numbers of the summary form."""

from __future__ import annotations

from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from organizations.models import Sector
from organizations.sectors import NO_SECTOR, NONE
from ratings.asked_year import year_of
from ratings.rules.names import level_names
from ratings.summary import listed
from ratings.summary import lists as summary_lists
from ratings.summary.counts import MEMBERS
from ratings.summary.scope import scope_of
from ratings.summary.standings import EMPTY, KNOWN, WITH_EMPTY, words
from ratings.summary.subjects import SUBJECTS, subject_name
from ratings.summary.units import BY_CODE
from ratings.summary.views import summary_crumbs
from ui.crumbs import Crumb
from ui.lists.pages import ListPage
from ui.queries import one_of


@a_list("summary_members", gettext_lazy("Records behind a figure"), listed.NAMED)
@policy(Permission.VIEW_SHEETS)
def members(request: Request, year: int) -> HttpResponse:
    return _page(request, _members(request, year), reverse("ratings:summary_members", args=[year]))


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download_members(request: Request, year: int) -> HttpResponse:
    page = reverse("ratings:summary_members", args=[year])
    return _handed_out(request, _members(request, year), page, f"xep-loai-dang-vien-{year}")


@a_list("summary_organizations", gettext_lazy("Records behind a figure"), (*listed.NAMED, "kind"))
@policy(Permission.VIEW_SHEETS)
def organizations(request: Request, year: int) -> HttpResponse:
    return _page(request, _organizations(request, year), reverse("ratings:summary_organizations", args=[year]))


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download_organizations(request: Request, year: int) -> HttpResponse:
    page = reverse("ratings:summary_organizations", args=[year])
    return _handed_out(request, _organizations(request, year), page, f"xep-loai-to-chuc-{year}")


class Behind(NamedTuple):
    """The rows behind a number. `not_entered`: how many more have no row yet."""

    chosen: summary_lists.ListFilter
    subject: str
    shown: listed.Shown
    not_entered: int


def _members(request: Request, year: int) -> Behind:
    chosen = _filter(request, year)
    missing = 0 if chosen.of not in WITH_EMPTY else summary_lists.members_not_entered(chosen).count()
    return Behind(chosen, MEMBERS, listed.members_shown(chosen), missing)


def _organizations(request: Request, year: int) -> Behind:
    subject = one_of(request.GET, "kind", set(SUBJECTS) - {MEMBERS})
    chosen = _filter(request, year, SUBJECTS.get(subject, ()))
    missing = 0 if chosen.of not in WITH_EMPTY else summary_lists.organizations_not_entered(chosen).count()
    return Behind(chosen, subject, listed.organizations_shown(chosen), missing)


def _filter(request: Request, year: int, kinds: tuple[str, ...] = ()) -> summary_lists.ListFilter:
    rating_year, of = year_of(request, year), one_of(request.GET, "of", set(KNOWN))
    unit = one_of(request.GET, "unit", set(BY_CODE))
    sector = request.GET.get("sector", "")[:40]
    return summary_lists.ListFilter(rating_year, scope_of(request, rating_year), of, sector, kinds, unit)


def _page(request: Request, behind: Behind, path: str) -> HttpResponse:
    chosen, title = behind.chosen, _title(behind)
    rows = _listed(request, behind, path)
    context: dict[str, Any] = {
        "list": rows,
        "page": rows.page,
        "not_entered": behind.not_entered,
        "title": title,
        "sector": _sector(chosen),
        "unit": _unit(chosen),
        "chosen": chosen,
        "rating_year": chosen.rating_year,
        "crumbs": summary_crumbs(chosen.rating_year, chosen.scope, Crumb(title)),
        "empty_query": _with(request, EMPTY),
    }
    return render(request, "ratings/summary_list.html", context)


def _listed(request: Request, behind: Behind, path: str) -> ListPage:
    chosen = behind.chosen
    about = [_title(behind), chosen.scope.name, _sector(chosen), _unit(chosen), str(chosen.rating_year)]
    return listed.listed(request, _title(behind), ", ".join(filter(None, about)), path, behind.shown)


def _handed_out(request: Request, behind: Behind, page: str, name: str) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    note = note_list("summary", behind.chosen.rating_year)
    return handed_out(request, _listed(request, behind, page), page, name, note)


def _title(behind: Behind) -> str:
    chosen = behind.chosen
    names = level_names(chosen.rating_year.rule_set, of_members=behind.subject == MEMBERS)
    standing = words(chosen.of, names)
    named = subject_name(behind.subject) if behind.subject else gettext("Party organisations")
    return f"{named}: {standing}" if standing else named


def _sector(chosen: summary_lists.ListFilter) -> str:
    if chosen.sector == NONE:
        return str(NO_SECTOR)
    sector = Sector.objects.filter(code=chosen.sector).first() if chosen.sector else None
    return str(sector or "")


def _unit(chosen: summary_lists.ListFilter) -> str:
    return str(BY_CODE[chosen.unit].title) if chosen.unit else ""


def _with(request: Request, of: str) -> str:
    """The same number, of those who stand so; without what the list was narrowed or put in order by."""
    kept = {name: value for name in ("organization", "sector", "unit", "kind") if (value := request.GET.get(name))}
    return urlencode({**kept, "of": of})
