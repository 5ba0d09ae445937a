"""Accounts and who acts where: for administrators, who see no member and no rating."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts import actions as accounts
from accounts.forms import UserForm
from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.roles import Role
from accounts.trail.record import note_list
from organizations import actions
from organizations.forms import AssignmentForm
from organizations.lists_users import users_listed
from organizations.models import Assignment, users_managed_by
from organizations.namesakes import named_apart, under
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, record_crumbs, way_back
from ui.refusals import Refused, tell


@a_list("users", gettext_lazy("Users and roles"))
@policy(Permission.MANAGE_USERS)
def user_list(request: Request) -> HttpResponse:
    listed = users_listed(request)
    return render(request, "organizations/users.html", {"list": listed, "form": listed.form, "page": listed.page})


@policy(Permission.MANAGE_USERS, methods=("POST",))
def download_users(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    page = reverse("organizations:users")
    return handed_out(request, users_listed(request), page, "nguoi-dung", note_list("users"))


@policy(Permission.MANAGE_USERS)
def user_detail(request: Request, pk: int) -> HttpResponse:
    person = _managed(request, pk)
    context = {
        "person": person,
        "back": way_back(request),
        "crumbs": record_crumbs(request, gettext("Users and roles"), "organizations:users", Crumb(person.full_name)),
        "assignments": [(each, named_apart(each)) for each in _assignments(person)],
    }
    return render(request, "organizations/user.html", context)


@policy(Permission.MANAGE_USERS, methods=("GET", "POST"))
def add_user(request: Request) -> HttpResponse:
    form = UserForm(request.POST if request.method == "POST" else None)
    person = None
    if request.method == "POST" and form.is_valid():
        person = accepted(form, accounts.add_user, **form.cleaned_data, by=request.user)
    if person:
        messages.success(request, gettext("The account is there. Now give it a role and make a link for the password."))
        return redirect(kept(request, reverse("organizations:user", args=[person.pk])))
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
        return _back_to(request, person.pk)
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
    return _back_to(request, assignment.user_id)


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
        else:
            was = (
                gettext("The account was enabled already.") if active else gettext("The account was disabled already.")
            )
            messages.info(request, was)
    except Refused as refused:
        tell(request, refused)
    return _back_to(request, person.pk)


def _back_to(request: Request, pk: int) -> HttpResponse:
    return redirect(kept(request, reverse("organizations:user", args=[pk])))


def _assignments(person: User) -> QuerySet[Assignment]:
    return person.assignments.select_related("organization").annotate(under=under("organization__"))


def _managed(request: Request, pk: int) -> User:
    return get_object_or_404(users_managed_by(request.user), pk=pk)
