"""Votes that are missing: where the rules ask for a ballot, a reason of its own is written before the sheet goes on."""

import re

import pytest
from django.urls import reverse

from accounts.trail.record import history
from ratings.approval import actions
from ratings.models import RatingYear, Sheet
from ratings.sheets import entry, saving
from tests.ratings import sheets
from tests.ratings.sheets import own, row
from ui.refusals import Refused

FIELD, BOX = "submit-no_ballot_reason", "id_submit-no_ballot_reason"
REASON = "Hai đồng chí đi công tác, chi bộ bỏ phiếu sau."


def address(world, name, year=2024):
    return reverse(f"ratings:{name}", args=[year, world.own_cell.pk])


def entered(world, year=2024, **more):
    """A sheet with everything else; `more` of the member's row."""
    sheet = sheets.sheet_of(world.own_cell, year)
    rows = {entry.key_of(world.members["own"].pk): row(level=3, self_level=3, **more), entry.OWN: own(level=3)}
    saving.save_rows(sheet=sheet, rows=rows, version=sheet.version, by=world.users["clerk"])
    return sheet


VOTED = {"ballot_present": 1, "ballot_for": 1}


@pytest.fixture
def clerk(client, world, year):
    client.force_login(world.users["clerk"])
    return client


def label_of(page: str, box: str) -> str:
    return re.search(rf'<label class="form-label" for="{box}">(.*?)</label>', page, re.DOTALL)[1]


def input_of(page: str, box: str) -> str:
    return re.search(rf'<textarea[^>]*id="{box}"[^>]*>', page)[0]


@pytest.mark.parametrize("lacking", [{}, {"ballot_present": 1}], ids=["none", "half"])
def test_the_brief_asks_for_it_before_anything_is_sent(clerk, world, lacking):
    entered(world, **lacking)
    page = clerk.get(address(world, "review")).text
    assert label_of(page, BOX).strip() == "Vì sao không có kết quả bỏ phiếu"
    assert " required" in input_of(page, BOX)
    assert "không bắt buộc" in label_of(page, "id_submit-justification"), "nothing else is to be explained"


def test_the_sheet_leads_to_the_box(clerk, world):
    entered(world)
    page = clerk.get(address(world, "sheet")).text
    assert f'href="{address(world, "review")}#{BOX}"' in page


def test_words_about_something_else_are_no_reason(clerk, world):
    sheet = entered(world)
    sent = {"version": sheet.version, "submit-justification": "Đã họp bàn"}
    answer = clerk.post(address(world, "submit"), sent)
    page = answer.text
    assert answer.status_code == 422
    assert "Ghi lý do không có kết quả bỏ phiếu, hoặc nhập số phiếu." in page
    assert f'href="#{BOX}"' in page
    assert " required" in input_of(page, BOX)
    assert "Đã họp bàn" in page
    assert sheets.sheet_of(world.own_cell).state == Sheet.State.DRAFT


def test_the_reason_alone_is_enough_and_the_committee_reads_it(clerk, world):
    sheet = entered(world)
    assert clerk.post(address(world, "submit"), {"version": sheet.version, FIELD: REASON}).status_code == 302
    sent = sheets.sheet_of(world.own_cell)
    assert (sent.state, sent.no_ballot_reason, sent.justification) == (Sheet.State.SUBMITTED, REASON, "")
    assert history(sent).first().reason == REASON
    clerk.force_login(world.users["committee"])
    assert REASON in clerk.get(address(world, "review")).text
    assert REASON in clerk.get(reverse("ratings:year", args=[2024])).text, "beside the box that approves"


def test_it_does_not_explain_what_else_was_found(world, year):
    sheet = entered(world, civil_level=2)
    told = {"version": sheet.version, "by": world.users["clerk"]}
    with pytest.raises(Refused) as refused:
        actions.submit(sheet=sheet, **told)
    assert {*refused.value.message_dict} == {"justification", "no_ballot_reason"}
    with pytest.raises(Refused) as refused:
        actions.submit(sheet=sheets.sheet_of(world.own_cell), **told, no_ballot_reason=REASON)
    assert {*refused.value.message_dict} == {"justification"}


def test_with_all_votes_nothing_is_asked(clerk, world):
    sheet = entered(world, **VOTED)
    page = clerk.get(address(world, "review")).text
    assert BOX not in page
    assert f"#{BOX}" not in clerk.get(address(world, "sheet")).text
    assert clerk.post(address(world, "submit"), {"version": sheet.version}).status_code == 302


def test_where_the_rules_know_no_ballot_nothing_is_asked(client, world):
    sheets.open_year(world, 2025, rule_set="qd366")
    entered(world, 2025)
    client.force_login(world.users["clerk"])
    assert BOX not in client.get(address(world, "review", 2025)).text
    assert BOX not in client.get(address(world, "sheet", 2025)).text


def test_what_was_written_stays_when_the_sheet_moved_on(clerk, world):
    sheet = entered(world)
    entered(world)
    answer = clerk.post(address(world, "submit"), {"version": sheet.version, FIELD: REASON})
    assert answer.status_code == 409
    assert REASON in answer.text
    sheets.close_year(RatingYear.objects.get(year=2024), world.users["bloc_office"])
    answer = clerk.post(address(world, "submit"), {"version": sheet.version, FIELD: REASON})
    assert REASON in answer.context["unused"]


def test_it_stands_in_the_box_again_until_the_votes_are_there(clerk, world):
    sheet = entered(world)
    actions.submit(sheet=sheet, version=sheet.version, by=world.users["clerk"], no_ballot_reason=REASON)
    actions.withdraw(sheet=sheet, version=sheet.version, by=world.users["clerk"])
    assert REASON in clerk.get(address(world, "review")).context["submit_form"]["no_ballot_reason"].value()
    sheet = entered(world, **VOTED)
    clerk.post(address(world, "submit"), {"version": sheet.version})
    assert sheets.sheet_of(world.own_cell).no_ballot_reason == ""
