"""Two records of one person: found, compared, put together, and apart again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from members.models import Likeness, Member, RecordMerger
from members.persons import likeness, lives, merging
from members.persons.following import followers
from members.persons.forms import MergeForm, OtherRecordForm, TakeBackForm
from members.persons.lists import likenesses_listed
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import record_crumbs
from ui.refusals import Refused, tell


@a_list("likenesses", gettext_lazy("Perhaps the same person"))
@policy(Permission.EDIT_MEMBERS)
def likenesses(request: Request) -> HttpResponse:
    listed = likenesses_listed(request)
    context = {"list": listed, "form": listed.form, "page": listed.page}
    return render(request, "members/persons/list.html", context)


@policy(Permission.EDIT_MEMBERS, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    listed = likenesses_listed(request)
    return handed_out(request, listed, reverse("members:likenesses"), "co-the-trung", note_list("likenesses"))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def merge(request: Request, pk: int) -> HttpResponse:
    """`other` in the address names the second record; without it, it is asked for."""
    one = get_object_or_404(Member.objects.editable_by(request.user), pk=pk)
    asked = OtherRecordForm(request.GET if "other" in request.GET else None, by=request.user)
    crumbs = record_crumbs(
        request,
        gettext("Party members"),
        "members:list",
        Crumb(one.full_name, one.get_absolute_url()),
        Crumb(gettext("Merge two records")),
    )
    if asked.is_bound and asked.is_valid() and asked.cleaned_data["other"] == one:
        asked.add_error("other", gettext("This is the same record. Choose another."))
    other = asked.cleaned_data["other"] if asked.is_bound and asked.is_valid() else None
    if other is None or not Member.objects.editable_by(request.user).filter(pk=other.pk).exists():
        return render(request, "members/persons/other.html", {"member": one, "form": asked, "crumbs": crumbs})
    form = MergeForm(request.POST if request.method == "POST" else None, one=one, other=other)
    if request.method == "POST" and form.is_valid():
        merger = accepted(form, merging.merge, **form.arguments(), by=request.user)
        if merger:
            messages.success(request, gettext("The two records are one now."))
            return redirect(merger.stayed.get_absolute_url())
    context = {"member": one, "other": other, "form": form, "crumbs": crumbs, **_compared(one, other)}
    return render(request, "members/persons/merge.html", context)


def _compared(one: Member, other: Member) -> dict[str, Any]:
    """What will become of both: of numbers that either may keep."""
    reasons = [*merging.in_the_way(one, other)]
    planned = None if reasons else lives.plan(one, other)
    ends = Likeness.objects.filter(one=min(one, other, key=_number), other=max(one, other, key=_number))
    return {
        "reasons": reasons,
        "sentences": planned.sentences if planned else (),
        "records": [_shown(each) for each in (one, other)],
        "likeness": ends.open().first(),
    }


def _number(member: Member) -> int:
    return member.pk


def _shown(member: Member) -> dict[str, Any]:
    return {
        "member": member,
        "memberships": member.memberships.select_related("organization"),
        "events": member.events.select_related("organization"),
        "rows": [(each.model._meta.verbose_name_plural, each.count(member)) for each in followers()],
    }


@policy(Permission.EDIT_MEMBERS, methods=("POST",))
def tell_apart(request: Request, pk: int) -> HttpResponse:
    pair = get_object_or_404(Likeness.objects.editable_by(request.user), pk=pk)
    try:
        likeness.tell_apart(likeness=pair, by=request.user)
        messages.success(request, gettext("They are two persons; you will not be asked again."))
    except Refused as refused:
        tell(request, refused)
    return redirect(reverse("members:likenesses"))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def merger(request: Request, pk: int) -> HttpResponse:
    found = get_object_or_404(
        RecordMerger.objects.editable_by(request.user).select_related("stayed", "gone", "by", "taken_back_by"), pk=pk
    )
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if (
        request.method == "POST"
        and form.is_valid()
        and accepted(form, merging.take_back, merger=found, **form.cleaned_data, by=request.user) is not None
    ):
        messages.success(request, gettext("The two records stand apart again, as they were."))
        return redirect(found.stayed.get_absolute_url())
    context = {
        "merger": found,
        "form": form,
        "reasons": [*merging.depends(found)],
        "crumbs": record_crumbs(
            request,
            gettext("Party members"),
            "members:list",
            Crumb(found.stayed.full_name, found.stayed.get_absolute_url()),
            Crumb(gettext("Merger of two records")),
        ),
    }
    return render(request, "members/persons/merger.html", context)
