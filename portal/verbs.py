from django.utils.translation import gettext_lazy as _

VERBS = {
    "portal.set_up": _("set up the portal"),
    "portal.code_refused": _("typed a wrong one-time code of the set-up"),
    "portal.code_throttled": _("codes of the set-up stopped for a while after too many tries"),
}
