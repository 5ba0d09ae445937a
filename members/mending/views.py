"""The way back from each deed: correct what was mistyped, revoke what was entered by mistake, enter it again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from members.mending import correcting, revoking
from members.mending.forms import CorrectEventForm, RevokeForm
from members.models import Deed, LifeEvent, Member
from organizations import closed_days
from organizations.closed_days import Entered
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, record_crumbs
from ui.refusals import Refused, tell


def _event(user: User, pk: int) -> LifeEvent:
    """Of a move, what tells of its arrival."""
    mine = LifeEvent.objects.filter(member__in=Member.objects.editable_by(user))
    event = get_object_or_404(mine.select_related("member", "organization", "counterpart", "arrival"), pk=pk)
    return revoking.together(event)[-1]


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def correct_event(request: Request, pk: int) -> HttpResponse:
    event = _event(request.user, pk)
    form = CorrectEventForm(request.POST if request.method == "POST" else None, event=event, by=request.user)
    title = gettext("Correct: %(event)s") % {"event": event.get_kind_display()}
    if request.method == "POST" and form.is_valid():
        facts, reason = form.facts(), form.cleaned_data["reason"]
        done = accepted(form, correcting.correct_event, event=event, facts=facts, reason=reason, by=request.user)
        if done:
            messages.success(request, gettext("It is corrected."))
            entered = {"organization": event.organization, **facts}
            days = (event.happened_on, entered["happened_on"])
            closed_days.tell(request, *(Entered(entered["organization"], day, lasts=True) for day in days))
            return redirect(kept(request, event.member.get_absolute_url()))
    return _asked(request, event, form, title, gettext("Correct"))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def revoke_event(request: Request, pk: int) -> HttpResponse:
    event = _event(request.user, pk)
    form = RevokeForm(request.POST if request.method == "POST" else None, event=event)
    title = gettext("Revoke: %(event)s") % {"event": event.get_kind_display()}
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if deed := accepted(form, revoking.revoke, event=event, reason=reason, by=request.user):
            messages.success(request, gettext("It is revoked; what it said is kept."))
            closed_days.tell(request, Entered(event.organization, event.happened_on, lasts=True))
            return redirect("members:revoked", deed.pk)
    return _asked(request, event, form, title, gettext("Revoke"))


def _asked(request: Request, event: LifeEvent, form: RevokeForm, title: str, button: str) -> HttpResponse:
    context = {"event": event, "member": event.member, "form": form, "title": title, "button": button}
    return render(request, "members/mending/event.html", context | {"crumbs": _crumbs(request, event.member, title)})


def _crumbs(request: Request, member: Member, title: str) -> Any:
    person = Crumb(member.full_name, member.get_absolute_url())
    return record_crumbs(request, gettext("Party members"), "members:list", person, Crumb(title))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def revoked(request: Request, pk: int) -> HttpResponse:
    """What was taken back stays to be read by who edits at either end of it, also where the member is on no list."""
    seen = Deed.objects.visible_to(request.user, Permission.EDIT_MEMBERS).filter(state=Deed.State.REVOKED)
    deed = get_object_or_404(seen.select_related("member", "source", "target", "settled_by"), pk=pk)
    if request.method == "POST":
        try:
            member = revoking.enter_again(deed=deed, by=request.user)
        except Refused as refused:
            tell(request, refused)
            return redirect("members:revoked", deed.pk)
        messages.success(request, gettext("It is entered again."))
        return redirect(member.get_absolute_url())
    title = gettext("Revoked: %(deed)s") % {"deed": deed.get_kind_display()}
    context = {"deed": deed, "member": deed.member, "title": title, "is_listed": deed.member.memberships.exists()}
    return render(request, "members/mending/revoked.html", context)
