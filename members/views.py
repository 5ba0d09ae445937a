from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from members import actions
from members.exports import members_workbook
from members.forms import EnterForm, MemberCorrectForm, MemberFilter
from members.models import LifeEvent, Member, Membership
from members.summary import summary_of
from organizations.models import Organization
from ui import decisions
from ui.forms import accepted
from ui.queries import without_page
from ui.workbooks.lists import filter_words
from ui.workbooks.writing import attachment

PER_PAGE = 50


@policy(Permission.VIEW_MEMBERS)
def member_list(request: Request) -> HttpResponse:
    user = request.user
    form, members = _listed(request)
    page = Paginator(members, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "query": without_page(request.GET),
        "today": timezone.localdate(),
        "may_edit": user.holds(Permission.EDIT_MEMBERS),
    }
    return render(request, "members/list.html", context)


@policy(Permission.VIEW_MEMBERS, methods=("POST",))
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    user = request.user
    form, members = _listed(request)
    content = members_workbook(members, filter_words(form), today=timezone.localdate(), by=user)
    actions.note_download(rows=len(members), asked=without_page(request.GET), by=user)
    return attachment(content, "dang-vien")


def _listed(request: Request) -> tuple[MemberFilter, QuerySet[Member]]:
    """Each member with `current`: where they belong today, as far as the person may see it."""
    user = request.user
    form = MemberFilter(request.GET or None, by=user)
    members = _found(user, form.cleaned_data if form.is_valid() else {})
    current = Membership.objects.visible_to(user).filter(until=None).select_related("organization")
    return form, members.prefetch_related(Prefetch("memberships", current, to_attr="current"))


def _found(user: User, chosen: dict[str, Any]) -> QuerySet[Member]:
    status, today = chosen.get("status", ""), timezone.localdate()
    members = Member.objects.visible_to(user)
    memberships = Membership.objects.visible_to(user)
    if organization := chosen.get("organization"):
        memberships = memberships.below(organization)
    if status == "ended":
        members = members.filter(pk__in=memberships.values("member")).without_membership()
    else:
        members = members.filter(pk__in=memberships.filter(until=None).values("member"))
    if status == "official":
        members = members.filter(official_on__lte=today)
    if status == "probationary":
        members = members.probationary_on(today)
    text = chosen.get("q", "")
    return members.matching(text).nearest_first(text) if text else members


@policy(Permission.VIEW_MEMBERS)
def member_detail(request: Request, pk: int) -> HttpResponse:
    user = request.user
    member = get_object_or_404(Member.objects.visible_to(user), pk=pk)
    memberships = list(member.memberships.visible_to(user).select_related("organization"))
    current = next((one for one in memberships if one.until is None), None)
    may_edit = Member.objects.editable_by(user).filter(pk=pk).exists()
    context = {
        "member": member,
        "memberships": memberships,
        "events": member.events.visible_to(user).select_related("organization"),
        "current": current,
        "probationary": member.is_probationary(timezone.localdate()),
        "may_correct": may_edit,
        "may_move": may_edit and current is not None,
        "may_view_sheets": user.holds(Permission.VIEW_SHEETS),
        "may_view_cases": user.holds(Permission.VIEW_CASES),
    }
    return render(request, "members/detail.html", context)


@policy(Permission.VIEW_MEMBERS)
def of_organization(request: Request, pk: int) -> HttpResponse:
    """How many belong to an organisation and to what stands below it: a part of the organisation's page."""
    visible = Organization.objects.visible_to(request.user, Permission.VIEW_MEMBERS)
    organization = get_object_or_404(visible, pk=pk)
    template = "members/_of_organization.html" if request.htmx else "members/of_organization.html"
    context = {"organization": organization, "summary": summary_of(organization, timezone.localdate())}
    return render(request, template, context)


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def enter(request: Request) -> HttpResponse:
    user = request.user
    form = EnterForm(request.POST if request.method == "POST" else None, by=user)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        member = accepted(
            form,
            actions.enter,
            facts=form.facts(),
            kind=LifeEvent.Kind(chosen["kind"]),
            organization=chosen["organization"],
            decided_on=chosen["decided_on"],
            decision_number=chosen["decision_number"],
            by=user,
        )
        if member:
            decisions.remember(request, "enter", chosen)
            messages.success(request, gettext("The member is on the list."))
            return redirect(member)
    decisions.offer(request, "enter", form)
    return render(request, "members/enter.html", {"form": form})


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def correct(request: Request, pk: int) -> HttpResponse:
    user = request.user
    member = get_object_or_404(Member.objects.editable_by(user), pk=pk)
    form = MemberCorrectForm(request.POST if request.method == "POST" else None, instance=member)
    if request.method == "POST" and form.is_valid() and _corrected(form, member, user):
        messages.success(request, gettext("The facts are saved."))
        return redirect("members:detail", pk)
    # A bound ModelForm writes what was typed onto its instance: the page's own words come from the row.
    context = {"form": form, "member": Member.objects.get(pk=pk), "stale": form.stale}
    return render(request, "members/correct.html", context, status=409 if form.stale else 200)


def _corrected(form: MemberCorrectForm, member: Member, by: User) -> bool:
    seen = form.cleaned_data["seen"]
    return accepted(form, actions.correct, member=member, facts=form.facts(), seen=seen, by=by) is not None
