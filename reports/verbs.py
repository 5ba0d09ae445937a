from django.utils.translation import gettext_lazy as _

VERBS = {
    "term.enter": _("entered a term"),
    "term.change": _("changed a term"),
    "term.end": _("ended a term early"),
    "term.end_undo": _("took the early end of a term back"),
    "target.add": _("added a target"),
    "target.change": _("changed a target"),
    "target.remove": _("removed a target"),
    "plan.set": _("entered a plan of a year"),
    "plan.remove": _("removed a plan of a year"),
    "published.enter": _("entered a published figure"),
    "published.change": _("changed a published figure"),
    "published.remove": _("removed a published figure"),
    "report.request": _("asked for a report"),
    "report.cancel": _("cancelled a report"),
    "report.download": _("downloaded a report"),
    "report.finish": _("finished a report"),
    "report.fail": _("could not make a report"),
}
