from django.utils.translation import gettext_lazy as _

VERBS = {
    "report.request": _("asked for a term report"),
    "report.cancel": _("cancelled a term report"),
    "report.download": _("downloaded a term report"),
    "report.finish": _("finished a term report"),
    "report.fail": _("could not make a term report"),
}
