from django.http import HttpResponse

from accounts.permissions import Permission
from accounts.policy import Request, policy
from members.pickers import MemberFinder, editable_cells, places_seen, receivers
from ui.pickers.views import rows_found


@policy(Permission.VIEW_MEMBERS)
def pick_place(request: Request) -> HttpResponse:
    return rows_found(request, places_seen(request.user))


@policy(Permission.EDIT_MEMBERS)
def pick_cell(request: Request) -> HttpResponse:
    return rows_found(request, editable_cells(request.user))


@policy(Permission.EDIT_MEMBERS)
def pick_receiver(request: Request) -> HttpResponse:
    return rows_found(request, receivers(request.user))


@policy(Permission.EDIT_MEMBERS)
def pick_member(request: Request) -> HttpResponse:
    return rows_found(request, MemberFinder(request.user, Permission.EDIT_MEMBERS))
