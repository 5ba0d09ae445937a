from django.http import HttpResponse

from accounts.permissions import Permission
from accounts.policy import Request, policy
from inspections.pickers import acting_places, places_seen, subject_members, subject_places
from ui.pickers.views import rows_found


@policy(Permission.VIEW_CASES)
def pick_place(request: Request) -> HttpResponse:
    return rows_found(request, places_seen(request.user))


@policy(Permission.EDIT_CASES)
def pick_subject(request: Request) -> HttpResponse:
    return rows_found(request, subject_places(request.user))


@policy(Permission.EDIT_CASES)
def pick_member(request: Request) -> HttpResponse:
    return rows_found(request, subject_members(request.user))


@policy(Permission.EDIT_CASES)
def pick_acting(request: Request) -> HttpResponse:
    return rows_found(request, acting_places(request.user))
