"""What a file changes of the register is told to the people of submitted sheets, as if it had been typed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.trail.record import history
from members.models import Member
from notices.kinds import kinds
from notices.models import Notice
from ratings.sheets.since_submission import since_submission
from tests.members.importing.made import GOOD, KIND, changes, judged, scope_of, write
from tests.members.importing.test_judging import row_of
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
OTHER = GOOD | {"full_name": "Bùi Văn Khác", "sex": "Nam"}


@pytest.fixture
def sheet(world):
    sheets.open_year(world)
    sheet = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    Notice.objects.all().delete()
    return sheet


def told(world) -> list[str]:
    found = Notice.objects.filter(kind="sheet.member_moved", recipient=world.users["clerk"]).order_by("pk")
    return [f"{kinds()[each.kind].title(each.data)}. {kinds()[each.kind].text(each.data)}" for each in found]


def test_who_came_is_told_in_one_notice_for_the_sheet(world, sheet):
    write(world, GOOD, OTHER)
    [notice] = told(world)
    assert "2 dòng" in notice
    assert "Hoàng Thị Mới" in notice
    assert "Bùi Văn Khác" in notice
    assert "Hoàng Thị Mới" in since_submission([sheet])[sheet.pk]


def test_taken_back_the_list_is_as_it_was_submitted(world, sheet):
    written = write(world, GOOD, OTHER)
    KIND.undo(written, scope_of(world), world.users["bloc_office"])
    assert since_submission([sheet]) == {}
    assert not Member.objects.filter(full_name="Hoàng Thị Mới").exists()


def test_a_correction_that_the_check_sees_is_told(world, sheet):
    member = world.members["own"]
    write(world, row_of(member, world.own_cell) | {"position": "Bí thư chi bộ"})
    assert member.full_name in since_submission([sheet])[sheet.pk]
    assert [each.data["how"] for each in history(sheet).filter(verb="sheet.register")] == ["file"]


def test_the_queries_are_the_same_for_one_and_for_thirty(world, sheet):
    counts = []
    for many in (1, 30):
        names = [
            GOOD | {"full_name": f"Hoàng Thị {chr(65 + at % 26)}{'ab'[many == 1]}{'cd'[at // 26]}"}
            for at in range(many)
        ]
        found = changes(judged(world, *names))
        with CaptureQueriesContext(connection) as asked:
            list(KIND.write(found, scope_of(world), world.users["bloc_office"]))
        counts.append(len(asked))
    assert counts[0] == counts[1]
