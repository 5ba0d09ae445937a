from django.utils.translation import gettext_lazy as _

VERBS = {
    "user.sign_in": _("signed in"),
    "user.sign_in_failed": _("sign-in refused"),
    "user.sign_in_throttled": _("sign-in stopped for a while after too many tries"),
    "user.sign_out": _("signed out"),
    "user.change_password": _("changed the password"),
    "user.change_email": _("changed the e-mail address"),
    "user.set_password": _("set a password through a link"),
    "user.link": _("made a password link"),
    "user.add": _("added a user"),
    "user.enable": _("enabled a user"),
    "user.disable": _("disabled a user"),
    "trail.download": _("downloaded the audit trail"),
    "view.save": _("saved a view of a list"),
    "view.usual": _("made a view the usual one"),
    "view.not_usual": _("no longer opens a list by a view"),
    "view.delete": _("deleted a view of a list"),
}
