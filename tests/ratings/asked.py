"""Yearly questions, as an office adds them."""

from ratings.catalogue import actions
from ratings.models import YearlyQuestion
from ratings.sheets import entry, saving
from tests.world import World

VALUES = {
    "wording": "Lớp tập huấn đã mở",
    "part_wording": "",
    "kind": "count",
    "unit": "lớp",
    "chapter": "ideology",
    "audience": "grassroots",
    "first_year": 2024,
    "last_year": None,
    "sectors": [],
}
SHARE = {"wording": "Nhiệm vụ được giao", "part_wording": "Nhiệm vụ đã hoàn thành", "unit": "nhiệm vụ"}


def question(world: World, **changed) -> YearlyQuestion:
    values = {**VALUES, **changed}
    return actions.add(root=world.bloc, values=values, by=world.users["bloc_office"])


def answer(sheet, asked: YearlyQuestion, by, **values) -> int:
    """Saved on the sheet as its page does it; the new version."""
    key = entry.answer_key(asked.pk)
    sheet.refresh_from_db()
    return saving.save_rows(sheet=sheet, rows={key: values}, version=sheet.version, by=by)
