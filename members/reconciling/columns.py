"""What is compared of a list, by the headings that an import of members knows."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from exchange.columns import Column
from members.importing.columns import LEFT_OUT, TAKEN

REQUIRED = ("full_name",)
COMPARED = (
    "number",
    "full_name",
    "birth_date",
    "sex",
    "organization",
    "organization_code",
    "committee",
    "admitted_on",
    "official_on",
)
HINTS = {
    "number": _("Ours, like DV000123; without it, name and date of birth say who is meant."),
    "birth_date": _("day/month/year; needed where no number stands."),
    "organization": _("The cell where the list has the member."),
}


def _of(column: Column) -> Column:
    if column.code not in COMPARED:
        return replace(column, required=False, left_out=_("It is not compared."))
    return replace(column, required=column.code in REQUIRED, hint=HINTS.get(column.code, column.hint))


COLUMNS = (*map(_of, TAKEN), *LEFT_OUT)
