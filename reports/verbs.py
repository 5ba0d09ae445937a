from django.utils.translation import gettext_lazy as _

VERBS = {
    "request_report": _("asked for a term report"),
    "cancel_report": _("cancelled a term report"),
    "download_report": _("downloaded a term report"),
    "finish_report": _("finished a term report"),
    "fail_report": _("could not make a term report"),
}
