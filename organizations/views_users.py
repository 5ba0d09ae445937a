"""Accounts and who acts where: for administrators, who see no member and no rating."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts import actions as accounts
from accounts.forms import UserForm
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.roles import Role
from organizations import actions
from organizations.forms import AssignmentForm
from organizations.models import Assignment, users_managed_by
from ui.forms import accepted
from ui.queries import without_page
from ui.refusals import Refused, tell
from ui.vietnamese import fold, person_key

PER_PAGE = 50


@policy(Permission.MANAGE_USERS)
def user_list(request: Request) -> HttpResponse:
    wanted = request.GET.get("q", "")[:120]
    assignments = Prefetch("assignments", Assignment.objects.select_related("organization"))
    managed = users_managed_by(request.user).prefetch_related(assignments)
    found = [one for one in managed if fold(wanted) in fold(one.full_name) or fold(wanted) in fold(one.username)]
    found.sort(key=lambda one: person_key(one.full_name))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "wanted": wanted, "query": without_page(request.GET)}
    return render(request, "organizations/users.html", context)


@policy(Permission.MANAGE_USERS)
def user_detail(request: Request, pk: int) -> HttpResponse:
    person = _managed(request, pk)
    context = {"person": person, "assignments": person.assignments.select_related("organization")}
    return render(request, "organizations/user.html", context)


@policy(Permission.MANAGE_USERS, methods=("GET", "POST"))
def add_user(request: Request) -> HttpResponse:
    form = UserForm(request.POST if request.method == "POST" else None)
    person = None
    if request.method == "POST" and form.is_valid():
        person = accepted(form, accounts.add_user, **form.cleaned_data, by=request.user)
    if person:
        messages.success(request, gettext("The account is there. Now give it a role and make a link for the password."))
        return redirect("organizations:user", person.pk)
    return render(request, "organizations/add_user.html", {"form": form})


@policy(Permission.MANAGE_USERS, methods=("POST",))
def disable_user(request: Request, pk: int) -> HttpResponse:
    return _set_active(request, pk, active=False)


@policy(Permission.MANAGE_USERS, methods=("POST",))
def enable_user(request: Request, pk: int) -> HttpResponse:
    return _set_active(request, pk, active=True)


@policy(Permission.MANAGE_USERS, methods=("POST",))
def make_link(request: Request, pk: int) -> HttpResponse:
    """The one answer that carries the link: it is not kept anywhere."""
    person = _managed(request, pk)
    link = request.build_absolute_uri(accounts.make_link(user=person, by=request.user))
    return render(request, "organizations/user_link.html", {"person": person, "link": link})


@policy(Permission.MANAGE_USERS, methods=("GET", "POST"))
def assign(request: Request, pk: int) -> HttpResponse:
    person = _managed(request, pk)
    form = AssignmentForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid() and _assigned(form, person, request.user):
        messages.success(request, gettext("The role is given."))
        return redirect("organizations:user", person.pk)
    return render(request, "organizations/assign.html", {"form": form, "person": person})


@policy(Permission.MANAGE_USERS, methods=("POST",))
def end_assignment(request: Request, pk: int) -> HttpResponse:
    mine = Assignment.objects.visible_to(request.user).filter(user__in=users_managed_by(request.user))
    assignment = get_object_or_404(mine.select_related("user", "organization"), pk=pk)
    try:
        actions.end_assignment(assignment=assignment, by=request.user)
        messages.success(request, gettext("The role has ended."))
    except Refused as refused:
        tell(request, refused)
    return redirect("organizations:user", assignment.user_id)


def _assigned(form: AssignmentForm, person: User, by: User) -> bool:
    chosen = {**form.cleaned_data, "role": Role(form.cleaned_data["role"])}
    return accepted(form, actions.assign, **chosen, user=person, by=by) is not None


def _set_active(request: Request, pk: int, *, active: bool) -> HttpResponse:
    person = _managed(request, pk)
    try:
        if accounts.set_active(user=person, active=active, by=request.user):
            messages.success(
                request, gettext("The account is enabled.") if active else gettext("The account is disabled.")
            )
    except Refused as refused:
        tell(request, refused)
    return redirect("organizations:user", person.pk)


def _managed(request: Request, pk: int) -> User:
    return get_object_or_404(users_managed_by(request.user), pk=pk)
