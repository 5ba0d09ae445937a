"""The sheet moved on while somebody typed: what they typed is still on the page, with what happened."""

import pytest
from django.urls import reverse

from ratings.approval import actions
from ratings.models import CalibrationSession
from tests import factories
from tests.forms import posted_forms
from tests.ratings import sheets

pytestmark = pytest.mark.django_db
DECIDED = {"decision_number": "12-QĐ/ĐU", "decided_on": "06/01/2025"}
REASON, REMARK = "Thiếu biên bản bỏ phiếu của chi bộ", "Xem lại phiếu của đồng chí này"


@pytest.fixture
def year(world):
    return sheets.open_year(world)


def _withdrawn(world):
    sent = sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    shown = sent.version
    actions.withdraw(sheet=sent, version=sent.version, by=world.users["clerk"])
    return shown


def test_a_reason_and_remarks_stay_when_the_sheet_was_withdrawn(client, world, year):
    shown = _withdrawn(world)
    client.force_login(world.users["committee"])
    remark = f"remark-m{world.members['own'].pk}"
    fields = {"version": shown, "return-reason": REASON, remark: REMARK}
    answer = client.post(reverse("ratings:return", args=[2024, world.own_cell.pk]), fields)
    assert answer.status_code in (409, 422)
    assert {REASON, REMARK} <= set(answer.context["unused"])
    assert REASON in answer.text


def test_a_decision_stays_when_the_sheet_was_withdrawn(client, world, year):
    shown = _withdrawn(world)
    client.force_login(world.users["committee"])
    fields = {"version": shown, "approve-decision_number": "77-QĐ/ĐU", "approve-decided_on": "06/01/2025"}
    answer = client.post(reverse("ratings:approve", args=[2024, world.own_cell.pk]), fields)
    assert answer.status_code in (409, 422)
    assert {"77-QĐ/ĐU", "06/01/2025"} <= set(answer.context["unused"])


def test_an_explanation_stays_when_somebody_else_submitted(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(sheets.clerk_of(world.own_cell))
    fields = {"version": 1, "submit-justification": REASON}
    answer = client.post(reverse("ratings:submit", args=[2024, world.own_cell.pk]), fields)
    assert answer.status_code in (409, 422)
    assert REASON in answer.context["unused"]


def test_nothing_is_repeated_while_its_form_is_still_there(client, world, year):
    sheets.submitted(sheets.sheet_of(world.own_cell), world.users["clerk"])
    client.force_login(world.users["committee"])
    fields = {"version": 1, "return-reason": REASON}
    answer = client.post(reverse("ratings:return", args=[2024, world.own_cell.pk]), fields)
    assert answer.context["unused"] == []
    assert answer.context["return_form"]["reason"].value() == REASON


def test_reasons_for_a_sheet_that_moved_on_stay_on_the_page_of_the_session(client, world):
    other = factories.grassroots_cell(world.bloc, "front", name="Chi bộ Hội Sao Mai")
    factories.member_of(other)
    sheets.open_year(world)
    kept, gone = (sheets.submitted(sheets.sheet_of(cell), sheets.clerk_of(cell)) for cell in (world.lone_cell, other))
    typed = {
        "sheet": [kept.pk, gone.pk],
        **session_typed(kept, "2", "Chưa đạt chỉ tiêu"),
        **session_typed(gone, "2", REASON),
        "held_on": "08/01/2025",
        "participants": "Đồng chí A, Bí thư",
        "minutes": "So sánh các tổ chức cùng loại hình.",
    }
    actions.return_(sheet=gone, version=gone.version, reason="Trả lại", by=world.users["bloc_office"])
    client.force_login(world.users["bloc_office"])
    answer = client.post(reverse("ratings:calibration_record", args=[2024]), typed)
    assert answer.status_code == 409
    (said,) = answer.context["left"]
    assert other.name in said
    assert REASON in said
    assert "So sánh các tổ chức cùng loại hình." in answer.text
    assert not CalibrationSession.objects.exists()

    again = {name: value for name, value in typed.items() if f"-{gone.pk}-" not in name} | {"sheet": [kept.pk]}
    assert client.post(reverse("ratings:calibration_record", args=[2024]), again).status_code == 302


def session_typed(sheet, level, reason):
    return {
        f"version-{sheet.pk}": sheet.version,
        f"level-{sheet.pk}-own": level,
        f"reason-{sheet.pk}-own": reason,
    }


def test_minutes_stay_where_no_sheet_of_the_session_is_left(client, world, year):
    gone = sheets.submitted(sheets.sheet_of(world.lone_cell), sheets.clerk_of(world.lone_cell))
    typed = {"sheet": gone.pk, **session_typed(gone, "", ""), "minutes": "So sánh các tổ chức."}
    actions.return_(sheet=gone, version=gone.version, reason="Trả lại", by=world.users["bloc_office"])
    client.force_login(world.users["bloc_office"])
    assert "So sánh các tổ chức." in client.post(reverse("ratings:calibration_record", args=[2024]), typed).text


def test_why_a_year_is_reopened_stays_when_somebody_else_reopened_it(client, world, year):
    client.force_login(world.users["bloc_office"])
    answer = client.post(reverse("ratings:reopen_year", args=[2024]), {"reason": REASON, **DECIDED})
    assert answer.status_code == 422
    assert answer.context["form"]["reason"].value() == REASON
    assert answer.context["form"].non_field_errors()[0] in answer.text


def test_settings_stay_when_the_year_was_closed_meanwhile(client, world, year):
    client.force_login(world.users["bloc_office"])
    page = reverse("ratings:settings", args=[2024])
    typed = posted_forms(client.get(page).text)
    form = next(each for each in typed if "cap_base" in each) | {"cells_due_on": "21/12/2024", "reason": REASON}
    sheets.close_year(year, world.users["bloc_office"])
    answer = client.post(page, form)
    assert answer.status_code == 422
    assert answer.context["form"]["reason"].value() == REASON
    assert 'value="21/12/2024"' in answer.text
    assert "Tải lại" not in answer.text


@pytest.fixture
def grid(client, world, year):
    """The sheet of a cell, opened and typed in, and then submitted by somebody else."""
    client.force_login(world.users["clerk"])
    page = reverse("ratings:sheet", args=[2024, world.own_cell.pk])
    form = sheets.form_of(client, page)
    sheets.submitted(sheets.sheet_of(world.own_cell), sheets.clerk_of(world.own_cell))
    key = f"m{world.members['own'].pk}"
    return lambda **typed: client.post(page, form | {f"{key}-{name}": value for name, value in typed.items()})


def test_rows_stay_readable_when_somebody_else_submitted_the_sheet(grid):
    answer = grid(level="2", note=REMARK)
    assert answer.status_code == 409
    said = [words for row in answer.context["conflict"].collisions for each in row.differences for words in each.values]
    assert REMARK in said
    assert answer.text.count(REMARK) > 1


def test_rows_that_nobody_can_read_stay_too(grid):
    answer = grid(note=REMARK, ballot_for="nhiều", ballot_present="x")
    assert answer.status_code == 409
    assert REMARK in answer.context["typed"].texts
    assert posted_forms(answer.text)[-1]["version"]


@pytest.mark.parametrize("level", ["2", "không rõ"])
def test_cells_stay_readable_when_none_is_left_to_edit(client, world, year, level):
    client.force_login(world.users["committee"])
    page = reverse("ratings:cells", args=[2024, world.own.pk])
    form = sheets.form_of(client, page)
    for cell in (world.own_cell, world.own_second_cell):
        sheets.submitted(sheets.sheet_of(cell), sheets.clerk_of(cell))
    field = f"c{world.own_cell.pk}-m{world.members['own'].pk}"
    answer = client.post(page, form | {f"{field}-level": level, f"{field}-note": REMARK})
    assert answer.status_code == 409
    assert REMARK in answer.text


def test_the_decision_comes_back_in_the_bar_when_a_sheet_was_not_approved(client, world, year):
    cells = (world.own_cell, world.own_second_cell)
    one, two = (sheets.submitted(sheets.sheet_of(cell), sheets.clerk_of(cell)) for cell in cells)
    actions.withdraw(sheet=one, version=one.version, by=sheets.clerk_of(world.own_cell))
    client.force_login(world.users["committee"])
    typed = {"sheet": f"{one.pk}:{one.version - 1}", "decision_number": "77-QĐ/ĐU", "decided_on": "06/01/2025"}
    page = client.post(reverse("ratings:approve_each", args=[2024]), typed, follow=True)
    assert "Chưa duyệt" in page.text
    assert two.organization.name in page.text
    assert 'value="77-QĐ/ĐU"' in page.text
    assert 'value="06/01/2025"' in page.text


def test_it_is_said_when_no_marked_sheet_is_within_reach(client, world, year):
    client.force_login(world.users["committee"])
    far = sheets.submitted(sheets.foreign_sheet(world), sheets.clerk_of(world.foreign_cell))
    typed = {"sheet": f"{far.pk}:{far.version}", "decision_number": "77-QĐ/ĐU", "decided_on": "06/01/2025"}
    page = client.post(reverse("ratings:approve_each", args=[2024]), typed, follow=True)
    assert "Chưa duyệt" in page.text
    assert far.organization.name not in page.text
