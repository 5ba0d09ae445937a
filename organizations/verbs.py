from django.utils.translation import gettext_lazy as _

VERBS = {
    "organization.found": _("entered an organisation"),
    "letterhead.set": _("set how papers are headed"),
    "assignment.add": _("gave a role"),
    "assignment.end": _("ended a role"),
}
