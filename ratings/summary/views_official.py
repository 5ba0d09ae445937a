"""Forms 7A, 7B and 6F of a year."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.asked_year import year_of
from ratings.register.stands import stand
from ratings.summary.official_tables import Official, official_forms
from ratings.summary.scope import scope_of
from ratings.summary.views import summary_crumbs
from ratings.summary.workbook import tables_workbook
from ui.crumbs import Crumb
from ui.moments import moment
from ui.workbooks.writing import attachment


@policy(Permission.VIEW_SHEETS)
def official(request: Request, year: int) -> HttpResponse:
    forms = _forms(request, year)
    context = {
        "official": forms,
        "tables": forms.tables(),
        "rating_year": forms.rating_year,
        "organization": forms.scope,
        "superior": forms.head.superior,
        "place": forms.head.place,
        "crumbs": summary_crumbs(forms.rating_year, forms.scope, Crumb(gettext("Forms 7A, 7B and 6F"))),
        "workbook": f"{reverse('ratings:summary_official_workbook', args=[year])}?organization={forms.scope.pk}",
    }
    return render(request, "ratings/summary_official.html", context)


@policy(Permission.VIEW_SHEETS)
def workbook(request: Request, year: int) -> HttpResponse:
    """A copy to take along holds counts only, no names."""
    forms = _forms(request, year)
    name = gettext("forms-7a-7b-6f-%(year)s-%(code)s") % {"year": year, "code": forms.scope.code}
    return attachment(tables_workbook(forms.tables(), _about(forms)), slugify(name))


def _forms(request: Request, year: int) -> Official:
    rating_year = year_of(request, year)
    return official_forms(rating_year, scope_of(request, rating_year))


def _about(forms: Official) -> list[str]:
    said = {"rules": forms.rating_year.rules_named, "taken": moment(forms.taken_at)}
    lines = [
        gettext("%(name)s, %(year)s") % {"name": forms.scope.name, "year": forms.rating_year.year},
        gettext("by %(rules)s · figures of %(taken)s") % said,
    ]
    if fixed := stand(forms.rating_year):
        lines.append(fixed.words)
    return [*lines, *([gettext("Provisional: not every sheet is approved.")] if forms.is_provisional else [])]
