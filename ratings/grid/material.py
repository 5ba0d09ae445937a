"""What every page of a sheet starts from: the sheet as the person may have it, who stands on it, what is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from accounts.models import User
from accounts.permissions import Permission
from ratings import roster
from ratings.asked.questions import asked_of
from ratings.asked_year import sheet_of_year
from ratings.grid.reading import Typed, read
from ratings.models import Sheet, YearlyQuestion
from ratings.sheets import entry


def fetch(user: User, year: int, organization: int, permission: Permission) -> Sheet:
    """The sheet, where the person may do this on it; 404 everywhere else."""
    related = (
        "organization",
        "parent__parent",
        "sector",
        "rating_year__root",
        "submitted_by",
        "approved_by",
        "saved_by",
    )
    found = Sheet.objects.visible_to(user, permission).select_related(*related).with_names_above()
    sheet = sheet_of_year(found, user, year, organization)
    sheet.name_as_then()
    return sheet


@dataclass(frozen=True)
class Material:
    """What every page of a sheet starts from: who stands on it and what is saved."""

    sheet: Sheet
    participants: list[roster.Participant]
    stored: entry.Entry
    questions: Sequence[YearlyQuestion] = ()

    @classmethod
    def of(cls, sheet: Sheet) -> Material:
        stored = entry.stored(sheet)
        given = [key for key, row in stored.items() if row != entry.blank(key)]
        return cls(sheet, roster.participants(sheet), stored, asked_of(sheet, entry.answered(given)))

    @property
    def keys(self) -> list[str]:
        work = [entry.WORK] if self.sheet.is_grassroots else []
        asked = [entry.answer_key(each.pk) for each in self.questions]
        return [*(entry.key_of(each.member.pk) for each in self.participants), entry.OWN, *work, *asked]

    @property
    def keys_here(self) -> list[str]:
        """The rows of members who have not left."""
        return [entry.key_of(each.member.pk) for each in self.participants if not each.left]

    def read(self, data: Mapping[str, str]) -> Typed:
        return read(data, sheet=self.sheet, keys=self.keys, stored=self.stored, questions=self.questions)


def names_of(material: Material) -> dict[str, str]:
    names = {entry.key_of(each.member.pk): each.member.full_name for each in material.participants}
    asked = {entry.answer_key(each.pk): each.wording for each in material.questions}
    return names | {entry.OWN: material.sheet.name, entry.WORK: gettext("Work results")} | asked
