"""The summary form of a year, and the lists behind its numbers."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Organization, Sector
from organizations.pickers import OrganizationFinder
from ratings.crumbs import year_crumbs
from ratings.models import RatingYear
from ratings.rules.names import level_names
from ratings.summary import lists as summary_lists
from ratings.summary.counts import MEMBERS
from ratings.summary.form import SUBJECTS, subject_name, summary_of
from ratings.summary.forms import ScopeForm
from ratings.summary.scope import scope_of, topmost, visible_places
from ratings.summary.tables import tables
from ratings.summary.workbook import summary_workbook
from ui.components import Tab
from ui.crumbs import Crumb
from ui.pickers.views import rows_found
from ui.queries import without_page
from ui.workbooks.writing import attachment

PAGE_SIZE = 50


@policy(Permission.VIEW_SHEETS)
def summary(request: Request, year: int) -> HttpResponse:
    rating_year = get_object_or_404(RatingYear, year=year)
    if "organization_text" in request.GET:
        return _chosen(request, rating_year)
    scope = scope_of(request)
    return _summary(request, rating_year, scope, ScopeForm(by=request.user, initial={"organization": scope}))


def _chosen(request: Request, rating_year: RatingYear) -> HttpResponse:
    """To the address of what is chosen, which can be sent; what is not understood is asked about, without figures."""
    form = ScopeForm(request.GET, by=request.user)
    if form.is_valid():
        return redirect(summary_url(rating_year.year, form.cleaned_data["organization"]))
    return _summary(request, rating_year, topmost(request.user), form)


def _summary(request: Request, rating_year: RatingYear, scope: Organization, choice: ScopeForm) -> HttpResponse:
    form = summary_of(rating_year, scope)
    context = {
        "summary": form,
        "tables": [] if choice.is_bound else tables(form),
        "choice": choice,
        "rating_year": rating_year,
        "organization": scope,
        "superior": form.superior,
        "years": _tabs(rating_year, scope),
        "crumbs": _crumbs(rating_year, scope),
    }
    return render(request, "ratings/summary.html", context)


@policy(Permission.VIEW_SHEETS)
def workbook(request: Request, year: int) -> HttpResponse:
    """A copy to take along holds counts only, no names."""
    rating_year, scope = get_object_or_404(RatingYear, year=year), scope_of(request)
    name = gettext("summary-%(year)s-%(code)s") % {"year": year, "code": scope.code}
    return attachment(summary_workbook(summary_of(rating_year, scope)), slugify(name))


@policy(Permission.VIEW_SHEETS)
def pick_place(request: Request) -> HttpResponse:
    return rows_found(request, OrganizationFinder(visible_places(request.user)))


def _tabs(shown: RatingYear, scope: Organization) -> list[Tab]:
    years = RatingYear.objects.order_by("-year")
    return [Tab(str(each), summary_url(each.year, scope), each == shown) for each in years]


def summary_url(year: int, scope: Organization) -> str:
    return f"{reverse('ratings:summary', args=[year])}?organization={scope.pk}"


def _crumbs(rating_year: RatingYear, scope: Organization, *below: Crumb) -> tuple[Crumb, ...]:
    return year_crumbs(rating_year, Crumb(gettext("Summary form"), summary_url(rating_year.year, scope)), *below)


@policy(Permission.VIEW_SHEETS)
def members(request: Request, year: int) -> HttpResponse:
    chosen = _filter(request, year)
    not_entered = summary_lists.members_not_entered(chosen)
    if chosen.of == summary_lists.EMPTY:
        return _list(request, chosen, MEMBERS, "memberships", not_entered)
    missing = 0 if chosen.of else not_entered.count()
    return _list(request, chosen, MEMBERS, "ratings", summary_lists.member_ratings(chosen), missing)


@policy(Permission.VIEW_SHEETS)
def organizations(request: Request, year: int) -> HttpResponse:
    subject = request.GET.get("kind", "")
    if subject and (subject not in SUBJECTS or subject == MEMBERS):
        raise Http404
    chosen = _filter(request, year, SUBJECTS.get(subject, ()))
    not_entered = summary_lists.organizations_not_entered(chosen)
    if chosen.of == summary_lists.EMPTY:
        return _list(request, chosen, subject, "organizations", not_entered)
    missing = 0 if chosen.of else not_entered.count()
    return _list(request, chosen, subject, "own_ratings", summary_lists.organization_ratings(chosen), missing)


def _filter(request: Request, year: int, kinds: tuple[str, ...] = ()) -> summary_lists.ListFilter:
    rating_year, of = get_object_or_404(RatingYear, year=year), request.GET.get("of", "")
    if not summary_lists.is_known(of):
        raise Http404
    return summary_lists.ListFilter(rating_year, scope_of(request), of, request.GET.get("sector", "")[:40], kinds)


def _list(
    request: Request, chosen: summary_lists.ListFilter, subject: str, listed: str, rows: Any, not_entered: int = 0
) -> HttpResponse:
    """`listed`: under which name the template reads the rows. `not_entered`: how many more have no row yet."""
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    names = level_names(chosen.rating_year.rule_set, of_members=subject == MEMBERS)
    standing = summary_lists.words(chosen.of, names)
    named = subject_name(subject) if subject else gettext("Party organisations")
    title = f"{named}: {standing}" if standing else named
    context: dict[str, Any] = {
        "memberships": None,
        "ratings": None,
        "organizations": None,
        "own_ratings": None,
        "not_entered": not_entered,
        "level_names": [summary_lists.LevelName(level.value, str(name), level.tone) for level, name in names.items()],
        "title": title,
        "sector": Sector.objects.filter(code=chosen.sector).first() if chosen.sector else None,
        "chosen": chosen,
        "rating_year": chosen.rating_year,
        "crumbs": _crumbs(chosen.rating_year, chosen.scope, Crumb(title)),
        "query": without_page(request.GET),
        "empty_query": _with(request, summary_lists.EMPTY),
        listed: page,
        "page": page,
    }
    return render(request, "ratings/summary_list.html", context)


def _with(request: Request, of: str) -> str:
    kept = request.GET.copy()
    kept.pop("page", None)
    kept["of"] = of
    return kept.urlencode()
