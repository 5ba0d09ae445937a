"""The bell's panel, the page of all notices, and what is done with them. A page that is read marks nothing."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext

from accounts.policy import Request, signed_in
from notices import actions
from notices.forms import ChoiceForm
from notices.models import Notice
from ui.queries import without_page

PER_PAGE, IN_PANEL = 25, 8
UNREAD = "unread"


@signed_in()
def notice_list(request: Request) -> HttpResponse:
    found = Notice.objects.visible_to(request.user)
    shown = request.GET.getlist("show")
    is_wrong = len(shown) > 1 or not {"", UNREAD}.issuperset(shown)
    only_unread = shown == [UNREAD]
    asked = found.none() if is_wrong else found.unread() if only_unread else found
    page = Paginator(asked, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "only_unread": only_unread, "is_wrong": is_wrong, "query": without_page(request.GET)}
    return render(request, "notices/list.html", context)


@signed_in()
def panel(request: Request) -> HttpResponse:
    """What static/notices/bell.js shows below the bell."""
    return render(request, "notices/_panel.html", {"listed": Notice.objects.visible_to(request.user)[:IN_PANEL]})


@signed_in(methods=("POST",))
def open_notice(request: Request, pk: int) -> HttpResponse:
    """Marks it as read and leads to its record."""
    notice = get_object_or_404(Notice.objects.visible_to(request.user), pk=pk)
    actions.read(notice=notice)
    return redirect(notice.leads_to)


@signed_in(methods=("POST",))
def read_all(request: Request) -> HttpResponse:
    count = actions.read_all(by=request.user)
    words = ngettext("%(count)s notice is marked as read.", "%(count)s notices are marked as read.", count)
    messages.success(request, words % {"count": count} if count else gettext("All notices were read already."))
    return redirect("notices:list")


@signed_in(methods=("GET", "POST"))
def choices(request: Request) -> HttpResponse:
    form = ChoiceForm(request.POST if request.method == "POST" else None, by=request.user)
    if request.method == "POST" and form.is_valid():
        actions.choose(wanted=form.cleaned_data["wanted"], by=request.user)
        messages.success(request, gettext("Your choice is saved."))
        return redirect("notices:list")
    return render(request, "notices/choices.html", {"form": form}, status=422 if form.errors else 200)
