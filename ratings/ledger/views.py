"""The yearly ledger of members, and the people behind each of its numbers."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from members.models import Member
from ratings.ledger.forms import LedgerForm
from ratings.ledger.page import address, shown, year_tabs
from ratings.ledger.people import page_of
from ratings.ledger.scope import Scope
from ratings.ledger.tables import BY_CODE, FULL, PROBATIONARY
from ratings.summary.workbook import tables_workbook
from ui.crumbs import Crumb, crumbs
from ui.days import written
from ui.queries import one_of
from ui.workbooks.writing import attachment


@policy(Permission.VIEW_MEMBERS)
def ledger(request: Request) -> HttpResponse:
    form = LedgerForm(request.GET, by=request.user)
    context: dict[str, Any] = {"form": form, "shown": None, "note": "", "years": (), "asked": {}, "query": ""}
    context["crumbs"] = _crumbs(Crumb(gettext("Ledger of members")))
    if form.is_valid():
        chosen, period = form.cleaned_data, form.period
        asked = chosen["organization"], chosen["sector"], period
        found = shown(*asked)
        context |= {
            "shown": found,
            "note": f"{found.scope} · {found.days}",
            "years": year_tabs(*asked),
            "asked": address(*asked),
            "query": urlencode(address(*asked)),
        }
    return render(request, "ratings/ledger.html", context)


@policy(Permission.VIEW_MEMBERS)
def workbook(request: Request) -> HttpResponse:
    """A copy to take along holds counts only, no names."""
    form = _understood(request)
    found = shown(form.cleaned_data["organization"], form.cleaned_data["sector"], form.period)
    lines = [found.scope, found.days, *found.editions]
    name = gettext("ledger-%(code)s-%(day)s") % {"code": found.organization.code, "day": form.period.last.isoformat()}
    return attachment(tables_workbook([found.table], lines), slugify(name))


@policy(Permission.VIEW_MEMBERS)
def people(request: Request) -> HttpResponse:
    form = _understood(request)
    chosen, period = form.cleaned_data, form.period
    line = BY_CODE[one_of(request.GET, "line", set(BY_CODE)) or "closing"]
    standing = one_of(request.GET, "standing", {FULL, PROBATIONARY})
    scope = Scope(chosen["organization"], chosen["sector"])
    page = page_of(scope, period, line, standing, request.GET.get("page"))
    asked = address(chosen["organization"], chosen["sector"], period)
    back = f"{reverse('ratings:ledger')}?{urlencode(asked)}"
    title = str(line.words).removeprefix("– ")
    seen = Member.objects.visible_to(request.user).filter(pk__in=[row.member.pk for row in page])
    context = {
        "page": page,
        "title": title,
        "scope": scope,
        "standing": standing,
        "days": f"{written(period.first)} – {written(period.last)}",
        "query": urlencode({**asked, "line": line.code, "standing": standing}),
        "linked": set(seen.values_list("pk", flat=True)),
        "dated": any(row.on for row in page),
        "crumbs": _crumbs(Crumb(gettext("Ledger of members"), back), Crumb(title)),
    }
    return render(request, "ratings/ledger_people.html", context)


def _understood(request: Request) -> LedgerForm:
    """Of an address that says nothing there is no list: 404."""
    form = LedgerForm(request.GET, by=request.user)
    if not form.is_valid() or any(len(said) > 1 for _name, said in request.GET.lists()):
        raise Http404
    return form


def _crumbs(*below: Crumb) -> tuple[Crumb, ...]:
    return crumbs(Crumb(gettext("Party members"), reverse("members:list")), *below)
