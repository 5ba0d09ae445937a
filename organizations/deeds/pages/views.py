"""Deeds on organisations: a form, what it would change on both sides, then the deed; and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.deeds.correcting import corrected
from organizations.deeds.pages.forms import DeedForm, changeable
from organizations.deeds.pages.offered import Offered, offered_for
from organizations.deeds.pages.past import may_manage
from organizations.deeds.pages.reach import changeable_by
from organizations.deeds.preview import Act, Otherwise, carry_out, foresee
from organizations.deeds.taking_back import dependent, take_back
from organizations.models import Organization, Reorganization
from organizations.roots import prefix_of, root_of
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.pickers.views import rows_found
from ui.refusals import Refused, tell
from ui.root_addresses import below
from ui.typed import OF_THE_PAGE

CONFIRM, SEEN = "confirm", "seen"
MANAGES = policy(Permission.MANAGE_ORGANIZATIONS, methods=("GET", "POST"))


@policy(Permission.MANAGE_ORGANIZATIONS)
def pick_for_deed(request: Request) -> HttpResponse:
    return rows_found(request, changeable(request.user))


@MANAGES
def change(request: Request, pk: int, deed: str) -> HttpResponse:
    organization = get_object_or_404(changeable_by(request.user), pk=pk)
    offered = next((each for each in offered_for(organization) if each.code == deed), None)
    if offered is None:
        raise Http404
    form = offered.form(request.POST if request.method == "POST" else None, organization=organization, by=request.user)
    if request.method == "POST" and form.is_valid():
        return _sent(request, offered, form)
    return _form(request, offered, form)


def _sent(request: Request, offered: Offered, form: DeedForm) -> HttpResponse:
    act = partial(offered.act, form, request.user)
    try:
        if CONFIRM not in request.POST:
            return _preview(request, offered, form, act)
        if row := accepted(form, partial(carry_out, act, request.POST.get(SEEN, ""))):
            messages.success(request, gettext("This is entered: %(what)s.") % {"what": row.title})
            return _to(request, row)
    except Otherwise:
        sentence = gettext("Something changed since you looked. Nothing is entered yet: look at it anew, then confirm.")
        messages.warning(request, sentence)
        return _preview(request, offered, form, act)
    return _form(request, offered, form)


def _to(request: Request, row: Reorganization) -> HttpResponse:
    """At the root that it founded, where nothing of it is at the root at hand."""
    if row.organizations.visible_to(request.user).exists():
        return redirect(row)
    with below(prefix_of(root_of(row.organizations.earliest("path")))):
        return redirect(row)


def _preview(request: Request, offered: Offered, form: DeedForm, act: Act) -> HttpResponse:
    if preview := accepted(form, partial(foresee, act)):
        sent = [*_sent_once_more(request), (SEEN, preview.seen)]
        said = {"title": preview.reorganization.title, "corrected": corrected(preview.reorganization)}
        context = {**_about(offered, form), **said, "preview": preview, "sent": sent}
        return render(request, "organizations/deeds/preview.html", context)
    return _form(request, offered, form)


def _sent_once_more(request: Request) -> Iterator[tuple[str, str]]:
    for name, values in request.POST.lists():
        if name not in (*OF_THE_PAGE, CONFIRM, SEEN) and not name.endswith("_find"):
            yield from ((name, value) for value in values)


def _form(request: Request, offered: Offered, form: DeedForm) -> HttpResponse:
    return render(request, "organizations/deeds/form.html", {**_about(offered, form), "form": form})


def _about(offered: Offered, form: DeedForm) -> dict[str, object]:
    organization = form.organization
    crumbs = [Crumb(organization.name, organization.get_absolute_url())]
    return {"organization": organization, "title": offered.title, "crumbs": crumbs}


@policy(Permission.VIEW_ORGANIZATIONS)
def reorganization(request: Request, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    touched = list(row.organizations.order_by("path"))
    seen = set(row.organizations.visible_to(request.user).values_list("pk", flat=True))
    manages = may_manage(touched, request.user)
    context = {
        "row": row,
        "corrected": corrected(row),
        "touched": [(each, each.pk in seen) for each in touched],
        "manages": manages,
        "reasons": dependent(row) if manages and not row.taken_back_at else [],
    }
    return render(request, "organizations/deeds/reorganization.html", context)


def _seen(request: Request, pk: int) -> Reorganization:
    """Whoever sees one of the organisations sees what was decided."""
    visible = Organization.objects.visible_to(request.user)
    rows = Reorganization.objects.filter(organizations__in=visible).distinct()
    return get_object_or_404(rows.select_related("by", "taken_back_by"), pk=pk)


@policy(Permission.MANAGE_ORGANIZATIONS, methods=("POST",))
def undo(request: Request, pk: int) -> HttpResponse:
    row = _seen(request, pk)
    if not may_manage(row.organizations.all(), request.user):
        raise Http404
    try:
        take_back(reorganization=row, by=request.user)
    except Refused as refused:
        tell(request, refused)
        return redirect(row)
    messages.success(request, gettext("Taken back: %(what)s.") % {"what": row.title})
    if left := row.organizations.visible_to(request.user).order_by("path").first():
        return redirect(left)
    with below(""):
        return redirect("organizations:list")
