from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from inspections import actions
from inspections.chain import chain
from inspections.forms import CaseCorrectForm, OpenForm
from inspections.forms_outcome import ConcludeForm, DisciplineForm
from inspections.lists import cases_listed, with_names
from inspections.models import Case, Discipline, in_office
from inspections.outcomes import stage
from members.models import Member
from organizations import closed_days
from organizations.closed_days import Entered
from organizations.models import Organization
from organizations.namesakes import named_apart
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.lists.ways import kept, record_crumbs, way_back

NEWEST = 10
COUNTED = ("number", "kind", "basis", "body", "member_id", "organization_id", "opened_on")


@a_list("cases", gettext_lazy("Inspection and supervision"))
@policy(Permission.VIEW_CASES)
def case_list(request: Request) -> HttpResponse:
    listed = cases_listed(request)
    context = {
        "list": listed,
        "form": listed.form,
        "page": listed.page,
        "counts": _counts(listed.rows) if listed.count else None,
        "may_edit": request.user.holds(Permission.EDIT_CASES),
    }
    return render(request, "inspections/list.html", context)


@policy(Permission.VIEW_CASES, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    page = reverse("inspections:list")
    return handed_out(request, cases_listed(request), page, "kiem-tra-giam-sat", actions.note_download)


def _counts(cases: QuerySet[Case]) -> dict[str, int]:
    """Acts, and how many different subjects they concern: the forms count acts (Decision 357-QĐ/UBKTTW)."""
    return cases.order_by().aggregate(
        acts=Count("pk"),
        organizations=Count("organization", filter=Q(member=None), distinct=True),
        members=Count("member", distinct=True),
        in_office=Count("pk", filter=Q(in_office())),
    )


@policy(Permission.VIEW_CASES)
def case_detail(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.VIEW_CASES)
    may_edit = Case.objects.visible_to(user, Permission.EDIT_CASES).filter(pk=pk).exists()
    title = gettext("Inspection and supervision")
    context = {
        "case": case,
        "back": way_back(request),
        "crumbs": record_crumbs(request, title, "inspections:list", Crumb(case.number)),
        "chain": chain(case),
        "disciplines": case.disciplines.select_related("violated_at"),
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
    newest = with_names(cases)[:NEWEST]
    context = {
        "owner": owner,
        "cases": [(case, named_apart(case), stage(case)) for case in newest],
        "counts": _counts(cases),
        "query": query,
        "subject": subject,
    }
    return render(request, template, context)


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def open_case(request: Request) -> HttpResponse:
    user = request.user
    member, organization = (request.GET.get(name, "")[:20] for name in ("member", "organization"))
    kind = "member" if member else "organization"
    initial = {"subject_kind": kind, "member_number": member, "subject_organization": organization}
    form = OpenForm(request.POST if request.method == "POST" else None, by=user, initial=initial)
    if request.method == "POST" and form.is_valid():
        case = accepted(form, actions.open_case, facts=form.facts(), by=user)
        if case:
            messages.success(request, gettext("The case is entered."))
            closed_days.tell(request, Entered(case.organization, case.opened_on))
            return redirect(kept(request, case.get_absolute_url()))
    return render(request, "inspections/open.html", {"form": form})


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def correct_case(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.EDIT_CASES)
    before, place = _counted(case), Entered(case.organization, case.opened_on)
    form = CaseCorrectForm(request.POST if request.method == "POST" else None, instance=case, by=user)
    title = gettext("Correct the case")

    def save() -> Case:
        saved = actions.correct_case(case=case, facts=form.facts(), seen=form.cleaned_data["seen"], by=user)
        if _counted(saved) != before:
            closed_days.tell(request, place, Entered(saved.organization, saved.opened_on))
        return saved

    return _saved(request, form, pk, title, gettext("The correction is saved."), save)


def _counted(case: Case) -> tuple[Any, ...]:
    """What a closed year keeps of an act."""
    return tuple(getattr(case, name) for name in COUNTED)


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def conclude(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.EDIT_CASES)
    form = ConcludeForm(request.POST if request.method == "POST" else None, case=case)

    def save() -> Case:
        return actions.conclude(case=case, by=user, **form.cleaned_data)

    return _saved(request, form, pk, gettext("Conclude the case"), gettext("The conclusion is saved."), save)


@policy(Permission.EDIT_CASES, methods=("GET", "POST"))
def add_discipline(request: Request, pk: int) -> HttpResponse:
    user = request.user
    case = _case(user, pk, Permission.EDIT_CASES)
    form = DisciplineForm(request.POST if request.method == "POST" else None, case=case, by=user)

    def save() -> Discipline:
        chosen = form.cleaned_data
        return actions.add_discipline(**{**chosen, "form": Discipline.Form(chosen["form"])}, case=case, by=user)

    return _saved(request, form, pk, gettext("Enter a discipline"), gettext("The discipline is saved."), save)


def _saved(request: Request, form: Any, pk: int, title: str, done: str, save: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and accepted(form, save):
        messages.success(request, done)
        return redirect(kept(request, reverse("inspections:detail", args=[pk])))
    stale = getattr(form, "stale", None)
    # A bound form writes what was typed onto its instance: the page's own words come from the row.
    case = Case.objects.select_related("member", "organization").get(pk=pk)
    context = {"form": form, "case": case, "title": title, "stale": stale, "chain": chain(case)}
    return render(request, "inspections/form.html", context, status=409 if stale else 200)


def _case(user: User, pk: int, permission: Permission) -> Case:
    visible = Case.objects.visible_to(user, permission)
    return get_object_or_404(visible.select_related("member", "organization", "acting_organization"), pk=pk)
