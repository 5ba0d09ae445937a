"""The columns of a sheet's workbook. From 2025 on there are more of them: what Regulation 366-QĐ/TW asks for."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ratings import rules
from ratings.models import Sheet
from ratings.sheets.entry import MEMBER_FIELDS
from ui.vietnamese import fold

CODE, NAME, VALUE = "code", "name", "value"


@dataclass(frozen=True)
class Field:
    name: str
    title: str | Promise
    width: int
    hint: str | Promise = ""
    number: bool = False

    @property
    def is_typed(self) -> bool:
        return self.name in MEMBER_FIELDS or self.name == VALUE

    @property
    def titles(self) -> set[str]:
        """Folded, in every language: a workbook may be filled in one and read in another, or in an earlier release."""
        found = {fold(title) for title in FORMER_TITLES.get(self.name, ())}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                found.add(fold(str(self.title)))
        return found


FORMER_TITLES = {"self_level": ("Tự nhận",)}

MEMBER_COLUMNS = (
    Field(CODE, _("Row code"), 12),
    Field("number", _("No."), 5),
    Field(NAME, _("Name of the member"), 26),
    Field("birth", _("Born in"), 7),
    Field("last", _("Level of the year before"), 20),
    Field("self_level", _("Own view"), 20, _("Choose, or type 4, 3, 2, 1.")),
    Field("level", _("Level"), 20, _("Choose, or type 4, 3, 2, 1; 0 is not rated.")),
    Field("not_rated_reason", _("Reason for no rating"), 22, _("Only where there is no rating.")),
    Field("civil_level", _("Level as official or employee"), 20, _("Choose, or type 4, 3, 2, 1.")),
    Field("ballot_for", _("Votes for the level"), 10, _("A whole number."), number=True),
    Field("ballot_present", _("Present at the vote"), 10, _("A whole number."), number=True),
    Field("note", _("Note"), 30, _("At most 500 signs.")),
)
SCORED_COLUMNS = (
    Field("points_common", _("Common points"), 9, _("0 to 30, with at most two decimals.")),
    Field("points_results", _("Points for results"), 9, _("0 to 70, with at most two decimals.")),
    Field("title_group", _("Group of titles"), 22, _("Choose from the list.")),
    Field("tasks_given", _("Tasks given"), 9, _("A whole number."), number=True),
    Field("tasks_done", _("Tasks completed"), 9, _("A whole number."), number=True),
    Field("tasks_late", _("Of them late"), 9, _("A whole number."), number=True),
    Field("tasks_above", _("Of them above what was asked"), 9, _("A whole number."), number=True),
    Field("shortcomings_fixed", _("All earlier shortcomings made good"), 12, _("Yes or no.")),
    Field("cause", _("Cause of “not completed”"), 26, _("Choose from the list.")),
    Field("exception", _("Why the ground does not count"), 26, _("At most 500 signs.")),
    Field("opinion_received", _("Opinion of the temporary cell received"), 12, _("Yes or no.")),
)
ORGANIZATION_COLUMNS = (
    Field(CODE, _("Row code"), 12),
    Field(NAME, _("What is asked"), 62),
    Field(VALUE, _("Answer"), 30),
    Field("unit", _("Unit"), 14),
)
# In every year's workbook, or in some.
ALL_MEMBER_COLUMNS = (*MEMBER_COLUMNS, *SCORED_COLUMNS)
# By their places the questions of the own level have their codes: new ones come last, and none is given twice.
OWN_ROWS = ("level", "not_rated_reason", "self_level", "note")
SCORED_OWN_ROWS = tuple(field.name for field in SCORED_COLUMNS if field.name not in ("title_group", "opinion_received"))


def asks_for_points(sheet: Sheet) -> bool:
    return rules.by_code(sheet.rating_year.rule_set).points is not None


def member_columns(sheet: Sheet) -> tuple[Field, ...]:
    return ALL_MEMBER_COLUMNS if asks_for_points(sheet) else MEMBER_COLUMNS


def typed_names(sheet: Sheet) -> tuple[str, ...]:
    return tuple(field.name for field in member_columns(sheet) if field.is_typed)


def own_rows(sheet: Sheet) -> tuple[str, ...]:
    return (*OWN_ROWS, *SCORED_OWN_ROWS) if asks_for_points(sheet) else OWN_ROWS
