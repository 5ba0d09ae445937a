"""One import, several people at the button: it counts once, and never over what somebody else saved."""

from collections.abc import Callable

import pytest

from accounts.trail.record import history
from organizations.sectors import ensure_sectors
from ratings.models import Import
from ratings.sheets import entry, saving
from ratings.workbook import actions as workbook_actions
from tests import world as small_world
from tests.at_once import at_once
from tests.ratings import sheets
from tests.ratings.sheets import row, sheet_of
from tests.ratings.workbooks import downloaded, filled
from ui.refusals import Refused, Stale

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 5


@pytest.fixture
def world(transactional_db):
    ensure_sectors()
    around = small_world.build()
    sheets.open_year(around)
    return around


@pytest.fixture
def upload(world) -> Import:
    sheet, member = sheet_of(world.own_cell), world.members["own"]
    content = filled(downloaded(sheet), {(member.code, "Mức xếp loại"): 4})
    return workbook_actions.upload(sheet=sheet, file_name="a.xlsx", content=content, by=world.users["clerk"])


def said_at_once(*deeds: Callable[[], object]) -> list[str]:
    refused_by = (Stale, Refused, workbook_actions.AlreadyDone)
    return ["" if error is None else type(error).__name__ for error in at_once(*deeds, refused_by=refused_by)]


def committing(upload: Import, world) -> Callable[[], object]:
    mine = Import.objects.get(pk=upload.pk)
    return lambda: workbook_actions.commit(
        upload=mine, version=upload.sheet_version, skip_wrong=False, by=world.users["clerk"]
    )


def undoing(upload: Import, world) -> Callable[[], object]:
    mine = Import.objects.get(pk=upload.pk)
    return lambda: workbook_actions.undo(upload=mine, by=world.users["clerk"])


def test_the_same_file_sent_many_times_at_once_waits_once(world):
    sheet, member = sheet_of(world.own_cell), world.members["own"]
    content = filled(downloaded(sheet), {(member.code, "Mức xếp loại"): 4})
    sent: list[Import] = []

    def send() -> None:
        values = {"sheet": sheet_of(world.own_cell), "file_name": "a.xlsx", "content": content}
        sent.append(workbook_actions.upload(**values, by=world.users["clerk"]))

    assert said_at_once(*[send] * PEOPLE) == [""] * PEOPLE
    assert sent == [Import.objects.get()] * PEOPLE


def test_of_many_commits_one_counts_and_of_many_undos_too(world, upload):
    said = said_at_once(*(committing(upload, world) for _each in range(PEOPLE)))
    assert sorted(said) == ["", *["AlreadyDone"] * (PEOPLE - 1)]
    sheet = sheet_of(world.own_cell)
    assert history(sheet).filter(verb="sheet.import").count() == 1
    assert sheet.version == upload.sheet_version + 1

    said = said_at_once(*(undoing(upload, world) for _each in range(PEOPLE)))
    assert sorted(said) == ["", *["AlreadyDone"] * (PEOPLE - 1)]
    assert sheet_of(world.own_cell).version == upload.sheet_version + 2


def test_a_commit_and_a_save_together_are_one_of_both(world, upload):
    key, clerk = entry.key_of(world.members["own"].pk), world.users["clerk"]
    page = sheet_of(world.own_cell)
    said = said_at_once(
        committing(upload, world),
        lambda: saving.save_rows(sheet=page, rows={key: row(level=2)}, version=page.version, by=clerk),
    )
    assert sorted(said) == ["", "Stale"]
    upload.refresh_from_db()
    level = entry.stored(sheet_of(world.own_cell))[key]["level"]
    assert (upload.state, level) == (("committed", 4) if said[0] == "" else ("previewed", 2))
