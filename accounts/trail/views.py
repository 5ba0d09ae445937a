from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.lists import trail_listed
from accounts.trail.record import note_list
from accounts.trail.words import lines


@a_list("trail", gettext_lazy("Audit trail"))
@policy(Permission.VIEW_AUDIT)
def audit(request: Request) -> HttpResponse:
    listed = trail_listed(request)
    context = {"list": listed, "form": listed.form, "page": listed.page, "lines": lines(listed.page)}
    return render(request, "accounts/audit.html", context)


@policy(Permission.VIEW_AUDIT, methods=("POST",))
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    return handed_out(request, trail_listed(request), reverse("accounts:audit"), "nhat-ky", note_list("trail"))
