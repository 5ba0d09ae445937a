"""How the papers of each root are headed: for administrators."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.forms_letterheads import LetterheadForm
from organizations.letterheads import set_letterhead
from organizations.models import Letterhead, Organization, OrganizationQuerySet
from ui.forms import accepted


@policy(Permission.MANAGE_USERS)
def letterhead_list(request: Request) -> HttpResponse:
    roots = _roots(request).select_related("letterhead")
    return render(request, "organizations/letterheads.html", {"roots": roots})


@policy(Permission.MANAGE_USERS, methods=("GET", "POST"))
def letterhead(request: Request, pk: int) -> HttpResponse:
    root = get_object_or_404(_roots(request), pk=pk)
    kept = Letterhead.objects.filter(organization=root).first()
    form = LetterheadForm(request.POST if request.method == "POST" else None, root=root, instance=kept)
    if request.method == "POST" and form.is_valid() and _set(form, root, request):
        messages.success(request, gettext("The next papers are headed like this."))
        return redirect("organizations:letterheads")
    return render(request, "organizations/letterhead.html", {"form": form, "root": root})


def _roots(request: Request) -> OrganizationQuerySet:
    return Organization.objects.visible_to(request.user, Permission.MANAGE_USERS).filter(parent=None)


def _set(form: LetterheadForm, root: Organization, request: Request) -> bool:
    return accepted(form, set_letterhead, organization=root, by=request.user, **form.cleaned_data) is not None
