"""What was planned for each year, of the root at hand."""

from __future__ import annotations

from fractions import Fraction

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
from organizations.roots import of_root
from reports.indicators.catalogue import BY_CODE
from reports.models import Plan
from reports.plans import actions
from reports.plans.forms import DecisionForm, PlanForm
from reports.plans.lists import plans_listed
from reports.scorecard.replanned import late_plans
from reports.scorecard.wording import number
from reports.terms.views import root_at_hand
from ui.crumbs import Crumb
from ui.forms import accepted
from ui.refusals import Refused, tell

TITLE = gettext_lazy("Plans by year")


@a_list("plans", TITLE)
@policy(Permission.MANAGE_RATING_YEARS, methods=("GET", "POST"))
def plan_list(request: Request) -> HttpResponse:
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        root = root_at_hand(request.user)
        done = accepted(form, actions.set_plan, root=root, by=request.user, **form.cleaned_data)
        if done:
            messages.success(request, gettext("The plan of %(year)s is saved.") % {"year": done.year})
            return redirect("reports:plans")
    listed = plans_listed(request)
    context = {
        "list": listed,
        "page": listed.page,
        "may_import": request.user.holds(Permission.IMPORT_FILES),
        "form": form,
        "late_plans": late_plans([root_at_hand(request.user).path]),
        "crumbs": (Crumb(gettext("Term targets"), reverse("reports:index")), Crumb(str(TITLE))),
    }
    return render(request, "reports/plans.html", context, status=422 if form.errors else 200)


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",), repeatable=True)
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    listed = plans_listed(request)
    return handed_out(request, listed, listed.path, "ke-hoach-tung-nam", note_list("plans"))


@policy(Permission.MANAGE_RATING_YEARS, methods=("POST",))
def remove(request: Request, pk: int) -> HttpResponse:
    plan = get_object_or_404(Plan.objects.filter(of_root(request.user)), pk=pk)
    form = DecisionForm(request.POST)
    if form.is_valid():
        try:
            actions.remove_plan(plan=plan, by=request.user, **form.cleaned_data)
        except Refused as refused:
            if not hasattr(refused, "error_dict"):
                tell(request, refused)
                return redirect("reports:plans")
            form.add_error(None, refused)
        else:
            messages.success(request, gettext("The plan of %(year)s is removed.") % {"year": plan.year})
            return redirect("reports:plans")
    return _ask_for_a_decision(request, plan, form)


def _ask_for_a_decision(request: Request, plan: Plan, form: DecisionForm) -> HttpResponse:
    crumbs = (Crumb(str(TITLE), reverse("reports:plans")), Crumb(gettext("Remove the plan")))
    words = f"{BY_CODE[plan.indicator].name} {plan.year}: {number(Fraction(plan.value))}"
    context = {"form": form, "plan_words": words, "crumbs": crumbs}
    return render(request, "reports/remove_plan.html", context, status=422)
