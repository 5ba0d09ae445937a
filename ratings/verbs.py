from django.utils.translation import gettext_lazy as _

VERBS = {
    "sheet.save": _("saved the sheet"),
    "sheet.submit": _("submitted the sheet"),
    "sheet.withdraw": _("withdrew the sheet"),
    "sheet.return": _("returned the sheet for correction"),
    "sheet.approve": _("approved the sheet"),
    "sheet.reopen": _("reopened the sheet"),
    "sheet.comment": _("commented"),
    "year.open": _("opened the rating year"),
    "year.close": _("closed the rating year"),
    "year.settings": _("changed the settings of the rating year"),
}
