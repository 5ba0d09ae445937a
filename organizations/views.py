from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.forms import OrganizationFilter
from organizations.lineage import sentences
from organizations.models import Organization, OrganizationQuerySet
from ui.crumbs import Crumb
from ui.queries import without_page

PER_PAGE = 100


@policy(Permission.VIEW_ORGANIZATIONS)
def organization_list(request: Request) -> HttpResponse:
    form = OrganizationFilter(request.GET or None)
    visible = Organization.objects.visible_to(request.user).select_related("sector")
    found = _found(visible, form) if form.is_valid() else visible
    page = Paginator(list(found), PER_PAGE).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "query": without_page(request.GET)}
    return render(request, "organizations/list.html", context)


def _found(visible: OrganizationQuerySet, form: OrganizationFilter) -> OrganizationQuerySet:
    chosen = form.cleaned_data
    if sector := chosen["sector"]:
        visible = visible.filter(sector=sector)
    if kinds := form.kinds():
        visible = visible.filter(kind__in=kinds)
    return visible.matching(chosen["q"]).nearest_first(chosen["q"]) if chosen["q"] else visible


@policy(Permission.VIEW_ORGANIZATIONS)
def organization_detail(request: Request, pk: int) -> HttpResponse:
    user = request.user
    visible = Organization.objects.visible_to(user).select_related("sector")
    organization = get_object_or_404(visible, pk=pk)
    context = {
        "organization": organization,
        "crumbs": _crumbs(user, organization),
        "lineage": sentences(organization),
        "children": organization.children.order_by("path"),
        "assignments": organization.assignments.on(timezone.localdate()).select_related("user").order_by("role", "pk"),
        "may_view_members": user.holds(Permission.VIEW_MEMBERS),
        "may_view_sheets": user.holds(Permission.VIEW_SHEETS),
        "may_view_cases": user.holds(Permission.VIEW_CASES),
    }
    return render(request, "organizations/detail.html", context)


def _crumbs(user: User, organization: Organization) -> list[Crumb]:
    """All that stands above, by name; a link only where it may be followed."""
    ancestors = list(organization.ancestors())
    visible = set(organization.ancestors().visible_to(user).values_list("pk", flat=True))
    return [Crumb(one.name, one.get_absolute_url() if one.pk in visible else "") for one in ancestors]
