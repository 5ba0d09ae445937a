from django.utils.translation import gettext_lazy as _

VERBS = {
    "committee.form": _("entered a committee for a new term"),
    "committee.correct": _("corrected the facts of a committee"),
    "committee.revoke": _("took a committee back"),
    "office.add": _("entered an office"),
    "office.end": _("entered the end of an office"),
    "office.correct": _("corrected an office"),
    "office.revoke": _("took an office back"),
    "office.resume": _("took the end of an office back"),
}
