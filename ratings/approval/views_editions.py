"""The approvals of a sheet, with what each counted."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from ratings.approval.editions import editions
from ratings.crumbs import sheet_crumbs
from ratings.grid.material import fetch
from ratings.levels import Level
from ratings.models import Sheet
from ui.crumbs import Crumb
from ui.lists.ways import kept


@policy(Permission.VIEW_SHEETS)
def approvals(request: Request, year: int, organization: int) -> HttpResponse:
    sheet = fetch(request.user, year, organization, Permission.VIEW_SHEETS)
    context = {
        "sheet": sheet,
        "editions": editions(sheet),
        "levels": list(Level),
        "crumbs": sheet_crumbs(sheet, brief_crumb(request, sheet), Crumb(gettext("Approvals"))),
    }
    return render(request, "ratings/approvals.html", context)


def brief_crumb(request: Request, sheet: Sheet) -> Crumb:
    address = reverse("ratings:review", args=[sheet.rating_year.year, sheet.organization_id])
    return Crumb(gettext("Brief"), kept(request, address))
