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
    "list.download": _("downloaded a list"),
    "view.save": _("saved a view of a list"),
    "view.usual": _("changed the usual view of a list"),
    "view.delete": _("deleted a view of a list"),
}
