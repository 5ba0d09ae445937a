"""What happens to a member: each deed is a form of its own at one kind of page."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import Permission
from accounts.policy import Request, policy
from members.deed_pages.forms import DayForm
from members.deed_pages.offered import BY_CODE, DeedPage
from members.forms import place_of
from members.models import Member
from members.offers import entering
from organizations import closed_days
from organizations.closed_days import Entered
from organizations.models import Organization
from ui import decisions
from ui.forms import accepted
from ui.lists.ways import kept


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def deed(request: Request, pk: int, deed: str) -> HttpResponse:
    page = BY_CODE.get(deed)
    if page is None:
        raise Http404
    member = get_object_or_404(Member.objects.editable_by(request.user), pk=pk)
    form = page.form(request.POST if request.method == "POST" else None, by=request.user, member=member)
    if request.method == "POST" and form.is_valid() and (place := _done(request, page, form, member)):
        return place
    _begin_with(request, form)
    decisions.offer(request, page.code, form)
    return render(request, "members/event.html", {"form": form, "member": member, "title": page.title})


def _done(request: Request, page: DeedPage, form: DayForm, member: Member) -> HttpResponse | None:
    if page.waits_as and entering.waits(form.cleaned_data, request.user):
        return _waiting(request, page, form, member)
    place = place_of(member)
    if not accepted(form, page.act, **form.cleaned_data, member=member, by=request.user):
        return None
    decisions.remember(request, page.code, form.cleaned_data, day=form.decided_by)
    messages.success(request, str(page.done))
    _tell_of_closed_years(request, form, place, page.lasts)
    return redirect(kept(request, member.get_absolute_url()))


def _waiting(request: Request, page: DeedPage, form: DayForm, member: Member) -> HttpResponse | None:
    chosen = form.cleaned_data
    deed = accepted(form, entering.enter, kind=page.waits_as, member=member, chosen=chosen, by=request.user)
    if deed is None:
        return None
    decisions.remember(request, page.code, chosen, day=form.decided_by)
    messages.success(request, entering.told(deed))
    return redirect(kept(request, deed.get_absolute_url()))


def _begin_with(request: Request, form: DayForm) -> None:
    """The organisation that was chosen on the page one came from, if it may be chosen here."""
    field: Any = form.fields.get("organization")
    asked = request.GET.get("organization", "")
    if field and asked and not form.is_bound and (chosen := field.finder.by_value(asked)):
        form.initial = {**form.initial, "organization": chosen}


def _tell_of_closed_years(request: Request, form: DayForm, place: Organization | None, lasts: bool) -> None:
    """At either end of a transfer, of which one may stand below another root."""
    day = form.cleaned_data[form.decided_by]
    places = filter(None, (place, form.cleaned_data.get("organization")))
    closed_days.tell(request, *(Entered(each, day, lasts) for each in places))
