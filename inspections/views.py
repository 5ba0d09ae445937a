from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from inspections import actions
from inspections.chain import chain
from inspections.exports import cases_workbook
from inspections.forms import CaseCorrectForm, CaseFilter, ConcludeForm, DisciplineForm, OpenForm
from inspections.models import Body, Case, Discipline
from members.models import Member
from organizations.models import Organization
from ui.forms import accepted
from ui.queries import without_page
from ui.workbooks.lists import filter_words
from ui.workbooks.writing import attachment

PER_PAGE = 50
NEWEST = 10


@policy(Permission.VIEW_CASES)
def case_list(request: Request) -> HttpResponse:
    user = request.user
    form, cases = _listed(request)
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "counts": _counts(cases),
        "query": without_page(request.GET),
        "may_edit": user.holds(Permission.EDIT_CASES),
    }
    return render(request, "inspections/list.html", context)


@policy(Permission.VIEW_CASES, methods=("POST",))
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    user = request.user
    form, cases = _listed(request)
    content = cases_workbook(cases, filter_words(form), by=user)
    actions.note_download(rows=len(cases), asked=without_page(request.GET), by=user)
    return attachment(content, "kiem-tra-giam-sat")


def _listed(request: Request) -> tuple[CaseFilter, QuerySet[Case]]:
    user = request.user
    form = CaseFilter(request.GET or None, by=user)
    cases = _found(Case.objects.visible_to(user), form.cleaned_data if form.is_valid() else {})
    return form, cases.select_related("member", "organization")


def _found(cases: Any, chosen: dict[str, Any]) -> Any:
    bodies = {"committees": Body.committees(), "commissions": Body.commissions()}
    if body := chosen.get("body"):
        cases = cases.filter(body__in=bodies.get(body, (body,)))
    if year := chosen.get("year"):
        cases = cases.filter(opened_on__year=year)
    if organization := chosen.get("organization"):
        cases = cases.below(organization)
    if subject := chosen.get("subject"):
        cases = cases.filter(member__isnull=subject == "organization")
    if state := chosen.get("state"):
        cases = cases.filter(concluded_on__isnull=state == "open")
    exact = {name: chosen[name] for name in ("kind", "basis") if chosen.get(name)}
    text = chosen.get("q", "")
    found = cases.filter(**exact)
    return found.matching(text).nearest_first(text) if text else found


def _counts(cases: QuerySet[Case]) -> dict[str, int]:
    """Acts, and how many different subjects they concern: the forms count acts (Decision 357-QĐ/UBKTTW)."""
    return cases.order_by().aggregate(
        acts=Count("pk"),
        organizations=Count("organization", filter=Q(member=None), distinct=True),
        members=Count("member", distinct=True),
    )


@policy(Permission.VIEW_CASES)
def case_detail(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.VIEW_CASES)
    may_edit = Case.objects.visible_to(user, Permission.EDIT_CASES).filter(pk=pk).exists()
    context = {
        "case": case,
        "chain": chain(case),
        "disciplines": case.disciplines.all(),
        "may_correct": may_edit and case.concluded_on is None,
        "may_conclude": may_edit,
        "may_discipline": may_edit and bool(case.discipline_required),
    }
    return render(request, "inspections/detail.html", context)


@policy(Permission.VIEW_CASES)
def of_organization(request: Request, pk: int) -> HttpResponse:
    user = request.user
    organization = get_object_or_404(Organization.objects.visible_to(user, Permission.VIEW_CASES), pk=pk)
    cases = Case.objects.visible_to(user).below(organization)
    may_edit = Organization.objects.visible_to(user, Permission.EDIT_CASES).filter(pk=pk).exists()
    return _part(request, organization, cases, f"organization={pk}", f"organization={pk}" if may_edit else "")


@policy(Permission.VIEW_CASES)
def of_member(request: Request, pk: int) -> HttpResponse:
    user = request.user
    member = get_object_or_404(Member.objects.visible_to(user, Permission.VIEW_CASES), pk=pk)
    may_edit = Member.objects.visible_to(user, Permission.EDIT_CASES).filter(pk=pk).exists()
    cases = Case.objects.visible_to(user).filter(member=member)
    return _part(request, member, cases, "", f"member={member.code}" if may_edit else "")


def _part(request: Request, owner: Organization | Member, cases: Any, query: str, subject: str) -> HttpResponse:
    """`query` leads to all of these cases; `subject` fills in the form of a new one, for who may enter it."""
    template = "inspections/_part.html" if request.htmx else "inspections/part.html"
    newest = cases.select_related("member", "organization")[:NEWEST]
    context = {"owner": owner, "cases": newest, "counts": _counts(cases), "query": query, "subject": subject}
    return render(request, template, context)


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def open_case(request: Request) -> HttpResponse:
    user = request.user
    initial = {
        "member_number": request.GET.get("member", "")[:20],
        "subject_organization": request.GET.get("organization", "")[:20],
    }
    form = OpenForm(request.POST if request.method == "POST" else None, by=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        case = accepted(form, actions.open_case, facts=form.facts(), by=user)
        if case:
            messages.success(request, gettext("The case is entered."))
            return redirect(case)
    return render(request, "inspections/open.html", {"form": form})


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def correct_case(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.EDIT_CASES)
    form = CaseCorrectForm(request.POST if request.method == "POST" else None, instance=case, by=user)
    title = gettext("Correct the case")

    def save() -> Case:
        return actions.correct_case(case=case, facts=form.facts(), seen=form.cleaned_data["seen"], by=user)

    return _saved(request, form, pk, title, save)


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def conclude(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.EDIT_CASES)
    form = ConcludeForm(request.POST if request.method == "POST" else None, case=case)

    def save() -> Case:
        return actions.conclude(case=case, by=user, **form.cleaned_data)

    return _saved(request, form, pk, gettext("Conclude the case"), save)


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def add_discipline(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.EDIT_CASES)
    form = DisciplineForm(request.POST if request.method == "POST" else None, case=case)

    def save() -> Discipline:
        chosen = form.cleaned_data
        return actions.add_discipline(**{**chosen, "form": Discipline.Form(chosen["form"])}, case=case, by=user)

    return _saved(request, form, pk, gettext("Enter a discipline"), save)


def _saved(request: Request, form: Any, pk: int, title: str, save: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and accepted(form, save):
        messages.success(request, gettext("The case is saved."))
        return redirect("inspections:detail", pk)
    stale = getattr(form, "stale", None)
    # A bound form writes what was typed onto its instance: the page's own words come from the row.
    case = Case.objects.select_related("member", "organization").get(pk=pk)
    context = {"form": form, "case": case, "title": title, "stale": stale, "chain": chain(case)}
    return render(request, "inspections/form.html", context, status=409 if stale else 200)


def _case(user: User, pk: int, permission: Permission) -> Case:
    visible = Case.objects.visible_to(user, permission)
    return get_object_or_404(visible.select_related("member", "organization", "acting_organization"), pk=pk)
