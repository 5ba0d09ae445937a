from django.http import HttpResponse

from accounts.permissions import Permission
from accounts.policy import Request, policy
from organizations.pickers import holders
from ui.pickers.views import rows_found


@policy(Permission.MANAGE_USERS)
def pick_for_role(request: Request) -> HttpResponse:
    return rows_found(request, holders(request.user))
