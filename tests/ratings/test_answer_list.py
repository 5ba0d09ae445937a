"""The answers of a year as a list, and as a file that goes out to be corrected and comes back in."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent
from exchange.models import Import, State
from ratings.models import Sheet, YearlyAnswer
from tests.ratings import sheets
from tests.ratings.asked import SHARE, answer, question

pytestmark = pytest.mark.django_db
LIST = "ratings:answers"


@pytest.fixture(autouse=True)
def _year(year): ...


def shown(client, user, **asked) -> list[tuple[str, str]]:
    client.force_login(user)
    page = client.get(reverse(LIST, args=[2024]), asked)
    assert page.status_code == 200
    return [(each.sheet.name, each.question.printed_code) for each in page.context["page"]]


def exported(client, user, query: str = "") -> bytes:
    client.force_login(user)
    answered = client.post(f"{reverse('ratings:download_answers', args=[2024])}?{query}")
    assert answered.status_code == 200
    return answered.getvalue()


def cells_of(content: bytes) -> list[list]:
    rows = [list(row) for row in load_workbook(BytesIO(content)).active.iter_rows(values_only=True)]
    heading = next(at for at, row in enumerate(rows) if "Mã câu hỏi" in row)
    return rows[heading:]


def answered(world) -> list[tuple[str, str]]:
    """Two questions of the grassroots organisations, one of the cells; everything of each in order."""
    by = world.users["bloc_office"]
    share, classes = question(world, **SHARE), question(world)
    of_cells = question(world, wording="Buổi sinh hoạt chuyên đề", audience="cells")
    answer(sheets.sheet_of(world.own), share, by, number=40, part=38)
    answer(sheets.sheet_of(world.own), classes, by, number=2)
    answer(sheets.sheet_of(world.own_cell), of_cells, by, number=4)
    answer(sheets.sheet_of(world.sibling), share, by, number=9, part=9)
    answer(sheets.sheet_of(world.lone_cell), classes, by, number=None)
    return [
        (world.own.name, "H01"),
        (world.own.name, "H02"),
        (world.own_cell.name, "H03"),
        (world.sibling.name, "H01"),
    ]


def test_everyone_sees_the_answers_of_the_sheets_they_may_see_and_no_empty_one(client, world):
    everything = answered(world)
    assert shown(client, world.users["bloc_office"]) == everything
    assert shown(client, world.users["committee"]) == everything[:3]
    assert shown(client, world.users["clerk"]) == everything[2:3]


def test_it_is_narrowed_by_question_sector_state_and_name_and_the_file_by_the_same(client, world):
    everything, office = answered(world), world.users["bloc_office"]
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    for asked, expected in (
        ({"question": "1"}, [everything[0], everything[3]]),
        ({"sector": world.own.sector.code}, everything[:3]),
        ({"sector": world.sibling.sector.code}, everything[3:]),
        ({"state": Sheet.State.SUBMITTED.value}, [everything[2]]),
        ({"q": "hoang hon"}, everything[3:]),
        ({"q": world.own.code, "question": "2"}, [everything[1]]),
    ):
        assert shown(client, office, **asked) == expected, asked
        query = "&".join(f"{name}={value}" for name, value in asked.items())
        heading, *rows = cells_of(exported(client, office, query))
        assert [(row[0], row[heading.index("Mã câu hỏi")]) for row in rows] == expected
        noted = AuditEvent.objects.filter(verb="list.download").latest("pk")
        assert (noted.data["list"], noted.data["rows"]) == ("answers", len(expected))


def test_the_number_of_queries_does_not_grow_with_the_answers(client, world):
    asked = question(world, wording="Hội nghị", kind="sessions")
    counts, by = [], world.users["bloc_office"]
    held = [["2024-03-05", "Nghị quyết", 45], ["2024-04-05", "Chỉ thị", None]]
    for places in ([world.own], [world.sibling, world.lone_cell]):
        for place in places:
            answer(sheets.sheet_of(place), asked, by, sessions=held)
        client.force_login(by)
        for ask in (lambda: shown(client, by), lambda: exported(client, by)):
            ask()
            with CaptureQueriesContext(connection) as found:
                ask()
            counts.append(len(found))
    assert counts[:2] == counts[2:]


def test_the_office_corrects_the_answers_in_a_file_and_brings_them_back(client, world):
    # Given answers of a year, one of them on a sheet that was submitted, and the office's file of those of its sector
    answered(world)
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    office = world.users["bloc_office"]
    content = exported(client, office, f"sector={world.own.sector.code}")
    # When the office sends the file as it is
    assert [each.outcome for each in sent(client, content)] == ["same"] * 3
    # Then nothing is to be written; when it corrects a part beyond its whole, that cell is told
    told = sent(client, corrected(content, "Trong đó", ["41", None, None]))
    page = client.get(Import.objects.latest("pk").get_absolute_url()).text
    assert [each.outcome for each in told] == ["error", "same", "same"]
    assert "lớn hơn tổng số" in page
    # And when it corrects it right, and an answer of the submitted sheet too, the one is offered and the other told
    file = corrected(corrected(content, "Trong đó", ["39", None, None]), "Trả lời", [40, 2, 5])
    assert [each.outcome for each in sent(client, file)] == ["changed", "same", "error"]
    upload = Import.objects.latest("pk")
    assert "đã trình" in client.get(upload.get_absolute_url()).text
    # And by its own deed it is written; the sheet's history says who did it
    client.post(reverse("exchange:write", args=[upload.pk]), {"edition": upload.edition})
    upload.refresh_from_db()
    assert upload.state == State.COMMITTED
    assert YearlyAnswer.objects.get(sheet__organization=world.own, question__number=1).part == 39
    assert YearlyAnswer.objects.get(sheet__organization=world.own_cell, question__number=3).number == 4
    saved = AuditEvent.objects.filter(verb="sheet.save").latest("pk")
    assert (saved.actor, saved.target_id) == (office, str(sheets.sheet_of(world.own).pk))
    # And taken back what stood before stands again
    client.post(reverse("exchange:take_back", args=[upload.pk]))
    assert YearlyAnswer.objects.get(sheet__organization=world.own, question__number=1).part == 38


def sent(client, content: bytes) -> list:
    file = BytesIO(content)
    file.name = "tra-loi.xlsx"
    client.post(reverse("exchange:upload", args=["yearly_answers"]), {"file": file})
    upload = Import.objects.latest("pk")
    assert upload.state == State.PREVIEWED, (upload.state, upload.error)
    page = client.get(reverse("exchange:rows", args=[upload.pk]))
    return list(page.context["page"])


def corrected(content: bytes, title: str, values: list) -> bytes:
    """In the column of this title, below its heading; None leaves a cell as it is."""
    book = load_workbook(BytesIO(content))
    [heading] = [cell for row in book.active.iter_rows() for cell in row if cell.value == title]
    for at, value in enumerate(values, start=1):
        if value is not None:
            book.active.cell(heading.row + at, heading.column, value)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()
