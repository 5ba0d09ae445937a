"""The work results on the page of a sheet: their form, and their words for reading."""

from __future__ import annotations

from typing import NamedTuple

from ratings.grid.differences import in_words
from ratings.models import Sheet
from ratings.sheets.entry import WORK, Entry, blank
from ratings.work.form import WorkForm
from ui.components import Fact


class WorkGroup(NamedTuple):
    title: str
    facts: list[Fact]


def work_words(entry: Entry, form: WorkForm) -> list[WorkGroup]:
    """The work results for reading."""
    row = entry.get(WORK) or blank(WORK)
    return [
        WorkGroup(title, [Fact(str(field.label), in_words(field.name, row)) for field in fields])
        for title, fields in form.groups
    ]


def work_form_of(sheet: Sheet, entry: Entry) -> WorkForm | None:
    if not sheet.is_grassroots:
        return None
    return WorkForm(prefix=WORK, sheet=sheet, initial=entry.get(WORK) or blank(WORK))
