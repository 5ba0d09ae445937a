from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from accounts.lists.handing_out import handed_out
from accounts.lists.pages import a_list
from accounts.models import User
from accounts.permissions import Permission
from accounts.policy import Request, policy
from accounts.trail.record import note_list
from organizations.deeds.pages.offered import offered_for
from organizations.deeds.pages.past import may_manage, relatives, stretches
from organizations.lineage import sentences
from organizations.lists import organizations_listed
from organizations.models import Organization
from organizations.roots import Elsewhere, grants_at, root_of
from ui.crumbs import Crumb
from ui.lists.ways import way_back


@a_list("organizations", gettext_lazy("Party organisations"))
@policy(Permission.VIEW_ORGANIZATIONS)
def organization_list(request: Request) -> HttpResponse:
    listed = organizations_listed(request)
    may = {
        "may_import": request.user.holds(Permission.MANAGE_ORGANIZATIONS),
        "may_see_committees": request.user.holds(Permission.VIEW_MEMBERS),
    }
    context = {"list": listed, "form": listed.form, "page": listed.page, **may}
    return render(request, "organizations/list.html", context)


@policy(Permission.VIEW_ORGANIZATIONS, methods=("POST",))
def download(request: Request) -> HttpResponse:
    """All that the list's filter, in the query string, shows; a deed, because it stands in the trail."""
    page = reverse("organizations:list")
    return handed_out(request, organizations_listed(request), page, "to-chuc-dang", note_list("organizations"))


@policy(Permission.VIEW_ORGANIZATIONS)
def organization_detail(request: Request, pk: int) -> HttpResponse:
    user = request.user
    organization = _asked(user, pk)
    may_change = user.holds(Permission.MANAGE_ORGANIZATIONS) and may_manage([organization], user)
    context = {
        "organization": organization,
        "back": way_back(request),
        "crumbs": _crumbs(user, organization),
        "lineage": sentences(organization),
        "relatives": relatives(organization, user),
        "stretches": stretches(organization),
        "decided": organization.reorganizations.order_by("-on", "-pk"),
        "offered": offered_for(organization) if may_change else [],
        "children": organization.children.order_by("path"),
        "assignments": organization.assignments.on(timezone.localdate()).select_related("user").order_by("role", "pk"),
        "may_view_members": user.holds(Permission.VIEW_MEMBERS),
        "may_view_sheets": user.holds(Permission.VIEW_SHEETS),
        "may_view_cases": user.holds(Permission.VIEW_CASES),
    }
    return render(request, "organizations/detail.html", context)


def _asked(user: User, pk: int) -> Organization:
    """What stood here and stands below another root today is shown there, to whoever may look there too."""
    known = Organization.objects.select_related("sector")
    if found := known.visible_to(user).filter(pk=pk).first():
        return found
    gone = get_object_or_404(known, pk=pk)
    here = user.paths(Permission.VIEW_ORGANIZATIONS)
    if any(path.startswith(here) for path in gone.earlier_paths) and grants_at(user, root := root_of(gone)):
        raise Elsewhere([root])
    raise Http404


def _crumbs(user: User, organization: Organization) -> list[Crumb]:
    """All that stands above, by name; a link only where it may be followed."""
    ancestors = list(organization.ancestors())
    visible = set(organization.ancestors().visible_to(user).values_list("pk", flat=True))
    return [Crumb(one.name, one.get_absolute_url() if one.pk in visible else "") for one in ancestors]
