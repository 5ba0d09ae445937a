from django.utils.translation import gettext_lazy as _

VERBS = {
    "sheet.save": _("saved the sheet"),
    "sheet.submit": _("submitted the sheet"),
    "sheet.withdraw": _("withdrew the sheet"),
    "sheet.return": _("returned the sheet for correction"),
    "sheet.approve": _("approved the sheet"),
    "sheet.reopen": _("reopened the sheet"),
    "sheet.calibrate": _("changed levels in a calibration session"),
    "session.record": _("recorded a calibration session"),
    "sheet.comment": _("commented"),
    "sheet.register": _("changed the register after the sheet was submitted"),
    "sheet.download": _("downloaded the sheet as a workbook"),
    "sheet.import": _("saved a workbook on the sheet"),
    "sheet.import_undo": _("took an import from a workbook back"),
    "reminder.send": _("sent a reminder by e-mail"),
    "reminder.fail": _("could not send a reminder by e-mail"),
    "year.download": _("downloaded the board of the year"),
    "year.open": _("opened the rating year"),
    "year.close": _("closed the rating year"),
    "year.reopen": _("reopened the closed rating year"),
    "year.settings": _("changed the settings of the rating year"),
}
