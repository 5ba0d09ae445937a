"""What happens to a member: each event is a form of its own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from members import actions
from members.forms import DayForm, EndForm, RecognizeForm, TransferForm, place_of
from members.models import Deed, LifeEvent, Member
from members.offers import entering
from organizations import closed_days
from organizations.closed_days import Entered
from organizations.models import Organization
from ui import decisions
from ui.forms import accepted
from ui.lists.ways import kept


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def transfer(request: Request, pk: int) -> HttpResponse:
    member = _editable(request, pk)
    form = TransferForm(request.POST if request.method == "POST" else None, by=request.user, member=member)
    title, done = gettext("Transfer to another organisation"), gettext("The member is transferred.")
    return _event(request, member, form, actions.transfer, Deed.Kind.TRANSFER, title=title, done=done, lasts=True)


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def recognize(request: Request, pk: int) -> HttpResponse:
    member = _editable(request, pk)
    form = RecognizeForm(request.POST if request.method == "POST" else None)
    title, done = gettext("Recognise as full member"), gettext("The recognition is entered.")
    return _event(request, member, form, actions.recognize, Deed.Kind.RECOGNIZE, title=title, done=done)


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def end(request: Request, pk: int) -> HttpResponse:
    member = _editable(request, pk)
    form = EndForm(request.POST if request.method == "POST" else None, member=member)
    title, done = gettext("Take off the list"), gettext("The member is off the list; the records stay.")
    return _event(request, member, form, _end, Deed.Kind.LEAVE, title=title, done=done, lasts=True)


def _editable(request: Request, pk: int) -> Member:
    return get_object_or_404(Member.objects.editable_by(request.user), pk=pk)


def _end(*, kind: str, **arguments: Any) -> Member:
    return actions.end(kind=LifeEvent.Kind(kind), **arguments)


def _event(
    request: Request,
    member: Member,
    form: DayForm,
    action: Any,
    kind: Deed.Kind,
    *,
    title: str,
    done: str,
    lasts: bool = False,
) -> HttpResponse:
    place = place_of(member)
    is_sent = request.method == "POST" and form.is_valid()
    if is_sent and entering.waits(form.cleaned_data, request.user):
        chosen = form.cleaned_data
        deed = accepted(form, entering.enter, kind=kind, member=member, chosen=chosen, by=request.user)
        if deed:
            decisions.remember(request, action.__name__, chosen, day=form.decided_by)
            messages.success(request, entering.told(deed))
            return redirect(kept(request, deed.get_absolute_url()))
    elif is_sent and accepted(form, action, **form.cleaned_data, member=member, by=request.user):
        decisions.remember(request, action.__name__, form.cleaned_data, day=form.decided_by)
        messages.success(request, done)
        _tell_of_closed_years(request, form, place, lasts)
        return redirect(kept(request, member.get_absolute_url()))
    decisions.offer(request, action.__name__, form)
    return render(request, "members/event.html", {"form": form, "member": member, "title": title})


def _tell_of_closed_years(request: Request, form: DayForm, place: Organization | None, lasts: bool) -> None:
    """At either end of a transfer, of which one may stand below another root."""
    day = form.cleaned_data[form.decided_by]
    places = filter(None, (place, form.cleaned_data.get("organization")))
    closed_days.tell(request, *(Entered(each, day, lasts) for each in places))
