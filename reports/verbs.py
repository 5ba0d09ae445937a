from django.utils.translation import gettext_lazy as _

VERBS = {
    "report.request": _("asked for a report"),
    "report.cancel": _("cancelled a report"),
    "report.download": _("downloaded a report"),
    "report.finish": _("finished a report"),
    "report.fail": _("could not make a report"),
}
