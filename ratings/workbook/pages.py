"""What the pages around a sheet's workbook show, gathered once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext

from accounts.models import User
from ratings.crumbs import sheet_crumbs
from ratings.grid import choices
from ratings.grid.differences import ChangedRow, differences
from ratings.grid.material import Material, names_of
from ratings.grid.values import NOT_RATED
from ratings.models import Import, Sheet
from ratings.sheets.entry import blank
from ratings.workbook.actions import undo_barred
from ratings.workbook.columns import asks_for_points
from ratings.workbook.contents import Contents
from ratings.workbook.layout import QuestionRow, asked, sheet_code
from ratings.workbook.preview import Preview, preview
from ratings.workbook.sheet import member_rows, organization_answers
from ui.components import LevelChoice
from ui.crumbs import Crumb
from ui.workbooks.writing import Value

LEVELS = ("last", "self_level", "level", "civil_level")


@dataclass(frozen=True)
class PreviewPage:
    upload: Import
    sheet: Sheet
    preview: Preview
    has_draft: bool
    crumbs: Sequence[Crumb]

    @property
    def is_stale(self) -> bool:
        return self.upload.sheet_version != self.sheet.version

    @property
    def can_save(self) -> bool:
        return bool(self.preview.rows) and not self.is_stale and self.sheet.is_editable

    @property
    def to_save(self) -> int:
        return len(self.preview.rows)


def preview_page(upload: Import, user: User) -> PreviewPage:
    sheet = upload.sheet
    shown = preview(Contents.from_json(upload.contents), Material.of(sheet))
    has_draft = sheet.drafts.filter(user=user).exists()
    return PreviewPage(upload, sheet, shown, has_draft, sheet_crumbs(sheet, Crumb(gettext("From a workbook"))))


@dataclass(frozen=True)
class Receipt:
    upload: Import
    sheet: Sheet
    changed: Sequence[ChangedRow]
    undo_barred: str
    crumbs: Sequence[Crumb]


def receipt_page(upload: Import) -> Receipt:
    sheet = upload.sheet
    names = names_of(Material.of(sheet))
    changed = [
        ChangedRow(
            key,
            names.get(key, key),
            differences(
                key,
                blank(key) | {name: old for name, (old, _new) in fields.items()},
                blank(key) | {name: new for name, (_old, new) in fields.items()},
            ),
        )
        for key, fields in upload.changes.items()
    ]
    barred = undo_barred(upload) if upload.state == Import.State.COMMITTED else ""
    return Receipt(upload, sheet, changed, barred, sheet_crumbs(sheet, Crumb(gettext("From a workbook"))))


class Answered(NamedTuple):
    row: QuestionRow
    answer: Value


@dataclass(frozen=True)
class PaperPage:
    sheet: Sheet
    code: str
    empty: bool
    members: Sequence[dict[str, Value]]
    answers: Sequence[Answered]
    levels: Sequence[LevelChoice]
    has_points: bool
    crumbs: Sequence[Crumb]


def paper_page(material: Material, *, empty: bool) -> PaperPage:
    sheet = material.sheet
    answers = {} if empty else organization_answers(material)
    return PaperPage(
        sheet=sheet,
        code=sheet_code(sheet),
        empty=empty,
        members=_in_short(sheet, member_rows(material)) if sheet.is_cell else [],
        answers=[Answered(row, answers.get(row.code, "")) for row in asked(material)],
        levels=choices.member_choices(sheet),
        has_points=asks_for_points(sheet),
        crumbs=sheet_crumbs(sheet, Crumb(gettext("On paper"))),
    )


def _in_short(sheet: Sheet, rows: Sequence[dict[str, Value]]) -> list[dict[str, Value]]:
    """Levels as the key above the table explains them: in full a row of ten columns takes three lines of the paper."""
    short = {each.long: each.short for each in choices.member_choices(sheet) if each.value != NOT_RATED}
    return [row | {name: short.get(str(row[name]), row[name]) for name in LEVELS} for row in rows]
