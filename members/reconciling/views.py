"""Another list held against the register: its differences listed, settled, handed out."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy, ngettext

from accounts.lists.handing_out import back_to_list, handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from members.models import Difference, DifferenceQuerySet, Reconciliation
from members.reconciling import looking, settling
from members.reconciling.forms import NoteForm, scopes
from members.reconciling.lists import UPLOAD, comparisons_listed, differences_listed
from members.reconciling.pages import DifferencePage, counted
from members.reconciling.settling import Settled
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, record_crumbs, way_back
from ui.numbers import format_integer
from ui.pickers.views import rows_found
from ui.queries import pk_of
from ui.refusals import Refused, need

TITLE = gettext_lazy("Comparisons with other lists")


def _fetch(request: Request, pk: int) -> Reconciliation:
    found = Reconciliation.objects.editable_by(request.user).select_related("organization", "upload", "by")
    return get_object_or_404(found, pk=pk)


@policy(Permission.EDIT_MEMBERS)
def pick_scope(request: Request) -> HttpResponse:
    return rows_found(request, scopes(request.user))


@a_list("reconciliations", TITLE)
@policy(Permission.EDIT_MEMBERS)
def reconciliations(request: Request) -> HttpResponse:
    listed = comparisons_listed(request)
    may_import = request.user.holds(Permission.IMPORT_FILES)
    context = {"list": listed, "page": listed.page, "upload": UPLOAD, "may_import": may_import}
    return render(request, "members/reconciling/list.html", context)


@a_list("differences", gettext_lazy("Differences"))
@policy(Permission.EDIT_MEMBERS)
def reconciliation(request: Request, pk: int) -> HttpResponse:
    return _listed(request, _fetch(request, pk), NoteForm())


def _listed(request: Request, compared: Reconciliation, form: NoteForm) -> HttpResponse:
    """With a form that was refused, what was ticked stays so."""
    listed = differences_listed(request, compared)
    context = {
        "list": listed,
        "page": listed.page,
        "compared": compared,
        "counted": counted(compared, request.user),
        "form": form,
        "ticked": {pk_of(each) for each in request.POST.getlist("difference")},
        "may_import": request.user.holds(Permission.IMPORT_FILES),
        "may_take": any(row.is_open and row.kind == Difference.Kind.FACT for row in listed.page),
        "may_settle": any(row.is_open for row in listed.page),
        "crumbs": record_crumbs(request, TITLE, "members:reconciliations", Crumb(compared.upload.file_name)),
    }
    return render(request, "members/reconciling/detail.html", context, status=422 if form.errors else 200)


@policy(Permission.EDIT_MEMBERS, methods=("POST",), repeatable=True)
def download(request: Request, pk: int) -> HttpResponse:
    compared = _fetch(request, pk)
    listed = differences_listed(request, compared)
    return handed_out(request, listed, compared.get_absolute_url(), "doi-chieu", note_list("differences", compared))


@policy(Permission.EDIT_MEMBERS, methods=("GET", "POST"))
def difference(request: Request, pk: int) -> HttpResponse:
    """Fields: `deed`, and `note`."""
    rows = Difference.objects.editable_by(request.user).with_places(request.user)
    row = get_object_or_404(rows.select_related("reconciliation__upload", "settled_by"), pk=pk)
    compared = row.reconciliation
    form = NoteForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and _is_settled(request, compared, form, lambda: rows.filter(pk=pk)):
        return redirect(kept(request, compared.get_absolute_url()))
    crumbs = record_crumbs(
        request,
        TITLE,
        "members:reconciliations",
        Crumb(compared.upload.file_name, compared.get_absolute_url()),
        Crumb(row.full_name),
    )
    context = {"row": row, "page": DifferencePage(row, request.user), "form": form, "crumbs": crumbs}
    answer = {**context, "back": way_back(request)}
    return render(request, "members/reconciling/difference.html", answer, status=422 if form.errors else 200)


@policy(Permission.EDIT_MEMBERS, methods=("POST",))
def settle(request: Request, pk: int) -> HttpResponse:
    """Fields: `difference`, one for each that is ticked, or `all` with how many the list held; `deed`, and `note`."""
    compared, form = _fetch(request, pk), NoteForm(request.POST)

    def meant() -> DifferenceQuerySet:
        return _all(request, compared) if "all" in request.POST else _ticked(request, compared)

    if form.is_valid() and _is_settled(request, compared, form, meant):
        return back_to_list(request, compared.get_absolute_url(), request.GET)
    return _listed(request, compared, form)


def _is_settled(
    request: Request, compared: Reconciliation, form: NoteForm, meant: Callable[[], DifferenceQuerySet]
) -> bool:
    note = form.cleaned_data["note"]
    settled = accepted(form, _settled, request=request, compared=compared, meant=meant, note=note)
    if settled:
        _tell(request, settled)
    return settled is not None


def _settled(
    *, request: Request, compared: Reconciliation, meant: Callable[[], DifferenceQuerySet], note: str
) -> Settled:
    rows = meant()
    need(rows.exists(), gettext("Tick the differences that are meant."))
    if request.POST.get("deed") == "take":
        if rows.count() > settling.MOST:
            told = gettext("At most %(most)s are taken at once. Press it again for those that are left.")
            messages.info(request, told % {"most": format_integer(settling.MOST)})
        return settling.take(differences=rows, by=request.user)
    return settling.keep(reconciliation=compared, differences=rows, note=note, by=request.user)


def _all(request: Request, compared: Reconciliation) -> DifferenceQuerySet:
    """Of the list that the person had before them, by its filter in the address."""
    listed = differences_listed(request, compared)
    if listed.wrong or str(listed.count) != request.POST["all"]:
        raise Refused(gettext("The list has changed meanwhile. Look at it once more."))
    rows: DifferenceQuerySet = listed.rows
    return rows.open()


def _ticked(request: Request, compared: Reconciliation) -> DifferenceQuerySet:
    ticked = [number for each in request.POST.getlist("difference") if (number := pk_of(each))]
    rows = Difference.objects.editable_by(request.user).filter(reconciliation=compared)
    return rows.filter(pk__in=ticked)


def _tell(request: Request, settled: Settled) -> None:
    if settled.done:
        told = ngettext("%(count)s difference is settled.", "%(count)s differences are settled.", settled.done)
        messages.success(request, told % {"count": format_integer(settled.done)})
    if settled.refused:
        told = ngettext(
            "%(count)s difference stays open: why, stands beside it.",
            "%(count)s differences stay open: why, stands beside each.",
            settled.refused,
        )
        messages.error(request, told % {"count": format_integer(settled.refused)})


@policy(Permission.EDIT_MEMBERS, methods=("POST",))
def look_again(request: Request, pk: int) -> HttpResponse:
    compared = _fetch(request, pk)
    done = looking.look_again(reconciliation=compared, by=request.user)
    told = ngettext(
        "%(count)s difference was settled on other pages.", "%(count)s differences were settled on other pages.", done
    )
    sentence = told % {"count": format_integer(done)} if done else gettext("Nothing of it was settled on other pages.")
    messages.info(request, sentence)
    return redirect(reverse("members:reconciliation", args=[compared.pk]))
