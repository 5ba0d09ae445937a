"""What is said of a sheet that went up, or was never touched, is so."""

import pytest
from django.urls import reverse

from ratings.progress.board import progress_of
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
NOBODY = "chưa có ai được giao duyệt phiếu"


@pytest.mark.parametrize("somebody", [True, False])
def test_who_submits_is_not_told_that_somebody_saw_it(client, world, year, somebody):
    sheet = sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])
    if not somebody:
        world.users["committee"].assignments.all().delete()
    client.force_login(world.users["clerk"])
    version = sheets.sheet_of(world.own_cell).version

    address = reverse("ratings:submit", args=[2024, world.own_cell.pk])
    page = client.post(address, {"version": version, **sheets.SENT}, follow=True)

    assert "Đã trình. Phiếu chờ cấp ủy cấp trên duyệt." in page.text
    assert ((f"{world.own.name} {NOBODY}") in page.text) is not somebody
    assert sheet.organization == world.own_cell


def test_a_sheet_that_nobody_saved_is_not_called_being_entered(world, year):
    sheets.fill(sheets.sheet_of(world.own_cell), world.users["clerk"])

    listed = progress_of(year, [world.own_cell, world.own_second_cell])

    assert [one.state_words for one in listed] == ["Đang nhập", "Chưa nhập"]
