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
from members.events.lists import events_listed


@a_list("member_events", gettext_lazy("Events of members"))
@policy(Permission.VIEW_MEMBERS)
def events(request: Request) -> HttpResponse:
    listed = events_listed(request)
    user = request.user
    may_import = user.holds(Permission.EDIT_MEMBERS) and user.holds(Permission.IMPORT_FILES)
    context = {"list": listed, "form": listed.form, "page": listed.page, "may_import": may_import}
    return render(request, "members/events/list.html", context)


@policy(Permission.VIEW_MEMBERS, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    page = reverse("members:events")
    return handed_out(request, events_listed(request), page, "bien-dong-dang-vien", note_list("member_events"))
