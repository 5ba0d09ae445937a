from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.models import Organization, OrganizationQuerySet
from reports import actions, files, jobs
from reports.models import Term, TermReport
from ui.characters import is_storable

PER_PAGE = 20


@policy(Permission.VIEW_SCORECARDS)
def report_list(request: Request) -> HttpResponse:
    user = request.user
    reports = TermReport.objects.visible_to(user).defer("snapshot").select_related("term", "requested_by")
    context = {
        "page": Paginator(reports, PER_PAGE).get_page(request.GET.get("page")),
        "terms": Term.objects.all(),
        "organizations": _blocs(user),
    }
    return render(request, "reports/list.html", context)


@policy(Permission.REQUEST_REPORTS, methods=("POST",))
def request_report(request: Request) -> HttpResponse:
    """Fields: `term`, and `organization` where the person may ask for more than one."""
    user = request.user
    asked = request.POST.get("term", "")
    term = get_object_or_404(Term, code=asked if is_storable(asked) else "")
    organization = _chosen(_blocs(user), request.POST.get("organization", ""))
    try:
        report = actions.request_report(term=term, organization=organization, by=user)
    except ValidationError as refusal:
        messages.error(request, refusal.messages[0])
        return redirect("reports:list")
    return redirect(report)


def _blocs(user: User) -> OrganizationQuerySet:
    """A term is a Bloc's: for which of them may the person ask for a report?"""
    found = Organization.objects.visible_to(user, Permission.REQUEST_REPORTS)
    return found.filter(kind=Organization.Kind.BLOC, closed_on=None)


def _chosen(organizations: OrganizationQuerySet, pk: str) -> Organization:
    is_number = pk.isascii() and pk.isdigit() and len(pk) < 19
    found = organizations.filter(pk=pk) if is_number else organizations
    organization = found.first() if is_number or not pk else None
    if organization is None:
        raise Http404
    return organization


@policy(Permission.VIEW_SCORECARDS)
def report_detail(request: Request, pk: UUID) -> HttpResponse:
    return render(request, "reports/detail.html", _shown(request, pk))


@policy(Permission.VIEW_SCORECARDS)
def report_progress(request: Request, pk: UUID) -> HttpResponse:
    return render(request, "reports/_progress.html", _shown(request, pk))


def _shown(request: Request, pk: UUID) -> dict[str, object]:
    report = _visible(request, pk)
    user = request.user
    may_request = TermReport.objects.visible_to(user, Permission.REQUEST_REPORTS).filter(pk=pk).exists()
    return {
        "report": report,
        "step": jobs.Step(report.step).label if report.step else "",
        "failure": jobs.Failure(report.error).label if report.error else "",
        "may_request": may_request,
    }


def _visible(request: Request, pk: UUID, permission: Permission = Permission.VIEW_SCORECARDS) -> TermReport:
    reports = TermReport.objects.visible_to(request.user, permission).defer("snapshot")
    return get_object_or_404(reports.select_related("term", "organization", "requested_by"), pk=pk)


@policy(Permission.REQUEST_REPORTS, methods=("POST",))
def cancel_report(request: Request, pk: UUID) -> HttpResponse:
    report = _visible(request, pk, Permission.REQUEST_REPORTS)
    try:
        actions.cancel_report(report=report, by=request.user)
    except ValidationError as refusal:
        messages.warning(request, refusal.messages[0])
    return redirect(report)


@policy(Permission.VIEW_SCORECARDS, methods=("POST",))
def download_report(request: Request, pk: UUID) -> HttpResponse | FileResponse:
    report = _visible(request, pk)
    path = files.path_of(report.file_name)
    if report.state != TermReport.State.DONE:
        raise Http404
    if not path.is_file():
        messages.error(request, _("The file is no longer on the server. Ask for this report again."))
        return redirect(report)
    actions.note_download(report=report, by=request.user)
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=files.download_name(report))
    answer["Content-Type"] = "application/pdf"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
