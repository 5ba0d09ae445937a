from django.utils.translation import gettext_lazy as _

VERBS = {
    "case.open": _("entered a case"),
    "case.correct": _("corrected a case"),
    "case.conclude": _("entered a conclusion"),
    "case.discipline": _("entered a discipline"),
    "cases.download": _("downloaded the list of cases"),
}
