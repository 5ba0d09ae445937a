from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.permissions import Permission as P


class Role(models.TextChoices):
    CLERK = "clerk", _("Clerk of a Party organisation")
    COMMITTEE = "committee", _("Committee of a grassroots organisation")
    OFFICE = "bloc_office", _("Organisation board of the Party committee")
    INSPECTOR = "inspector", _("Inspection Commission of the Party committee")
    LEADER = "leader", _("Standing Board of the Party committee")
    AUDITOR = "auditor", _("Auditor of the trail")
    ADMINISTRATOR = "administrator", _("System administrator")

    @property
    def permissions(self) -> frozenset[P]:
        return PERMISSIONS[self]


_READ = frozenset({P.VIEW_ORGANIZATIONS, P.VIEW_MEMBERS, P.VIEW_SHEETS})
_ENTER = _READ | {P.EDIT_SHEETS, P.SUBMIT_SHEETS}

# Whoever keeps the machine running sees no member, rating or case; whoever audits sees only the trail.
PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.CLERK: _ENTER,
    Role.COMMITTEE: _ENTER | {P.EDIT_MEMBERS, P.DECIDE_SHEETS, P.IMPORT_FILES},
    Role.OFFICE: _READ
    | {
        P.MANAGE_ORGANIZATIONS,
        P.IMPORT_FILES,
        P.EDIT_MEMBERS,
        P.EDIT_SHEETS,
        P.DECIDE_SHEETS,
        P.REOPEN_SHEETS,
        P.MANAGE_RATING_YEARS,
        P.CORRECT_YEARS,
        P.VIEW_SCORECARDS,
        P.REQUEST_REPORTS,
    },
    Role.INSPECTOR: _READ | {P.VIEW_CASES, P.EDIT_CASES, P.VIEW_SCORECARDS},
    Role.LEADER: _READ | {P.VIEW_CASES, P.VIEW_SCORECARDS, P.REQUEST_REPORTS},
    Role.AUDITOR: frozenset({P.VIEW_AUDIT}),
    Role.ADMINISTRATOR: frozenset({P.MANAGE_USERS, P.VIEW_AUDIT}),
}
