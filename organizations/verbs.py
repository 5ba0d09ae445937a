from django.utils.translation import gettext_lazy as _

VERBS = {
    "organization.found": _("entered an organisation"),
    "assignment.add": _("gave a role"),
    "assignment.end": _("ended a role"),
}
