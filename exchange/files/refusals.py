"""What is said of a file that can't be read, and what to do with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

REFUSALS = {
    "too_big": _("The file is larger than 20 MB. Copy the list alone into a new workbook."),
    "empty": _("The file is empty. Check that the right file was chosen."),
    "pdf": _("This is a PDF file, which holds no table that can be read. Send the Excel file that it was made from."),
    "picture": _("This is a picture. Send the Excel file that the list stands in, or type the list into one."),
    "document": _("This is a text document. Copy its table into a new Excel workbook and send that file."),
    "web_page": _(
        "This is a web page under the name of a workbook. Open it in Excel, save it as .xlsx, send that file."
    ),
    "not_table": _("This file is no table. Send an Excel (.xlsx, .xls), LibreOffice (.ods) or CSV file."),
    "locked": _("The file is locked with a password. Save it without a password and send that file."),
    "macros": _("The file holds macros. Save it as “Excel Workbook (.xlsx)”, without macros, and send that file."),
    "declaration": _("The file holds parts that do not belong in a workbook. Save it anew and send that file."),
    "too_much": _("The file unpacks to far more than a list needs. Copy the list alone into a new workbook."),
    "broken": _("The file is damaged and cannot be read. Open it, save it again as .xlsx and send that file."),
    "encoding": _(
        "The letters of this text file cannot be read. Save it as “CSV UTF-8” or as .xlsx and send that file."
    ),
    "old_text": _(
        "This text is in the old encoding %(encoding)s. Convert it to Unicode (UniKey: Ctrl+Shift+F6), then send it."
    ),
    "quotes": _(
        "Row %(row)s: a quotation mark opens a cell and nothing closes it. Mend it, or save the file as .xlsx."
    ),
    "too_long": _(
        "Something stands in %(address)s, and a list has 60,000 rows and 60 columns (up to BH) at most. Divide the "
        "list, or delete what stands outside of it."
    ),
}


def refused(code: str, params: Mapping[str, Any] | None = None) -> ValidationError:
    """Its code is one of REFUSALS."""
    params = params or {}
    sentence = str(REFUSALS[code]) % params if params else str(REFUSALS[code])
    if params.get("worksheet"):
        sentence = gettext("Worksheet “%(name)s”: %(sentence)s") % {"name": params["worksheet"], "sentence": sentence}
    return ValidationError(sentence, code=code)
