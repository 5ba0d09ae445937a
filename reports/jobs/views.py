from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from organizations.models import Organization, OrganizationQuerySet
from organizations.pickers import OrganizationFinder
from ratings.asked_year import year_of
from ratings.ledger.forms import LedgerForm
from ratings.register.stands import words
from reports.asked_term import term_of, terms_of
from reports.documents.papers import editions_of
from reports.jobs import actions, files, lifecycle
from reports.jobs.forms import RootForm, roots
from reports.jobs.lists import reports_listed
from reports.models import Report, ReportQuerySet
from ui.characters import is_storable
from ui.crumbs import Crumb
from ui.lists.ways import kept, record_crumbs, way_back
from ui.pickers.views import rows_found
from ui.queries import pk_of
from ui.refusals import Refused, tell


# Whoever sees a scorecard sees sheets too; which reports of which kind a person may see, the rows are asked.
@a_list("reports", gettext_lazy("Reports"))
@policy(Permission.VIEW_SHEETS)
def report_list(request: Request) -> HttpResponse:
    return _list(request, RootForm(by=request.user), "")


def _list(request: Request, form: RootForm, term: str) -> HttpResponse:
    listed = reports_listed(request)
    context = {
        "list": listed,
        "page": listed.page,
        "terms": terms_of(request.user),
        "may_enter_term": request.user.holds(Permission.MANAGE_RATING_YEARS),
        "organizations": roots(request.user),
        "form": form,
        "chosen_term": term,
    }
    return render(request, "reports/list.html", context)


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download_list(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    return handed_out(request, reports_listed(request), reverse("reports:list"), "bao-cao", note_list("reports"))


@policy(Permission.REQUEST_REPORTS, methods=("POST",))
def request_report(request: Request) -> HttpResponse:
    """Fields: `term`; `organization`, where one may ask for several; `confirmed`, where the days would be fixed."""
    user = request.user
    asked = request.POST.get("term", "")
    term = term_of(request, asked if is_storable(asked) else "")
    if "organization_text" not in request.POST:
        organization = _chosen(roots(user), request.POST.get("organization", ""))
    elif not (form := RootForm(request.POST, by=user)).is_valid():
        return _list(request, form, term.code)
    else:
        organization = form.cleaned_data["organization"]
    if term.would_be_fixed and "confirmed" not in request.POST:
        crumbs = (Crumb(gettext("Reports"), reverse("reports:list")), Crumb(gettext("Make the term report")))
        context = {"term": term, "organization": organization, "crumbs": crumbs}
        return render(request, "reports/fixing.html", context)
    return _answer(request, partial(actions.request_report, term=term, organization=organization, by=user))


@policy(Permission.REQUEST_REPORTS)
def pick_root(request: Request) -> HttpResponse:
    return rows_found(request, OrganizationFinder(roots(request.user)))


@policy(Permission.VIEW_SHEETS, methods=("POST",))
def request_year_report(request: Request, year: int) -> HttpResponse:
    """Field: `organization`, where the person may see the sheets of more than one."""
    rating_year = year_of(request, year)
    visible = Organization.objects.visible_to(request.user, Permission.VIEW_SHEETS)
    organization = _chosen(visible.select_related("parent"), request.POST.get("organization", ""))
    ask = partial(actions.request_year_report, rating_year=rating_year, organization=organization, by=request.user)
    return _answer(request, ask)


@policy(Permission.VIEW_MEMBERS, methods=("POST",))
def request_ledger(request: Request) -> HttpResponse:
    """Fields: those of the ledger's page."""
    form = LedgerForm(request.POST, by=request.user)
    if not form.is_valid():
        raise Http404
    chosen = {name: form.cleaned_data[name] for name in ("organization", "sector")}
    return _answer(request, partial(actions.request_ledger, **chosen, period=form.period, by=request.user))


def _answer(request: Request, ask: Callable[[], Report]) -> HttpResponse:
    try:
        return redirect(ask())
    except Refused as refused:
        tell(request, refused)
        return redirect("reports:list")


def _chosen(organizations: OrganizationQuerySet, pk: str) -> Organization:
    found = organizations.filter(pk=pk_of(pk) or 0) if pk else organizations
    if (organization := found.first()) is None:
        raise Http404
    return organization


@policy(Permission.VIEW_SHEETS)
def report_detail(request: Request, pk: UUID) -> HttpResponse:
    shown = _shown(request, pk)
    return render(request, "reports/detail.html", shown | {"editions": words(editions_of(shown["report"]))})


@policy(Permission.VIEW_SHEETS)
def report_progress(request: Request, pk: UUID) -> HttpResponse:
    return render(request, "reports/_progress.html", _shown(request, pk))


def _shown(request: Request, pk: UUID) -> dict[str, Any]:
    report = _found(Report.objects.visible_to(request.user), pk)
    return {
        "report": report,
        "back": way_back(request),
        "crumbs": record_crumbs(request, gettext("Reports"), "reports:list", Crumb(report.title)),
        "step": lifecycle.ReportStep(report.step).label if report.step else "",
        "failure": lifecycle.Failure(report.error).label if report.error else "",
        "may_request": Report.objects.askable_by(request.user).filter(pk=pk).exists(),
    }


def _found(reports: ReportQuerySet, pk: UUID) -> Report:
    return get_object_or_404(reports.with_subject(), pk=pk)


@policy(Permission.VIEW_SHEETS, methods=("POST",))
def cancel_report(request: Request, pk: UUID) -> HttpResponse:
    report = _found(Report.objects.askable_by(request.user), pk)
    try:
        actions.cancel_report(report=report, by=request.user)
    except Refused as refused:
        tell(request, refused)
    return redirect(kept(request, report.get_absolute_url()))


@policy(Permission.VIEW_SHEETS, methods=("POST",), repeatable=True)
def download_report(request: Request, pk: UUID) -> HttpResponse | FileResponse:
    report = _found(Report.objects.visible_to(request.user), pk)
    path = files.path_of(report.file_name)
    if report.state != Report.State.DONE:
        raise Http404
    if not path.is_file():
        messages.error(request, gettext("The file is no longer on the server. Ask for this report again."))
        return redirect(kept(request, report.get_absolute_url()))
    actions.note_download(report=report, by=request.user)
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=files.download_name(report))
    answer["Content-Type"] = "application/pdf"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
