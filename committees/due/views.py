"""The terms of committees: the list, and the list as a workbook."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from committees.due.lists import committees_listed


@a_list("committees", gettext_lazy("Terms of committees"))
@policy(Permission.VIEW_MEMBERS)
def at_work(request: Request) -> HttpResponse:
    listed = committees_listed(request)
    return render(request, "committees/list.html", {"list": listed, "form": listed.form, "page": listed.page})


@policy(Permission.VIEW_MEMBERS, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    page = reverse("committees:list")
    return handed_out(request, committees_listed(request), page, "nhiem-ky-cap-uy", note_list("committees"))
