from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from members import deeds
from members.filters import DayAsked
from members.forms import EnterForm, MemberCorrectForm
from members.lists import members_listed, note_download
from members.models import LifeEvent, Member
from members.reconciling import entering
from members.summary import summary_of
from organizations import closed_days
from organizations.closed_days import Entered
from organizations.models import Organization, reach_of
from ui import decisions
from ui.forms import accepted
from ui.lists.ways import kept


@a_list("members", gettext_lazy("Party members"))
@policy(Permission.VIEW_MEMBERS)
def member_list(request: Request) -> HttpResponse:
    listed = members_listed(request)
    may_edit = _may_enter(request.user)
    context = {
        "list": listed,
        "form": listed.form,
        "page": listed.page,
        "may_edit": may_edit,
        "may_import": may_edit and request.user.holds(Permission.IMPORT_FILES),
    }
    return render(request, "members/list.html", context)


def _may_enter(user: User) -> bool:
    """Where all has ended, nobody can be added."""
    here = reach_of(user, Permission.EDIT_MEMBERS)
    return user.holds(Permission.EDIT_MEMBERS) and Organization.objects.filter(here, closed_on=None).exists()


@policy(Permission.VIEW_MEMBERS, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    page = reverse("members:list")
    return handed_out(request, members_listed(request), page, "dang-vien", note_download)


@policy(Permission.VIEW_MEMBERS)
def of_organization(request: Request, pk: int) -> HttpResponse:
    """How many belong to an organisation and to what stands below it: a part of the organisation's page."""
    visible = Organization.objects.visible_to(request.user, Permission.VIEW_MEMBERS)
    organization = get_object_or_404(visible, pk=pk)
    template = "members/_of_organization.html" if request.htmx else "members/of_organization.html"
    form = DayAsked(request.GET)
    on, today = form.day(), timezone.localdate()
    context = {
        "organization": organization,
        "form": form,
        "on": on,
        "day_asked": "" if on == today else f"&on={on.isoformat()}",
        "summary": summary_of(organization, on),
        "of_today": on == today,
    }
    return render(request, template, context)


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def enter(request: Request) -> HttpResponse:
    user = request.user
    known = entering.from_difference(request.GET.get("difference", ""), user)
    form = EnterForm(request.POST if request.method == "POST" else None, by=user, initial=known.initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        member = accepted(
            form,
            deeds.enter,
            facts=form.facts(),
            kind=LifeEvent.Kind(chosen["kind"]),
            organization=chosen["organization"],
            decided_on=chosen["decided_on"],
            decision_number=chosen["decision_number"],
            beyond=chosen["beyond"],
            elsewhere=chosen["elsewhere"],
            by=user,
        )
        if member:
            entering.entered(known, member, user)
            decisions.remember(request, "enter", chosen)
            messages.success(request, gettext("The member is on the list."))
            _tell_of_closed_years(request, member, chosen)
            return redirect(kept(request, member.get_absolute_url()))
    decisions.offer(request, "enter", form)
    return render(request, "members/enter.html", {"form": form})


def _tell_of_closed_years(request: Request, member: Member, chosen: dict[str, Any]) -> None:
    where, decided_on = chosen["organization"], chosen["decided_on"]
    since = member.admitted_on if chosen["kind"] == LifeEvent.Kind.ADMITTED else decided_on
    closed_days.tell(request, Entered(where, decided_on), Entered(where, since, lasts=True))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def correct(request: Request, pk: int) -> HttpResponse:
    user = request.user
    member = get_object_or_404(Member.objects.editable_by(user), pk=pk)
    form = MemberCorrectForm(request.POST if request.method == "POST" else None, instance=member)
    if request.method == "POST" and form.is_valid() and _corrected(form, member, user):
        messages.success(request, gettext("The facts are saved."))
        return redirect(kept(request, member.get_absolute_url()))
    # A bound ModelForm writes what was typed onto its instance: the page's own words come from the row.
    context = {"form": form, "member": Member.objects.get(pk=pk), "stale": form.stale}
    return render(request, "members/correct.html", context, status=409 if form.stale else 200)


def _corrected(form: MemberCorrectForm, member: Member, by: User) -> bool:
    seen = form.cleaned_data["seen"]
    return accepted(form, deeds.correct, member=member, facts=form.facts(), seen=seen, by=by) is not None
