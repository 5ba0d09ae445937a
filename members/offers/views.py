"""Transfers that wait and planned deeds: the list, one of them, and what is decided about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from members.models import Deed, Member
from members.offers import actions, carrying
from members.offers.filters import SHOWN
from members.offers.forms import AcceptForm, CorrectPlanForm, RefuseForm
from members.offers.limits import limits_of
from members.offers.lists import deeds_listed, is_late, stands
from members.offers.plannable import words_of
from members.offers.transitions import TABLE, Step, at_end_of, may
from organizations import closed_days
from organizations.closed_days import Entered
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, record_crumbs, way_back
from ui.refusals import Refused, tell

RELATED = ("member", "source__parent", "target", "by", "settled_by")


@a_list("member_deeds", gettext_lazy("Transfers and planned deeds"))
@policy(Permission.VIEW_MEMBERS)
def deeds(request: Request) -> HttpResponse:
    listed = deeds_listed(request)
    return render(request, "members/deeds.html", {"list": listed, "form": listed.form, "page": listed.page})


@policy(Permission.VIEW_MEMBERS, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    page = reverse("members:deeds")
    return handed_out(request, deeds_listed(request), page, "chuyen-sinh-hoat", note_list("member_deeds"))


@policy(Permission.VIEW_MEMBERS)
def deed(request: Request, pk: int) -> HttpResponse:
    """Of the member no more than a letter says, unless the person may see the member anyway."""
    found, today = _visible(request, pk), timezone.localdate()
    context = {
        "deed": found,
        "title": words_of(found),
        "state": stands(found, today),
        "late": is_late(found, today),
        "may": {step.value: may(request.user, found, step) for step in Step},
        "is_due": carrying.is_due(found),
        **_ways(request, found),
    }
    return render(request, "members/deed.html", context)


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def accept(request: Request, pk: int) -> HttpResponse:
    found = _on_which(request, pk, Step.ACCEPT)
    form = AcceptForm(_sent(request), initial={"on": timezone.localdate()}, deed=found, by=request.user)
    if request.method == "POST" and form.is_valid():
        source = found.source
        if accepted(form, actions.accept, deed=found, by=request.user, **form.cleaned_data):
            messages.success(request, gettext("The member is taken in; who sent the member is told."))
            chosen = form.cleaned_data
            places = [place for place in (source, chosen["organization"]) if place]
            closed_days.tell(request, *(Entered(place, chosen["on"], lasts=True) for place in places))
            return redirect(kept(request, found.member.get_absolute_url()))
    return _form_page(request, found, Step.ACCEPT, form, gettext("Take in"))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def refuse(request: Request, pk: int) -> HttpResponse:
    found = _on_which(request, pk, Step.REFUSE)
    done = gettext("Not taken in; who sent the member is told why.")
    return _settled(request, found, Step.REFUSE, RefuseForm(_sent(request)), actions.refuse, gettext("Refuse"), done)


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def correct(request: Request, pk: int) -> HttpResponse:
    found = _on_which(request, pk, Step.CORRECT)
    form = CorrectPlanForm(_sent(request), initial={"on": found.on, "decision_number": found.decision_number})
    title, done = gettext("Correct the planned deed"), gettext("The planned deed is corrected.")
    return _settled(request, found, Step.CORRECT, form, actions.correct, title, done)


@policy(Permission.EDIT_MEMBERS, methods=("POST",))
def withdraw(request: Request, pk: int) -> HttpResponse:
    found = _on_which(request, pk, Step.WITHDRAW)
    return _pressed(request, found, actions.withdraw, gettext("Withdrawn."))


@policy(Permission.EDIT_MEMBERS, methods=("POST",))
def carry_out(request: Request, pk: int) -> HttpResponse:
    """What could not be done on its day, once more."""
    found = _on_which(request, pk, Step.CARRY_OUT)
    if not carrying.is_due(found):
        tell(request, Refused(gettext("Its day has not come yet.")))
        return redirect(kept(request, found.get_absolute_url()))
    return _pressed(request, found, carrying.carry_out, gettext("Done."))


def _visible(request: Request, pk: int) -> Deed:
    seen = Deed.objects.visible_to(request.user).filter(state__in=SHOWN)
    return get_object_or_404(seen.select_related(*RELATED), pk=pk)


def _on_which(request: Request, pk: int, step: Step) -> Deed:
    """In any state: who comes too late reads what became of it."""
    mine = at_end_of(request.user, step).filter(state__in=SHOWN)
    return get_object_or_404(mine.select_related(*RELATED), pk=pk)


def _sent(request: Request) -> Any:
    return request.POST if request.method == "POST" else None


def _pressed(request: Request, found: Deed, action: Any, done: str) -> HttpResponse:
    try:
        action(deed=found, by=request.user)
    except Refused as refused:
        tell(request, refused)
    else:
        messages.success(request, done)
    return redirect(kept(request, found.get_absolute_url()))


def _settled(
    request: Request, found: Deed, step: Step, form: forms.Form, action: Any, title: str, done: str
) -> HttpResponse:
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and accepted(form, action, deed=found, by=request.user, **form.cleaned_data):
        messages.success(request, done)
        return redirect(kept(request, found.get_absolute_url()))
    return _form_page(request, found, step, form, title)


def _form_page(request: Request, found: Deed, step: Step, form: forms.Form, title: str) -> HttpResponse:
    context = {
        "deed": found,
        "form": form,
        "title": title,
        "is_over": found.state not in TABLE[step].sources and not form.is_bound,
        **_ways(request, found),
    }
    return render(request, "members/deed_form.html", context)


def _ways(request: Request, found: Deed) -> dict[str, Any]:
    crumb = Crumb(f"{words_of(found)}: {found.member.full_name}")
    crumbs = record_crumbs(request, gettext("Transfers and planned deeds"), "members:deeds", crumb)
    sees_member = Member.objects.visible_to(request.user).filter(pk=found.member_id).exists()
    return {
        "member": found.member,
        "sees_member": sees_member,
        "limits": limits_of(found) if found.state == Deed.State.OFFERED else None,
        "back": way_back(request),
        "crumbs": crumbs,
    }
